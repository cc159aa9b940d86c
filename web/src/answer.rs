//! The answer: one word, one sentence, and what it rests on.

use std::sync::Arc;

use iamwhy_engine::Outcome;
use iamwhy_explain::Explanation;
use iamwhy_workbench::{Answer, Bench, Problem};
use leptos::prelude::*;

use crate::element::{Content, El, button, el, glyph, many, unseen, with_class};
use crate::page::{Open, Page, Sheet};
use crate::sheets::Refusal;
use crate::words;

/// The verdict, announced to screen readers whenever it changes.
pub(crate) fn answer(page: Page) -> Content {
    let spoken = with_class("div", "spoken")
        .attr("role", "status")
        .attr("aria-live", "polite")
        .attr("aria-atomic", "true")
        .live(move || page.verdict.with(|answer| headline(answer)));
    with_class("section", "answer")
        .id("answer")
        .attr("tabindex", "-1")
        .label("The answer")
        .child(spoken)
        .child(
            el("div")
                .live(move || page.verdict.with(|answer| because(page, answer)))
                .live(move || no_such_action(page)),
        )
        .child(crate::needs::needs(page))
        .live(move || page.verdict.with(|answer| troubles(page, &answer.errors)))
        .live(move || page.bench.with(|bench| drafts(page, bench)))
        .into()
}

/// That AWS has no action of this name, with the one that is meant: the answer is about a request that nobody can make.
fn no_such_action(page: Page) -> Option<El> {
    let action = page.verdict.with(|answer| answer.question.action.clone())?;
    let found = page
        .checks
        .with(|own| own.as_ref().and_then(|own| own.of_action(&action).cloned()))?;
    let mend = found.fix.map(|fix| {
        let label = ["Mend: ", &fix.title].concat();
        let title = chips(&fix.title);
        button("button small", move || page.mend(&fix))
            .label(label)
            .child(title)
    });
    let sign = el("span").silent().child("⚠ ");
    let said = el("span").child(sign).child(chips(&found.message));
    Some(with_class("p", "facts").child(said).child(mend))
}

fn headline(answer: &Answer) -> El {
    let (class, sign, word) = match answer.verdict.decision {
        "accepted" => ("allow", "✓", "Accepted."),
        "refused" => ("deny", "✕", "Refused."),
        "" => ("broken", "…", "No answer yet."),
        decision => words::verdict(outcome_of(decision)),
    };
    with_class("h1", ["verdict ", class].concat())
        .child(glyph("glyph", sign))
        .child(word)
}

/// The decision of the whole call.
pub(crate) fn outcome_of(decision: &str) -> Outcome {
    match decision {
        "allow" => Outcome::Allow,
        "explicitDeny" => Outcome::ExplicitDeny,
        "implicitDeny" => Outcome::ImplicitDeny,
        _ => Outcome::Unknown,
    }
}

fn because(page: Page, answer: &Arc<Answer>) -> Content {
    let sentence = |own: Content| with_class("p", "because").child(own);
    let Some(explanation) = answer.explanation() else {
        let findings = answer.verdict.findings.iter().map(|own| sentence(own.clone().into()));
        return findings.collect::<Vec<_>>().into();
    };
    let several = answer.asked.len() > 1;
    let calls = several.then(|| authorizations(page, answer));
    // What was refused rests on policies that nobody has shown us.
    let said = page
        .refusal
        .get_value()
        .filter(|_| explanation.decision == Outcome::Unknown);
    let fetch = said.map(|Refusal { said, layer }| {
        let show = move || {
            page.brought.set_value(Some(said.clone()));
            page.sheet.set(Some(Sheet::Paste));
        };
        let named = layer.map(|layer| ["AWS's message names the ", words::layer(layer), ". "].concat());
        let show = button("button small", show).child("Show the commands that fetch what is not known");
        el("p").child(named).child(show)
    });
    many![
        sentence(chips(&explanation.sentence)),
        facts(page, explanation),
        fetch,
        calls
    ]
}

/// A sentence with what stands in backticks set apart.
pub(crate) fn chips(sentence: &str) -> Content {
    let pieces = sentence.split('`').map(str::to_owned).enumerate();
    let pieces = pieces.map(|(index, piece)| match index % 2 {
        0 => piece.into(),
        _ => with_class("code", "chip").child(piece).into(),
    });
    Content::Many(pieces.collect())
}

fn facts(page: Page, explanation: &Explanation) -> El {
    let said = |own: Content| el("span").child(own);
    let layer = explanation.layer.map(words::layer);
    let at = layer.map(|layer| many![" at ", el("b").child(layer)]);
    let blockers = match explanation.blockers.len() {
        0 => None,
        1 => Some("1 blocker".to_owned()),
        count => Some([&count.to_string(), " blockers: fixing one is not enough"].concat()),
    };
    let assumptions = explanation.assumptions.iter().map(|own| {
        let title = match own.flips {
            true => "AWS does not document this; the other reading turns the answer around",
            false => "AWS does not document this; the other reading gives the same answer",
        };
        let flips = own.flips.then_some(" (the other reading flips it)");
        let words = ["assumes ", &own.id, " ", &own.word].concat();
        said(many![el("abbr").attr("title", title).child(words), flips])
    });
    let warnings = explanation
        .warnings
        .iter()
        .map(|own| said(["⚠ ", &own.message].concat().into()).attr("title", own.message.clone()));
    let documented = explanation.assumptions.is_empty().then_some("documented by AWS");
    let stale = move || {
        page.stale
            .get()
            .then(|| with_class("span", "stale").child("the last good answer: the text below cannot be read yet"))
    };
    let inexact = (!explanation.exact)
        .then_some("not every value of what is not known could be tried: this may be unknown too often");
    with_class("p", "facts")
        .live(stale)
        .child(
            el("span")
                .child(el("b").child(words::outcome(explanation.decision)))
                .child(at),
        )
        .child(el("span").child("rules ").child(explanation.rules.join(", ")))
        .child(blockers.map(|own| said(own.into())))
        .child(assumptions.collect::<Vec<_>>())
        .child(documented.map(|own| said(own.into())))
        .child(inexact.map(|own| said(own.into())))
        .child(warnings.collect::<Vec<_>>())
}

/// The authorizations of one call, each with its own answer.
fn authorizations(page: Page, answer: &Answer) -> El {
    let now = answer.authorization();
    let buttons = answer.asked.iter().enumerate().map(|(index, own)| {
        let (class, sign, _) = words::verdict(own.decision);
        let mark = match class {
            "allow" => "dot allows",
            "deny" => "dot denies",
            _ => "dot unknown",
        };
        let pick = move || {
            page.bench.update(|bench| {
                let mut selected = bench.state().selected;
                selected.authorization = Some(index);
                bench.select(selected);
            });
        };
        button("button small", pick)
            .says("aria-pressed", move || index == now)
            .child(glyph(mark, sign))
            .child(el("code").child(own.request.action().to_owned()))
            .child(unseen(words::outcome(own.decision)))
    });
    let words = ["One call, ", &answer.asked.len().to_string(), " authorizations:"].concat();
    with_class("div", "facts")
        .attr("role", "group")
        .label("What AWS asks of IAM for this call")
        .child(el("span").child(words))
        .child(buttons.collect::<Vec<_>>())
}

/// Where something is wrong, and what.
fn wrong(name: Option<&str>, problem: &Problem, go: impl Fn() + 'static) -> El {
    let words = [name.unwrap_or_default(), &place(problem), &problem.message];
    el("button")
        .attr("type", "button")
        .on("click", move |_| go())
        .child(chips(&words.concat()))
}

pub(crate) fn place(problem: &Problem) -> String {
    let (line, column) = (problem.line.to_string(), problem.column.to_string());
    ["line ", &line, ", column ", &column, ": "].concat()
}

/// Policies that cannot be read while they are being typed; the answer rests on what they were before.
fn drafts(page: Page, bench: &Bench) -> Option<El> {
    let lines = bench.state().drafts.iter().filter_map(|draft| {
        let problem = bench.draft_problem(&draft.pointer)?;
        let name = bench.policy(&draft.pointer).map(|view| view.name).unwrap_or_default();
        let (line, column, at) = (problem.line, problem.column, draft.pointer.clone());
        let go = move || page.open_text(&at, line, column);
        Some(wrong(Some(&[&name, ", "].concat()), &problem, go))
    });
    let lines = lines.collect::<Vec<_>>();
    (!lines.is_empty()).then(|| with_class("div", "troubles").attr("role", "alert").child(lines))
}

/// What is wrong with the text, each leading to its place.
fn troubles(page: Page, problems: &[Problem]) -> Option<El> {
    const SHOWN: usize = 5;
    let problems: Vec<&Problem> = page.bench.with_untracked(|bench| {
        let own = problems.iter();
        // These are asked for above.
        own.filter(|problem| !bench.waits_for_file(problem)).collect()
    });
    let lines = problems.iter().take(SHOWN).map(|problem| {
        let file = problem.file.as_ref().map(|file| [file, " "].concat());
        let (line, column) = (problem.line, problem.column);
        let go = move || {
            page.open.set(Open::File);
            request_animation_frame(move || page.reveal.set(Some((line, column))));
        };
        let help = problem.help.as_ref().map(|help| [": ", help].concat());
        wrong(file.as_deref(), problem, go).child(help.as_deref().map(chips))
    });
    let more = problems.len().saturating_sub(SHOWN);
    let more = (more > 0).then(|| with_class("span", "quiet").child(["and ", &more.to_string(), " more"].concat()));
    (!problems.is_empty()).then(|| {
        with_class("div", "troubles")
            .attr("role", "alert")
            .child(lines.collect::<Vec<_>>())
            .child(more)
    })
}

//! The answer: one word, one sentence, and what it rests on.

use std::sync::Arc;

use iamwhy_engine::Outcome;
use iamwhy_explain::Explanation;
use iamwhy_workbench::{Answer, Bench, Problem};
use leptos::prelude::*;

use crate::page::{Open, Page};
use crate::words;

/// The verdict, announced to screen readers whenever it changes.
pub(crate) fn answer(page: Page) -> AnyView {
    view! {
        <section class="answer" id="answer" tabindex="-1" aria-label="The answer">
            <div role="status" aria-live="polite" aria-atomic="true" class="spoken">
                {move || page.answer.with(|answer| headline(answer))}
            </div>
            <div>
                {move || page.answer.with(|answer| because(page, answer))}
            </div>
            {move || page.answer.with(|answer| troubles(page, &answer.errors))}
            {move || page.bench.with(|bench| drafts(page, bench))}
        </section>
    }
    .into_any()
}

fn headline(answer: &Answer) -> AnyView {
    let (class, glyph, word) = match answer.verdict.decision {
        "accepted" => ("allow", "✓", "Accepted."),
        "refused" => ("deny", "✕", "Refused."),
        "" => ("broken", "…", "No answer yet."),
        decision => words::verdict(outcome_of(decision)),
    };
    view! {
        <h1 class=["verdict ", class].concat()>
            <span class="glyph" aria-hidden="true">{glyph}</span>
            {word}
        </h1>
    }
    .into_any()
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

fn because(page: Page, answer: &Arc<Answer>) -> AnyView {
    let Some(explanation) = answer.explanation() else {
        let findings: Vec<_> = answer
            .verdict
            .findings
            .iter()
            .map(|own| view! { <p class="because">{own.clone()}</p> })
            .collect();
        return findings.into_any();
    };
    let several = answer.asked.len() > 1;
    let calls = several.then(|| authorizations(page, answer));
    view! {
        <p class="because">{chips(&explanation.sentence)}</p>
        {facts(page, explanation)}
        {calls}
    }
    .into_any()
}

/// A sentence with what stands in backticks set apart.
pub(crate) fn chips(sentence: &str) -> Vec<AnyView> {
    let pieces = sentence.split('`').map(str::to_owned).enumerate();
    pieces
        .map(|(index, piece)| match index % 2 {
            0 => view! { {piece} }.into_any(),
            _ => view! { <code class="chip">{piece}</code> }.into_any(),
        })
        .collect()
}

fn facts(page: Page, explanation: &Explanation) -> AnyView {
    let layer = explanation.layer.map(words::layer);
    let at = layer.map(|layer| view! { " at " <b>{layer}</b> });
    let rules = explanation.rules.join(", ");
    let blockers = match explanation.blockers.len() {
        0 => None,
        1 => Some("1 blocker".to_owned()),
        count => Some(format!("{count} blockers: fixing one is not enough")),
    };
    let unknowns =
        (!explanation.unknowns.is_empty()).then(|| ["decided by ", &explanation.unknowns.join(", ")].concat());
    let assumptions = explanation.assumptions.iter().map(|own| {
        let title = match own.flips {
            true => "AWS does not document this; the other reading turns the answer around",
            false => "AWS does not document this; the other reading gives the same answer",
        };
        let flips = own.flips.then_some(" (the other reading flips it)");
        view! { <span><abbr title=title>"assumes " {own.id.clone()} " " {own.word.clone()}</abbr>{flips}</span> }
    });
    let warnings = explanation
        .warnings
        .iter()
        .map(|own| view! { <span title=own.message.clone()>"⚠ " {own.message.clone()}</span> });
    let documented = explanation.assumptions.is_empty().then_some("documented by AWS");
    view! {
        <p class="facts">
            {move || page.stale.get().then(|| view! { <span class="stale">"the last good answer: the text below cannot be read yet"</span> })}
            <span><b>{words::outcome(explanation.decision)}</b>{at}</span>
            <span>"rules " {rules}</span>
            {blockers.map(|own| view! { <span>{own}</span> })}
            {unknowns.map(|own| view! { <span>{own}</span> })}
            {assumptions.collect::<Vec<_>>()}
            {documented.map(|own| view! { <span>{own}</span> })}
            {(!explanation.exact).then(|| view! { <span>"too many unknowns to try them all: this may be unknown too often"</span> })}
            {warnings.collect::<Vec<_>>()}
        </p>
    }
    .into_any()
}

/// The authorizations of one call, each with its own answer.
fn authorizations(page: Page, answer: &Answer) -> AnyView {
    let now = answer.authorization();
    let buttons = answer.asked.iter().enumerate().map(|(index, own)| {
        let (class, glyph, _) = words::verdict(own.decision);
        let mark = match class {
            "allow" => "dot allows",
            "deny" => "dot denies",
            _ => "dot unknown",
        };
        let pick = move |_| {
            page.bench.update(|bench| {
                let mut selected = bench.state().selected;
                selected.authorization = Some(index);
                bench.select(selected);
            });
        };
        view! {
            <button type="button" class="button small" aria-pressed=(index == now).to_string() on:click=pick>
                <span class=mark aria-hidden="true">{glyph}</span>
                <code>{own.request.action().to_owned()}</code> <span class="unseen">{words::outcome(own.decision)}</span>
            </button>
        }
    });
    view! {
        <div class="facts" role="group" aria-label="What AWS asks of IAM for this call">
            <span>"One call, " {answer.asked.len()} " authorizations:"</span>
            {buttons.collect::<Vec<_>>()}
        </div>
    }
    .into_any()
}

/// Policies that cannot be read while they are being typed; the answer rests on what they were before.
fn drafts(page: Page, bench: &Bench) -> AnyView {
    let lines = bench.state().drafts.iter().filter_map(|draft| {
        let problem = bench.draft_problem(&draft.pointer)?;
        let name = bench.policy(&draft.pointer).map(|view| view.name).unwrap_or_default();
        let (line, column, at) = (problem.line, problem.column, draft.pointer.clone());
        Some(view! {
            <button type="button" on:click=move |_| page.open_text(&at, line, column)>
                {name} ", line " {line} ", column " {column} ": " {problem.message}
            </button>
        })
    });
    let lines = lines.collect::<Vec<_>>();
    if lines.is_empty() {
        return ().into_any();
    }
    view! { <div class="troubles" role="alert">{lines}</div> }.into_any()
}

/// What is wrong with the text, each leading to its place.
fn troubles(page: Page, problems: &[Problem]) -> AnyView {
    const SHOWN: usize = 5;
    if problems.is_empty() {
        return ().into_any();
    }
    let lines = problems.iter().take(SHOWN).map(|problem| {
        let file = problem.file.clone().map(|file| [&file, " "].concat());
        let (line, column) = (problem.line, problem.column);
        let help = problem.help.clone().map(|help| [": ", &help].concat());
        view! {
            <button type="button" on:click=move |_| {
                page.open.set(Open::File);
                request_animation_frame(move || page.reveal.set(Some((line, column))));
            }>
                {file} "line " {problem.line} ", column " {problem.column} ": " {problem.message.clone()} {help}
            </button>
        }
    });
    let more = problems.len().saturating_sub(SHOWN);
    view! {
        <div class="troubles" role="alert">
            {lines.collect::<Vec<_>>()}
            {(more > 0).then(|| view! { <span class="quiet">"and " {more} " more"</span> })}
        </div>
    }
    .into_any()
}

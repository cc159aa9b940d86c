//! What the checks found, over all policies of the scenario: the worst first, each with why it matters and what mends it.

use iamwhy_workbench::check_list::{CheckList, CheckPlace, CheckView, RefusalView};
use leptos::prelude::*;

use super::flips::change;
use crate::answer::chips;
use crate::element::{Content, El, button, el, live, many, with_class};
use crate::page::Page;

/// For the tab.
pub(crate) fn count(page: Page) -> Option<String> {
    page.checks
        .with(|own| own.as_ref().map(|own| own.findings.len().to_string()))
}

/// One sentence that comes when its number changes, for those who hear the page.
pub(crate) fn said(page: Page) -> El {
    let words = Memo::new(move |_| {
        page.checks
            .with(|own| own.as_ref().map(|own| ["checks: ", &own.summary()].concat()))
    });
    with_class("p", "unseen")
        .attr("aria-live", "polite")
        .live(move || words.get())
}

/// The list.
pub(crate) fn checks(page: Page) -> Content {
    let view = move || match page.checks.get() {
        Some(found) => list(page, &found),
        None => with_class("p", "quiet").child("Looking at every policy…").into(),
    };
    with_class("div", "panel").child(live::<Content>(view)).into()
}

fn list(page: Page, found: &CheckList) -> Content {
    let refusals = (!found.refusals.is_empty()).then(|| {
        let own = found.refusals.iter().map(|own| refusal(page, own));
        el("section")
            .child(with_class("h3", "gate-head").child("What AWS says when these are saved"))
            .child(with_class("ul", "checks").child(own.collect::<Vec<_>>()))
    });
    let findings = found.findings.iter().map(|own| finding(page, own)).collect::<Vec<_>>();
    let findings = (!findings.is_empty()).then(|| with_class("ul", "checks").child(findings));
    let in_ci = with_class("span", "quiet")
        .child("In CI: ")
        .child(el("code").child("iamwhy lint PATHS"));
    many![
        el("p").child(found.summary()).child(". ").child(in_ci),
        findings,
        refusals,
    ]
}

/// How much it weighs: a sign and a word.
fn grade(sign: &'static str, word: &'static str) -> El {
    with_class("span", "grade")
        .child(el("span").silent().child(sign))
        .child(" ")
        .child(word)
}

fn finding(page: Page, own: &CheckView) -> El {
    let place = own.place.clone();
    let fix = own.fix.clone().map(|fix| {
        let changes = fix.changes.iter().map(change).collect::<Vec<_>>();
        let label = ["Mend: ", &fix.title].concat();
        let title = chips(&fix.title);
        let mend = button("button", move || page.mend(&fix)).label(label).child(title);
        with_class("div", "mend").child(mend).child(changes)
    });
    let shows = own.shows.clone().map(|(title, scenario)| {
        let label = ["Open the request that shows ", &own.code].concat();
        let open = button("button small", move || page.load(&scenario))
            .label(label)
            .child("Open the request that shows it");
        with_class("div", "bar")
            .child(open)
            .child(with_class("span", "quiet").child(chips(&title)))
    });
    let host = own
        .page
        .strip_prefix("https://")
        .and_then(|rest| rest.split('/').next());
    let whose = match host {
        Some(host) if host.ends_with("aws.amazon.com") => "AWS's page",
        _ => "Read more",
    };
    let named = [whose, " on ", &own.code].concat();
    let head = button("row", move || page.open_check(&place))
        .child(grade(own.grade.glyph(), own.grade.word()))
        .child(" ")
        .child(el("b").child(own.code.clone()))
        .child(" ")
        .child(with_class("span", "quiet").child(at(page, &own.place)));
    let link = el("a")
        .attr("href", own.page.clone())
        .attr("target", "_blank")
        .attr("rel", "noreferrer")
        .label(named)
        .child(whose);
    let source = [" · check of ", &own.origin].concat();
    let why = el("details")
        .child(el("summary").child("Why it matters"))
        .child(el("p").child(chips(&own.why)).child(" ").child(chips(&own.how)))
        .child(with_class("p", "quiet").child(link).child(source));
    with_class("li", ["check ", own.grade.class()].concat())
        .child(head)
        .child(el("p").child(chips(&own.message)))
        .child(fix)
        .child(shows)
        .child(why)
}

fn refusal(page: Page, own: &RefusalView) -> El {
    let place = own.place.clone();
    let (class, sign, word) = match own.refused {
        true => ("error", "✕", "refused"),
        false => ("warning", "!", "saved, with a warning"),
    };
    let head = button("row", move || page.open_check(&place))
        .child(grade(sign, word))
        .child(" ")
        .child(with_class("span", "quiet").child(at(page, &own.place)));
    let why = (!own.why.is_empty()).then(|| with_class("p", "quiet").child(chips(&own.why)));
    with_class("li", ["check ", class].concat())
        .child(head)
        .child(el("p").child(own.message.clone()))
        .child(why)
}

fn at(page: Page, place: &CheckPlace) -> String {
    let [line, ..] = place.lines;
    let line = match page.place_of(place) {
        Some((line, _)) => ["line ", &line.to_string()].concat(),
        None => ["line ", &line.to_string(), " of the file"].concat(),
    };
    match place.policy == place.place {
        true => [&place.place, ", ", &line].concat(),
        false => [&place.policy, " (", &place.place, "), ", &line].concat(),
    }
}

//! What the checks found, over all policies of the scenario: the worst first, each with why it matters and what mends it.

use iamwhy_workbench::check_list::{CheckList, CheckPlace, CheckView, RefusalView};
use leptos::prelude::*;

use super::flips::change;
use crate::answer::chips;
use crate::page::Page;

/// For the tab.
pub(crate) fn count(page: Page) -> Option<String> {
    page.checks
        .with(|own| own.as_ref().map(|own| own.findings.len().to_string()))
}

/// One sentence that comes when its number changes, for those who hear the page.
pub(crate) fn said(page: Page) -> AnyView {
    let words = Memo::new(move |_| {
        page.checks
            .with(|own| own.as_ref().map(|own| ["checks: ", &own.summary()].concat()))
    });
    view! { <p class="unseen" aria-live="polite">{words}</p> }.into_any()
}

/// The list.
pub(crate) fn checks(page: Page) -> AnyView {
    let view = move || match page.checks.get() {
        Some(found) => list(page, &found),
        None => view! { <p class="quiet">"Looking at every policy…"</p> }.into_any(),
    };
    view! { <div class="panel">{view}</div> }.into_any()
}

fn list(page: Page, found: &CheckList) -> AnyView {
    let refusals = (!found.refusals.is_empty()).then(|| {
        let own = found.refusals.iter().map(|own| refusal(page, own));
        view! {
            <section>
                <h3 class="gate-head">"What AWS says when these are saved"</h3>
                <ul class="checks">{own.collect::<Vec<_>>()}</ul>
            </section>
        }
    });
    let findings = found.findings.iter().map(|own| finding(page, own)).collect::<Vec<_>>();
    let findings = (!findings.is_empty()).then(|| view! { <ul class="checks">{findings}</ul> });
    view! {
        <p>{found.summary()} ". " <span class="quiet">"In CI: " <code>"iamwhy lint PATHS"</code></span></p>
        {findings}
        {refusals}
    }
    .into_any()
}

fn finding(page: Page, own: &CheckView) -> AnyView {
    let place = own.place.clone();
    let fix = own.fix.clone().map(|fix| {
        let changes = fix.changes.iter().map(change).collect::<Vec<_>>();
        let label = ["Mend: ", &fix.title].concat();
        let title = fix.title.clone();
        view! {
            <div class="mend">
                <button type="button" class="button" aria-label=label on:click=move |_| page.mend(&fix)>{chips(&title)}</button>
                {changes}
            </div>
        }
    });
    let shows = own.shows.clone().map(|(title, scenario)| {
        let label = ["Open the request that shows ", &own.code].concat();
        view! {
            <div class="bar">
                <button type="button" class="button small" aria-label=label on:click=move |_| page.load(&scenario)>"Open the request that shows it"</button>
                <span class="quiet">{chips(&title)}</span>
            </div>
        }
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
    view! {
        <li class=["check ", own.grade.class()].concat()>
            <button type="button" class="row" on:click=move |_| page.open_check(&place)>
                <span class="grade"><span aria-hidden="true">{own.grade.glyph()}</span> " " {own.grade.word()}</span>
                " " <b>{own.code.clone()}</b> " "
                <span class="quiet">{at(page, &own.place)}</span>
            </button>
            <p>{chips(&own.message)}</p>
            {fix}
            {shows}
            <details>
                <summary>"Why it matters"</summary>
                <p>{chips(&own.why)} " " {chips(&own.how)}</p>
                <p class="quiet"><a href=own.page.clone() target="_blank" rel="noreferrer" aria-label=named>{whose}</a> " · check of " {own.origin.clone()}</p>
            </details>
        </li>
    }
    .into_any()
}

fn refusal(page: Page, own: &RefusalView) -> AnyView {
    let place = own.place.clone();
    let (class, glyph, word) = match own.refused {
        true => ("error", "✕", "refused"),
        false => ("warning", "!", "saved, with a warning"),
    };
    let why = (!own.why.is_empty()).then(|| view! { <p class="quiet">{chips(&own.why)}</p> });
    view! {
        <li class=["check ", class].concat()>
            <button type="button" class="row" on:click=move |_| page.open_check(&place)>
                <span class="grade"><span aria-hidden="true">{glyph}</span> " " {word}</span>
                " " <span class="quiet">{at(page, &own.place)}</span>
            </button>
            <p>{own.message.clone()}</p>
            {why}
        </li>
    }
    .into_any()
}

fn at(page: Page, place: &CheckPlace) -> String {
    let [line, ..] = place.lines;
    let line = match page.place_of(place) {
        Some((line, _)) => format!("line {line}"),
        None => format!("line {line} of the file"),
    };
    match place.policy == place.place {
        true => format!("{}, {line}", place.place),
        false => format!("{} ({}), {line}", place.policy, place.place),
    }
}

//! What would flip it: verified edits, the smallest first, and what holds an allow open.

use iamwhy_engine::Outcome;
use iamwhy_workbench::flip_list::{FlipChange, FlipView};
use leptos::prelude::*;

use crate::page::Page;

/// For the tab.
pub(crate) fn count(page: Page, found: &str) -> String {
    page.read_flips(found).flips.len().to_string()
}

/// The list.
pub(crate) fn flips(page: Page) -> AnyView {
    let view = move || match page.flips.get() {
        Some(found) => list(page, &found),
        None => view! { <p class="quiet">"Looking for the smallest change…"</p> }.into_any(),
    };
    view! { <div class="panel">{view}</div> }.into_any()
}

fn list(page: Page, found: &str) -> AnyView {
    let list = page.read_flips(found);
    let outcome = page
        .explanation
        .with_untracked(|own| own.as_ref().map(|own| own.decision));
    let nothing = list.flips.is_empty().then(|| {
        let text = match outcome {
            None => "There is no decision to turn around.",
            Some(Outcome::Allow) => "No single change that we try would deny this.",
            Some(_) => "No change that we try, nor a few of them together, turns this around.",
        };
        view! { <p class="quiet">{text}</p> }
    });
    let flips = list
        .flips
        .into_iter()
        .enumerate()
        .map(|(index, own)| one(page, index, own))
        .collect::<Vec<_>>();
    let held = (!list.held.is_empty()).then(|| {
        view! {
            <section>
                <h3 class="gate-head">"What holds this open"</h3>
                <p>{crate::answer::chips(&list.held)}</p>
            </section>
        }
    });
    view! { {nothing} {flips} {held} }.into_any()
}

fn one(page: Page, index: usize, flip: FlipView) -> AnyView {
    let told = flip.title.contains("ask its owner");
    let owner = (flip.guardrail && !told).then(|| view! { <small>" · weakens a guardrail: ask its owner"</small> });
    let changes = flip.changes.iter().map(change).collect::<Vec<_>>();
    let (title, json) = (flip.title.clone(), flip.json);
    let apply = move |_| page.apply(&title, json.clone());
    let class = if index == 0 { "button primary" } else { "button" };
    let label = ["Apply: ", &flip.title].concat();
    view! {
        <article class="flip">
            <h3>{crate::answer::chips(&flip.title)} {owner}</h3>
            <button type="button" class=class aria-label=label on:click=apply>"Apply"</button>
            {changes}
        </article>
    }
    .into_any()
}

pub(super) fn change(change: &FlipChange) -> AnyView {
    let removed = change
        .removed
        .iter()
        .map(|line| view! { <del>{line.clone()}</del> "\n" })
        .collect::<Vec<_>>();
    let added = change
        .added
        .iter()
        .map(|line| view! { <ins>{line.clone()}</ins> "\n" })
        .collect::<Vec<_>>();
    view! {
        <p class="diff"><span class="quiet">{change.place.clone()} " ›"</span> "\n" {removed} {added}</p>
    }
    .into_any()
}

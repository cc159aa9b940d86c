//! What would flip it: verified edits, the smallest first, and what holds an allow open.

use iamwhy_engine::Outcome;
use iamwhy_workbench::flip_list::{FlipChange, FlipView};
use leptos::prelude::*;

use crate::element::{Content, El, button, el, live, many, with_class};
use crate::page::Page;

/// For the tab.
pub(crate) fn count(page: Page, found: &str) -> String {
    page.read_flips(found).flips.len().to_string()
}

/// The list.
pub(crate) fn flips(page: Page) -> Content {
    let view = move || match page.flips.get() {
        Some(found) => list(page, &found),
        None if page.answer.with(|answer| answer.authorized().is_none()) => with_class("p", "quiet")
            .child("There is no decision to turn around.")
            .into(),
        // The answer is the last good one; what would turn it around is looked for when the text can be read again.
        None if page.answer.with(|answer| answer.stale) => {
            with_class("p", "quiet").child("The text cannot be read yet.").into()
        }
        None => with_class("p", "quiet")
            .child("Looking for the smallest change…")
            .into(),
    };
    with_class("div", "panel").child(live::<Content>(view)).into()
}

fn list(page: Page, found: &str) -> Content {
    let list = page.read_flips(found);
    let outcome = page
        .explanation
        .with_untracked(|own| own.as_ref().map(|own| own.decision));
    let nothing = list.flips.is_empty().then(|| {
        let text = match outcome {
            None => "There is no decision to turn around.",
            Some(Outcome::Allow) => "No single change that we try would deny this.",
            Some(Outcome::Unknown) => "What is not known decides. Show it, or say that it is not there.",
            Some(_) => "No change that we try, nor a few of them together, turns this around.",
        };
        with_class("p", "quiet").child(text)
    });
    let flips = list
        .flips
        .into_iter()
        .enumerate()
        .map(|(index, own)| one(page, index, own));
    let held = (!list.held.is_empty()).then(|| {
        el("section")
            .child(with_class("h3", "gate-head").child("What holds this open"))
            .child(el("p").child(crate::answer::chips(&list.held)))
    });
    many![nothing, flips.collect::<Vec<_>>(), held]
}

fn one(page: Page, index: usize, flip: FlipView) -> El {
    let told = flip.title.contains("ask its owner");
    let owner = (flip.guardrail && !told).then(|| el("small").child(" (weakens a guardrail; ask its owner)"));
    let changes = flip.changes.iter().map(change).collect::<Vec<_>>();
    let (title, json) = (flip.title.clone(), flip.json);
    let apply = move || page.apply(&title, json.clone());
    let class = if index == 0 { "button primary" } else { "button" };
    let label = ["Apply: ", &flip.title].concat();
    with_class("article", "flip")
        .child(el("h3").child(crate::answer::chips(&flip.title)).child(owner))
        .child(button(class, apply).label(label).child("Apply"))
        .child(changes)
}

pub(super) fn change(change: &FlipChange) -> El {
    let lines = |tag: &'static str, lines: &[String]| {
        let lines = lines.iter().map(|line| many![el(tag).child(line.clone()), "\n"]);
        lines.collect::<Vec<_>>()
    };
    let place = [&change.place, " ›"].concat();
    with_class("p", "diff")
        .child(with_class("span", "quiet").child(place))
        .child("\n")
        .child(lines("del", &change.removed))
        .child(lines("ins", &change.added))
}

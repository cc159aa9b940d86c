//! What goes in: the places where policies stand, the editor, the context, the caller.

mod hint;
mod list;
mod place;

use leptos::prelude::*;

use crate::editor::{self, Sheet};
use crate::element::{Content, El, el, many, with_class};
use crate::page::{Open, Page};

/// The list of places, and the one that is open.
pub(crate) fn inputs(page: Page) -> Content {
    let policy = place::policy(page);
    let caller = Memo::new(move |_| {
        page.answer.with(|answer| {
            answer
                .question
                .principal
                .clone()
                .unwrap_or_default()
                .replace('~', "~0")
                .replace('/', "~1")
        })
    });
    let sheet = Memo::new(move |_| match page.open.get() {
        Open::Layer(layer, _) => policy.get().map(|view| {
            page.bench
                .with(|bench| Sheet::of_policy(bench, layer, &view, page.whole.get()))
        }),
        Open::File => Some(page.bench.with(Sheet::of_file)),
        Open::Part(at) => page.bench.with(|bench| Sheet::of_part(bench, &at)),
        Open::Caller => page
            .bench
            .with(|bench| Sheet::of_part(bench, &["/principals/", &caller.get()].concat())),
        Open::Context => None,
    });
    Effect::new(move |_| {
        page.shown
            .set(policy.with(|own| own.as_ref().map(|own| own.pointer.clone()).unwrap_or_default()))
    });
    let head = move || match page.open.get() {
        Open::Layer(layer, slot) => place::head(page, layer, slot, policy),
        Open::File => file_head(page),
        Open::Part(at) => part_head(page, &at),
        Open::Caller => crate::forms::caller(page),
        Open::Context => crate::forms::context(page),
    };
    let body = with_class("div", "place-body")
        .id("place")
        .live(head)
        .child(editor::editor(page, sheet))
        .child(hint::hint(page, sheet));
    with_class("section", "inputs")
        .label("What goes in")
        .child(list::list(page))
        .child(body)
        .into()
}

fn bar(name: impl Into<Content>, words: impl Into<Content>) -> El {
    with_class("div", "place-bar")
        .child(el("h2").child(name))
        .child(with_class("span", "quiet").child(words))
}

fn part_head(page: Page, at: &str) -> Content {
    let name = at.rsplit('/').next().unwrap_or(at).to_owned();
    let there = page.bench.with_untracked(|bench| bench.part(at).is_some());
    let missing = (!there)
        .then(|| with_class("p", "empty").child("The scenario does not have this part; write it in the whole file."));
    many![bar(name, "its entry in the scenario"), missing]
}

fn file_head(page: Page) -> Content {
    let title = move || {
        page.answer
            .with(|answer| answer.loaded.as_ref().map(|own| own.scenario.title.clone()))
    };
    let words = many!["what ", el("code").child("iamwhy test"), " runs"];
    many![
        bar("The whole scenario", words),
        with_class("p", "policies quiet").live(title),
    ]
}

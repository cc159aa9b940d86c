//! What goes in: the places where policies stand, the editor, the context, the caller.

mod hint;
mod list;
mod place;

use leptos::prelude::*;

use crate::editor::{self, Sheet};
use crate::page::{Open, Page};

/// The list of places, and the one that is open.
pub(crate) fn inputs(page: Page) -> AnyView {
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
        Open::Layer(layer, _) => policy
            .get()
            .map(|view| page.bench.with(|bench| Sheet::of_policy(bench, layer, &view))),
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
    view! {
        <section class="inputs" aria-label="What goes in">
            {list::list(page)}
            <div class="place-body" id="place">
                {head}
                {editor::editor(page, sheet)}
                {hint::hint(page, sheet)}
            </div>
        </section>
    }
    .into_any()
}

fn part_head(page: Page, at: &str) -> AnyView {
    let name = at.rsplit('/').next().unwrap_or(at).to_owned();
    let there = page.bench.with_untracked(|bench| bench.part(at).is_some());
    let missing = (!there)
        .then(|| view! { <p class="empty">"The scenario does not have this part; write it in the whole file."</p> });
    view! {
        <div class="place-bar"><h2>{name}</h2><span class="quiet">"its entry in the scenario"</span></div>
        {missing}
    }
    .into_any()
}

fn file_head(page: Page) -> AnyView {
    let title = move || {
        page.answer
            .with(|answer| answer.loaded.as_ref().map(|own| own.scenario.title.clone()))
    };
    view! {
        <div class="place-bar">
            <h2>"The whole scenario"</h2>
            <span class="quiet">"what " <code>"iamwhy test"</code> " runs"</span>
        </div>
        <p class="policies quiet">{title}</p>
    }
    .into_any()
}

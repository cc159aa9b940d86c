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
    let sheet = Memo::new(move |_| match page.open.get() {
        Open::Layer(layer, _) => policy.get().map(|view| page.bench.with(|bench| Sheet::of_policy(bench, layer, &view))),
        Open::File => Some(page.bench.with(Sheet::of_file)),
        Open::Context | Open::Caller => None,
    });
    Effect::new(move |_| page.shown.set(policy.with(|own| own.as_ref().map(|own| own.pointer.clone()).unwrap_or_default())));
    let head = move || match page.open.get() {
        Open::Layer(layer, slot) => place::head(page, layer, slot, policy),
        Open::File => file_head(page),
        Open::Context | Open::Caller => ().into_any(),
    };
    let form = move || match page.open.get() {
        Open::Context => crate::forms::context(page),
        Open::Caller => crate::forms::caller(page),
        Open::Layer(..) | Open::File => ().into_any(),
    };
    view! {
        <section class="inputs" aria-label="What goes in">
            {list::list(page)}
            <div class="place-body" id="place">
                {head}
                {editor::editor(page, sheet)}
                {form}
                {hint::hint(page, sheet)}
            </div>
        </section>
    }
    .into_any()
}

fn file_head(page: Page) -> AnyView {
    let title = move || page.answer.with(|answer| answer.loaded.as_ref().map(|own| own.scenario.title.clone()));
    view! {
        <div class="place-bar">
            <h2>"The whole scenario"</h2>
            <span class="quiet">"what " <code>"iamwhy test"</code> " runs"</span>
        </div>
        <p class="policies quiet">{title}</p>
    }
    .into_any()
}

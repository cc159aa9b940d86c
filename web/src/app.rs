//! The frame of the page.

use leptos::prelude::*;

use crate::page::Page;
use crate::{answer, foot, inputs, question, top, why};

/// The example that the page opens with: nearly everybody says that it is allowed.
pub(crate) const FIRST: &str =
    include_str!("../../fixtures/examples/the-bucket-lets-the-role-in-and-still-it-is-denied.scenario.json");

/// The whole page.
pub(crate) fn app() -> impl IntoView {
    crate::theme::start();
    let page = Page::new(FIRST);
    crate::store::restore(page);
    crate::link::listen(page);
    crate::store::keep(page);
    crate::commands::listen(page);
    view! {
        <div class="app" class:is-stale=page.stale>
            <a class="skip" href="#answer">"Skip to the answer"</a>
            {top::top(page)}
            <main>
                {question::question(page)}
                {answer::answer(page)}
                <div class="work">
                    {inputs::inputs(page)}
                    {why::why(page)}
                </div>
            </main>
            {foot::foot(page)}
            {crate::sheets::sheets(page)}
        </div>
    }
}

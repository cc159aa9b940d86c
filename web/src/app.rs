//! The frame of the page.

use leptos::prelude::*;

use crate::element::{Content, el, with_class};
use crate::page::Page;
use crate::{answer, foot, inputs, question, top, why};

/// The example that the page opens with: nearly everybody says that it is allowed.
pub(crate) const FIRST: &str =
    include_str!("../../fixtures/examples/the-bucket-lets-the-role-in-and-still-it-is-denied.scenario.json");

/// The whole page.
pub(crate) fn app() -> Content {
    crate::theme::start();
    let page = Page::new(FIRST);
    crate::store::restore(page);
    crate::link::listen(page);
    crate::store::keep(page);
    crate::commands::listen(page);
    let work = with_class("div", "work")
        .child(inputs::inputs(page))
        .child(why::why(page));
    let main = el("main")
        .child(question::question(page))
        .child(answer::answer(page))
        .child(work);
    with_class("div", "app")
        .class_when("is-stale", move || page.stale.get())
        .child(
            with_class("a", "skip")
                .attr("href", "#answer")
                .child("Skip to the answer"),
        )
        .child(top::top(page))
        .child(main)
        .child(foot::foot(page))
        .child(crate::sheets::sheets(page))
        .into()
}

//! The line at the bottom: what AWS would print, and a promise.

use leptos::prelude::*;

use crate::element::{Content, button, el, live, many, with_class};
use crate::page::Page;

/// AWS's message for the request that is looked at.
pub(crate) fn foot(page: Page) -> Content {
    let message = move || {
        page.explanation
            .with(|own| own.as_ref().and_then(|own| own.message.clone()))
    };
    let whole = RwSignal::new(false);
    let said = move || {
        message().map(|text| {
            let copied = text.clone();
            let all = button("button small", move || whole.update(|own| *own = !*own))
                .says("aria-pressed", move || whole.get());
            many![
                el("span").child("AWS would say"),
                el("code").child(text),
                all.child("All"),
                button("button small", move || crate::clipboard::copy(page, &copied)).child("Copy"),
            ]
        })
    };
    let promise = el("span")
        .attr(
            "title",
            "No request leaves this page after it has loaded; there is no server behind it.",
        )
        .child("Nothing leaves this tab");
    let toast = move || {
        page.toast
            .get()
            .map(|text| with_class("p", "toast").child(crate::answer::chips(&text)))
    };
    let said = with_class("div", "said")
        .class_when("open", move || whole.get())
        .child(live(said));
    many![
        with_class("footer", "foot").child(said).child(promise),
        el("div").attr("aria-live", "polite").child(live(toast)),
    ]
}

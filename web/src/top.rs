//! The bar at the top.

use leptos::prelude::*;

use crate::element::{Content, button, el, with_class};
use crate::page::{Page, Sheet};

/// The name, the box for everything, and the few buttons.
pub(crate) fn top(page: Page) -> Content {
    let opens = move |class, sheet| button(class, move || page.sheet.set(Some(sheet)));
    let (practice, words) = match crate::store::way_back() {
        Some(hash) => (["practice.html", &hash].concat(), "← Back to the question"),
        None => ("practice.html".to_owned(), "Practice"),
    };
    let nav = el("nav")
        .label("page")
        .child(opens("button plain", Sheet::Examples).child("Examples"))
        .child(with_class("a", "button plain").attr("href", practice).child(words))
        .child(opens("button plain", Sheet::Share).child("Share"))
        .child(
            opens("button plain wide-only", Sheet::Help)
                .label("Keys and help")
                .child("?"),
        )
        .child(
            button("button plain", crate::theme::toggle)
                .label("Light or dark")
                .child("◐"),
        );
    with_class("header", "top")
        .child(
            with_class("a", "brand")
                .attr("href", "./")
                .child("iam")
                .child(el("i").child("why")),
        )
        .child(
            opens("paste", Sheet::Paste)
                .child(el("span").child("Paste anything: a policy, an AccessDenied, a link…"))
                .child(crate::commands::keys("Mod+K")),
        )
        .child(nav)
        .into()
}

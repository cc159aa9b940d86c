//! What lies above the page, one at a time.

mod examples;
mod help;
mod paste;
mod share;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlDialogElement;

use crate::element::{Content, Place, button, el, live, with_class};
use crate::page::{Page, Sheet};

pub(crate) use paste::Refusal;

/// The sheet that is open. Escape and the close button shut it; the browser keeps the focus inside.
pub(crate) fn sheets(page: Page) -> Content {
    let node: Place = RwSignal::new_local(None);
    // An element that is taken away gives the focus to nobody: it goes back to where it came from.
    let from: Place = RwSignal::new_local(None);
    Effect::new(move |_| match (page.sheet.get(), from.get_untracked()) {
        (Some(_), None) => from.set(crate::dom::focused().map(Into::into)),
        (None, Some(own)) => {
            from.set(None);
            crate::dom::rescue(|| own.dyn_into().ok());
        }
        _ => {}
    });
    Effect::new(move |_| {
        if let Some(dialog) = node.get().and_then(|own| own.dyn_into::<HtmlDialogElement>().ok())
            && !dialog.open()
        {
            let _ = dialog.show_modal();
        }
    });
    live(move || {
        page.sheet.get().map(|sheet| {
            let (title, body) = match sheet {
                Sheet::Paste => ("Paste anything", paste::paste(page)),
                Sheet::Examples => ("Real situations, decided", examples::examples(page)),
                Sheet::Share => ("Share and keep", share::share(page)),
                Sheet::Help => ("Keys, and what the signs mean", help::help()),
            };
            let header = el("header")
                .child(el("h2").id("sheet-title").child(title))
                .child(button("button small", move || page.sheet.set(None)).child("Close"));
            with_class("dialog", "sheet")
                .at(node)
                .attr("aria-labelledby", "sheet-title")
                .on("cancel", move |event| {
                    // At once, so that the next key finds it gone; what a field cancels, such as the choice of a file, is its own.
                    if event.target() == event.current_target() {
                        event.prevent_default();
                        page.sheet.set(None);
                    }
                })
                .on("close", move |_| page.sheet.set(None))
                .child(header)
                .child(body)
        })
    })
}

//! What lies above the page, one at a time.

mod examples;
mod help;
mod paste;
mod share;

use leptos::html::Dialog;
use leptos::prelude::*;

use crate::page::{Page, Sheet};

/// The sheet that is open. Escape and the close button shut it; the browser keeps the focus inside.
pub(crate) fn sheets(page: Page) -> AnyView {
    let node = NodeRef::<Dialog>::new();
    Effect::new(move |_| {
        if let Some(dialog) = node.get()
            && !dialog.open()
        {
            let _ = dialog.show_modal();
        }
    });
    let shown = move || {
        page.sheet.get().map(|sheet| {
            let (title, body) = match sheet {
                Sheet::Paste => ("Paste anything", paste::paste(page)),
                Sheet::Examples => ("Real situations, decided", examples::examples(page)),
                Sheet::Share => ("Share and keep", share::share(page)),
                Sheet::Help => ("Keys, and what the signs mean", help::help()),
            };
            view! {
                <dialog class="sheet" node_ref=node aria-labelledby="sheet-title" on:close=move |_| page.sheet.set(None)>
                    <header>
                        <h2 id="sheet-title">{title}</h2>
                        <button type="button" class="button small" on:click=move |_| page.sheet.set(None)>"Close"</button>
                    </header>
                    {body}
                </dialog>
            }
        })
    };
    view! { {shown} }.into_any()
}

//! The bar at the top.

use leptos::prelude::*;

use crate::page::{Page, Sheet};

/// Brand, the box that takes anything, and what opens sheets.
pub(crate) fn top(page: Page) -> AnyView {
    let opens = move |sheet| move |_| page.sheet.set(Some(sheet));
    view! {
        <header class="top">
            <a class="brand" href="./">"iam"<i>"why"</i></a>
            <button type="button" class="paste" on:click=opens(Sheet::Paste)>
                <span>"Paste anything: a policy, an AccessDenied, a link…"</span>
                {crate::commands::keys("Mod+K")}
            </button>
            <nav aria-label="page">
                <button type="button" class="button plain" on:click=opens(Sheet::Examples)>"Examples"</button>
                <a class="button plain" href="practice.html">"Practice"</a>
                <button type="button" class="button plain" on:click=opens(Sheet::Share)>"Share"</button>
                <button type="button" class="button plain wide-only" aria-label="Keys and help" on:click=opens(Sheet::Help)>"?"</button>
                <button type="button" class="button plain" aria-label="Light or dark" on:click=move |_| crate::theme::toggle()>"◐"</button>
            </nav>
        </header>
    }
    .into_any()
}

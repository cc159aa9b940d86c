//! The line at the bottom: what AWS would print, and a promise.

use leptos::prelude::*;

use crate::page::Page;

/// AWS's message for the request that is looked at.
pub(crate) fn foot(page: Page) -> AnyView {
    let message = move || {
        page.explanation
            .with(|own| own.as_ref().and_then(|own| own.message.clone()))
    };
    let whole = RwSignal::new(false);
    let said = move || {
        message().map(|text| {
            let copied = text.clone();
            view! {
                <span class="wide-only">"AWS would say"</span>
                <code>{text}</code>
                <button type="button" class="button small" aria-pressed=move || whole.get().to_string() on:click=move |_| whole.update(|own| *own = !*own)>"All"</button>
                <button type="button" class="button small" on:click=move |_| crate::clipboard::copy(page, &copied)>"Copy"</button>
            }
        })
    };
    view! {
        <footer class="foot">
            <div class="said" class:open=whole>{said}</div>
            <span title="No request leaves this page after it has loaded; there is no server behind it.">"Nothing leaves this tab"</span>
        </footer>
        <div aria-live="polite">
            {move || page.toast.get().map(|text| view! { <p class="toast">{text}</p> })}
        </div>
    }
    .into_any()
}

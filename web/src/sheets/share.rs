//! Share: a link that holds everything, the file that the command line runs, the explanation as Markdown.

use leptos::prelude::*;

use crate::page::Page;

/// A link longer than this is better sent as a file.
const LONG: usize = 8_000;

/// The sheet.
pub(crate) fn share(page: Page) -> AnyView {
    let redact = RwSignal::new(false);
    let link = crate::link::of(page, redact);
    let size = move || link.with(|own| own.as_ref().map_or(0, String::len));
    let meter = move || {
        let part = (size() * 100 / LONG).min(100);
        let over = size() > LONG;
        let words = if over {
            "too long for some mail programs and chats; send the file instead"
        } else {
            "fits everywhere"
        };
        view! {
            <div class="meter" class:over=over aria-hidden="true"><i style:--part=part.to_string()></i></div>
            <p class="quiet">{size()} " of " {LONG} " characters: " {words}</p>
        }
    };
    let copied = move |_| {
        if let Some(link) = link.get_untracked() {
            crate::clipboard::copy(page, &link);
        }
    };
    let markdown = move |_| {
        let text = page
            .explanation
            .with_untracked(|own| own.as_ref().map(|own| iamwhy_explain::markdown(own)));
        crate::clipboard::copy(page, &text.unwrap_or_default());
    };
    let file = move |_| {
        crate::files::save(
            "iamwhy.scenario.json",
            &page.bench.with_untracked(|bench| bench.text().to_owned()),
        )
    };
    let reset = move |_| {
        page.load(crate::app::FIRST);
        page.sheet.set(None);
    };
    view! {
        <section>
            <h3 class="gate-head">"A link with everything in it"</h3>
            <p class="quiet">"The scenario is in the part behind #, which browsers never send to a server."</p>
            <label class="bar"><input type="checkbox" prop:checked=redact on:change=move |event| redact.set(event_target_checked(&event))/>
                "Replace account ids and names, each by the same stand-in everywhere"</label>
            <input class="field mono link" readonly aria-label="Link" prop:value=move || link.get().unwrap_or_default()/>
            {meter}
            <button type="button" class="button primary" on:click=copied>"Copy the link"</button>
        </section>
        <section>
            <h3 class="gate-head">"The file that the command line tests"</h3>
            <div class="bar">
                <button type="button" class="button" on:click=file>"Save iamwhy.scenario.json"</button>
                <label class="button">"Open a file" <input class="unseen" type="file" accept=".json,application/json" on:change=move |event| crate::files::open(page, &event)/></label>
                <code class="chip">"iamwhy test iamwhy.scenario.json"</code>
            </div>
        </section>
        <section>
            <h3 class="gate-head">"The explanation"</h3>
            <div class="bar">
                <button type="button" class="button" on:click=markdown>"Copy as Markdown"</button>
                <button type="button" class="button danger" on:click=reset>"Start again with the first example"</button>
            </div>
        </section>
    }
    .into_any()
}

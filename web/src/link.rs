//! A link that holds the whole state behind `#`: versioned, compressed, never sent to a server.

use iamwhy_workbench::share::{base64url, from_base64url, pack, unpack};
use js_sys::{Reflect, Uint8Array};
use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::window;

use crate::page::Page;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = iamwhy)]
    fn deflate(text: &str) -> js_sys::Promise;
    #[wasm_bindgen(js_namespace = iamwhy)]
    fn inflate(bytes: &Uint8Array) -> js_sys::Promise;
}

/// The version of the fragment: what stands before the data.
const VERSION: &str = "1.";

/// The link to what is open, anew whenever the switch changes.
pub(crate) fn of(page: Page, redact: RwSignal<bool>) -> RwSignal<Option<String>> {
    let link = RwSignal::new(None);
    Effect::new(move |_| {
        let packed = page.bench.with(|bench| pack(bench, redact.get()));
        spawn_local(async move {
            if let Some(data) = pressed(&packed).await {
                let here = window().and_then(|own| own.location().href().ok()).unwrap_or_default();
                let place = here.split('#').next().unwrap_or_default();
                link.set(Some([place, "#", VERSION, &data].concat()));
            }
        });
    });
    link
}

async fn pressed(text: &str) -> Option<String> {
    let bytes = JsFuture::from(deflate(text))
        .await
        .ok()?
        .dyn_into::<Uint8Array>()
        .ok()?;
    Some(base64url(&bytes.to_vec()))
}

/// Opens what a fragment holds; of a broken one what could be read.
pub(crate) fn open(page: Page, fragment: String) {
    spawn_local(async move {
        let Some(data) = fragment.trim_start_matches('#').strip_prefix(VERSION) else {
            page.say("this link is of another version, or not one of ours".to_owned());
            return;
        };
        // Of a link that was cut, what is left of it.
        let bytes = from_base64url(data)
            .or_else(|| from_base64url(data.get(..data.len() / 4 * 4)?))
            .unwrap_or_default();
        let Ok(found) = JsFuture::from(inflate(&Uint8Array::from(bytes.as_slice()))).await else {
            return;
        };
        let text = Reflect::get(&found, &"text".into())
            .ok()
            .and_then(|own| own.as_string())
            .unwrap_or_default();
        let whole = Reflect::get(&found, &"whole".into()).is_ok_and(|own| own.is_truthy());
        let unpacked = unpack(&text);
        let mut wrong: Vec<String> = unpacked.problems.into_iter().map(|own| own.message).collect();
        match (whole, unpacked.bench.is_some()) {
            (true, _) => {}
            (false, true) => wrong.insert(
                0,
                "the link is cut short or broken; this is what could be read of it".to_owned(),
            ),
            (false, false) => wrong = vec!["the link is cut short or broken; nothing could be read of it".to_owned()],
        }
        if let Some(bench) = unpacked.bench {
            crate::store::shelve(&page.bench.with_untracked(|bench| bench.text().to_owned()));
            crate::store::comes_from(&fragment);
            page.put(bench);
            page.sheet.set(None);
        }
        if !wrong.is_empty() {
            page.say(wrong.join("; "));
        }
    });
}

/// Opens the fragment that the page was called with, if there is one, and those that come later.
pub(crate) fn listen(page: Page) {
    let now = move || {
        window()
            .and_then(|own| own.location().hash().ok())
            .filter(|own| own.len() > 3)
    };
    // What was changed since the link was opened outlives a reload.
    if let Some(fragment) = now().filter(|own| crate::store::came_from().as_ref() != Some(own)) {
        open(page, fragment);
    }
    let heard = window_event_listener(leptos::ev::hashchange, move |_| {
        if let Some(fragment) = now() {
            open(page, fragment);
        }
    });
    on_cleanup(move || heard.remove());
}

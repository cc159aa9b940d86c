//! Files on the reader's own machine.

use js_sys::Array;
use leptos::prelude::Set;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Blob, Event, HtmlAnchorElement, HtmlInputElement, Url, window};

use crate::page::Page;

/// Hands a text over as a file.
pub(crate) fn save(name: &str, text: &str) {
    let _ = try_save(name, text);
}

fn try_save(name: &str, text: &str) -> Option<()> {
    let blob = Blob::new_with_str_sequence(&Array::of1(&JsValue::from_str(text))).ok()?;
    let url = Url::create_object_url_with_blob(&blob).ok()?;
    let document = window()?.document()?;
    let anchor = document
        .create_element("a")
        .ok()?
        .dyn_into::<HtmlAnchorElement>()
        .ok()?;
    anchor.set_href(&url);
    anchor.set_download(name);
    anchor.click();
    Url::revoke_object_url(&url).ok()
}

/// Opens the file that was chosen.
pub(crate) fn open(page: Page, event: &Event) {
    let input = event.target().and_then(|own| own.dyn_into::<HtmlInputElement>().ok());
    let Some(file) = input.and_then(|own| own.files()).and_then(|own| own.get(0)) else {
        return;
    };
    spawn_local(async move {
        let text = JsFuture::from(file.text()).await.ok().and_then(|own| own.as_string());
        match text {
            Some(text) => {
                page.load(&text);
                page.sheet.set(None);
            }
            None => page.say(["`", &file.name(), "` could not be read"].concat()),
        }
    });
}

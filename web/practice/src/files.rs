//! Files on the reader's own machine, and the clipboard.

use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Blob, Event, HtmlAnchorElement, HtmlInputElement, Url, window};

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

/// Hands on the text of the file that was chosen.
pub(crate) fn open(event: &Event, take: impl Fn(Option<String>) + 'static) {
    let input = event.target().and_then(|own| own.dyn_into::<HtmlInputElement>().ok());
    let Some(input) = input else { return };
    let Some(file) = input.files().and_then(|own| own.get(0)) else {
        return;
    };
    spawn_local(async move {
        take(JsFuture::from(file.text()).await.ok().and_then(|own| own.as_string()));
        // The same file can be chosen again.
        input.set_value("");
    });
}

/// Copies a text; hands on whether it could.
pub(crate) fn copy(text: &str, then: impl Fn(bool) + 'static) {
    let Some(window) = window() else { return };
    let promise = window.navigator().clipboard().write_text(text);
    spawn_local(async move { then(JsFuture::from(promise).await.is_ok()) });
}

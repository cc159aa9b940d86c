//! The clipboard.

use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::window;

use crate::page::Page;

/// Copies a text and says so.
pub(crate) fn copy(page: Page, text: &str) {
    let Some(window) = window() else { return };
    let promise = window.navigator().clipboard().write_text(text);
    spawn_local(async move {
        match JsFuture::from(promise).await {
            Ok(_) => page.say("copied".to_owned()),
            Err(_) => page.say("the browser did not let us copy; select the text instead".to_owned()),
        }
    });
}

//! Keys: everything can be done without a pointer.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent};

/// Hears keys that are not typed into something, while the part of the page is there.
pub(crate) fn listen(hear: impl Fn(&str) -> bool + 'static) {
    let heard = window_event_listener(leptos::ev::keydown, move |event: KeyboardEvent| {
        if event.ctrl_key() || event.alt_key() || event.meta_key() || is_typed(&event) {
            return;
        }
        if hear(event.key().as_str()) {
            event.prevent_default();
        }
    });
    on_cleanup(move || heard.remove());
}

/// Whether a key goes into a field, or presses what has the focus.
fn is_typed(event: &KeyboardEvent) -> bool {
    let element = event.target().and_then(|own| own.dyn_into::<Element>().ok());
    let tag = element.map(|own| own.tag_name().to_lowercase()).unwrap_or_default();
    match tag.as_str() {
        "input" | "textarea" | "select" => true,
        "button" | "a" | "summary" => matches!(event.key().as_str(), "Enter" | " "),
        _ => false,
    }
}

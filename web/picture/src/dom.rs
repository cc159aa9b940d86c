//! The few things that are done to the document itself.

use std::time::Duration;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, window};

/// Moves the focus to the element with this id, once it is there.
pub fn focus(id: &str) {
    let id = id.to_owned();
    request_animation_frame(move || {
        if let Some(own) = find(&id) {
            let _ = own.focus();
        }
    });
}

/// Does something once what has changed by now is on the screen.
pub fn after_paint(act: impl FnOnce() + 'static) {
    request_animation_frame(move || set_timeout(act, Duration::ZERO));
}

/// Presses what a selector finds first.
pub fn press(selector: &str) {
    let found = window()
        .and_then(|own| own.document())
        .and_then(|own| own.query_selector(selector).ok().flatten());
    if let Some(own) = found.and_then(|own| own.dyn_into::<HtmlElement>().ok()) {
        own.click();
    }
}

fn find(id: &str) -> Option<HtmlElement> {
    window()?.document()?.get_element_by_id(id)?.dyn_into().ok()
}

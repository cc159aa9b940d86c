//! The few things that are done to the document itself.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, window};

/// Moves the focus to the element with this id, once it is there.
pub(crate) fn focus(id: &'static str) {
    request_animation_frame(move || {
        if let Some(own) = find(id) {
            let _ = own.focus();
        }
    });
}

fn find(id: &str) -> Option<HtmlElement> {
    window()?.document()?.get_element_by_id(id)?.dyn_into().ok()
}

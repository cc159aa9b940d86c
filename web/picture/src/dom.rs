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

/// Moves the focus to a place if what had it is gone: whoever has only keys does not begin at the top again.
pub fn rescue(place: impl FnOnce() -> Option<HtmlElement> + 'static) {
    request_animation_frame(move || {
        if focused().is_none()
            && let Some(own) = place()
        {
            let _ = own.focus();
        }
    });
}

/// What has the focus, if anything has.
pub fn focused() -> Option<HtmlElement> {
    let own = window()?.document()?.active_element()?;
    own.dyn_into().ok().filter(|own: &HtmlElement| own.tag_name() != "BODY")
}

/// Lets an element keep the height that it has, or no longer.
pub fn hold(id: &str, whether: bool) {
    if let Some(own) = find(id) {
        let height = match whether {
            true => [&own.offset_height().to_string(), "px"].concat(),
            false => String::new(),
        };
        let _ = own.style().set_property("min-height", &height);
    }
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

/// The element with this id.
pub fn find(id: &str) -> Option<HtmlElement> {
    window()?.document()?.get_element_by_id(id)?.dyn_into().ok()
}

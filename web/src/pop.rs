//! A button that opens a small form below it.

use std::rc::Rc;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent, Node};

use crate::element::{Content, Place, el, live, with_class};

/// What a popover is made of.
pub(crate) struct Pop {
    /// By which the focus finds it.
    pub(crate) id: String,
    /// What it is for.
    pub(crate) name: &'static str,
    /// What the button shows.
    pub(crate) label: Box<dyn Fn() -> Content>,
    /// What opens.
    pub(crate) body: Box<dyn Fn() -> Content>,
    /// Whether it opens towards the start of the line.
    pub(crate) end: bool,
}

/// The button with its form. Escape and a click elsewhere close it; the focus goes in and comes back.
pub(crate) fn pop(pop: Pop) -> Content {
    let Pop {
        id,
        name,
        label,
        body,
        end,
    } = pop;
    let open = RwSignal::new(false);
    let opener: Place = RwSignal::new_local(None);
    let sheet: Place = RwSignal::new_local(None);
    // What was chosen may draw the button anew: the focus finds it by its name.
    let own = StoredValue::new(id.clone());
    let close = move || {
        open.set(false);
        crate::dom::focus(&own.get_value());
    };
    let chosen = move |event: web_sys::Event| {
        let target = event.target().and_then(|own| own.dyn_into::<web_sys::Element>().ok());
        if target.and_then(|own| own.closest(".choice").ok().flatten()).is_some() {
            close();
        }
    };
    Effect::new(move |_| {
        if let Some(sheet) = sheet.get() {
            focus_first(&sheet);
        }
    });
    let elsewhere = window_event_listener(leptos::ev::pointerdown, move |event| {
        if !open.get_untracked() {
            return;
        }
        let target = event.target().and_then(|own| own.dyn_into::<Node>().ok());
        let inside =
            |own: Place| own.with_untracked(|own| own.as_ref().is_some_and(|own| own.contains(target.as_ref())));
        if !inside(sheet) && !inside(opener) {
            open.set(false);
        }
    });
    on_cleanup(move || elsewhere.remove());
    let key = move |event: KeyboardEvent| {
        if event.key() == "Escape" && open.get_untracked() {
            event.stop_propagation();
            close();
        }
    };
    let class = if end { "pop end" } else { "pop" };
    let body = Rc::new(body);
    let shown = move || {
        let body = Rc::clone(&body);
        open.get().then(|| {
            with_class("div", class)
                .attr("role", "dialog")
                .label(name)
                .at(sheet)
                .on("click", chosen)
                .live(move || body())
        })
    };
    let opener = el("button")
        .attr("type", "button")
        .id(id)
        .at(opener)
        .attr("aria-haspopup", "dialog")
        .says("aria-expanded", move || open.get())
        .on("click", move |_| open.update(|own| *own = !*own))
        .live(label);
    with_class("span", "slot")
        .on_key(key)
        .child(opener)
        .child(live(shown))
        .into()
}

/// Moves the focus to the first thing in a sheet that takes it.
pub(crate) fn focus_first(sheet: &web_sys::Element) {
    let found = sheet.query_selector("input, textarea, select, button").ok().flatten();
    if let Some(own) = found.and_then(|own| own.dyn_into::<HtmlElement>().ok()) {
        let _ = own.focus();
    }
}

//! A button that opens a small form below it.

use leptos::html::{Button, Div};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent, Node};

/// What a popover is made of.
pub(crate) struct Pop {
    /// By which the focus finds it.
    pub(crate) id: String,
    /// What it is for.
    pub(crate) name: &'static str,
    /// What the button shows.
    pub(crate) label: Box<dyn Fn() -> AnyView + Send>,
    /// What opens.
    pub(crate) body: Box<dyn Fn() -> AnyView + Send + Sync>,
    /// Whether it opens towards the start of the line.
    pub(crate) end: bool,
}

/// The button with its form. Escape and a click elsewhere close it; the focus goes in and comes back.
pub(crate) fn pop(pop: Pop) -> AnyView {
    let Pop {
        id,
        name,
        label,
        body,
        end,
    } = pop;
    let open = RwSignal::new(false);
    let button = NodeRef::<Button>::new();
    let sheet = NodeRef::<Div>::new();
    // What was chosen may draw the button anew: the focus finds it by its name.
    let own = StoredValue::new(id.clone());
    let close = move || {
        open.set(false);
        crate::dom::focus(&own.get_value());
    };
    let chosen = move |event: web_sys::MouseEvent| {
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
        let inside = |own: Option<&Node>| own.is_some_and(|own| own.contains(target.as_ref()));
        let sheet = sheet.get_untracked();
        let button = button.get_untracked();
        if !inside(sheet.as_ref().map(|own| own.as_ref())) && !inside(button.as_ref().map(|own| own.as_ref())) {
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
    let shown = move || {
        open.get().then(|| {
            view! { <div class=class role="dialog" aria-label=name node_ref=sheet on:click=chosen>{body()}</div> }
        })
    };
    view! {
        <span class="slot" on:keydown=key>
            <button type="button" id=id node_ref=button aria-haspopup="dialog" aria-expanded=move || open.get().to_string()
                on:click=move |_| open.update(|own| *own = !*own)>{label}</button>
            {shown}
        </span>
    }
    .into_any()
}

/// Moves the focus to the first thing in a sheet that takes it.
pub(crate) fn focus_first(sheet: &HtmlElement) {
    let found = sheet.query_selector("input, textarea, select, button").ok().flatten();
    if let Some(own) = found.and_then(|own| own.dyn_into::<HtmlElement>().ok()) {
        let _ = own.focus();
    }
}

//! What an element has beside its content, in the document.

use std::cell::RefCell;
use std::rc::Rc;

use leptos::prelude::*;
use leptos::reactive::effect::RenderEffect;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{Element, Event, HtmlElement};

use crate::element::{Part, Place, Text};

/// One of its attributes, properties or listeners.
pub(super) enum MountedPart {
    Attr(&'static str, Option<Text>),
    Prop(&'static str, JsValue),
    Style(&'static str, String),
    /// It follows signals, for as long as it is held.
    Live(
        &'static str,
        #[expect(dead_code, reason = "held, never read")] RenderEffect<()>,
    ),
    On(Heard),
    At,
}

/// What is done when it is heard.
type Act = Rc<dyn Fn(Event)>;

/// An event that is listened to, for as long as this is held: an element that goes while its event is on the way to those
/// around it hears no more of it.
pub(super) struct Heard {
    node: Element,
    event: &'static str,
    act: Rc<RefCell<Act>>,
    listener: Closure<dyn Fn(Event)>,
}

impl MountedPart {
    pub(super) fn new(node: &Element, part: Part) -> MountedPart {
        match part {
            Part::Attr(name, value) => {
                if value.is_some() {
                    set_attr(node, name, value.as_ref());
                }
                MountedPart::Attr(name, value)
            }
            Part::Prop(name, value) => {
                set_prop(node, name, &value);
                MountedPart::Prop(name, value)
            }
            Part::Style(name, value) => {
                set_style(node, name, &value);
                MountedPart::Style(name, value)
            }
            Part::On(name, act) => MountedPart::On(Heard::new(node, name, act)),
            Part::At(place) => {
                put(place, node);
                MountedPart::At
            }
            Part::LiveAttr(name, value) => {
                let node = node.clone();
                let mut last = None;
                let run = move || {
                    let now = value();
                    if last.as_ref() != Some(&now) {
                        set_attr(&node, name, now.as_ref());
                        last = Some(now);
                    }
                };
                MountedPart::Live(name, effect(Box::new(run)))
            }
            Part::LiveProp(name, value) => {
                let node = node.clone();
                let mut last = JsValue::UNDEFINED;
                let run = move || {
                    let now = value();
                    if last != now {
                        set_prop(&node, name, &now);
                        last = now;
                    }
                };
                MountedPart::Live(name, effect(Box::new(run)))
            }
            Part::Class(name, is) => {
                let list = node.class_list();
                let run = move || drop(list.toggle_with_force(name, is()));
                MountedPart::Live(name, effect(Box::new(run)))
            }
        }
    }

    pub(super) fn is_like(&self, part: &Part) -> bool {
        match (self, part) {
            (MountedPart::Attr(old, _), Part::Attr(new, _))
            | (MountedPart::Prop(old, _), Part::Prop(new, _))
            | (MountedPart::Style(old, _), Part::Style(new, _))
            | (MountedPart::On(Heard { event: old, .. }), Part::On(new, _))
            | (MountedPart::Live(old, _), Part::LiveAttr(new, _) | Part::LiveProp(new, _) | Part::Class(new, _)) => {
                old == new
            }
            (MountedPart::At, Part::At(_)) => true,
            _ => false,
        }
    }

    pub(super) fn patched(self, node: &Element, part: Part) -> MountedPart {
        match (self, part) {
            (MountedPart::Attr(_, old), Part::Attr(name, value)) => {
                if old != value {
                    set_attr(node, name, value.as_ref());
                }
                MountedPart::Attr(name, value)
            }
            (MountedPart::Prop(_, old), Part::Prop(name, value)) => {
                if old != value {
                    set_prop(node, name, &value);
                }
                MountedPart::Prop(name, value)
            }
            (MountedPart::Style(_, old), Part::Style(name, value)) => {
                if old != value {
                    set_style(node, name, &value);
                }
                MountedPart::Style(name, value)
            }
            (MountedPart::On(heard), Part::On(_, act)) => {
                heard.act.replace(act);
                MountedPart::On(heard)
            }
            // What follows signals follows those of the new description from now on.
            (_, part) => MountedPart::new(node, part),
        }
    }
}

impl Heard {
    fn new(node: &Element, event: &'static str, act: Act) -> Heard {
        let act = Rc::new(RefCell::new(act));
        let now = Rc::clone(&act);
        let listener = Closure::<dyn Fn(Event)>::new(move |event| {
            // Let go before it runs: it may put another in its place.
            let act = Rc::clone(&now.borrow());
            act(event);
        });
        let _ = node.add_event_listener_with_callback(event, listener.as_ref().unchecked_ref());
        Heard {
            node: node.clone(),
            event,
            act,
            listener,
        }
    }
}

impl Drop for Heard {
    fn drop(&mut self) {
        let listener = self.listener.as_ref().unchecked_ref();
        let _ = self.node.remove_event_listener_with_callback(self.event, listener);
    }
}

fn effect(mut run: Box<dyn FnMut()>) -> RenderEffect<()> {
    RenderEffect::new(move |_| run())
}

fn set_attr(node: &Element, name: &str, value: Option<&Text>) {
    let _ = match value {
        Some(value) => node.set_attribute(name, value),
        None => node.remove_attribute(name),
    };
}

fn set_prop(node: &Element, name: &str, value: &JsValue) {
    let _ = js_sys::Reflect::set(node, &name.into(), value);
}

/// Not through the attribute, which the Content-Security-Policy does not let us write.
fn set_style(node: &Element, name: &str, value: &str) {
    let _ = node.unchecked_ref::<HtmlElement>().style().set_property(name, value);
}

fn put(place: Place, node: &Element) {
    if place.with_untracked(|now| now.as_ref() != Some(node)) {
        place.set(Some(node.clone()));
    }
}

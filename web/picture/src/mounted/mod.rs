//! Elements in the document: made from their description, and changed where the next description differs.

mod part;

use leptos::html::Div;
use leptos::prelude::*;
use leptos::reactive::effect::RenderEffect;
use wasm_bindgen::JsCast;
use web_sys::{Document, Element, Node};

use crate::element::{Content, El, Part, Text};
use part::MountedPart;

/// Puts content at the end of the page's body in place of what was painted first, and keeps it there.
pub fn mount(content: Content) {
    if let Some(body) = document().body() {
        let own = Mounted::new(content);
        if let Some(first) = document().get_element_by_id("first") {
            first.remove();
        }
        own.insert(&body, None);
        std::mem::forget(own);
    }
}

/// Content for a place in a view of Leptos'.
pub fn host(content: impl Into<Content>) -> AnyView {
    let own = StoredValue::new_local(Mounted::new(content.into()));
    let host = NodeRef::<Div>::new();
    Effect::new(move |_| {
        if let Some(host) = host.get() {
            // A view that is built again keeps the place, with what stood there before.
            host.set_text_content(None);
            own.with_value(|own| own.insert(&host, None));
        }
    });
    view! { <div class="host-of" node_ref=host></div> }.into_any()
}

/// What stands in the document. There is always at least one node, so that what comes next knows its place.
enum Mounted {
    Text(web_sys::Text, Text),
    El(MountedEl),
    /// Several, and an empty text behind them.
    Many(Vec<Mounted>, web_sys::Text),
    Live(RenderEffect<Mounted>),
}

struct MountedEl {
    node: Element,
    tag: &'static str,
    parts: Vec<MountedPart>,
    children: Vec<Mounted>,
}

/// Tags of pictures.
const DRAWN: [&str; 4] = ["svg", "path", "rect", "text"];

fn document() -> Document {
    leptos::prelude::document()
}

fn text_node(text: &str) -> web_sys::Text {
    document().create_text_node(text)
}

impl Mounted {
    fn new(content: Content) -> Mounted {
        match content {
            Content::Text(text) => Mounted::Text(text_node(&text), text),
            Content::El(own) => Mounted::El(MountedEl::new(own)),
            Content::Many(list) => {
                let list: Vec<Mounted> = list.into_iter().map(Mounted::new).collect();
                Mounted::Many(list, text_node(""))
            }
            Content::Live(own) => Mounted::live(own, None),
        }
    }

    fn live(own: Box<dyn Fn() -> Content>, before: Option<Mounted>) -> Mounted {
        let run = move |before: Option<Mounted>| match before {
            Some(before) => before.patched(own()),
            None => Mounted::new(own()),
        };
        Mounted::Live(RenderEffect::new_with_value(run, before))
    }

    /// Puts it into a parent, before one of its children or behind all.
    fn insert(&self, parent: &Node, before: Option<&Node>) {
        let put = |node: &Node| drop(parent.insert_before(node, before));
        match self {
            Mounted::Text(node, _) => put(node),
            Mounted::El(own) => put(&own.node),
            Mounted::Many(list, end) => {
                list.iter().for_each(|own| own.insert(parent, before));
                put(end);
            }
            Mounted::Live(effect) => {
                effect.with_value_mut(|own| own.insert(parent, before));
            }
        }
    }

    fn remove(&self) {
        let take = |node: &Node| {
            if let Some(parent) = node.parent_node() {
                let _ = parent.remove_child(node);
            }
        };
        match self {
            Mounted::Text(node, _) => take(node),
            Mounted::El(own) => take(&own.node),
            Mounted::Many(list, end) => {
                list.iter().for_each(Mounted::remove);
                take(end);
            }
            Mounted::Live(effect) => {
                effect.with_value_mut(|own| own.remove());
            }
        }
    }

    fn first(&self) -> Option<Node> {
        match self {
            Mounted::Text(node, _) => Some(node.clone().into()),
            Mounted::El(own) => Some(own.node.clone().into()),
            Mounted::Many(list, end) => list.first().map_or_else(|| Some(end.clone().into()), Mounted::first),
            Mounted::Live(effect) => effect.with_value_mut(|own| own.first()).flatten(),
        }
    }

    /// The same place with other content; what can stay stays, with its focus and what was typed.
    fn patched(self, content: Content) -> Mounted {
        match (self, content) {
            (Mounted::Text(node, old), Content::Text(text)) => {
                if old != text {
                    node.set_data(&text);
                }
                Mounted::Text(node, text)
            }
            (Mounted::El(old), Content::El(own)) if old.is_like(&own) => Mounted::El(old.patched(own)),
            (Mounted::Many(old, end), Content::Many(list)) => {
                Mounted::Many(patched(old, list, end.parent_node(), Some(&end)), end)
            }
            (Mounted::Live(effect), Content::Live(own)) => match effect.take_value() {
                Some(before) => Mounted::live(own, Some(before)),
                None => Mounted::live(own, None),
            },
            (old, content) => {
                let new = Mounted::new(content);
                if let Some(first) = old.first()
                    && let Some(parent) = first.parent_node()
                {
                    new.insert(&parent, Some(&first));
                }
                old.remove();
                new
            }
        }
    }
}

/// One after the other; what is too many goes, what is missing is put before the end.
fn patched(old: Vec<Mounted>, list: Vec<Content>, parent: Option<Node>, end: Option<&Node>) -> Vec<Mounted> {
    let mut before = old.into_iter();
    let mut now = Vec::with_capacity(list.len());
    for content in list {
        now.push(match before.next() {
            Some(own) => own.patched(content),
            None => {
                let own = Mounted::new(content);
                if let Some(parent) = &parent {
                    own.insert(parent, end);
                }
                own
            }
        });
    }
    before.for_each(|own| own.remove());
    now
}

impl MountedEl {
    fn new(own: El) -> MountedEl {
        let own = *own.0;
        let node = match DRAWN.contains(&own.tag) {
            true => document().create_element_ns(Some("http://www.w3.org/2000/svg"), own.tag),
            false => document().create_element(own.tag),
        };
        // No tag of ours is refused; were one, its content would still be there.
        let node = node.unwrap_or_else(|_| text_node("").unchecked_into());
        let parts = own
            .parts
            .into_iter()
            .map(|part| MountedPart::new(&node, part))
            .collect();
        let children: Vec<Mounted> = own.children.into_iter().map(Mounted::new).collect();
        children.iter().for_each(|child| child.insert(&node, None));
        MountedEl {
            node,
            tag: own.tag,
            parts,
            children,
        }
    }

    fn is_like(&self, own: &El) -> bool {
        let same = |(old, new): (&MountedPart, &Part)| old.is_like(new);
        let own = &own.0;
        self.tag == own.tag && self.parts.len() == own.parts.len() && self.parts.iter().zip(&own.parts).all(same)
    }

    fn patched(self, own: El) -> MountedEl {
        let MountedEl {
            node,
            tag,
            parts,
            children,
        } = self;
        let own = *own.0;
        let pairs = parts.into_iter().zip(own.parts);
        let parts = pairs.map(|(old, part)| old.patched(&node, part)).collect();
        let children = patched(children, own.children, Some(node.clone().into()), None);
        MountedEl {
            node,
            tag,
            parts,
            children,
        }
    }
}

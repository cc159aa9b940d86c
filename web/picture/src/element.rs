//! Elements, described as plain data: one type for every tag, so that the page's views cost little code.
//!
//! Leptos' own `view!` gives every element a type of its own, and each of these types brings its own copy of the code
//! that builds and updates it; that was a third of the page's module. Signals, memos and effects are Leptos' own.

use std::borrow::Cow;
use std::rc::Rc;

use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Event, KeyboardEvent};

/// Text that is written down in the source, or made.
pub type Text = Cow<'static, str>;

/// Where the element itself is put for who needs it.
pub type Place = RwSignal<Option<Element>, LocalStorage>;

/// One element; behind a pointer, because it is handed on with every word that is said of it.
pub struct El(pub(crate) Box<Inner>);

/// What an element is.
pub(crate) struct Inner {
    pub(crate) tag: &'static str,
    pub(crate) parts: Vec<Part>,
    pub(crate) children: Vec<Content>,
}

/// What stands in an element.
pub enum Content {
    /// Text.
    Text(Text),
    /// An element.
    El(El),
    /// Several, one after the other.
    Many(Vec<Content>),
    /// Anew whenever a signal that it reads changes; what stays the same stays in the document.
    Live(Box<dyn Fn() -> Content>),
}

/// What an element has beside its content.
pub(crate) enum Part {
    Attr(&'static str, Option<Text>),
    LiveAttr(&'static str, Box<dyn Fn() -> Option<Text>>),
    Prop(&'static str, JsValue),
    LiveProp(&'static str, Box<dyn Fn() -> JsValue>),
    Class(&'static str, Box<dyn Fn() -> bool>),
    Style(&'static str, String),
    On(&'static str, Rc<dyn Fn(Event)>),
    At(Place),
}

// Hundreds of calls: what they share is not to be copied into each.

/// An element with nothing in it.
#[inline(never)]
pub fn el(tag: &'static str) -> El {
    El(Box::new(Inner {
        tag,
        parts: Vec::new(),
        children: Vec::new(),
    }))
}

/// An element with a class.
#[inline(never)]
pub fn with_class(tag: &'static str, class: impl Into<Text>) -> El {
    el(tag).attr("class", class)
}

/// A button that does something.
pub fn button(class: &'static str, act: impl Fn() + 'static) -> El {
    button_of(class, Rc::new(move |_| act()))
}

#[inline(never)]
fn button_of(class: &'static str, act: Rc<dyn Fn(Event)>) -> El {
    with_class("button", class)
        .attr("type", "button")
        .part(Part::On("click", act))
}

/// A sign that nobody has to hear.
#[inline(never)]
pub fn glyph(class: impl Into<Text>, sign: impl Into<Text>) -> El {
    with_class("span", class).silent().child(sign.into())
}

/// Words that are only heard.
#[inline(never)]
pub fn unseen(words: impl Into<Content>) -> El {
    with_class("span", "unseen").child(words)
}

/// Content that follows the signals it reads.
pub fn live<C: Into<Content>>(own: impl Fn() -> C + 'static) -> Content {
    Content::Live(Box::new(move || own().into()))
}

/// Several, one after the other.
#[macro_export]
macro_rules! many {
    ($($own:expr),* $(,)?) => {
        $crate::element::Content::Many(vec![$($own.into()),*])
    };
}
pub use crate::many;

impl El {
    #[inline(never)]
    fn part(mut self, part: Part) -> El {
        self.0.parts.push(part);
        self
    }

    /// An attribute.
    #[inline(never)]
    pub fn attr(self, name: &'static str, value: impl Into<Text>) -> El {
        self.part(Part::Attr(name, Some(value.into())))
    }

    /// An attribute that is there where it has a value.
    pub fn maybe(self, name: &'static str, value: Option<String>) -> El {
        self.part(Part::Attr(name, value.map(Text::Owned)))
    }

    /// An attribute that is there or not, without a value.
    pub fn flag(self, name: &'static str, is: bool) -> El {
        self.part(Part::Attr(name, is.then_some(Text::Borrowed(""))))
    }

    /// The same, as signals say.
    pub fn live_flag(self, name: &'static str, is: impl Fn() -> bool + 'static) -> El {
        let value = move || is().then_some(Text::Borrowed(""));
        self.part(Part::LiveAttr(name, Box::new(value)))
    }

    /// An attribute that follows the signals it reads.
    pub fn live_attr<T: Into<Text>>(self, name: &'static str, value: impl Fn() -> T + 'static) -> El {
        self.part(Part::LiveAttr(name, Box::new(move || Some(value().into()))))
    }

    /// An attribute with the words `true` and `false`.
    pub fn says(self, name: &'static str, is: impl Fn() -> bool + 'static) -> El {
        self.live_attr(name, move || if is() { "true" } else { "false" })
    }

    /// Whether this is the current one of its kind.
    pub fn current(self, is: impl Fn() -> bool + 'static) -> El {
        let value = move || is().then_some(Text::Borrowed("true"));
        self.part(Part::LiveAttr("aria-current", Box::new(value)))
    }

    /// A property of the element's object, such as `value`.
    pub fn prop(self, name: &'static str, value: impl Into<JsValue>) -> El {
        self.part(Part::Prop(name, value.into()))
    }

    /// A property that follows the signals it reads.
    pub fn live_prop<T: Into<JsValue>>(self, name: &'static str, value: impl Fn() -> T + 'static) -> El {
        self.part(Part::LiveProp(name, Box::new(move || value().into())))
    }

    /// A class that comes and goes. The attribute `class` stands before it.
    pub fn class_when(self, name: &'static str, is: impl Fn() -> bool + 'static) -> El {
        self.part(Part::Class(name, Box::new(is)))
    }

    /// A property of the style sheet's: `--x`.
    pub fn style(self, name: &'static str, value: impl ToString) -> El {
        self.part(Part::Style(name, value.to_string()))
    }

    /// Its id.
    pub fn id(self, id: impl Into<Text>) -> El {
        self.attr("id", id)
    }

    /// Its name for those who do not see it.
    #[inline(never)]
    pub fn label(self, label: impl Into<Text>) -> El {
        self.attr("aria-label", label)
    }

    /// Only to be seen.
    pub fn silent(self) -> El {
        self.attr("aria-hidden", "true")
    }

    /// What happens on an event.
    pub fn on(self, event: &'static str, act: impl Fn(Event) + 'static) -> El {
        self.part(Part::On(event, Rc::new(act)))
    }

    /// What happens when a key is pressed in it.
    pub fn on_key(self, act: impl Fn(KeyboardEvent) + 'static) -> El {
        self.on("keydown", move |event| act(event.unchecked_into()))
    }

    /// The element is put there once it is made.
    pub fn at(self, place: Place) -> El {
        self.part(Part::At(place))
    }

    /// What stands in it next.
    #[inline(never)]
    pub fn child(self, child: impl Into<Content>) -> El {
        self.with(child.into())
    }

    #[inline(never)]
    fn with(mut self, child: Content) -> El {
        self.0.children.push(child);
        self
    }

    /// Content that follows the signals it reads.
    pub fn live<C: Into<Content>>(self, own: impl Fn() -> C + 'static) -> El {
        self.child(live(own))
    }
}

impl From<El> for Content {
    fn from(own: El) -> Content {
        Content::El(own)
    }
}

impl From<&'static str> for Content {
    fn from(own: &'static str) -> Content {
        Content::Text(Text::Borrowed(own))
    }
}

impl From<String> for Content {
    fn from(own: String) -> Content {
        Content::Text(Text::Owned(own))
    }
}

impl From<Text> for Content {
    fn from(own: Text) -> Content {
        Content::Text(own)
    }
}

impl From<()> for Content {
    fn from((): ()) -> Content {
        Content::Text(Text::Borrowed(""))
    }
}

impl<C: Into<Content>> From<Option<C>> for Content {
    fn from(own: Option<C>) -> Content {
        own.map_or_else(|| ().into(), Into::into)
    }
}

impl<C: Into<Content>> From<Vec<C>> for Content {
    fn from(own: Vec<C>) -> Content {
        Content::Many(own.into_iter().map(Into::into).collect())
    }
}

//! What can be written at a place: elements, operators, keys, and the names of this scenario.

mod cursor;
mod names;
mod place;
mod word;

use iamwhy_engine::Layer;

pub use names::Names;
pub use word::{Word, WordKind, statement_at, word};

use crate::bench::Bench;
use cursor::{Cursor, end_of};

/// Something that can be written.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Completion {
    /// What to show.
    pub label: String,
    /// What to write, quotes and all.
    pub text: String,
    /// What it is.
    pub kind: CompletionKind,
    /// More about it.
    pub detail: String,
}

/// What a completion is.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub enum CompletionKind {
    /// An element of a policy, or a field of the scenario.
    Element,
    /// An operator of conditions.
    Operator,
    /// A context key.
    Key,
    /// An action.
    Action,
    /// A name or an ARN of this scenario.
    Name,
    /// A value.
    Value,
}

/// What can be written at a place, and what it replaces.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Completions {
    /// The first UTF-16 unit that is replaced.
    pub from: u32,
    /// The unit behind the last.
    pub to: u32,
    /// What can be written, the likeliest first.
    pub list: Vec<Completion>,
}

/// Knowledge that is loaded later: all actions and keys of all services.
pub trait Catalogue {
    /// Actions that begin with this text, in any case of letters, each with a few words about it.
    fn actions(&self, beginning: &str, found: &mut dyn FnMut(&str, &str));
    /// Context keys that begin with this text.
    fn keys(&self, beginning: &str, found: &mut dyn FnMut(&str, &str));
}

/// Nothing is loaded yet.
#[derive(Copy, Clone, Debug, Default)]
pub struct NoCatalogue;

impl Catalogue for NoCatalogue {
    fn actions(&self, _: &str, _: &mut dyn FnMut(&str, &str)) {}
    fn keys(&self, _: &str, _: &mut dyn FnMut(&str, &str)) {}
}

/// Most completions at one place.
const MOST: usize = 400;

impl Bench {
    /// What can be written in the editor of a policy of this layer, at a place in UTF-16 units.
    #[must_use]
    pub fn completions(&self, text: &str, at: u32, layer: Layer, catalogue: &dyn Catalogue) -> Completions {
        self.complete(text, at, Some(layer), catalogue)
    }

    /// What can be written in the editor of the whole file.
    #[must_use]
    pub fn file_completions(&self, text: &str, at: u32, catalogue: &dyn Catalogue) -> Completions {
        self.complete(text, at, None, catalogue)
    }

    fn complete(&self, text: &str, at: u32, layer: Option<Layer>, catalogue: &dyn Catalogue) -> Completions {
        let byte = byte(text, at);
        let cursor = Cursor::of(text, byte);
        let (start, end) = match cursor.string {
            // The quotes are replaced too.
            Some(start) => (start - 1, closed(text, end_of(text, start))),
            None => (word_start(text, byte), byte),
        };
        let typed = text.get(cursor.string.unwrap_or(start)..byte).unwrap_or_default();
        let mut list = place::list(self, &cursor, layer, typed, catalogue);
        list.retain(|own| !cursor.key || !cursor.siblings.contains(&own.label) || own.label == typed);
        narrow(&mut list, typed);
        list.truncate(MOST);
        let unit = |byte: usize| text.get(..byte).unwrap_or_default().encode_utf16().count() as u32;
        Completions {
            from: unit(start),
            to: unit(end),
            list,
        }
    }
}

/// The byte of a place in UTF-16 units.
fn byte(text: &str, at: u32) -> usize {
    let mut units = 0;
    for (byte, letter) in text.char_indices() {
        if units >= at {
            return byte;
        }
        units += letter.len_utf16() as u32;
    }
    text.len()
}

fn closed(text: &str, end: usize) -> usize {
    if text.as_bytes().get(end) == Some(&b'"') {
        end + 1
    } else {
        end
    }
}

fn word_start(text: &str, at: usize) -> usize {
    let before = text.get(..at).unwrap_or_default();
    let word = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, ':' | '/' | '*' | '-' | '_' | '.');
    before.trim_end_matches(word).len()
}

/// Keeps what has the typed text in it; what begins with it comes first.
fn narrow(list: &mut Vec<Completion>, typed: &str) {
    if typed.is_empty() {
        return;
    }
    let typed = typed.to_lowercase();
    list.retain(|own| own.label.to_lowercase().contains(&typed));
    iamwhy_engine::order::sort(list, &|one, other| {
        let late = |own: &Completion| !own.label.to_lowercase().starts_with(&typed);
        late(one).cmp(&late(other))
    });
}

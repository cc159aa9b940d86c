//! Keys of pairs: one condition key holds the names of the pairs of which others hold the values.

use super::List;
use super::value::{Source, Value};
use crate::compare::fold;
use crate::request::{Context, ContextValue};

/// The keys of pairs: of the request's tags, and of what the context writes pair by pair (KEY-1).
#[derive(Copy, Clone, Debug)]
pub struct Pairs<'a> {
    tags: &'a [(String, String)],
    /// Tags that the caller's session hands on (STS-8).
    inherited: &'a [(String, String)],
    context: &'a Context,
    /// What stands before the key in the name of a pair, folded.
    head: &'static str,
}

impl<'a> Pairs<'a> {
    /// The pairs that the context writes.
    fn written(self) -> impl Iterator<Item = (&'a str, &'a ContextValue)> {
        self.context.iter().filter_map(move |entry| {
            let known = entry.key.folded().starts_with(self.head);
            let key = entry.name.get(self.head.len()..)?;
            (known && !key.is_empty()).then_some((key, &entry.value))
        })
    }

    /// The keys that are there for sure. What the context says of a pair takes the place of the tag.
    pub fn iter(self) -> impl Iterator<Item = &'a str> {
        let said = move |tag: &str| self.written().any(|(key, _)| fold::same(key, tag, false));
        let tags = self.tags.iter().chain(self.inherited).map(|(key, _)| key.as_str());
        let written = self.written().filter(|(_, value)| match value {
            ContextValue::Absent => false,
            ContextValue::Many(list) => !list.is_empty(),
            ContextValue::Unknown { presence } => !presence,
            ContextValue::One(_) => true,
        });
        tags.filter(move |tag| !said(tag)).chain(written.map(|(key, _)| key))
    }
}

/// The value of a key that holds the keys of pairs.
pub(super) fn keys_of<'a>(
    tags: &'a [(String, String)],
    inherited: &'a [(String, String)],
    context: &'a Context,
    head: &'static str,
) -> Value<'a> {
    let pairs = Pairs {
        tags,
        inherited,
        context,
        head,
    };
    let none = pairs.iter().next().is_none();
    let perhaps = |value: &ContextValue| *value == ContextValue::Unknown { presence: true };
    match none {
        _ if pairs.written().any(|(_, value)| perhaps(value)) => Value::Unknown {
            presence: none,
            source: Source::Key,
        },
        true => Value::Absent,
        false => Value::Many(List::Keys(pairs)),
    }
}

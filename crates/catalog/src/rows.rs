//! How the catalogue lies in memory: rows that name each other by number.

use std::ops::Range;

/// A piece of the catalogue's text.
#[derive(Copy, Clone, Debug, Default)]
pub(crate) struct Span {
    pub(crate) start: u32,
    pub(crate) length: u32,
}

impl Span {
    pub(crate) fn range(self) -> Range<usize> {
        let start = self.start as usize;
        start..start + self.length as usize
    }
}

#[derive(Clone, Debug)]
pub(crate) struct ServiceRow {
    pub(crate) prefix: Span,
    pub(crate) name: Span,
    pub(crate) keys: Range<u32>,
    pub(crate) types: Range<u32>,
    pub(crate) actions: Range<u32>,
}

#[derive(Copy, Clone, Debug)]
pub(crate) struct KeyRow {
    pub(crate) name: Span,
    /// Type, whether it has several values, and group; see `key.rs`.
    pub(crate) kind: u8,
}

#[derive(Copy, Clone, Debug)]
pub(crate) struct TypeRow {
    pub(crate) service: u32,
    pub(crate) name: Span,
    /// Patterns, with spaces between them.
    pub(crate) arns: Span,
    pub(crate) keys: u32,
}

#[derive(Copy, Clone, Debug)]
pub(crate) struct ActionRow {
    pub(crate) service: u32,
    pub(crate) name: Span,
    pub(crate) access: u8,
    pub(crate) keys: u32,
    pub(crate) on: u32,
    pub(crate) needs: u32,
}

/// A resource type as an action knows it.
#[derive(Copy, Clone, Debug)]
pub(crate) struct OnRow {
    pub(crate) type_: u32,
    pub(crate) required: bool,
    pub(crate) keys: u32,
}

/// Lists of row numbers, by number.
#[derive(Clone, Debug, Default)]
pub(crate) struct Lists {
    ends: Vec<u32>,
    items: Vec<u32>,
}

impl Lists {
    pub(crate) fn add(&mut self, item: u32) {
        self.items.push(item);
    }

    /// Ends the list that `add` has filled.
    pub(crate) fn end(&mut self) {
        self.ends.push(u32::try_from(self.items.len()).unwrap_or(u32::MAX));
    }

    pub(crate) fn count(&self) -> u32 {
        u32::try_from(self.ends.len()).unwrap_or(u32::MAX)
    }

    pub(crate) fn get(&self, number: u32) -> &[u32] {
        let end = |number: u32| self.ends.get(number as usize).map_or(0, |end| *end as usize);
        let start = number.checked_sub(1).map_or(0, end);
        self.items.get(start..end(number)).unwrap_or_default()
    }
}

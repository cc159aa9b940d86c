//! What a context key holds when a condition asks.

use super::pairs::Pairs;
use crate::world::UnknownId;

/// Who would know an unknown value.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub enum Source {
    /// The key itself.
    Key,
    /// Something declared unknown, such as the tags of a principal.
    Place(UnknownId),
}

/// The value of a key.
#[derive(Copy, Clone, Debug)]
pub enum Value<'a> {
    /// Not sent.
    Absent,
    /// Present, perhaps only perhaps, with a value that nobody gave.
    Unknown {
        /// Whether it may be absent.
        presence: bool,
        /// Who would know.
        source: Source,
    },
    /// One value.
    One(&'a str),
    /// A list.
    Many(List<'a>),
    /// Tags whose keys differ only by case, with different values (CKEY-3).
    Clash(&'a [(String, String)], &'a str),
}

/// A list of values, borrowed from wherever it lives.
#[derive(Copy, Clone, Debug)]
pub enum List<'a> {
    /// From the request's context.
    Given(&'a [Box<str>]),
    /// Names, such as the services of a forward access session.
    Names(&'a [String]),
    /// The keys of pairs.
    Keys(Pairs<'a>),
    /// A list of one.
    Single(&'a str),
}

impl<'a> List<'a> {
    /// How many.
    #[must_use]
    pub fn len(self) -> usize {
        match self {
            List::Given(list) => list.len(),
            List::Names(list) => list.len(),
            List::Keys(pairs) => pairs.iter().count(),
            List::Single(_) => 1,
        }
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// The value at this place.
    #[must_use]
    pub fn get(self, index: usize) -> Option<&'a str> {
        match self {
            List::Given(list) => list.get(index).map(|value| &**value),
            List::Names(list) => list.get(index).map(String::as_str),
            List::Keys(pairs) => pairs.iter().nth(index),
            List::Single(value) => (index == 0).then_some(value),
        }
    }

    /// All values.
    pub fn iter(self) -> impl Iterator<Item = &'a str> {
        let (pairs, plain) = match self {
            List::Keys(pairs) => (Some(pairs), 0),
            list => (None, list.len()),
        };
        let plain = (0..plain).filter_map(move |index| self.get(index));
        plain.chain(pairs.into_iter().flat_map(Pairs::iter))
    }
}

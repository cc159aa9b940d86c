//! What has names: the entries of a section, tags, the values of context keys.

use std::{collections::BinaryHeap, fmt, slice};

use iamwhy_policy::{Kind, Listed};

use crate::read::{Failure, NodeReader, Read, record::each_member};

/// Entries by name. It goes through them in the order of their names, wherever they stand in the file.
///
/// It has the methods of a `BTreeMap` that are in use, and is much smaller in WASM: all that does not depend on `T` is there once.
#[derive(Clone)]
pub struct Named<T> {
    names: Names,
    /// In the order of the file, as `names.written`.
    values: Vec<T>,
}

#[derive(Clone, Default)]
struct Names {
    /// In the order of the file.
    written: Vec<String>,
    /// Indices into it, by name; of a name that stands there twice, the last.
    sorted: Vec<usize>,
}

impl Names {
    fn new(written: Vec<String>) -> Names {
        let mut sorted: Vec<usize> = (0..written.len()).listed();
        let rises = written.windows(2).all(|pair| matches!(pair, [one, next] if one < next));
        if !rises {
            let heap: BinaryHeap<(&str, usize)> = written.iter().map(String::as_str).zip(0..).collect();
            let heap = heap.into_sorted_vec();
            sorted.clear();
            for (at, (name, index)) in heap.iter().enumerate() {
                if heap.get(at + 1).is_none_or(|(next, _)| next != name) {
                    sorted.push(*index);
                }
            }
        }
        Names { written, sorted }
    }

    /// Where a name stands, or where it would have to in the sorted list.
    fn find(&self, name: &str) -> Result<usize, usize> {
        let order = |at: &usize| self.written.get(*at).map(String::as_str).cmp(&Some(name));
        let place = self.sorted.binary_search_by(order)?;
        self.sorted.get(place).copied().ok_or(place)
    }

    /// Index of a name, and whether it is new.
    fn add(&mut self, name: String) -> (usize, bool) {
        match self.find(&name) {
            Ok(at) => (at, false),
            Err(place) => {
                let at = self.written.len();
                self.written.push(name);
                self.sorted.insert(place, at);
                (at, true)
            }
        }
    }
}

impl<T> Named<T> {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.names.sorted.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.names.sorted.is_empty()
    }

    /// The entry of this name.
    pub fn get(&self, name: &str) -> Option<&T> {
        self.values.get(self.names.find(name).ok()?)
    }

    /// The entry of this name, with the name.
    pub fn get_key_value(&self, name: &str) -> Option<(&String, &T)> {
        let at = self.names.find(name).ok()?;
        self.names.written.get(at).zip(self.values.get(at))
    }

    /// Whether there is an entry of this name.
    pub fn contains_key(&self, name: &str) -> bool {
        self.names.find(name).is_ok()
    }

    /// Puts an entry in the place of the one that has its name, which comes out.
    pub fn insert(&mut self, name: String, value: T) -> Option<T> {
        let (at, new) = self.names.add(name);
        if new {
            self.values.push(value);
            return None;
        }
        self.values.get_mut(at).map(|old| std::mem::replace(old, value))
    }

    /// Changes an entry, which is there afterwards.
    pub(crate) fn change(&mut self, name: &str, change: impl FnOnce(&mut T))
    where
        T: Default,
    {
        if !self.contains_key(name) {
            self.insert(name.to_owned(), T::default());
        }
        if let Some(value) = self.names.find(name).ok().and_then(|at| self.values.get_mut(at)) {
            change(value);
        }
    }

    /// The entries alone, in the order of the file.
    pub(crate) fn into_values(self) -> Vec<T> {
        self.values
    }

    /// Names with entries, by name.
    pub fn iter(&self) -> Iter<'_, T> {
        Iter {
            written: &self.names.written,
            values: &self.values,
            sorted: self.names.sorted.iter(),
        }
    }

    /// The names, sorted.
    pub fn keys(&self) -> impl DoubleEndedIterator<Item = &String> + ExactSizeIterator {
        self.iter().map(|(name, _)| name)
    }

    /// The entries, by name.
    pub fn values(&self) -> impl DoubleEndedIterator<Item = &T> + ExactSizeIterator {
        self.iter().map(|(_, value)| value)
    }
}

/// Goes through names and entries, by name.
pub struct Iter<'a, T> {
    written: &'a [String],
    values: &'a [T],
    sorted: slice::Iter<'a, usize>,
}

impl<'a, T> Iter<'a, T> {
    fn entry(&self, at: usize) -> Option<(&'a String, &'a T)> {
        self.written.get(at).zip(self.values.get(at))
    }
}

impl<'a, T> Iterator for Iter<'a, T> {
    type Item = (&'a String, &'a T);

    fn next(&mut self) -> Option<Self::Item> {
        let at = *self.sorted.next()?;
        self.entry(at)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.sorted.size_hint()
    }
}

impl<T> DoubleEndedIterator for Iter<'_, T> {
    fn next_back(&mut self) -> Option<Self::Item> {
        let at = *self.sorted.next_back()?;
        self.entry(at)
    }
}

impl<T> ExactSizeIterator for Iter<'_, T> {}

impl<'a, T> IntoIterator for &'a Named<T> {
    type Item = (&'a String, &'a T);
    type IntoIter = Iter<'a, T>;

    fn into_iter(self) -> Iter<'a, T> {
        self.iter()
    }
}

impl<T> FromIterator<(String, T)> for Named<T> {
    fn from_iter<I: IntoIterator<Item = (String, T)>>(entries: I) -> Named<T> {
        let (written, values) = entries.into_iter().unzip();
        Named {
            names: Names::new(written),
            values,
        }
    }
}

impl<T> Default for Named<T> {
    fn default() -> Named<T> {
        Named {
            names: Names::default(),
            values: Vec::new(),
        }
    }
}

impl<T: PartialEq> PartialEq for Named<T> {
    fn eq(&self, other: &Named<T>) -> bool {
        self.iter().eq(other)
    }
}

impl<T: Eq> Eq for Named<T> {}

impl<T: fmt::Debug> fmt::Debug for Named<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self).finish()
    }
}

impl<T: Read> Read for Named<T> {
    const NEEDED: bool = false;

    fn read(node: NodeReader<'_>) -> Result<Named<T>, Failure> {
        let mut values = Vec::new();
        let names = names(node, &mut |value| {
            values.push(T::read(value)?);
            Ok(())
        })?;
        Ok(Named { names, values })
    }
}

/// For whoever declares a whole object unknown where that is no choice.
const UNKNOWN: &str =
    "what is not known stands in the `context` of the case, such as `\"aws:PrincipalTag/KEY\": {\"unknown\": true}`";

fn names<'j>(
    node: NodeReader<'j>,
    value: &mut dyn FnMut(NodeReader<'j>) -> Result<(), Failure>,
) -> Result<Names, Failure> {
    let mut written = Vec::new();
    each_member(node, &mut |name, entry| {
        value(entry).map_err(|failure| match entry.json.kind(entry.node) {
            Kind::Bool if name == "unknown" => failure.advising(UNKNOWN),
            _ => failure,
        })?;
        written.push(name.to_owned());
        Ok(())
    })?;
    Ok(Names::new(written))
}

#[cfg(feature = "schema")]
impl<T: schemars::JsonSchema> schemars::JsonSchema for Named<T> {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> std::borrow::Cow<'static, str> {
        std::collections::BTreeMap::<String, T>::schema_name()
    }
    fn schema_id() -> std::borrow::Cow<'static, str> {
        std::collections::BTreeMap::<String, T>::schema_id()
    }
    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        std::collections::BTreeMap::<String, T>::json_schema(generator)
    }
}

//! What was met before, whether text or numbers: one kind of set for all, since each kind has its own code in a module.

use std::collections::BTreeSet;

/// A set of texts.
#[derive(Default)]
pub struct Seen(BTreeSet<Vec<u8>>);

impl Seen {
    /// Notes a text; whether it is new.
    pub fn insert(&mut self, text: &str) -> bool {
        self.insert_bytes(text.as_bytes().to_vec())
    }

    /// Notes something that is written as bytes; whether it is new.
    #[cfg_attr(target_family = "wasm", inline(never))]
    pub fn insert_bytes(&mut self, bytes: Vec<u8>) -> bool {
        self.0.insert(bytes)
    }

    /// Whether it was noted.
    #[cfg_attr(target_family = "wasm", inline(never))]
    pub fn contains(&self, text: &str) -> bool {
        self.0.contains(text.as_bytes())
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.0.len()
    }
}

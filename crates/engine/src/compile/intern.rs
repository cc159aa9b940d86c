//! Names to small numbers: one hash, no allocation on look-up.

use crate::pattern::{Run, Templates};
use crate::request::hash;

const EMPTY: u32 = u32::MAX;

/// An open-addressing table over the pool of literals.
#[derive(Clone, Debug, Default)]
pub(crate) struct Interner {
    slots: Vec<u32>,
    names: Vec<Run>,
}

impl Interner {
    /// The number of a name; a new one gets the next.
    pub(crate) fn intern(&mut self, name: &str, pool: &mut Templates) -> u32 {
        let hash = hash(name.as_bytes());
        if let Some(id) = self.find_hashed(hash, name, &pool.text) {
            return id;
        }
        let id = self.names.len() as u32;
        self.names.push(pool.run(name));
        if self.names.len() * 2 > self.slots.len() {
            self.grow(&pool.text);
        } else {
            self.place(hash, id);
        }
        id
    }

    /// The number of a name whose hash is known, if it has one.
    pub(crate) fn find_hashed(&self, hash: u64, name: &str, text: &str) -> Option<u32> {
        if self.slots.is_empty() {
            return None;
        }
        let mask = self.slots.len() - 1;
        let mut slot = hash as usize & mask;
        loop {
            let id = self.slots[slot];
            if id == EMPTY {
                return None;
            }
            let run = self.names[id as usize];
            if &text.as_bytes()[run.start as usize..run.end as usize] == name.as_bytes() {
                return Some(id);
            }
            slot = (slot + 1) & mask;
        }
    }

    fn place(&mut self, hash: u64, id: u32) {
        let mask = self.slots.len() - 1;
        let mut slot = hash as usize & mask;
        while self.slots[slot] != EMPTY {
            slot = (slot + 1) & mask;
        }
        self.slots[slot] = id;
    }

    fn grow(&mut self, text: &str) {
        self.slots = vec![EMPTY; (self.slots.len() * 4).max(64)];
        for id in 0..self.names.len() {
            let run = self.names[id];
            self.place(hash(&text.as_bytes()[run.start as usize..run.end as usize]), id as u32);
        }
    }
}

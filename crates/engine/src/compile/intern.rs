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
        if let Some(id) = self.find(name, &pool.text) {
            return id;
        }
        let run = pool.run(name);
        self.names.push(run);
        if self.names.len() * 2 > self.slots.len() {
            self.grow(&pool.text);
        } else {
            self.place(name, self.names.len() as u32 - 1);
        }
        self.names.len() as u32 - 1
    }

    /// The number of a name, if it has one.
    pub(crate) fn find(&self, name: &str, text: &str) -> Option<u32> {
        self.find_hashed(hash(name.as_bytes()), name, text)
    }

    /// The same for a name whose hash is known.
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

    fn place(&mut self, name: &str, id: u32) {
        let mask = self.slots.len() - 1;
        let mut slot = hash(name.as_bytes()) as usize & mask;
        while self.slots[slot] != EMPTY {
            slot = (slot + 1) & mask;
        }
        self.slots[slot] = id;
    }

    fn grow(&mut self, text: &str) {
        self.slots = vec![EMPTY; (self.slots.len() * 2).max(16)];
        for id in 0..self.names.len() {
            let run = self.names[id];
            self.place(&text[run.start as usize..run.end as usize], id as u32);
        }
    }
}

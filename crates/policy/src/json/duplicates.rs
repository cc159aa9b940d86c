//! Keys that repeat an earlier one.

use super::{Json, NodeId};
use crate::{Listed, Seen};

impl Json {
    /// The keys of `object` that an earlier member of the same object already has.
    pub fn duplicates(&self, object: NodeId) -> Vec<NodeId> {
        let mut marks = 0u64;
        let mut alike = |name: &str| {
            let seen = marks & mark(name) != 0;
            marks |= mark(name);
            seen
        };
        // Nearly always no two keys are even alike, and nothing needs to be compared or stored.
        let keys = || {
            self.members(object)
                .filter_map(|(key, _)| Some((key, self.string(key)?)))
        };
        if !keys().any(|(_, name)| alike(name)) {
            return Vec::new();
        }
        let mut seen = Seen::default();
        keys()
            .filter(|&(_, name)| !seen.insert(name))
            .map(|(key, _)| key)
            .listed()
    }
}

/// One bit of 64, the same for equal names.
fn mark(name: &str) -> u64 {
    let last = name.as_bytes().last().copied().unwrap_or_default();
    1 << ((usize::from(last) + 5 * name.len()) % 64)
}

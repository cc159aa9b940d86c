//! JSON pointers (RFC 6901), both ways.

use super::{Json, Kind, NodeId};
use crate::Listed;

impl Json {
    /// The pointer of `n` below its ancestor `from`, `""` when they are the same; of a key, its
    /// value's. When `from` is no ancestor, the pointer below the root.
    pub fn pointer(&self, n: NodeId, from: NodeId) -> String {
        let mut pointer = String::new();
        self.write_pointer(n, from, &mut pointer);
        pointer
    }

    /// The same behind what is there already, as behind the pointer of `from`.
    pub fn write_pointer(&self, n: NodeId, from: NodeId, pointer: &mut String) {
        let mut at = if self.is_key(n) { NodeId(n.0 + 1) } else { n };
        let mut path = Vec::new();
        while at != from {
            let Some(parent) = self.parent(at) else { break };
            path.push((parent, at));
            at = parent;
        }
        for (parent, at) in path.into_iter().rev() {
            pointer.push('/');
            match self.kind(parent) {
                // The key is a leaf, hence the entry before its value.
                Kind::Object => escape(self.string(NodeId(at.0 - 1)).unwrap_or_default(), pointer),
                _ => pointer.push_str(&self.place(at).to_string()),
            }
        }
    }

    /// The place of an item in its array. Counted for all items at once: the pointers of all items of a long array would
    /// else take a walk each.
    fn place(&self, item: NodeId) -> u32 {
        let places = self.places.get_or_init(|| {
            let mut next = vec![0_u32; self.len()];
            let nodes = self.tree.nodes.iter();
            nodes
                .map(|node| match next.get_mut(node.parent as usize) {
                    Some(next) => {
                        *next += 1;
                        *next - 1
                    }
                    None => 0,
                })
                .listed()
        });
        places.get(item.0 as usize).copied().unwrap_or(0)
    }

    /// The node that `pointer` names below `from`; of duplicate keys the first.
    pub fn at_pointer(&self, pointer: &str, from: NodeId) -> Option<NodeId> {
        let mut at = from;
        if pointer.is_empty() {
            return Some(at);
        }
        for step in pointer.strip_prefix('/')?.split('/') {
            at = match self.kind(at) {
                Kind::Object => self.get(at, &step.replace("~1", "/").replace("~0", "~"))?,
                Kind::Array if step == "0" || !step.starts_with(['0', '+']) => {
                    self.items(at).nth(step.parse().ok()?)?
                }
                _ => return None,
            };
        }
        Some(at)
    }
}

/// Hardly a key has a character that must be escaped.
fn escape(key: &str, pointer: &mut String) {
    if !key.bytes().any(|byte| matches!(byte, b'~' | b'/')) {
        return pointer.push_str(key);
    }
    for letter in key.chars() {
        match letter {
            '~' => pointer.push_str("~0"),
            '/' => pointer.push_str("~1"),
            _ => pointer.push(letter),
        }
    }
}

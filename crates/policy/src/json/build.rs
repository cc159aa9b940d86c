//! Trees of texts in another notation that says the same as JSON, such as YAML.

use std::sync::Arc;

use super::node::{Kind, NONE, Node, NodeId, Span, Tree};
use super::{DEPTH, Json};
use crate::Add;

/// Puts a tree together, in reading order. The spans are those of the author's text.
///
/// ```
/// use iamwhy_policy::{JsonBuilder, Kind, Span};
///
/// let mut builder = JsonBuilder::new("Effect: Allow");
/// builder.open(Kind::Object, 0);
/// builder.leaf(Kind::String, Span { start: 0, end: 6 }, "Effect");
/// builder.leaf(Kind::String, Span { start: 8, end: 13 }, "Allow");
/// builder.close(13);
/// let json = builder.finish().unwrap();
/// let effect = json.get(json.root(), "Effect").unwrap();
/// assert_eq!((json.string(effect), json.position(json.span(effect).start).column), (Some("Allow"), 9));
/// assert!(!json.is_json());
/// ```
pub struct JsonBuilder {
    text: Arc<str>,
    tree: Tree,
    /// The containers that are open, with how many nodes stand directly in each.
    open: Vec<(u32, u32)>,
}

impl JsonBuilder {
    /// The text that the tree is of.
    #[must_use]
    pub fn new(text: impl Into<Arc<str>>) -> JsonBuilder {
        JsonBuilder {
            text: text.into(),
            tree: Tree::default(),
            open: Vec::new(),
        }
    }

    /// How many nodes there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.tree.nodes.len()
    }

    /// Whether there is no node.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.tree.nodes.is_empty()
    }

    /// Whether no further container may be opened here.
    #[must_use]
    pub fn is_full(&self) -> bool {
        self.open.len() + 1 >= DEPTH as usize
    }

    /// Whether the next node is the key of a member.
    #[must_use]
    pub fn expects_key(&self) -> bool {
        let inner = self.open.last();
        inner.is_some_and(|(at, inside)| inside % 2 == 0 && self.is_object(*at))
    }

    /// Opens an array or an object.
    pub fn open(&mut self, kind: Kind, start: u32) -> NodeId {
        let node = self.push(kind, start, start, NONE);
        self.open.push((node.0, 0));
        node
    }

    /// Closes what was opened last.
    pub fn close(&mut self, end: u32) {
        let Some((at, _)) = self.open.pop() else { return };
        let next = self.len() as u32;
        if let Some(node) = self.tree.nodes.get_mut(at as usize) {
            (node.end, node.next) = (end.max(node.start), next);
        }
    }

    /// Adds a value without anything in it. Of a number or a boolean the text is what the span names.
    pub fn leaf(&mut self, kind: Kind, span: Span, value: &str) -> NodeId {
        let decoded = match kind {
            Kind::String => {
                self.tree.decoded.push_str(value);
                self.tree.ends.push(self.tree.decoded.len() as u32);
                self.tree.ends.len() as u32 - 1
            }
            _ => NONE,
        };
        self.push(kind, span.start, span.end, decoded)
    }

    /// Adds the same once more; nothing where it is not closed yet, would nest too deep, or make more nodes than `most`.
    pub fn copy(&mut self, from: NodeId, most: usize) -> Option<NodeId> {
        let is_open = self.open.iter().any(|(at, _)| *at == from.0);
        let end = self.tree.nodes.get(from.0 as usize)?.next;
        let nodes = self.tree.nodes.get(from.0 as usize..end as usize)?;
        if self.len() + nodes.len() > most {
            return None;
        }
        let nodes = nodes.to_vec();
        let mut depths: Vec<usize> = Vec::with_capacity(nodes.len());
        for (at, node) in nodes.iter().enumerate() {
            let above = node.parent.checked_sub(from.0).filter(|_| at > 0);
            let depth = above.and_then(|above| depths.get(above as usize));
            depths.push(depth.map_or(self.open.len(), |depth| depth + 1));
        }
        if is_open || depths.into_iter().max() >= Some(DEPTH as usize - 1) {
            return None;
        }
        let to = self.len() as u32;
        let moved = |at: u32| at - from.0 + to;
        let mut copies = nodes.into_iter();
        let first = copies.next()?;
        let root = self.push(first.kind, first.start, first.end, first.decoded);
        if let Some(node) = self.tree.nodes.get_mut(root.0 as usize) {
            node.next = moved(first.next);
        }
        self.tree.nodes.add(copies.map(|node| Node {
            next: moved(node.next),
            parent: moved(node.parent),
            ..node
        }));
        Some(root)
    }

    /// The tree; nothing where something is open still, or nothing was added.
    #[must_use]
    pub fn finish(self) -> Option<Json> {
        let whole = self.open.is_empty() && !self.is_empty();
        whole.then(|| Json {
            foreign: true,
            ..Json::of(self.text, self.tree)
        })
    }

    fn is_object(&self, at: u32) -> bool {
        let node = self.tree.nodes.get(at as usize);
        node.is_some_and(|node| node.kind == Kind::Object)
    }

    fn push(&mut self, kind: Kind, start: u32, end: u32, decoded: u32) -> NodeId {
        let key = self.expects_key();
        let at = self.len() as u32;
        let parent = match self.open.last_mut() {
            Some((parent, inside)) => {
                *inside += 1;
                *parent
            }
            None => NONE,
        };
        self.tree.nodes.push(Node {
            start,
            end,
            next: at + 1,
            parent,
            decoded,
            kind,
            key,
        });
        NodeId(at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_is_the_same_below_another_parent() {
        let mut builder = JsonBuilder::new("");
        let none = Span { start: 0, end: 0 };
        builder.open(Kind::Object, 0);
        builder.leaf(Kind::String, none, "a");
        let list = builder.open(Kind::Array, 0);
        assert_eq!(builder.copy(list, 100), None);
        builder.leaf(Kind::String, none, "x");
        builder.open(Kind::Object, 0);
        builder.leaf(Kind::String, none, "k");
        builder.leaf(Kind::Null, none, "");
        builder.close(0);
        builder.close(0);
        builder.leaf(Kind::String, none, "b");
        assert!(!builder.expects_key());
        assert_eq!(builder.copy(list, 8), None);
        let copy = builder.copy(list, 100).unwrap();
        assert!(builder.expects_key());
        builder.close(0);
        let json = builder.finish().unwrap();
        assert_eq!(json.get(json.root(), "b"), Some(copy));
        assert_eq!(json.items(copy).count(), 2);
        let inner = json.items(copy).nth(1).unwrap();
        assert_eq!(json.get(inner, "k").map(|own| json.kind(own)), Some(Kind::Null));
        assert_eq!(json.pointer(inner, json.root()), "/b/1");
        assert_eq!(json.members(json.root()).count(), 2);
    }
}

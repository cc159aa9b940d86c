//! A strict JSON reader that keeps every span.
//!
//! `serde_json` forgets where things stood and keeps only the last of duplicate keys, which in a
//! policy decides access. This reader accepts what `serde_json` accepts (numbers of any size
//! besides) and keeps spans, lexemes, order and duplicates, in one flat arena in reading order.

mod build;
mod container;
mod duplicates;
mod node;
mod number;
mod pointer;
mod position;
mod read;
mod recover;
mod string;

use std::sync::{Arc, OnceLock};

pub use build::JsonBuilder;
pub use node::{Kind, NodeId, Span};
use node::{NONE, Node, Tree};
use position::Lines;
pub use position::Position;
use read::Reader;

/// Containers may nest this deep less one, as with `serde_json`.
pub const DEPTH: u32 = 128;

/// A JSON text and its tree.
///
/// ```
/// use iamwhy_policy::{Json, Kind, Position};
///
/// let json = Json::read(r#"{ "Effect": "Allow", "Effect": "Deny" }"#)?;
/// let effects: Vec<_> = json.members(json.root()).map(|(_, value)| json.raw(value)).collect();
/// assert_eq!(effects, [r#""Allow""#, r#""Deny""#]);
///
/// let first = json.at_pointer("/Effect", json.root()).unwrap();
/// assert_eq!(json.kind(first), Kind::String);
/// assert_eq!(json.position(json.span(first).start), Position { line: 1, column: 13 });
/// # Ok::<(), iamwhy_policy::JsonError>(())
/// ```
#[derive(Clone, Debug)]
pub struct Json {
    text: Arc<str>,
    tree: Tree,
    /// Whether the text is in another notation.
    foreign: bool,
    lines: OnceLock<Lines>,
    /// For each node its place below its parent.
    places: OnceLock<Vec<u32>>,
}

/// Why a text is not JSON.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("{message}")]
pub struct JsonError {
    /// What is wrong, in lower case, without its position.
    pub message: String,
    /// Where; [`Position::of`] turns it into a line and a column.
    pub span: Span,
}

impl Json {
    /// Reads a text that must be JSON.
    pub fn read(text: impl Into<Arc<str>>) -> Result<Json, JsonError> {
        let text = text.into();
        let (tree, errors) = Reader::new(&text, false).run();
        match errors.into_iter().next() {
            None => Ok(Json::of(text, tree)),
            Some(error) => Err(error),
        }
    }

    /// Reads as much as can be read: what is not JSON becomes a [`Kind::Broken`] node, and reading
    /// resumes at the next `,`, `}` or `]`. Reports a bounded number of errors, in reading order.
    pub fn read_recovering(text: impl Into<Arc<str>>) -> (Json, Vec<JsonError>) {
        let text = text.into();
        let (tree, errors) = Reader::new(&text, true).run();
        (Json::of(text, tree), errors)
    }

    fn of(text: Arc<str>, tree: Tree) -> Json {
        Json {
            text,
            tree,
            foreign: false,
            lines: OnceLock::new(),
            places: OnceLock::new(),
        }
    }

    /// The author's text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether the text is JSON, and not another notation that says the same.
    pub fn is_json(&self) -> bool {
        !self.foreign
    }

    /// The outermost value.
    pub fn root(&self) -> NodeId {
        NodeId(0)
    }

    /// How many nodes there are; their ids count up from the root's.
    pub fn len(&self) -> usize {
        self.tree.nodes.len()
    }

    /// Whether there is no node; never so for a document that was read.
    pub fn is_empty(&self) -> bool {
        self.tree.nodes.is_empty()
    }

    fn node(&self, n: NodeId) -> Option<&Node> {
        self.tree.nodes.get(n.0 as usize)
    }

    /// What `n` is.
    pub fn kind(&self, n: NodeId) -> Kind {
        self.node(n).map_or(Kind::Broken, |node| node.kind)
    }

    /// Whether `n` is the key of a member.
    pub fn is_key(&self, n: NodeId) -> bool {
        self.node(n).is_some_and(|node| node.key)
    }

    /// Where `n` stands.
    pub fn span(&self, n: NodeId) -> Span {
        self.node(n).map_or(Span { start: 0, end: 0 }, |node| Span {
            start: node.start,
            end: node.end,
        })
    }

    /// The text of `n` as written.
    pub fn raw(&self, n: NodeId) -> &str {
        let span = self.span(n);
        self.text
            .get(span.start as usize..span.end as usize)
            .unwrap_or_default()
    }

    /// The value of a string or a key.
    #[inline]
    pub fn string(&self, n: NodeId) -> Option<&str> {
        let node = self.node(n)?;
        if node.kind != Kind::String {
            return None;
        }
        if node.decoded == NONE {
            return self.text.get(node.start as usize + 1..node.end as usize - 1);
        }
        let which = node.decoded as usize;
        let start = which
            .checked_sub(1)
            .and_then(|before| self.tree.ends.get(before))
            .copied()
            .unwrap_or(0);
        self.tree
            .decoded
            .get(start as usize..*self.tree.ends.get(which)? as usize)
    }

    /// The value of a string, or the text of a number or a boolean.
    pub fn scalar(&self, n: NodeId) -> Option<&str> {
        match self.kind(n) {
            Kind::String => self.string(n),
            Kind::Number | Kind::Bool => Some(self.raw(n)),
            _ => None,
        }
    }

    /// The value of a boolean.
    pub fn boolean(&self, n: NodeId) -> Option<bool> {
        (self.kind(n) == Kind::Bool).then(|| self.raw(n) == "true")
    }

    /// The items of an array; nothing for other nodes.
    pub fn items(&self, array: NodeId) -> impl Iterator<Item = NodeId> {
        let (mut at, end) = self.inside(array, Kind::Array);
        std::iter::from_fn(move || {
            let item = NodeId(at);
            (at < end).then(|| {
                at = self.after(item);
                item
            })
        })
    }

    /// The members of an object as (key, value), duplicates kept, in order; nothing for other nodes.
    pub fn members(&self, object: NodeId) -> impl Iterator<Item = (NodeId, NodeId)> {
        let (mut at, end) = self.inside(object, Kind::Object);
        std::iter::from_fn(move || {
            let (key, value) = (NodeId(at), NodeId(at + 1));
            (at < end).then(|| {
                at = self.after(value);
                (key, value)
            })
        })
    }

    /// The entries between a container and the one after its last descendant.
    fn inside(&self, n: NodeId, kind: Kind) -> (u32, u32) {
        match self.node(n) {
            Some(node) if node.kind == kind => (n.0 + 1, node.next),
            _ => (0, 0),
        }
    }

    fn after(&self, n: NodeId) -> u32 {
        self.node(n).map_or(u32::MAX, |node| node.next)
    }

    /// The value of the first member named `key`.
    pub fn get(&self, object: NodeId, key: &str) -> Option<NodeId> {
        self.members(object)
            .find(|&(name, _)| self.string(name) == Some(key))
            .map(|(_, value)| value)
    }

    /// The container of a node; of a key and of its value, the object.
    pub fn parent(&self, n: NodeId) -> Option<NodeId> {
        self.node(n)
            .map(|node| node.parent)
            .filter(|&parent| parent != NONE)
            .map(NodeId)
    }

    /// `n` and everything below it, in reading order.
    pub fn descendants(&self, n: NodeId) -> impl Iterator<Item = NodeId> {
        let end = self.node(n).map_or(n.0, |node| node.next);
        (n.0..end).map(NodeId)
    }

    /// Line and column of a byte offset.
    pub fn position(&self, offset: u32) -> Position {
        self.counted().position(&self.text, offset)
    }

    /// Where a line begins, counted from 1; behind the last line, the end of the text.
    pub fn line_start(&self, line: u32) -> u32 {
        self.counted().start(line).unwrap_or(self.text.len() as u32)
    }

    /// The lines of the text from this one on, counted from 1.
    pub fn lines_from(&self, line: u32) -> std::str::Lines<'_> {
        self.text
            .get(self.line_start(line) as usize..)
            .unwrap_or_default()
            .lines()
    }

    fn counted(&self) -> &Lines {
        self.lines.get_or_init(|| Lines::of(&self.text))
    }

    /// The innermost node whose text holds the byte at `offset`, else the root.
    pub fn node_at(&self, offset: u32) -> NodeId {
        // Entries are in the order in which they start, so the last one that has started is the node
        // or a finished neighbour inside it.
        let after = self.tree.nodes.partition_point(|node| node.start <= offset);
        let mut at = NodeId((after as u32).saturating_sub(1));
        while self.span(at).end <= offset {
            match self.parent(at) {
                Some(parent) => at = parent,
                None => break,
            }
        }
        at
    }
}

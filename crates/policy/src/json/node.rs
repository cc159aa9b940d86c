//! One entry of the arena, and the small types that point at it.

/// A node of a [`Json`](crate::Json) document: an index into its arena, in reading order.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct NodeId(pub u32);

/// A range of bytes of the author's text.
#[derive(Copy, Clone, PartialEq, Eq, Hash, Debug)]
pub struct Span {
    /// The first byte.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
}

/// What a node is.
#[derive(Copy, Clone, PartialEq, Eq, Hash, Debug)]
pub enum Kind {
    /// `null`
    Null,
    /// `true` or `false`
    Bool,
    /// A number; its text is kept, its value is never computed.
    Number,
    /// A string, or the key of a member.
    String,
    /// `[…]`
    Array,
    /// `{…}`
    Object,
    /// Text that is not JSON; only [`Json::read_recovering`](crate::Json::read_recovering) makes these.
    Broken,
}

impl Kind {
    /// The kind in words, with its article, for messages.
    pub fn words(self) -> &'static str {
        match self {
            Kind::Null => "`null`",
            Kind::Bool => "a boolean",
            Kind::Number => "a number",
            Kind::String => "a string",
            Kind::Array => "an array",
            Kind::Object => "an object",
            Kind::Broken => "unreadable text",
        }
    }
}

/// "No such index": no parent, or no decoded text.
pub(super) const NONE: u32 = u32::MAX;

/// A node as stored. An object's members lie as key, value, key, value; a key is always a leaf, so
/// its value is the next entry.
#[derive(Clone, Debug)]
pub(super) struct Node {
    pub(super) start: u32,
    pub(super) end: u32,
    /// The entry after this node's last descendant.
    pub(super) next: u32,
    pub(super) parent: u32,
    /// Which decoded string, when the text has escapes.
    pub(super) decoded: u32,
    pub(super) kind: Kind,
    pub(super) key: bool,
}

/// All nodes of a document.
#[derive(Clone, Debug, Default)]
pub(super) struct Tree {
    pub(super) nodes: Vec<Node>,
    /// The values of all strings with escapes, one after the other.
    pub(super) decoded: String,
    /// Where each of them ends.
    pub(super) ends: Vec<u32>,
}

const _: () = assert!(size_of::<Node>() <= 24);

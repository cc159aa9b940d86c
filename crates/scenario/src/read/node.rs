//! One node of our spanned JSON, to be read as a type.

use iamwhy_policy::{Json, Kind, NodeId};

use super::{Failure, shape::words, shortened};

/// The fields that may be `null`; elsewhere an optional field is left out instead.
pub(crate) const NULLABLE: [&str; 2] = ["vpc", "retiring"];

/// One node, to be read as a type. Recursion is bounded by the depth bound of [`Json::read`].
#[derive(Copy, Clone)]
pub struct NodeReader<'j> {
    /// The text and its tree.
    pub json: &'j Json,
    /// The node.
    pub node: NodeId,
}

impl<'j> NodeReader<'j> {
    /// This node of this tree.
    pub fn new(json: &'j Json, node: NodeId) -> NodeReader<'j> {
        NodeReader { json, node }
    }

    /// The node is something else than was expected here.
    pub fn wrong(self, expected: &str) -> Failure {
        let found = match self.json.scalar(self.node) {
            Some(text) => format!("{} `{}`", words(self.json.kind(self.node)), shortened(text)),
            None => words(self.json.kind(self.node)).to_owned(),
        };
        Failure::new(format!("expected {expected}, found {found}"), None).at(self.node)
    }

    pub(super) fn text(self, expected: &str) -> Result<&'j str, Failure> {
        self.json
            .string(self.node)
            .filter(|_| self.json.kind(self.node) == Kind::String)
            .ok_or_else(|| self.wrong(expected))
    }

    /// Whether the node is `null`, which only some fields may be.
    pub(super) fn is_null(self) -> Result<bool, Failure> {
        if self.json.kind(self.node) != Kind::Null {
            return Ok(false);
        }
        if self.may_be_null() {
            return Ok(true);
        }
        let help = "leave it out instead".to_owned();
        Err(Failure::new("this field cannot be null".to_owned(), Some(help)).at(self.node))
    }

    /// Whether the node is the value of a field that may be `null`.
    fn may_be_null(self) -> bool {
        let Some(parent) = self.json.parent(self.node) else {
            return false;
        };
        NULLABLE
            .iter()
            .any(|name| self.json.get(parent, name) == Some(self.node))
    }
}

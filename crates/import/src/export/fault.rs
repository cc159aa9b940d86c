//! What cannot be read in a file of another tool, and what is missing in it.

use iamwhy_policy::{Json, NodeId};

/// Why a file cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct Fault {
    /// Where.
    pub node: NodeId,
    /// What is wrong, without its place.
    pub message: String,
    /// What to do; empty where nothing is known.
    pub help: String,
}

impl Fault {
    pub(crate) fn at(node: NodeId, message: String, help: &str) -> Fault {
        Fault {
            node,
            message,
            help: help.to_owned(),
        }
    }

    pub(crate) fn of_root(json: &Json, message: String, help: &str) -> Fault {
        Fault::at(json.root(), message, help)
    }
}

/// Something that is worth knowing about a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// Where.
    pub node: NodeId,
    /// What.
    pub message: String,
}

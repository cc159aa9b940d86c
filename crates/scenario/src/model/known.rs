//! Something that is written down, or declared not to be known.

use crate::read::{Failure, NodeReader, Read, record::variant};

/// A part of the world that somebody wrote, or `{"unknown": true}`: there may be one that we cannot see.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(untagged))]
pub enum Known<T> {
    /// What is written.
    Known(T),
    /// `{"unknown": true}`.
    #[cfg_attr(feature = "schema", schemars(with = "crate::model::UnknownMark"))]
    Unknown,
}

impl<T> Known<T> {
    /// The value, if it is known.
    pub fn known(&self) -> Option<&T> {
        match self {
            Known::Known(value) => Some(value),
            Known::Unknown => None,
        }
    }

    /// Whether this is `{"unknown": true}`.
    pub fn is_unknown(&self) -> bool {
        matches!(self, Known::Unknown)
    }
}

impl<T: Read> Read for Known<T> {
    const NEEDED: bool = T::NEEDED;

    fn read(node: NodeReader<'_>) -> Result<Known<T>, Failure> {
        match variant("Known", node)? {
            "Unknown" => Ok(Known::Unknown),
            _ => T::read(node).map(Known::Known),
        }
    }
}

impl<T: Default> Default for Known<T> {
    fn default() -> Self {
        Known::Known(T::default())
    }
}

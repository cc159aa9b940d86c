//! Small changes to the author's own JSON text. Everything else in it stays as it is, byte for byte.

mod insert;
mod order;
pub mod pointer;
mod remove;
mod rename;

pub(crate) use iamwhy_policy::layout::{indent_of_line, newline};
pub use iamwhy_policy::layout::{indented, pretty, quoted};
pub use insert::{append, insert_item, insert_member, set};
pub(crate) use order::fields;
pub use remove::{move_item, remove};
pub use rename::rename_key;

/// Replaces bytes of a text; an empty range inserts.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TextEdit {
    /// The first byte.
    pub start: usize,
    /// The byte behind the last.
    pub end: usize,
    /// What comes there instead.
    pub text: String,
}

impl TextEdit {
    /// The text with the edit made; none where the edit does not fit it.
    #[must_use]
    pub fn apply(&self, text: &str) -> Option<String> {
        let (before, behind) = (text.get(..self.start)?, text.get(self.end.max(self.start)..)?);
        Some([before, &self.text, behind].concat())
    }
}

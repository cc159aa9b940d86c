//! A part of what was pasted, and where it stood.

use iamwhy_policy::Span;

/// A part of the pasted text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// What it says, without the escapes and line breaks of what it was wrapped in.
    pub text: String,
    /// Its bytes in the pasted text.
    pub span: Span,
}

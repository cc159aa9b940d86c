//! Why a chore could not be done.

use std::fmt;

/// What went wrong and what to do about it, as lines for a person.
#[derive(Debug)]
pub(crate) struct Failure {
    what: String,
}

impl Failure {
    /// Lower case, the user's input in backticks, what to do last.
    pub(crate) fn new(what: impl Into<String>) -> Self {
        Self { what: what.into() }
    }

    /// A file or folder that could not be read or written.
    pub(crate) fn at(path: &std::path::Path, error: &std::io::Error) -> Self {
        Self::new(format!("`{}`: {error}", path.display()))
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.what)
    }
}

//! What is wrong, and where.

use iamwhy_scenario::ReadError;

/// Something that is wrong with a text, for the author to mend.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Problem {
    /// What is wrong, in lower case.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
    /// The line, from 1; of the scenario's text unless said otherwise.
    pub line: u32,
    /// The column, from 1, in characters.
    pub column: u32,
    /// JSON pointer of the place.
    pub pointer: String,
    /// The file, where it is not the scenario itself.
    pub file: Option<String>,
}

impl Problem {
    /// A problem without a place.
    #[must_use]
    pub fn plain(message: impl Into<String>) -> Problem {
        Problem {
            message: message.into(),
            line: 1,
            column: 1,
            ..Problem::default()
        }
    }

    pub(crate) fn of(error: ReadError) -> Problem {
        Problem {
            message: error.message,
            help: error.help,
            line: error.position.line,
            column: error.position.column,
            pointer: error.pointer,
            file: Some(error.file).filter(|file| file != crate::FILE),
        }
    }
}

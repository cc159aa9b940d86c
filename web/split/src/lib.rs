//! Divides a WebAssembly module into what runs before somebody sees an answer, and the rest; before that, [`ordered`] puts its
//! functions into an order in which they pack better.
//!
//! A page with an evaluator in it is large, and most of it waits for a click. Which functions a first visit needs is not
//! for us to guess: [`watched`] makes a module that says of each function that it runs, and [`divided`] takes what was
//! said and makes two modules of one.
//!
//! Nothing has to be written in a special way for that, and a wrong guess costs time, not the answer. Where the first
//! module calls a function of the rest, it has a stand-in, which has the rest loaded if it is not there yet, and passes
//! the call on. A long text may go too, if it says so (`waits.rs`). Both share the memory, the table and the globals of the first.

mod divide;
mod module;
mod order;
mod waits;
mod watch;

pub use divide::{Divided, divided};
pub use order::ordered;
pub use watch::watched;

/// Why a module cannot be watched or divided.
#[derive(Debug, thiserror::Error)]
pub enum SplitError {
    /// It is not WebAssembly, or more than the reader knows.
    #[error("not a module: {0}")]
    Unreadable(#[from] wasmparser::BinaryReaderError),
    /// It has something that we cannot write again.
    #[error("{0}")]
    Unwritable(String),
    /// A text says of itself that it waits, and not how long it is.
    #[error(
        "the text at place {0} of the memory begins with `#[waits `, and not with how many bytes it has in eight digits, or it has fewer"
    )]
    Mark(usize),
    /// It has something that programs of one thread, such as ours, do not have.
    #[error("{0}: we do not divide what has it")]
    Unknown(&'static str),
}

impl<E: std::fmt::Display> From<wasm_encoder::reencode::Error<E>> for SplitError {
    fn from(error: wasm_encoder::reencode::Error<E>) -> Self {
        Self::Unwritable(error.to_string())
    }
}

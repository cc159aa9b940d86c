//! Would the tests notice? The policies are changed one edit at a time, and the cases that could see the difference are run.
//!
//! [`mutants`] lists the edits, each a replacement in the author's own text. [`Baseline::judge`] reads the changed text and says
//! whether a case notices; if none does, it looks for a request that is decided differently, and writes it as a case to paste. The
//! search is bounded: where it finds nothing, nothing was found; nothing is proven.
//!
//! A crate of its own because it edits texts and reads them again, which neither running nor counting does. No file system: scenes
//! carry their texts.

mod baseline;
mod edit;
mod edits;
mod heard;
mod judge;
mod mutant;
mod scene;
mod search;
#[cfg(test)]
mod tests;

pub use baseline::Baseline;
pub use edit::Edit;
pub use edits::{mutants, unedited};
pub use judge::{Difference, Verdict};
pub use mutant::{Kind, Mutant};
pub use scene::{File, Scene};

//! What of the policies do the cases exercise?
//!
//! [`Coverage::of`] runs the cases of one scenario and counts, for each statement of each policy that is attached in it, how often it
//! matched and how often it decided; for each value how often it matched; for each condition how often it held and failed. An
//! element counts only where the rest of its statement holds: only there does it make a difference. Coverages of several scenarios
//! [`merge`](Coverage::merge), so that a policy in a file of its own is counted once, wherever it is attached.
//!
//! A crate of its own because it asks about the tests, not about access: the runner must not pay for it, and the command line, the
//! page and mutation all read the same counts.

mod decisive;
mod document;
mod merge;
mod observe;
mod outline;
mod summary;

pub use document::{Coverage, Document, Element, Statement, Value};
pub use summary::{Share, Summary};

//! Modules are divided in every way that there is, and run.
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test may fail loudly")]

mod errors;
mod order;
mod pairs;
mod parts;
mod texts;
mod watch;

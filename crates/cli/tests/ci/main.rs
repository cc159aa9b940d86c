//! `iamwhy` in CI, as its users meet it: files on disk, reports for other programs, exit codes.
#![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

mod action;
mod beginning;
mod choosing;
mod covering;
mod diffing;
mod expanding;
mod expecting;
mod hostile;
mod linting;
mod mutating;
mod options;
mod project;
mod reaching;
mod refusing;
mod remarks;
mod reports;
mod schema;
mod vain;
mod watching;

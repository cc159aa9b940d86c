//! Running a scenario: every case is decided and compared with what is believed about it.

mod amended;
mod asked;
mod case;
mod checked;
mod combined;
mod decided;
mod expectation;
mod explained;
mod findings;
mod judged;
mod later;
mod loaded;
mod path;
mod public;
mod report;
mod writes;
mod written;

pub use case::Run;
pub use checked::{Checked, Checks};
pub use explained::{errors_json, explain_json, flips_json};
pub use loaded::Loaded;
pub use report::{
    AuthorizationReport, CaseReport, DecidingStatement, FileReport, Finding, Mismatch, NearMiss, Report, Span, Summary,
    Undocumented,
};
pub use written::Written;

use crate::{policies::Files, read::ReadError};

/// Runs a scenario that is loaded. Its world is compiled once for all its cases.
#[must_use]
pub fn run(loaded: &Loaded) -> FileReport {
    loaded.answers(&loaded.scenario)
}

/// Reads a scenario and runs it.
///
/// # Errors
/// Everything that is wrong with the file, or with the files that it names.
pub fn read_and_run(file_name: &str, text: &str, files: &dyn Files) -> Result<FileReport, Vec<ReadError>> {
    Loaded::load(file_name, text, files).map(|loaded| run(&loaded))
}

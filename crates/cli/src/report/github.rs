//! Annotations of GitHub Actions at the policies' own lines, and the summary of the job.

use std::io::{self, Write};

use super::annotation::{Level, annotation};
use super::{Results, markdown, pretty};
use crate::colour::Colour;
use crate::plain::{Plain, Speech};

/// The file that GitHub shows as the job's summary.
const SUMMARY: &str = "GITHUB_STEP_SUMMARY";

pub(super) fn write(out: &mut dyn Write, results: &Results<'_>) -> io::Result<()> {
    for failure in results.failures() {
        let mut message = failure.message();
        if failure.statement.is_some() {
            let test = &failure.test;
            message.push_str(&format!("\ntest: {}:{}:{}", test.file, test.line, test.column));
        }
        let line = annotation(Level::Error, failure.place(), &failure.name(), &message);
        writeln!(out, "{line}")?;
        if let Some(expected) = &failure.expected {
            let line = annotation(Level::Notice, &expected.span, &failure.name(), &expected.words);
            writeln!(out, "{line}")?;
        }
    }
    writeln!(out, "{}", pretty::last_line(results, Colour::none()))?;
    summary(|file| markdown::short(file, results))
}

/// Appends to the job's summary, if there is one.
pub(crate) fn summary(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let Some(file) = std::env::var_os(SUMMARY).filter(|file| !file.is_empty()) else {
        return Ok(());
    };
    let file = std::fs::OpenOptions::new().append(true).create(true).open(file)?;
    write(&mut Plain::new(file, Speech::Text(Colour::none())))
}

//! What is decided, one case on each line, sorted: to be kept beside the policies, so that a pull request shows what it changes.

mod line;

use std::path::Path;

pub(crate) use line::Line;

use crate::CannotRun;
use crate::disk;
use crate::report::Results;

/// How the names of records end.
pub(crate) const ENDING: &str = ".ndjson";

/// The lines of a run, sorted by file and case.
pub(crate) fn lines(results: &Results<'_>) -> Vec<Line> {
    let mut lines = Vec::new();
    for (file, origin) in results.report.files.iter().zip(&results.origins) {
        for (case, place) in file.cases.iter().zip(&origin.places) {
            lines.push(Line::of(file, case, origin.source, *place));
        }
    }
    // Cases of one name stay in their order.
    lines.sort_by(|one: &Line, other| (&one.file, &one.case).cmp(&(&other.file, &other.case)));
    lines
}

/// The text of a record.
pub(crate) fn record(results: &Results<'_>) -> String {
    lines(results)
        .iter()
        .map(|line| line.written().to_string() + "\n")
        .collect()
}

/// Reads a record.
pub(crate) fn read(file: &str) -> Result<Vec<Line>, CannotRun> {
    let text = disk::read(Path::new(file)).map_err(CannotRun::Input)?;
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    lines
        .map(|(at, text)| {
            Line::read(text).map_err(|what| {
                let number = at + 1;
                CannotRun::Input(format!(
                    "{file}:{number}:1: {what}; a record is written by `iamwhy test --record FILE`"
                ))
            })
        })
        .collect()
}

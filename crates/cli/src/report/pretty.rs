//! The report for people: every case as it runs, failures last, each with its explanation.

use std::io::{self, Write};

use iamwhy_explain::visible;
use iamwhy_scenario::run::CaseReport;

use super::{Failure, Results, count, refusals};
use crate::colour::Colour;

/// More failures than these are named, not explained: nobody reads on.
const EXPLAINED: usize = 25;

pub(super) fn write(out: &mut dyn Write, results: &Results<'_>, colour: Colour) -> io::Result<()> {
    let report = &results.report;
    writeln!(
        out,
        "running {} in {}",
        count(results.cases().count(), "case"),
        count(report.files.len(), "scenario")
    )?;
    for file in &report.files {
        writeln!(
            out,
            "\n{} {}",
            colour.strong(&visible(&file.file)),
            colour.faint(&visible(&file.title))
        )?;
        for case in &file.cases {
            writeln!(out, "  {} {}", mark(case, colour), line(case, colour))?;
        }
    }
    let failures = results.failures();
    if !failures.is_empty() {
        writeln!(out, "\n{}", colour.strong("failures:"))?;
    }
    for (at, own) in failures.iter().enumerate() {
        failure(out, own, at < EXPLAINED, colour)?;
    }
    writeln!(out, "\n{}", last_line(results, colour))
}

/// `test result: ok. 3 passed; 0 failed`
pub(super) fn last_line(results: &Results<'_>, colour: Colour) -> String {
    let summary = results.report.summary();
    let word = if summary.failed > 0 {
        colour.bad("FAILED")
    } else {
        colour.good("ok")
    };
    let shown = match summary.shown {
        0 => String::new(),
        shown => format!("; {shown} shown"),
    };
    format!(
        "test result: {word}. {} passed; {} failed{shown}",
        summary.passed, summary.failed
    )
}

fn mark(case: &CaseReport, colour: Colour) -> String {
    match case.passed {
        Some(true) => colour.good("✔"),
        Some(false) => colour.bad("✖"),
        None => colour.faint("·"),
    }
}

/// The case's name and its answer.
fn line(case: &CaseReport, colour: Colour) -> String {
    let layer = case.layer.map(|layer| format!(", {layer}")).unwrap_or_default();
    format!(
        "{} {}",
        visible(&case.name),
        colour.faint(&format!("({}{layer})", case.decision))
    )
}

/// What was believed, what is so, and why.
fn failure(out: &mut dyn Write, failure: &Failure<'_>, explained: bool, colour: Colour) -> io::Result<()> {
    writeln!(
        out,
        "\n{} {} › {}",
        colour.bad("──"),
        visible(&failure.file.file),
        colour.strong(&visible(&failure.case.name))
    )?;
    for difference in failure.differences() {
        writeln!(out, "   {difference}")?;
    }
    for line in &failure.note {
        writeln!(out, "   {} {line}", colour.strong("note:"))?;
    }
    for line in refusals(failure.case) {
        writeln!(out, "   {} AWS refuses what it writes: {line}", colour.bad("✖"))?;
    }
    if explained {
        for line in failure.why().lines() {
            writeln!(out, "   {}", colour.marks(line))?;
        }
        for line in &failure.remarks {
            writeln!(out, "   {} {line}", colour.strong("a check says:"))?;
        }
    }
    Ok(())
}

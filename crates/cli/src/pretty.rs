//! The report of `iamwhy test` for people: every case as it runs, failures last, each with its explanation.

use std::io::{self, Write};

use iamwhy_scenario::cases::Cases;
use iamwhy_scenario::run::{CaseReport, FileReport};
use iamwhy_scenario::{Loaded, Report, Written};

use crate::colour::Colour;

/// Writes the whole report.
pub(crate) fn report(out: &mut impl Write, report: &Report, loaded: &[Loaded], colour: Colour) -> io::Result<()> {
    let cases: usize = report.files.iter().map(|file| file.cases.len()).sum();
    writeln!(
        out,
        "running {} in {}",
        count(cases, "case"),
        count(report.files.len(), "scenario")
    )?;
    for file in &report.files {
        writeln!(out, "\n{} {}", colour.strong(&file.file), colour.faint(&file.title))?;
        for case in &file.cases {
            writeln!(out, "  {} {}", mark(case, colour), line(case, colour))?;
        }
    }
    let summary = report.summary();
    if summary.failed > 0 {
        writeln!(out, "\n{}", colour.strong("failures:"))?;
        for (file, loaded) in report.files.iter().zip(loaded) {
            for (index, case) in file
                .cases
                .iter()
                .enumerate()
                .filter(|(_, case)| case.passed == Some(false))
            {
                failure(out, file, case, index, loaded, colour)?;
            }
        }
    }
    let word = if summary.failed > 0 {
        colour.bad("FAILED")
    } else {
        colour.good("ok")
    };
    let shown = if summary.shown > 0 {
        format!("; {} shown", summary.shown)
    } else {
        String::new()
    };
    writeln!(
        out,
        "\ntest result: {word}. {} passed; {} failed{shown}",
        summary.passed, summary.failed
    )
}

fn count(number: usize, noun: &str) -> String {
    if number == 1 {
        format!("1 {noun}")
    } else {
        format!("{number} {noun}s")
    }
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
    format!("{} {}", case.name, colour.faint(&format!("({}{layer})", case.decision)))
}

/// What was believed, what is so, and why.
fn failure(
    out: &mut impl Write,
    file: &FileReport,
    case: &CaseReport,
    index: usize,
    loaded: &Loaded,
    colour: Colour,
) -> io::Result<()> {
    writeln!(
        out,
        "\n{} {} › {}",
        colour.bad("──"),
        file.file,
        colour.strong(&case.name)
    )?;
    for mismatch in &case.mismatches {
        let field = mismatch.field;
        writeln!(
            out,
            "   expected {field} {}, but it is {}",
            plain(&mismatch.expected),
            plain(&mismatch.actual)
        )?;
    }
    for explanation in explanations(loaded, index) {
        let text = iamwhy_explain::lines(&explanation);
        for line in text.lines() {
            writeln!(out, "   {}", colour.marks(line))?;
        }
    }
    Ok(())
}

/// The explanations of one case, one for each authorization.
pub(crate) fn explanations(loaded: &Loaded, index: usize) -> Vec<iamwhy_explain::Explanation> {
    let cases = Cases::of(&loaded.scenario);
    let Some(case) = cases.all().nth(index) else {
        return Vec::new();
    };
    let requests = case
        .authorizations
        .iter()
        .filter_map(|asked| loaded.world.request(&loaded.program, &case, asked));
    requests
        .filter_map(|request| iamwhy_explain::explain(&loaded.program, &request))
        .collect()
}

/// JSON without quotes around a single word.
fn plain(value: &Written) -> String {
    match value {
        Written::Text(text) => format!("`{text}`"),
        Written::Null => "absent".to_owned(),
        other => format!("`{other}`"),
    }
}

/// A table for a pull request.
pub(crate) fn markdown(out: &mut impl Write, report: &Report) -> io::Result<()> {
    let summary = report.summary();
    writeln!(
        out,
        "**{} passed, {} failed, {} shown**\n",
        summary.passed, summary.failed, summary.shown
    )?;
    writeln!(out, "| | case | decision | layer |\n|---|---|---|---|")?;
    for file in &report.files {
        for case in &file.cases {
            let mark = match case.passed {
                Some(true) => "✔",
                Some(false) => "✖",
                None => "·",
            };
            let name = case.name.replace('|', "\\|");
            writeln!(
                out,
                "| {mark} | {name} | {} | {} |",
                case.decision,
                case.layer.unwrap_or("–")
            )?;
        }
    }
    Ok(())
}

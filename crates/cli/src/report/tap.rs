//! The Test Anything Protocol, version 14: a line for each case, what is wrong below it in YAML. Strings are written as JSON, which
//! is YAML too.

use std::io::{self, Write};

use iamwhy_explain::visible;
use iamwhy_scenario::run::Span;
use serde_json::json;

use super::Results;

pub(super) fn write(out: &mut dyn Write, results: &Results<'_>) -> io::Result<()> {
    writeln!(out, "TAP version 14\n1..{}", results.cases().count())?;
    let failures = results.failures();
    let mut failures = failures.iter();
    let mut number = 0;
    for file in &results.report.files {
        for case in &file.cases {
            number += 1;
            let name = escaped(&format!("{} › {}", file.file, case.name));
            match case.passed {
                Some(true) => writeln!(out, "ok {number} - {name}")?,
                None => writeln!(out, "ok {number} - {name} # SKIP expects nothing; {}", case.decision)?,
                Some(false) => {
                    writeln!(out, "not ok {number} - {name}")?;
                    let Some(failure) = failures.next() else { continue };
                    writeln!(out, "  ---\n  message: {}", json!(failure.message()))?;
                    for mismatch in &case.mismatches {
                        writeln!(
                            out,
                            "  {}: {{ expected: {}, actual: {} }}",
                            mismatch.field, mismatch.expected, mismatch.actual
                        )?;
                    }
                    writeln!(
                        out,
                        "  at: {}\n  test: {}\n  ...",
                        at(failure.place()),
                        at(&failure.test)
                    )?;
                }
            }
        }
    }
    Ok(())
}

fn at(span: &Span) -> String {
    format!(
        "{{ file: {}, line: {}, column: {} }}",
        json!(span.file),
        span.line,
        span.column
    )
}

/// A `#` would begin a directive.
fn escaped(name: &str) -> String {
    visible(&name.replace(['\n', '\r'], " "))
        .replace('\\', "\\\\")
        .replace('#', "\\#")
}

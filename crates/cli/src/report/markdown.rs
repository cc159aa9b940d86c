//! Tables for a pull request.

use std::io::{self, Write};

use iamwhy_explain::visible;
use iamwhy_scenario::run::Span;

use super::Results;

/// GitHub refuses summaries beyond a megabyte; nobody reads a tenth of this.
const ROWS: usize = 500;

/// The failures, then every case.
pub(super) fn write(out: &mut dyn Write, results: &Results<'_>) -> io::Result<()> {
    short(out, results)?;
    for file in &results.report.files {
        writeln!(out, "\n#### {}\n\n{}\n", text(&file.file), text(&file.title))?;
        writeln!(out, "| | case | decision | layer |\n|---|---|---|---|")?;
        for case in &file.cases {
            let mark = match case.passed {
                Some(true) => "✔",
                Some(false) => "✖",
                None => "·",
            };
            let layer = case.layer.unwrap_or("–");
            writeln!(out, "| {mark} | {} | {} | {layer} |", text(&case.name), case.decision)?;
        }
    }
    Ok(())
}

/// The counts, and the failures.
pub(super) fn short(out: &mut dyn Write, results: &Results<'_>) -> io::Result<()> {
    let summary = results.report.summary();
    writeln!(
        out,
        "**{} passed, {} failed, {} shown**",
        summary.passed, summary.failed, summary.shown
    )?;
    let failures = results.failures();
    if failures.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n| failed | why | policy | test |\n|---|---|---|---|")?;
    for failure in failures.iter().take(ROWS) {
        let statement = failure.statement.as_ref().map_or_else(|| "–".to_owned(), place);
        writeln!(
            out,
            "| {} | {} | {statement} | {} |",
            text(&failure.case.name),
            text(&failure.message()),
            place(&failure.test)
        )?;
    }
    if failures.len() > ROWS {
        writeln!(out, "\n… and {} more", failures.len() - ROWS)?;
    }
    Ok(())
}

fn place(span: &Span) -> String {
    // A backtick would end the code that the place is.
    let file = visible(&span.file).replace('`', "'").replace('|', "\\|");
    format!("`{file}:{}`", span.line)
}

/// Text in a cell of a table: nothing in it may end the cell, or begin markup of its own.
pub(crate) fn text(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    let mut code = false;
    let shown = visible(&text.replace(['\n', '\r'], " ")).into_owned();
    for letter in shown.chars() {
        match letter {
            '|' => safe.push_str("\\|"),
            '`' => {
                code = !code;
                safe.push('`');
            }
            '<' if !code => safe.push_str("&lt;"),
            '*' | '_' | '[' | '\\' if !code => {
                safe.push('\\');
                safe.push(letter);
            }
            letter => safe.push(letter),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::text;

    #[test]
    fn a_cell_stays_a_cell() {
        assert_eq!(text("a|b\nc <i> * `s3:*`"), "a\\|b c &lt;i> \\* `s3:*`");
    }
}

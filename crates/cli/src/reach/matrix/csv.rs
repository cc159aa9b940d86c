//! For a spreadsheet: RFC 4180, and no cell that it would take for a formula.

use std::io::{self, Write};

use iamwhy_explain::visible;

use super::Sheet;
use super::cell::{heading, letters};

pub(super) fn write(out: &mut dyn Write, sheets: &[Sheet]) -> io::Result<()> {
    for sheet in sheets {
        let mut head = vec!["scenario".to_owned(), "principal".to_owned(), "arn".to_owned()];
        head.extend(sheet.table.columns.iter().map(heading));
        line(out, &head)?;
        for row in &sheet.table.rows {
            let mut cells = vec![sheet.file.clone(), row.name.clone(), row.arn.clone()];
            let answers = row.cells.iter().zip(&sheet.table.columns);
            cells.extend(answers.map(|(cell, column)| letters(cell, column).trim_start_matches('-').to_owned()));
            line(out, &cells)?;
        }
    }
    Ok(())
}

/// One line of fields.
pub(super) fn line(out: &mut dyn Write, cells: &[String]) -> io::Result<()> {
    let quoted: Vec<String> = cells.iter().map(|cell| field(cell)).collect();
    write!(out, "{}\r\n", quoted.join(","))
}

fn field(text: &str) -> String {
    let text = visible(text);
    // A name is somebody's input; a spreadsheet would run what begins like this.
    let safe = match text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        true => format!("'{text}"),
        false => text.into_owned(),
    };
    match safe.contains([',', '"', '\n', '\r']) {
        true => format!("\"{}\"", safe.replace('"', "\"\"")),
        false => safe,
    }
}

#[cfg(test)]
mod tests {
    use super::field;

    #[test]
    fn what_is_typed_stays_text() {
        for (text, written) in [
            ("a", "a"),
            ("a,b", "\"a,b\""),
            ("say \"a\"", "\"say \"\"a\"\"\""),
            ("=1+1", "'=1+1"),
            ("two\nlines", "two\\nlines"),
        ] {
            assert_eq!(field(text), written);
        }
    }
}

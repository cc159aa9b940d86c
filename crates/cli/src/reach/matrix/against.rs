//! What differs between two matrices.

use std::io::{self, Write};

use iamwhy_reach::{Column, Row};
use serde_json::{Value, json};

use super::Sheet;
use super::cell::{heading, letters};
use crate::args::reach::MatrixFormat;
use crate::colour::Colour;
use crate::diff::below;

/// One cell that is not what it was.
pub(super) struct Change {
    file: String,
    principal: String,
    column: String,
    before: String,
    now: String,
}

/// Every cell that differs. Who or what is only on one side has nothing on the other.
pub(super) fn changes(before: &[Sheet], old: &str, now: &[Sheet], paths: &[String]) -> Vec<Change> {
    let old_root = old.split_once(':').map_or(old, |(_, path)| path);
    let new_root = paths.first().map_or("", String::as_str);
    let named =
        |sheets: &[Sheet], root: &str| -> Vec<String> { sheets.iter().map(|own| below(&own.file, root)).collect() };
    let (names_before, names_now) = (named(before, old_root), named(now, new_root));
    let mut files = names_now.clone();
    files.extend(names_before.iter().filter(|name| !names_now.contains(name)).cloned());
    let mut changes = Vec::new();
    for file in files {
        let find = |names: &[String], sheets: &'_ [Sheet]| {
            names
                .iter()
                .position(|own| *own == file)
                .map(|at| cells(&sheets[at..=at]))
        };
        let old = find(&names_before, before).unwrap_or_default();
        let new = find(&names_now, now).unwrap_or_default();
        let of = |list: &[(String, String, String)], who: &str, what: &str| {
            let found = list.iter().find(|(own, column, _)| own == who && column == what);
            found.map_or_else(|| "-".to_owned(), |(_, _, letters)| letters.clone())
        };
        let mut places: Vec<(&String, &String)> = new.iter().map(|(who, what, _)| (who, what)).collect();
        for (who, what, _) in &old {
            if !places.contains(&(who, what)) {
                places.push((who, what));
            }
        }
        for (who, what) in places {
            let (was, is) = (of(&old, who, what), of(&new, who, what));
            if was != is {
                changes.push(Change {
                    file: file.clone(),
                    principal: who.clone(),
                    column: what.clone(),
                    before: was,
                    now: is,
                });
            }
        }
    }
    changes
}

/// Principal, column and letters of every cell.
fn cells(sheets: &[Sheet]) -> Vec<(String, String, String)> {
    let mut cells = Vec::new();
    for sheet in sheets {
        let of_row = |row: &Row, column: &Column, at: usize| {
            let letters = letters(row.cells.get(at)?, column);
            Some((row.name.clone(), heading(column), letters))
        };
        for row in &sheet.table.rows {
            let columns = sheet.table.columns.iter().enumerate();
            cells.extend(columns.filter_map(|(at, column)| of_row(row, column, at)));
        }
    }
    cells
}

/// As lines, as CSV, or as JSON; a page of its own is not worth it for a list.
pub(super) fn write(out: &mut dyn Write, changes: &[Change], format: MatrixFormat, colour: Colour) -> io::Result<()> {
    match format {
        MatrixFormat::Json => {
            let list: Vec<Value> = changes
                .iter()
                .map(|own| json!({ "file": own.file, "principal": own.principal, "column": own.column, "before": own.before, "now": own.now }))
                .collect();
            writeln!(out, "{:#}", json!({ "version": 1, "changes": list }))
        }
        MatrixFormat::Csv => {
            super::csv::line(
                out,
                &["scenario", "principal", "column", "before", "now"].map(str::to_owned),
            )?;
            for own in changes {
                let row = [&own.file, &own.principal, &own.column, &own.before, &own.now].map(Clone::clone);
                super::csv::line(out, &row)?;
            }
            Ok(())
        }
        MatrixFormat::Text | MatrixFormat::Html => {
            for own in changes {
                let file = if own.file.is_empty() {
                    String::new()
                } else {
                    format!("{}: ", own.file)
                };
                let (before, now) = (colour.faint(&own.before), colour.strong(&own.now));
                writeln!(out, "{file}{} on {}: {before} → {now}", own.principal, own.column)?;
            }
            if changes.is_empty() {
                writeln!(out, "nobody has other access than before")?;
            }
            Ok(())
        }
    }
}

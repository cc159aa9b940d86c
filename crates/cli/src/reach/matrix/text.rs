//! For people at a terminal.

use std::io::{self, Write};

use super::Sheet;
use super::cell::{LEGEND, heading, letters};
use crate::colour::Colour;

pub(super) fn write(out: &mut dyn Write, sheets: &[Sheet], colour: Colour) -> io::Result<()> {
    for (place, sheet) in sheets.iter().enumerate() {
        let gap = if place > 0 { "\n" } else { "" };
        writeln!(
            out,
            "{gap}{} {}",
            colour.strong(&sheet.file),
            colour.faint(&sheet.title)
        )?;
        // Columns in which nobody can do anything say nothing here.
        let rows = &sheet.table.rows;
        let open = |at: &usize| {
            let cells = rows.iter().filter_map(|row| row.cells.get(*at));
            cells
                .into_iter()
                .any(|cell| !cell.levels.is_empty() || !cell.through.is_empty())
        };
        let shown: Vec<usize> = (0..sheet.table.columns.len()).filter(open).collect();
        let columns: Vec<_> = shown.iter().filter_map(|at| sheet.table.columns.get(*at)).collect();
        let wide = rows.iter().map(|row| row.name.chars().count()).max().unwrap_or(0);
        for (number, column) in columns.iter().enumerate() {
            writeln!(
                out,
                "  {:>3}  {}  {}",
                number + 1,
                heading(column),
                colour.faint(&column.scope.arn)
            )?;
        }
        let mut lines: Vec<(String, Vec<String>)> = Vec::new();
        let numbers = (1..=columns.len()).map(|number| number.to_string()).collect();
        lines.push((String::new(), numbers));
        for row in rows {
            let cells = shown.iter().zip(&columns);
            let cells = cells.filter_map(|(at, column)| Some(letters(row.cells.get(*at)?, column)));
            lines.push((row.name.clone(), cells.collect()));
        }
        let width = |at: usize| {
            lines
                .iter()
                .filter_map(|(_, cells)| cells.get(at))
                .map(String::len)
                .max()
                .unwrap_or(0)
        };
        let widths: Vec<usize> = (0..columns.len()).map(width).collect();
        writeln!(out)?;
        for (name, cells) in &lines {
            let cells = cells
                .iter()
                .zip(&widths)
                .map(|(cell, width)| format!("  {cell:<width$}"));
            let line = format!("  {name:<wide$}{}", cells.collect::<String>());
            writeln!(out, "{}", line.trim_end())?;
        }
    }
    writeln!(out, "\n{}", colour.faint(LEGEND))
}

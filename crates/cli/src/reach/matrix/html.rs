//! One page that carries everything itself: no script, nothing fetched.

use std::io::{self, Write};

use super::Sheet;
use super::cell::{LEGEND, heading, letters};
use crate::coverage::escaped;

const STYLE: &str = "\
:root{color-scheme:light dark;--line:#8886;--open:#1a7f37;--part:#9a6700}\
body{font:15px/1.5 system-ui,sans-serif;margin:2rem auto;padding:0 1rem;max-width:100rem}\
div{overflow-x:auto}table{border-collapse:collapse}th,td{border:1px solid var(--line);padding:.2rem .6rem;text-align:left}\
thead th{vertical-align:bottom}tbody th{font-weight:600;white-space:nowrap}td{font:13px/1.5 ui-monospace,monospace}\
td.all{color:var(--open)}td.part{color:var(--part)}small{opacity:.75;font-weight:400;display:block}\
@media(prefers-color-scheme:dark){:root{--open:#3fb950;--part:#d29922}}";

pub(super) fn write(out: &mut dyn Write, sheets: &[Sheet]) -> io::Result<()> {
    writeln!(
        out,
        "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" \
         content=\"width=device-width\">\n<title>Who has access to what</title>\n<style>{STYLE}</style>\n\
         <h1>Who has access to what</h1>\n<p>{LEGEND}."
    )?;
    for sheet in sheets {
        let (file, title) = (escaped(&sheet.file), escaped(&sheet.title));
        writeln!(
            out,
            "<h2>{file}</h2>\n<p>{title}\n<div tabindex=\"0\">\n<table>\n<thead><tr><th scope=\"col\">principal"
        )?;
        for column in &sheet.table.columns {
            let (name, arn) = (escaped(&heading(column)), escaped(&column.scope.arn));
            writeln!(out, "<th scope=\"col\">{name}<small>{arn}</small>")?;
        }
        writeln!(out, "</thead>\n<tbody>")?;
        for row in &sheet.table.rows {
            writeln!(
                out,
                "<tr><th scope=\"row\">{}<small>{}</small>",
                escaped(&row.name),
                escaped(&row.arn)
            )?;
            for (cell, column) in row.cells.iter().zip(&sheet.table.columns) {
                let class = match (cell.levels.is_empty(), cell.through.is_empty()) {
                    (true, true) => "",
                    (false, true) => " class=\"all\"",
                    _ => " class=\"part\"",
                };
                writeln!(out, "<td{class}>{}", letters(cell, column))?;
            }
        }
        writeln!(out, "</tbody>\n</table>\n</div>")?;
    }
    writeln!(out, "</html>")
}

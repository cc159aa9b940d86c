//! One page that carries everything itself: no script, nothing fetched.

use std::io::{self, Write};

use iamwhy_coverage::{Document, Share, Statement};

use super::Covered;
use super::gaps::gaps;

const STYLE: &str = "\
:root{color-scheme:light dark;--hit:#1a7f37;--part:#9a6700;--miss:#b42318;--line:#8886}\
body{font:15px/1.5 system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem}\
table{border-collapse:collapse}th,td{text-align:left;padding:.15rem .8rem .15rem 0;vertical-align:top}\
pre{font:13px/1.5 ui-monospace,monospace;overflow-x:auto;border:1px solid var(--line);padding:.5rem 0}\
pre span.row{display:block;padding:0 .6rem;border-left:4px solid transparent}\
pre .row.hit{border-color:var(--hit)}pre .row.part{border-color:var(--part)}pre .row.miss{border-color:var(--miss)}\
.no{display:inline-block;width:4ch;text-align:right;opacity:.6;margin-right:1ch}.count{display:inline-block;width:7ch;\
text-align:right;opacity:.8;margin-right:2ch}mark{background:none;color:inherit;text-decoration:underline wavy var(--miss)}\
summary{cursor:pointer}@media(prefers-color-scheme:dark){:root{--hit:#3fb950;--part:#d29922;--miss:#f85149}}";

pub(super) fn write(out: &mut dyn Write, covered: &Covered) -> io::Result<()> {
    let documents = &covered.coverage.documents;
    writeln!(
        out,
        "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" \
         content=\"width=device-width\">\n<title>Coverage of policies</title>\n<style>{STYLE}</style>\n\
         <h1>Coverage of policies</h1>"
    )?;
    writeln!(
        out,
        "<table>\n<thead><tr><th scope=\"col\">policy<th scope=\"col\">statements decisive<th scope=\"col\">matched\
         <th scope=\"col\">values matched<th scope=\"col\">outcomes of conditions</thead>\n<tbody>"
    )?;
    for (at, document) in documents.iter().enumerate() {
        let name = escaped(&title(document));
        row(out, &format!("<a href=\"#p{at}\">{name}</a>"), &document.summary())?;
    }
    row(out, "all", &covered.coverage.summary())?;
    writeln!(out, "</tbody>\n</table>")?;
    for (at, document) in documents.iter().enumerate() {
        writeln!(out, "<h2 id=\"p{at}\">{}</h2>", escaped(&title(document)))?;
        list(out, document)?;
        if let Some(text) = covered.texts.get(&document.span.file) {
            source(out, document, text)?;
        }
    }
    writeln!(out, "</html>")
}

fn title(document: &Document) -> String {
    match document.name == document.span.file {
        true => document.name.clone(),
        false => format!("{} ({}:{})", document.name, document.span.file, document.span.line),
    }
}

fn row(out: &mut dyn Write, name: &str, summary: &iamwhy_coverage::Summary) -> io::Result<()> {
    let cell = |share: Share| format!("<td>{} <small>({}/{})</small>", share.words(), share.hit, share.all);
    writeln!(
        out,
        "<tr><th scope=\"row\">{name}{}{}{}{}",
        cell(summary.decisive),
        cell(summary.matched),
        cell(summary.values),
        cell(summary.outcomes)
    )
}

/// What is missing, in words.
fn list(out: &mut dyn Write, document: &Document) -> io::Result<()> {
    let mut items = Vec::new();
    for statement in &document.statements {
        for gap in gaps(statement) {
            let label = escaped(&statement.label());
            items.push(format!("<li>line {}, {label}: {}", gap.span.line, escaped(&gap.text)));
        }
    }
    if items.is_empty() {
        return writeln!(out, "<p>Nothing is missing.");
    }
    writeln!(out, "<ul>\n{}\n</ul>", items.join("\n"))
}

/// The lines of the document. A document in a string of the scenario is shown as that string.
fn source(out: &mut dyn Write, document: &Document, text: &str) -> io::Result<()> {
    let span = &document.span;
    write!(out, "<pre>")?;
    let lines = text.lines().zip(1_u32..);
    for (line, number) in lines.filter(|(_, number)| (span.line..=span.end_line).contains(number)) {
        let begins = |statement: &&Statement| statement.span.line == number;
        let statement = document
            .statements
            .iter()
            .find(|own| (own.span.line..=own.span.end_line).contains(&number));
        let class = statement.map_or("", |own| match (own.decisive, own.matched) {
            (0, 0) => " miss",
            (0, _) => " part",
            _ => " hit",
        });
        let count = document
            .statements
            .iter()
            .find(begins)
            .map(|own| format!("{}×", own.matched))
            .unwrap_or_default();
        writeln!(
            out,
            "<span class=\"row{class}\"><span class=\"no\">{number}</span><span class=\"count\">{count}</span>{}</span>",
            marked(line, &missing(document, number))
        )?;
    }
    writeln!(out, "</pre>")
}

/// The values on a line that never matched, in statements that did: columns and what to say.
fn missing(document: &Document, line: u32) -> Vec<(usize, usize, &'static str)> {
    let matched = document.statements.iter().filter(|statement| statement.matched > 0);
    let elements = matched.flat_map(|statement| &statement.elements);
    let values = elements.flat_map(|element| &element.values);
    let mut found: Vec<(usize, usize, &'static str)> = values
        .filter(|value| value.matched == 0 && value.span.line == line && value.span.end_line == line)
        .map(|value| {
            (
                value.span.column as usize,
                value.span.end_column as usize,
                "never matched",
            )
        })
        .collect();
    found.sort_unstable();
    found.dedup();
    found
}

/// A line with marks from one column to another; columns count characters, from 1.
fn marked(line: &str, marks: &[(usize, usize, &'static str)]) -> String {
    let mut html = String::new();
    let mut letter = [0; 4];
    for (char, column) in line.chars().zip(1..) {
        if let Some((_, _, title)) = marks.iter().find(|(from, ..)| *from == column) {
            html.push_str(&format!("<mark title=\"{title}\">"));
        }
        html.push_str(&escaped(char.encode_utf8(&mut letter)));
        if marks.iter().any(|(_, to, _)| *to == column + 1) {
            html.push_str("</mark>");
        }
    }
    html
}

/// Text that is no markup.
pub(crate) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

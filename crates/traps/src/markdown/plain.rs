//! Markdown for a terminal.

use super::{Block, Inline, blocks, inlines};

/// Writes blocks as plain lines of at most `width` characters; code and tables keep theirs.
#[must_use]
pub fn plain(text: &str, width: usize) -> String {
    let mut out = String::new();
    for block in blocks(text) {
        if !out.is_empty() {
            out.push('\n');
        }
        write(&block, width, &mut out);
    }
    out
}

fn write(block: &Block, width: usize, out: &mut String) {
    match block {
        Block::Heading { text, .. } => {
            let text = words(text);
            let line = "-".repeat(text.chars().count());
            out.push_str(&[&text, "\n", &line, "\n"].concat());
        }
        Block::Paragraph(text) => fill(&words(text), "", "", width, out),
        Block::List(items) => {
            for item in items {
                let indent = "  ".repeat(item.depth.min(8));
                let mark = match item.number {
                    Some(number) => format!("{indent}{number}. "),
                    None => format!("{indent}- "),
                };
                let rest = " ".repeat(mark.len());
                fill(&words(&item.text), &mark, &rest, width, out);
            }
        }
        Block::Table { head, rows } => {
            for row in rows {
                for (name, cell) in head.iter().zip(row) {
                    let name = words(name);
                    let mark = if name.is_empty() {
                        String::new()
                    } else {
                        [&name, ": "].concat()
                    };
                    fill(&words(cell), &mark, "    ", width, out);
                }
                out.push('\n');
            }
        }
        Block::Code { text, .. } => {
            for line in text.lines() {
                out.push_str(&["    ", line].concat());
                out.push('\n');
            }
        }
    }
}

/// The words of a text; code keeps its backticks, links to pages their address.
fn words(text: &[Inline]) -> String {
    text.iter().map(word).collect()
}

fn word(inline: &Inline) -> String {
    match inline {
        Inline::Text(text) => text.clone(),
        Inline::Code(code) => format!("`{code}`"),
        Inline::Emphasis(text) | Inline::Strong(text) => words(text),
        Inline::Link { text, to } if to.starts_with("http") => format!("{} ({to})", words(text)),
        Inline::Link { text, .. } => words(text),
    }
}

/// One line of Markdown without its marks, in lines of at most `width` characters.
#[must_use]
pub fn wrapped(text: &str, first: &str, rest: &str, width: usize) -> String {
    let mut out = String::new();
    fill(&words(&inlines(text)), first, rest, width, &mut out);
    out
}

/// Breaks a text between words; a word that is longer than a line stands alone.
pub(crate) fn fill(text: &str, first: &str, rest: &str, width: usize, out: &mut String) {
    let mut line = first.to_owned();
    let mut is_empty = true;
    for word in text.split_whitespace() {
        let longer = line.chars().count() + 1 + word.chars().count();
        if !is_empty && longer > width {
            out.push_str(line.trim_end());
            out.push('\n');
            line = rest.to_owned();
            is_empty = true;
        }
        if !is_empty {
            line.push(' ');
        }
        line.push_str(word);
        is_empty = false;
    }
    out.push_str(line.trim_end());
    out.push('\n');
}

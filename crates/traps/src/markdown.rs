//! The Markdown that cards and chapters are written in: paragraphs, lists, tables, fences, code, emphasis and links. No HTML.
//!
//! [`blocks`] reads it as plain data, which a page shows as it likes; [`plain`] writes it for a terminal. A text that uses more than
//! this subset is not an error: what is not known is text.

mod inline;
mod plain;

pub use inline::{Inline, inlines};
pub use plain::{plain, wrapped};

/// A block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// `### …`
    Heading {
        /// How many `#`.
        level: usize,
        /// What it says.
        text: Vec<Inline>,
        /// Its name in links.
        slug: String,
    },
    /// Lines of text.
    Paragraph(Vec<Inline>),
    /// Items with their bullets or numbers.
    List(Vec<Item>),
    /// A table.
    Table {
        /// The cells of its first row.
        head: Vec<Vec<Inline>>,
        /// The cells of the others.
        rows: Vec<Vec<Vec<Inline>>>,
    },
    /// A fence.
    Code {
        /// What stands behind the opening fence.
        language: String,
        /// What is inside.
        text: String,
    },
}

/// An item of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// How many lists it is in, less one.
    pub depth: usize,
    /// Its number, in a numbered list.
    pub number: Option<u32>,
    /// What it says.
    pub text: Vec<Inline>,
}

/// The name of a heading in links, as GitHub makes it.
///
/// ```
/// assert_eq!(iamwhy_traps::markdown::slug("`Deny` wins, always"), "deny-wins-always");
/// ```
#[must_use]
pub fn slug(heading: &str) -> String {
    let kept = heading
        .trim()
        .chars()
        .filter(|letter| letter.is_alphanumeric() || matches!(letter, ' ' | '-' | '_'));
    kept.map(|letter| if letter == ' ' { '-' } else { letter })
        .flat_map(char::to_lowercase)
        .collect()
}

/// The level and the text of a heading.
#[must_use]
pub fn heading(line: &str) -> Option<(usize, &str)> {
    let text = line.trim_start_matches('#');
    let level = line.len() - text.len();
    let text = text.strip_prefix(' ')?.trim();
    (1..=6).contains(&level).then_some((level, text))
}

/// The fence that a line opens or closes, with its language.
#[must_use]
pub fn fence(line: &str) -> Option<&str> {
    line.trim_start().strip_prefix("```").map(str::trim)
}

/// Reads blocks.
///
/// ```
/// use iamwhy_traps::markdown::{Block, blocks};
///
/// let found = blocks("Two words.\n\n- one\n- two\n\n```json\n{}\n```\n");
/// assert!(matches!(&found[..], [Block::Paragraph(_), Block::List(items), Block::Code { .. }] if items.len() == 2));
/// ```
#[must_use]
pub fn blocks(text: &str) -> Vec<Block> {
    let mut found = Vec::new();
    let mut open = Open::Nothing;
    for line in text.lines() {
        if let Open::Code { language, lines } = &mut open {
            if fence(line) == Some("") {
                let (language, text) = (std::mem::take(language), lines.join("\n"));
                found.push(Block::Code { language, text });
                open = Open::Nothing;
            } else {
                lines.push(line.to_owned());
            }
            continue;
        }
        let start = match Start::of(line) {
            // Text goes on, whatever it is in.
            Start::Text => match &mut open {
                Open::Paragraph(text) => {
                    text.push(' ');
                    text.push_str(line.trim());
                    continue;
                }
                Open::List(items) => {
                    if let Some((.., text)) = items.last_mut() {
                        text.push(' ');
                        text.push_str(line.trim());
                    }
                    continue;
                }
                _ => Start::Text,
            },
            other => other,
        };
        let next = match (start, &mut open) {
            (Start::Item(depth, number, text), Open::List(items)) => {
                items.push((depth, number, text.to_owned()));
                continue;
            }
            (Start::Row, Open::Table(rows)) => {
                rows.push(line.to_owned());
                continue;
            }
            (Start::Nothing, _) => Open::Nothing,
            (Start::Item(depth, number, text), _) => Open::List(vec![(depth, number, text.to_owned())]),
            (Start::Row, _) => Open::Table(vec![line.to_owned()]),
            (Start::Fence(language), _) => Open::Code {
                language: language.to_owned(),
                lines: Vec::new(),
            },
            (Start::Heading(level, text), _) => Open::Heading(level, text.to_owned()),
            (Start::Text, _) => Open::Paragraph(line.trim().to_owned()),
        };
        std::mem::replace(&mut open, next).close(&mut found);
    }
    open.close(&mut found);
    found
}

/// What a line begins.
enum Start<'t> {
    Nothing,
    Text,
    Row,
    Heading(usize, &'t str),
    Fence(&'t str),
    Item(usize, Option<u32>, &'t str),
}

impl Start<'_> {
    fn of(line: &str) -> Start<'_> {
        let trimmed = line.trim_start();
        if trimmed.is_empty() {
            return Start::Nothing;
        }
        if let Some(language) = fence(line) {
            return Start::Fence(language);
        }
        if let Some((level, text)) = heading(line) {
            return Start::Heading(level, text);
        }
        if trimmed.starts_with('|') {
            return Start::Row;
        }
        let depth = (line.len() - trimmed.len()) / 2;
        if let Some(text) = trimmed.strip_prefix("- ").or_else(|| trimmed.strip_prefix("* ")) {
            return Start::Item(depth, None, text);
        }
        match trimmed.split_once(". ") {
            Some((number, text)) if number.len() <= 3 => match number.parse() {
                Ok(number) => Start::Item(depth, Some(number), text),
                Err(_) => Start::Text,
            },
            _ => Start::Text,
        }
    }
}

/// What is not finished.
enum Open {
    Nothing,
    Paragraph(String),
    List(Vec<(usize, Option<u32>, String)>),
    Table(Vec<String>),
    Code { language: String, lines: Vec<String> },
    Heading(usize, String),
}

impl Open {
    fn close(self, found: &mut Vec<Block>) {
        match self {
            Open::Nothing => {}
            Open::Paragraph(text) => found.push(Block::Paragraph(inlines(&text))),
            Open::Heading(level, text) => found.push(Block::Heading {
                level,
                text: inlines(&text),
                slug: slug(&text),
            }),
            Open::List(items) => found.push(Block::List(
                items
                    .into_iter()
                    .map(|(depth, number, text)| Item {
                        depth,
                        number,
                        text: inlines(&text),
                    })
                    .collect(),
            )),
            Open::Table(lines) => {
                let mut rows = lines.iter().filter(|line| !is_rule(line)).map(|line| cells(line));
                let head = rows.next().unwrap_or_default();
                found.push(Block::Table {
                    head,
                    rows: rows.collect(),
                });
            }
            Open::Code { language, lines } => found.push(Block::Code {
                language,
                text: lines.join("\n"),
            }),
        }
    }
}

fn is_rule(line: &str) -> bool {
    line.contains('-') && line.chars().all(|letter| matches!(letter, '|' | '-' | ':' | ' '))
}

/// The cells of a row; a `|` in code, or behind a backslash, does not part them.
fn cells(line: &str) -> Vec<Vec<Inline>> {
    let inner = line.trim();
    let inner = inner.strip_prefix('|').unwrap_or(inner);
    let inner = inner.strip_suffix('|').unwrap_or(inner);
    let mut cells = vec![String::new()];
    let (mut in_code, mut escaped) = (false, false);
    for letter in inner.chars() {
        if letter == '|' && !in_code && !escaped {
            cells.push(String::new());
        } else if let Some(cell) = cells.last_mut() {
            if letter == '|' && escaped {
                cell.pop();
            }
            cell.push(letter);
        }
        in_code ^= letter == '`';
        escaped = letter == '\\';
    }
    cells.iter().map(|cell| inlines(cell.trim())).collect()
}

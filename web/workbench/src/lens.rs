//! One policy as its editor shows it: a part of the scenario's text without the indentation that it has there.
//!
//! What the author wrote stays as he wrote it. A change in the editor changes the same characters in the scenario.

use iamwhy_policy::Position;

use crate::edit::{TextEdit, indent_of_line, newline};

/// The way between an editor and the scenario's text. Lines and columns count from 1, columns in characters, as spans do.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Lens {
    /// What the editor shows; its lines end in `\n`.
    pub text: String,
    /// The line of the scenario that it begins in.
    pub first_line: u32,
    /// The column that it begins in.
    first_column: u32,
    /// White space that the editor does not show.
    indent: String,
    lines: Vec<Line>,
}

/// A line of the editor.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Line {
    /// The byte of the scenario that it begins with.
    from: usize,
    /// The byte of the editor's text that it begins with.
    at: usize,
    /// The same place in UTF-16 units.
    unit: u32,
    /// How much white space before it is not shown.
    hidden: u32,
    /// Its length, where every character is one unit; lines of minified policies are long.
    plain: Option<u32>,
}

/// A place in an editor. `from` and `to` count UTF-16 units from its beginning, as browsers do.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub struct EditorSpan {
    /// First line, from 1.
    pub line: u32,
    /// First column, from 1, in characters.
    pub column: u32,
    /// Last line.
    pub end_line: u32,
    /// The column behind the last character.
    pub end_column: u32,
    /// The first UTF-16 unit.
    pub from: u32,
    /// The UTF-16 unit behind the last.
    pub to: u32,
}

impl Lens {
    /// The lens on bytes `start..end` of a text.
    #[must_use]
    pub fn on(text: &str, start: usize, end: usize) -> Lens {
        let shown = text.get(start..end).unwrap_or_default();
        let indent = indent_of_line(text, start);
        let place = Position::of(text, u32::try_from(start).unwrap_or(u32::MAX));
        let mut lens = Lens {
            text: String::with_capacity(shown.len()),
            first_line: place.line,
            first_column: place.column,
            indent: indent.to_owned(),
            lines: Vec::new(),
        };
        let (mut from, mut unit) = (start, 0);
        for (number, line) in shown.split('\n').enumerate() {
            let hidden = if number == 0 { 0 } else { common(indent, line) };
            if number > 0 {
                lens.text.push('\n');
                unit += 1;
            }
            let kept = line.get(hidden..).unwrap_or_default();
            let kept = kept.strip_suffix('\r').unwrap_or(kept);
            lens.lines.push(Line {
                from: from + hidden,
                at: lens.text.len(),
                unit,
                hidden: u32::try_from(hidden).unwrap_or(0),
                plain: kept.is_ascii().then(|| u32::try_from(kept.len()).unwrap_or(u32::MAX)),
            });
            lens.text.push_str(kept);
            unit += units(kept.chars());
            from += line.len() + 1;
        }
        lens
    }

    /// A text that is shown as it is.
    #[must_use]
    pub fn plain(text: &str) -> Lens {
        Lens::on(text, 0, text.len())
    }

    /// From the scenario's line and column to the editor's; none outside the policy.
    #[must_use]
    pub fn to_editor(&self, line: u32, column: u32) -> Option<(u32, u32)> {
        let number = line.checked_sub(self.first_line)?;
        let own = self.lines.get(number as usize)?;
        let hidden = if number == 0 { self.first_column - 1 } else { own.hidden };
        (column > hidden).then(|| (number + 1, column - hidden))
    }

    /// From the editor's line and column to the scenario's.
    #[must_use]
    pub fn to_scenario(&self, line: u32, column: u32) -> Option<(u32, u32)> {
        let number = line.checked_sub(1)?;
        let own = self.lines.get(number as usize)?;
        let hidden = if number == 0 { self.first_column - 1 } else { own.hidden };
        Some((self.first_line + number, column + hidden))
    }

    /// A span of the scenario in the editor; none where it does not lie in the policy.
    #[must_use]
    pub fn span(&self, start: (u32, u32), end: (u32, u32)) -> Option<EditorSpan> {
        let (line, column) = self.to_editor(start.0, start.1)?;
        let (end_line, end_column) = self.to_editor(end.0, end.1)?;
        Some(EditorSpan {
            line,
            column,
            end_line,
            end_column,
            from: self.unit(line, column),
            to: self.unit(end_line, end_column),
        })
    }

    /// The place of a line and column in UTF-16 units.
    #[must_use]
    pub fn unit(&self, line: u32, column: u32) -> u32 {
        let Some(own) = self.lines.get((line as usize).saturating_sub(1)) else {
            return units(self.text.chars());
        };
        if let Some(length) = own.plain {
            return own.unit + length.min(column.saturating_sub(1));
        }
        let inside = self.text.get(own.at..).unwrap_or_default().chars();
        own.unit
            + units(
                inside
                    .take((column as usize).saturating_sub(1))
                    .take_while(|letter| *letter != '\n'),
            )
    }

    /// The place of a byte of the editor's text in the scenario.
    fn byte(&self, at: usize) -> usize {
        let number = self.lines.partition_point(|line| line.at <= at).saturating_sub(1);
        self.lines.get(number).map_or(0, |line| line.from + (at - line.at))
    }

    /// What to change in the scenario's text so that the editor shows `new`: only what differs. None where nothing does.
    #[must_use]
    pub fn change(&self, scenario: &str, new: &str) -> Option<TextEdit> {
        let new = new.replace("\r\n", "\n");
        let (old, new) = (self.text.as_str(), new.as_str());
        let head = old
            .bytes()
            .zip(new.bytes())
            .take_while(|(one, other)| one == other)
            .count();
        let head = boundary(old, head);
        let (old_rest, new_rest) = (old.get(head..)?, new.get(head..)?);
        let tail = old_rest
            .bytes()
            .rev()
            .zip(new_rest.bytes().rev())
            .take_while(|(one, other)| one == other)
            .count();
        let mut tail = tail.min(old_rest.len()).min(new_rest.len());
        while tail > 0 && !(old.is_char_boundary(old.len() - tail) && new.is_char_boundary(new.len() - tail)) {
            tail -= 1;
        }
        let removed = old.get(head..old.len() - tail)?;
        let added = new.get(head..new.len() - tail)?;
        if removed.is_empty() && added.is_empty() {
            return None;
        }
        let number = self.lines.partition_point(|line| line.at <= head).saturating_sub(1);
        let line = self.lines.get(number)?;
        // A line that was empty has no indentation of its own yet.
        let lacks = (line.at == head && number > 0 && !added.starts_with('\n') && !added.is_empty())
            .then(|| self.indent.get(line.hidden as usize..))
            .flatten()
            .unwrap_or("");
        let mut text = lacks.to_owned();
        for (at, line) in added.split('\n').enumerate() {
            if at > 0 {
                text.push_str(newline(scenario));
                // An empty line stays empty, unless the kept tail goes on in it.
                let last = added.matches('\n').count() == at;
                if !line.is_empty() || last && !old.get(old.len() - tail..)?.starts_with('\n') {
                    text.push_str(&self.indent);
                }
            }
            text.push_str(line);
        }
        Some(TextEdit {
            start: self.byte(head),
            end: self.byte(old.len() - tail),
            text,
        })
    }
}

fn units(chars: impl Iterator<Item = char>) -> u32 {
    chars.map(|letter| letter.len_utf16() as u32).sum()
}

/// How much of the indentation a line begins with.
fn common(indent: &str, line: &str) -> usize {
    indent
        .bytes()
        .zip(line.bytes())
        .take_while(|(one, other)| one == other)
        .count()
}

fn boundary(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

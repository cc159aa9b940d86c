//! Small changes to the author's own text that leave the rest of it as it is.

mod list;
mod object;
mod statement;
mod style;

pub(super) use list::{add_item, add_items, remove_item};
pub(super) use object::{add_member, remove_pair};
pub(super) use statement::{Draft, add_statement, remove_statement, replace_statement};
pub(super) use style::quoted;

use iamwhy_engine::order::sort;
use iamwhy_policy::Listed;
use std::cmp::Ordering;

use crate::flip::Edit;

/// Replaces bytes of a file's text; an empty range inserts.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct TextEdit {
    pub(super) start: u32,
    pub(super) end: u32,
    pub(super) text: String,
}

impl TextEdit {
    pub(super) fn insert(at: u32, text: String) -> TextEdit {
        TextEdit {
            start: at,
            end: at,
            text,
        }
    }

    /// Whether both cannot be wanted: they collide, and do not merely take neighbours away.
    pub(super) fn excludes(&self, other: &TextEdit) -> bool {
        self.collides(other) && !(self.takes_away() && other.takes_away())
    }

    fn takes_away(&self) -> bool {
        self.text.is_empty() && self.start < self.end
    }

    /// Whether both cannot be made as they are, because they change the same text.
    pub(super) fn collides(&self, other: &TextEdit) -> bool {
        match (self.start == self.end, other.start == other.end) {
            (true, true) => false,
            (true, false) => other.start < self.start && self.start < other.end,
            (false, true) => self.start < other.start && other.start < self.end,
            (false, false) => self.start < other.end && other.start < self.end,
        }
    }
}

/// The edits in order, of which none collides: neighbours that are taken out of a list each take a comma along, both the same one
/// where the last is among them, and what is put behind the last of a list that is now empty needs none. None where the edits
/// change the same text in other ways.
pub(super) fn settled(text: &str, mut edits: Vec<TextEdit>) -> Option<Vec<TextEdit>> {
    in_order(&mut edits);
    let mut found: Vec<TextEdit> = Vec::with_capacity(edits.len());
    for mut edit in edits {
        while let Some(last) = found.pop_if(|last| last.collides(&edit) && !last.excludes(&edit)) {
            edit.start = last.start;
            edit.end = last.end.max(edit.end);
            let before = text.get(..edit.start as usize)?.trim_end();
            let behind = text.get(edit.end as usize..)?.trim_start();
            if before.ends_with(',') && behind.starts_with([']', '}']) {
                edit.start = before.len() as u32 - 1;
            }
        }
        if let Some(last) = found.last() {
            let is_first = || {
                text.get(..last.start as usize)
                    .is_some_and(|own| own.trim_end().ends_with('['))
            };
            if edit.start < last.end {
                return None;
            }
            if edit.start == last.end && last.takes_away() && is_first() {
                edit.text = edit.text.trim_start_matches(',').trim_start().to_owned();
            }
        }
        found.push(edit);
    }
    Some(found)
}

/// Insertions at one place stay in their order, before a replacement that begins there.
fn in_order(edits: &mut [TextEdit]) {
    sort(edits, &|a, b| match a.start.cmp(&b.start) {
        Ordering::Equal => (a.end > a.start).cmp(&(b.end > b.start)),
        other => other,
    });
}

/// Applies the policy edits of one file to its text. Edits of other kinds are passed over; of edits that collide, the
/// later one is.
///
/// ```
/// use iamwhy_explain::{Edit, TextSpan, apply};
///
/// let edit = Edit::Policy {
///     policy: "Read".into(),
///     layer: iamwhy_engine::Layer::Identity,
///     span: TextSpan { file: "read.json".into(), line: 1, column: 12, end_line: 1, end_column: 12 },
///     range: (11, 11),
///     text: r#", "s3:PutObject""#.into(),
/// };
/// assert_eq!(apply(r#"["s3:Get*" ]"#, [&edit]), r#"["s3:Get*" , "s3:PutObject"]"#);
/// ```
#[must_use]
pub fn apply<'e>(text: &str, edits: impl IntoIterator<Item = &'e Edit>) -> String {
    let edits = edits.into_iter().filter_map(|edit| match edit {
        Edit::Policy { range, text, .. } => Some(TextEdit {
            start: range.0,
            end: range.1,
            text: text.clone(),
        }),
        _ => None,
    });
    applied(text, edits.listed(), 0)
}

/// The text with the edits made; it begins at `offset` of the text that the edits count in.
pub(super) fn applied(text: &str, mut edits: Vec<TextEdit>, offset: u32) -> String {
    in_order(&mut edits);
    let mut result = String::with_capacity(text.len() + 64);
    let mut at = 0;
    for edit in edits {
        let start = edit.start.saturating_sub(offset) as usize;
        let end = edit.end.saturating_sub(offset) as usize;
        let Some(kept) = text
            .get(at..start)
            .filter(|_| text.is_char_boundary(end.min(text.len())))
        else {
            continue;
        };
        result.push_str(kept);
        result.push_str(&edit.text);
        at = end.max(start);
    }
    result.push_str(text.get(at..).unwrap_or(""));
    result
}

//! What people leave around a document when they copy it: code fences, a prompt, a byte order mark.

use std::ops::Range;

/// The part of the text that is the document: inside the first code fence, else without white space.
pub(crate) fn inside(text: &str) -> Range<usize> {
    if let Some(fenced) = fenced(text) {
        return fenced;
    }
    let start = text.len() - text.trim_start_matches(is_blank).len();
    let end = text.trim_end_matches(is_blank).len().max(start);
    start..end
}

fn is_blank(letter: char) -> bool {
    letter.is_whitespace() || letter == '\u{feff}'
}

/// Inside the first fence of three ticks or tildes that stands at the start of a line.
fn fenced(text: &str) -> Option<Range<usize>> {
    let mut open: Option<(usize, &str)> = None;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let next = at + line.len();
        let bare = line.trim_start_matches([' ', '>']);
        let fence = ["```", "~~~"].into_iter().find(|fence| bare.starts_with(fence));
        match (open, fence) {
            (None, Some(fence)) => open = Some((next, fence)),
            (Some((start, own)), Some(fence)) if own == fence => return Some(start..at),
            _ => {}
        }
        at = next;
    }
    // A fence that nobody closed goes to the end.
    open.map(|(start, _)| start.min(text.len())..text.len())
}

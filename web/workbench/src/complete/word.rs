//! Which word of a policy stands at a place, and what it is.

use super::{
    byte,
    cursor::{Cursor, end_of},
};

/// What a word is.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub enum WordKind {
    /// An entry of `Action`.
    Action,
    /// A condition key.
    Key,
    /// An entry of `Resource`.
    Resource,
}

impl WordKind {
    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            WordKind::Action => "action",
            WordKind::Key => "key",
            WordKind::Resource => "resource",
        }
    }
}

/// A word that a catalogue may know.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Word {
    /// What it is.
    pub kind: WordKind,
    /// The word.
    pub text: String,
    /// Its first UTF-16 unit.
    pub from: u32,
    /// The unit behind its last.
    pub to: u32,
}

/// The word at a place in UTF-16 units: of a policy, or of a policy in a scenario.
#[must_use]
pub fn word(text: &str, at: u32) -> Option<Word> {
    let cursor = Cursor::of(text, byte(text, at));
    let start = cursor.string?;
    let (_, inside) = inside(&cursor.path)?;
    let path: Vec<&str> = inside.iter().map(String::as_str).collect();
    let kind = match (path.as_slice(), cursor.key) {
        (["Action" | "NotAction", ..], false) => WordKind::Action,
        (["Resource" | "NotResource", ..], false) => WordKind::Resource,
        (["Condition", _], true) => WordKind::Key,
        _ => return None,
    };
    let end = end_of(text, start);
    let unit = |byte: usize| text.get(..byte).unwrap_or_default().encode_utf16().count() as u32;
    let own = text.get(start..end).filter(|own| !own.is_empty())?;
    Some(Word {
        kind,
        text: own.to_owned(),
        from: unit(start),
        to: unit(end),
    })
}

/// The number of the statement that a place in a policy's text stands in.
#[must_use]
pub fn statement_at(text: &str, at: u32) -> Option<u32> {
    inside(&Cursor::of(text, byte(text, at)).path).map(|(number, _)| number)
}

/// The number of the statement, and the path below it.
fn inside(path: &[String]) -> Option<(u32, &[String])> {
    let at = path.iter().rposition(|own| own == "Statement")?;
    let rest = path.get(at + 1..)?;
    // A statement alone, or one of several.
    match rest.split_first() {
        Some((number, rest)) if number.bytes().all(|byte| byte.is_ascii_digit()) => Some((number.parse().ok()?, rest)),
        _ => Some((0, rest)),
    }
}

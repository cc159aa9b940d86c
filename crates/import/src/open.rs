//! Values that nobody knows yet. In a text they stand as `‹name›`: equal to themselves and to wildcards, to nothing else.

use crate::value::Value;

const OPEN: char = '‹';
const CLOSE: char = '›';

/// A value that nobody knows yet.
pub(crate) fn open(name: &str) -> String {
    let mut plain = String::new();
    for letter in name.chars() {
        match letter {
            // A colon would end a field of an ARN.
            ':' if plain.ends_with('.') => {}
            ':' => plain.push('.'),
            // Wildcards and variables mean something in a policy, and the marks end the name.
            '*' | '?' | '$' | '{' | '}' | OPEN | CLOSE => {}
            letter => plain.push(letter),
        }
    }
    format!("{OPEN}{plain}{CLOSE}")
}

/// Whether a text holds such a value.
pub(crate) fn is_open(text: &str) -> bool {
    text.contains(OPEN)
}

/// The names of such values in a text.
pub(crate) fn names(text: &str) -> impl Iterator<Item = &str> {
    text.split(OPEN)
        .skip(1)
        .filter_map(|rest| rest.split_once(CLOSE).map(|(name, _)| name))
}

/// The names of such values in a document, sorted, each once.
pub(crate) fn names_in(document: &Value) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    document.each_text(&mut |text| found.extend(names(text).map(str::to_owned)));
    found.sort();
    found.dedup();
    found
}

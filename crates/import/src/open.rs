//! Values that nobody knows yet. In a text they stand as `‹name›`: equal to themselves and to wildcards, to nothing else.

use std::collections::BTreeSet;

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

/// Whether two texts may turn out to be the same, once their open values are known.
pub(crate) fn may_be(one: &str, other: &str) -> bool {
    if !is_open(one) && !is_open(other) {
        return one == other;
    }
    let ((first, last), (own_first, own_last)) = (ends(one), ends(other));
    (first.starts_with(own_first) || own_first.starts_with(first))
        && (last.ends_with(own_last) || own_last.ends_with(last))
}

/// What is known of a text's start and end.
fn ends(text: &str) -> (&str, &str) {
    match text.split_once(OPEN).zip(text.rsplit_once(CLOSE)) {
        Some(((first, _), (_, last))) => (first, last),
        None => (text, text),
    }
}

/// The names of such values in a text.
pub(crate) fn names(text: &str) -> impl Iterator<Item = &str> {
    text.split(OPEN)
        .skip(1)
        .filter_map(|rest| rest.split_once(CLOSE).map(|(name, _)| name))
}

/// A text in which such values are policy variables, but for some.
pub(crate) fn with_variables(text: &str, but: &BTreeSet<String>) -> String {
    let mut made = String::new();
    let mut rest = text;
    while let Some((before, own)) = rest.split_once(OPEN)
        && let Some((name, after)) = own.split_once(CLOSE)
    {
        made.push_str(before);
        match but.contains(name) {
            true => made.extend([OPEN.to_string().as_str(), name, &CLOSE.to_string()]),
            false => made.extend(["${", &variable(name), "}"]),
        }
        rest = after;
    }
    made.push_str(rest);
    made
}

/// The name of such a value as that of a variable, which has no spaces, and no default.
pub(crate) fn variable(name: &str) -> String {
    name.replace(' ', ".").replace('\'', "")
}

/// The names of such values in a document, sorted, each once.
pub(crate) fn names_in(document: &Value) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    document.each_text(&mut |text| found.extend(names(text).map(str::to_owned)));
    found.sort();
    found.dedup();
    found
}

#[cfg(test)]
mod tests {
    use super::may_be;

    #[test]
    fn texts_may_be_the_same_where_their_known_ends_agree() {
        for (one, other, expected) in [
            ("logs", "logs", true),
            ("logs", "data", false),
            ("‹Ref Bucket›", "logs", true),
            ("prod-‹Ref Name›", "prod-logs", true),
            ("prod-‹Ref Name›", "dev-logs", false),
            ("‹Ref Stage›-logs", "prod-data", false),
            ("‹Ref Stage›-logs", "‹AWS.AccountId›-logs", true),
        ] {
            assert_eq!(may_be(one, other), expected, "{one} {other}");
            assert_eq!(may_be(other, one), expected, "{other} {one}");
        }
    }
}

//! Small pieces of text.

use crate::visible::visible;

/// In backticks.
pub(crate) fn tick(text: &str) -> String {
    ["`", &visible(text), "`"].concat()
}

/// `a`, `a and b`, `a, b and c`.
pub(crate) fn list(items: &[String], last: &str) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., end] => [&first.join(", "), " ", last, " ", end].concat(),
    }
}

/// Whether a text has a wildcard of policies.
pub(crate) fn has_wildcard(text: &str) -> bool {
    text.contains(['*', '?'])
}

/// A whole number as text; small ones as words.
pub(crate) fn number(count: usize) -> String {
    const WORDS: [&str; 7] = ["no", "one", "two", "three", "four", "five", "six"];
    match WORDS.get(count) {
        Some(word) => (*word).to_owned(),
        None => count.to_string(),
    }
}

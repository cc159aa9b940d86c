//! Letters that nobody sees, and that make a terminal or a log do something: policies and names are the text of others.

use std::borrow::Cow;

/// A text on one line in which every control character is to be seen: a line break as `\n`, an escape as `\u{1b}`. So are the marks
/// that turn the direction of writing around.
///
/// ```
/// use iamwhy_explain::visible;
///
/// assert_eq!(visible("role/app"), "role/app");
/// assert_eq!(visible("a\n::error::b"), r"a\n::error::b");
/// assert_eq!(visible("\u{1b}[2Jgone\u{202e}"), r"\u{1b}[2Jgone\u{202e}");
/// ```
#[must_use]
pub fn visible(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_hidden) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 8);
    for letter in text.chars() {
        match is_hidden(letter) {
            true => shown.extend(letter.escape_default()),
            false => shown.push(letter),
        }
    }
    Cow::Owned(shown)
}

/// Whether a letter is a control character, a line break, or a mark that turns the direction of writing around.
#[must_use]
pub fn is_hidden(letter: char) -> bool {
    letter.is_control()
        || matches!(letter, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

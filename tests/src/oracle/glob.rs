//! MATCH-4: `*` is any run of characters, `?` exactly one, all else is itself. Exponential, on purpose.

/// One piece of a pattern.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Token {
    /// A character of the policy's own text.
    Written(char),
    /// A character that a variable or an escape stands for: never a wildcard, never a delimiter (VAR-11).
    Given(char),
    /// `*`, and whether it may run across colons.
    Star(bool),
    /// `?`, and whether it may be a colon.
    Mark(bool),
}

/// The pattern that a text without variables writes.
pub fn pattern(text: &str) -> Vec<Token> {
    text.chars().map(token).collect()
}

pub(crate) fn token(c: char) -> Token {
    match c {
        '*' => Token::Star(true),
        '?' => Token::Mark(true),
        c => Token::Written(c),
    }
}

/// Whether the pattern matches the whole text. The depth is bounded by the two lengths together.
pub fn matches(pattern: &[Token], text: &[char]) -> bool {
    let Some((first, rest)) = pattern.split_first() else { return text.is_empty() };
    let swallows = |free: bool| text.first().is_some_and(|&c| free || c != ':');
    match *first {
        Token::Star(free) => matches(rest, text) || swallows(free) && matches(pattern, &text[1..]),
        Token::Mark(free) => swallows(free) && matches(rest, &text[1..]),
        Token::Written(c) | Token::Given(c) => text.first() == Some(&c) && matches(rest, &text[1..]),
    }
}

/// The same for a pattern without variables and a text as they are written.
pub fn glob(pattern_text: &str, text: &str) -> bool {
    matches(&pattern(pattern_text), &text.chars().collect::<Vec<_>>())
}

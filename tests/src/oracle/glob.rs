//! MATCH-4: `*` is any run of characters, `?` exactly one, all else is itself.

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

/// Whether the pattern matches the whole text: the set of places that each token can reach.
pub fn matches(pattern: &[Token], text: &[char]) -> bool {
    let mut reached = vec![false; text.len() + 1];
    reached[0] = true;
    for &token in pattern {
        let mut next = vec![false; text.len() + 1];
        for at in 0..=text.len() {
            let swallows = |free: bool| at > 0 && (free || text[at - 1] != ':');
            next[at] = match token {
                Token::Star(free) => reached[at] || swallows(free) && next[at - 1],
                Token::Mark(free) => swallows(free) && reached[at - 1],
                Token::Written(c) | Token::Given(c) => at > 0 && text[at - 1] == c && reached[at - 1],
            };
        }
        reached = next;
    }
    reached[text.len()]
}

/// The same by trying everything: exponential, for short strings, as deep as both are long.
pub fn naive(pattern: &[Token], text: &[char]) -> bool {
    let Some((first, rest)) = pattern.split_first() else {
        return text.is_empty();
    };
    let swallows = |free: bool| text.first().is_some_and(|&c| free || c != ':');
    match *first {
        Token::Star(free) => naive(rest, text) || swallows(free) && naive(pattern, &text[1..]),
        Token::Mark(free) => swallows(free) && naive(rest, &text[1..]),
        Token::Written(c) | Token::Given(c) => text.first() == Some(&c) && naive(rest, &text[1..]),
    }
}

/// [`naive`] for a pattern without variables and a text as they are written.
pub fn glob(pattern_text: &str, text: &str) -> bool {
    naive(&pattern(pattern_text), &text.chars().collect::<Vec<_>>())
}

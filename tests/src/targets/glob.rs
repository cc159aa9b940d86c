//! The matcher of wildcards against one that tries everything.

use iamwhy_engine::{PatternKind, pattern_matches};

/// The bytes up to the first zero are the pattern, the rest is the text; both are cut short for the slow matcher.
///
/// # Panics
/// Where the two disagree.
pub fn check(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let (pattern, text) = text.split_once('\0').unwrap_or((text, "abc"));
    let pattern: Vec<char> = pattern.chars().take(12).collect();
    let text: Vec<char> = text.chars().take(16).collect();
    let spelled = |chars: &[char]| chars.iter().collect::<String>();
    let fast = pattern_matches(PatternKind::Text, &spelled(&pattern), &spelled(&text));
    let slow = slow(&pattern, &text);
    assert_eq!(fast, slow, "pattern {:?}, text {:?}", spelled(&pattern), spelled(&text));
    let resource = pattern_matches(PatternKind::Resource, &spelled(&pattern), &spelled(&text));
    let slow_resource = slow_resource(&pattern, 0, 0, &text);
    assert_eq!(
        resource,
        slow_resource,
        "resource {:?}, text {:?}",
        spelled(&pattern),
        spelled(&text)
    );
    assert!(
        !resource || fast,
        "a resource match is a flat match (PROP-7): {:?}",
        spelled(&pattern)
    );
}

fn slow(pattern: &[char], text: &[char]) -> bool {
    match pattern.first() {
        None => text.is_empty(),
        Some('*') => (0..=text.len()).any(|skipped| slow(&pattern[1..], &text[skipped..])),
        Some('?') => !text.is_empty() && slow(&pattern[1..], &text[1..]),
        Some(char) => text.first() == Some(char) && slow(&pattern[1..], &text[1..]),
    }
}

/// RES-2 word by word: in the first five parts a wildcard stays in its part, unless it is a star at the part's end.
fn slow_resource(pattern: &[char], at: usize, colons: usize, text: &[char]) -> bool {
    let early = colons < 5 && !(pattern.len() == 1 && pattern[0] == '*');
    match pattern.get(at) {
        None => text.is_empty(),
        Some('*') => {
            let last = matches!(pattern.get(at + 1), None | Some(':'));
            let reach = if early && !last {
                text.iter().position(|char| *char == ':').unwrap_or(text.len())
            } else {
                text.len()
            };
            (0..=reach).any(|skipped| slow_resource(pattern, at + 1, colons, &text[skipped..]))
        }
        Some('?') => {
            let fits = text.first().is_some_and(|char| !early || *char != ':');
            fits && slow_resource(pattern, at + 1, colons, &text[1..])
        }
        Some(':') => text.first() == Some(&':') && slow_resource(pattern, at + 1, colons + 1, &text[1..]),
        Some(char) => text.first() == Some(char) && slow_resource(pattern, at + 1, colons, &text[1..]),
    }
}

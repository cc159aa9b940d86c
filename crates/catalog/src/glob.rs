//! `*` and `?` in the names of actions.

/// Whether a name is what a pattern says: `*` stands for any text, `?` for one byte. Case aside.
///
/// Goes back to the last `*` only, so that it takes at most pattern times name steps.
pub(crate) fn matches(pattern: &str, name: &str) -> bool {
    let (pattern, name) = (pattern.as_bytes(), name.as_bytes());
    let (mut at, mut seen) = (0, 0);
    let mut again: Option<(usize, usize)> = None;
    while let Some(byte) = name.get(seen) {
        match pattern.get(at) {
            Some(b'*') => {
                at += 1;
                again = Some((at, seen));
            }
            Some(expected) if *expected == b'?' || expected.eq_ignore_ascii_case(byte) => {
                at += 1;
                seen += 1;
            }
            _ => match again {
                Some((after, taken)) => {
                    (at, seen) = (after, taken + 1);
                    again = Some((after, taken + 1));
                }
                None => return false,
            },
        }
    }
    pattern.get(at..).unwrap_or_default().iter().all(|byte| *byte == b'*')
}

/// What stands before the first wildcard.
pub(crate) fn literal_start(pattern: &str) -> &str {
    pattern.split(['*', '?']).next().unwrap_or_default()
}

/// Whether there is a wildcard.
pub(crate) fn has_wildcard(pattern: &str) -> bool {
    pattern.contains(['*', '?'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stars_and_question_marks() {
        for (pattern, name, expected) in [
            ("*", "", true),
            ("", "", true),
            ("", "a", false),
            ("?", "", false),
            ("get*", "GetObject", true),
            ("Get*Tagging", "GetObjectTagging", true),
            ("Get*Tagging", "GetTagging", true),
            ("Get*Tagging", "GetTaggin", false),
            ("*a*b*", "xxaxxbxx", true),
            ("*ab", "aab", true),
            ("Get?bject", "GetObject", true),
            ("Get??bject", "GetObject", false),
        ] {
            assert_eq!(matches(pattern, name), expected, "{pattern} {name}");
        }
    }
}

//! `*` and `?` in the names of actions. Who asks gives both in lower case.

/// Whether a name is what a pattern says: `*` stands for any text, `?` for one byte.
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
            Some(expected) if *expected == b'?' || expected == byte => {
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
            ("get*", "getobject", true),
            ("get*tagging", "getobjecttagging", true),
            ("get*tagging", "gettagging", true),
            ("get*tagging", "gettaggin", false),
            ("*a*b*", "xxaxxbxx", true),
            ("*ab", "aab", true),
            ("get?bject", "getobject", true),
            ("get??bject", "getobject", false),
        ] {
            assert_eq!(matches(pattern, name), expected, "{pattern} {name}");
        }
    }
}

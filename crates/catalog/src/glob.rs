//! `*` and `?` in the names of actions.

use crate::walk::{self, Taken};

/// Whether a name is what a pattern says, as in `Action`: `*` stands for any text, `?` for one byte, case aside. Of the whole
/// text: a colon is a letter like any other.
///
/// ```
/// use iamwhy_catalog::matches_pattern;
///
/// assert!(matches_pattern("S3:Get*", "s3:GetObject"));
/// assert!(!matches_pattern("s3:Get?", "s3:GetObject"));
/// ```
pub fn matches_pattern(pattern: &str, name: &str) -> bool {
    walk::matches(pattern, name, |pattern, at| {
        let taken = match *pattern.get(at)? {
            b'*' => Taken::Any,
            b'?' => Taken::One,
            letter => Taken::Letter(letter),
        };
        Some((taken, at + 1))
    })
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
            ("Get*", "gETobject", true),
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
            assert_eq!(matches_pattern(pattern, name), expected, "{pattern} {name}");
        }
    }
}

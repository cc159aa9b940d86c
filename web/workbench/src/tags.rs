//! Tags as people type them: `team=pay, env=prod`.

use crate::Problem;

/// The tags that a text lists.
///
/// # Errors
/// Where an entry is no `key=value`, has no key, or gives a key again: the entry is quoted.
pub fn tags_of(text: &str) -> Result<Vec<(String, String)>, Problem> {
    let mut tags: Vec<(String, String)> = Vec::new();
    for entry in text.split(',').map(str::trim).filter(|own| !own.is_empty()) {
        let wrong = |why: &str| Problem::plain(["`", entry, "` ", why].concat());
        // AWS allows `=` in a value.
        let (key, value) = entry
            .split_once('=')
            .ok_or_else(|| wrong("has no `=`: a tag is `key=value`"))?;
        let (key, value) = (key.trim(), value.trim());
        if key.is_empty() {
            return Err(wrong("has no key before its `=`: a tag is `key=value`"));
        }
        if tags.iter().any(|own| own.0 == key) {
            return Err(wrong("gives a key that stands before: a request has it once"));
        }
        tags.push((key.to_owned(), value.to_owned()));
    }
    Ok(tags)
}

/// The same text of tags that are known.
#[must_use]
pub fn tags_text(tags: &[(String, String)]) -> String {
    let tags = tags.iter().map(|(key, value)| [key, "=", value].concat());
    tags.collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pair(key: &str, value: &str) -> (String, String) {
        (key.to_owned(), value.to_owned())
    }

    #[test]
    fn tags_are_pairs_with_commas_between() {
        assert_eq!(
            tags_of("team=pay,x==y, empty= ,").unwrap(),
            [pair("team", "pay"), pair("x", "=y"), pair("empty", "")]
        );
        assert_eq!(tags_of(" ").unwrap(), []);
        let tags = [pair("env", "prod"), pair("x", "=y")];
        assert_eq!(tags_of(&tags_text(&tags)).unwrap(), tags);
    }

    #[test]
    fn an_entry_that_is_no_tag_is_quoted_and_none_is_dropped() {
        for (text, message) in [
            ("team=pay,env, x==y, =q", "`env` has no `=`: a tag is `key=value`"),
            ("team=pay, =q", "`=q` has no key before its `=`: a tag is `key=value`"),
            (
                "a=1, a=2",
                "`a=2` gives a key that stands before: a request has it once",
            ),
        ] {
            assert_eq!(tags_of(text).unwrap_err().message, message);
        }
    }
}

//! Whether one statement reaches at least as far as another, as far as their texts show it.

use iamwhy_policy::{Json, Kind, NodeId};

use super::Statement;
use crate::text::equal;

/// Elements whose `Not` form counts the other way round.
const PAIRS: [(&str, &str); 3] = [
    ("Principal", "NotPrincipal"),
    ("Action", "NotAction"),
    ("Resource", "NotResource"),
];

/// Whether `wide` applies wherever `narrow` does.
pub(super) fn covers(wide: &Statement<'_>, narrow: &Statement<'_>) -> bool {
    wide.effect() == narrow.effect()
        && PAIRS.iter().all(|(name, not)| element(wide, narrow, name, not))
        && conditions(wide, narrow)
}

fn element(wide: &Statement<'_>, narrow: &Statement<'_>, name: &str, not: &str) -> bool {
    let get = |own: &Statement<'_>, name| own.json.get(own.node, name);
    match (get(wide, name), get(narrow, name), get(wide, not), get(narrow, not)) {
        (Some(one), Some(other), None, None) => within(narrow.json, other, wide.json, one),
        // Of what is left out, less is more.
        (None, None, Some(one), Some(other)) => within(wide.json, one, narrow.json, other),
        (None, None, None, None) => true,
        (Some(one), None, None, Some(_)) => wide.json.string(one) == Some("*"),
        _ => false,
    }
}

/// Whether every entry of the one is covered by an entry of the other.
fn within(narrow: &Json, entries: NodeId, wide: &Json, others: NodeId) -> bool {
    if narrow.kind(entries) == Kind::Object || wide.kind(others) == Kind::Object {
        // Principals by kind.
        return equal(narrow, entries, wide, others)
            || wide.string(others) == Some("*")
            || (wide.kind(others) == Kind::Object
                && narrow.members(entries).all(|(key, value)| {
                    let name = narrow.string(key).unwrap_or_default();
                    wide.get(others, name)
                        .is_some_and(|own| words(narrow, value).iter().all(|word| covered(word, &words(wide, own))))
                }));
    }
    let wide = words(wide, others);
    words(narrow, entries).iter().all(|word| covered(word, &wide))
}

fn covered(word: &str, patterns: &[&str]) -> bool {
    patterns.iter().any(|pattern| matches(pattern, word))
}

/// A value or a list of them.
fn words(json: &Json, node: NodeId) -> Vec<&str> {
    match json.kind(node) {
        Kind::Array => json.items(node).filter_map(|item| json.scalar(item)).collect(),
        _ => json.scalar(node).into_iter().collect(),
    }
}

/// Whether a pattern covers a text that may be a pattern itself: its `*` stands for anything, so only a `*` covers it.
fn matches(pattern: &str, text: &str) -> bool {
    let (pattern, text): (Vec<char>, Vec<char>) = (folded(pattern), folded(text));
    let (mut p, mut t) = (0, 0);
    let mut star: Option<(usize, usize)> = None;
    while let Some(letter) = text.get(t) {
        match pattern.get(p) {
            Some('*') => {
                star = Some((p, t));
                p += 1;
            }
            Some(own) if own == letter || (*own == '?' && *letter != '*') => {
                p += 1;
                t += 1;
            }
            _ => match star {
                Some((at, from)) => {
                    star = Some((at, from + 1));
                    p = at + 1;
                    t = from + 1;
                }
                None => return false,
            },
        }
    }
    pattern.get(p..).unwrap_or_default().iter().all(|letter| *letter == '*')
}

fn folded(text: &str) -> Vec<char> {
    text.chars().map(|letter| letter.to_ascii_lowercase()).collect()
}

/// Every condition of the wide one must be one that the narrow one has too, at least as strictly.
fn conditions(wide: &Statement<'_>, narrow: &Statement<'_>) -> bool {
    let condition = |own: &Statement<'_>| own.json.get(own.node, "Condition");
    let Some(list) = condition(wide) else { return true };
    let Some(others) = condition(narrow) else { return false };
    wide.json.members(list).all(|(operator, keys)| {
        let name = wide.json.string(operator).unwrap_or_default();
        // `IfExists` is true also where the key is missing.
        let stricter = name
            .strip_suffix("IfExists")
            .and_then(|name| narrow.json.get(others, name));
        let Some(own) = narrow.json.get(others, name).or(stricter) else {
            return wide.json.members(keys).next().is_none();
        };
        wide.json.members(keys).all(|(key, values)| {
            let key = wide.json.string(key).unwrap_or_default();
            let Some(other) = narrow.json.get(own, key) else {
                return false;
            };
            let (mine, his) = (words(wide.json, values), words(narrow.json, other));
            let plain = !name.contains("ForA") && !name.starts_with("Null") && !name.starts_with("Bool");
            if plain && name.contains("Not") {
                mine.iter().all(|value| his.contains(value))
            } else if plain {
                his.iter().all(|value| mine.contains(value))
            } else {
                equal(wide.json, values, narrow.json, other)
            }
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn covers_text(wide: &str, narrow: &str) -> bool {
        let (wide, narrow) = (Json::read(wide).unwrap(), Json::read(narrow).unwrap());
        let of = |json| Statement { json, node: NodeId(0) };
        covers(&of(&wide), &of(&narrow))
    }

    #[test]
    fn reaches_as_far() {
        let deny = r#"{"Effect":"Deny","Action":"s3:*","Resource":"*"}"#;
        for (narrow, covered) in [
            (r#"{"Effect":"Deny","Action":["s3:Get*"],"Resource":"arn:x"}"#, true),
            (r#"{"Effect":"Deny","Action":"*","Resource":"*"}"#, false),
            (r#"{"Effect":"Allow","Action":"s3:Get*","Resource":"*"}"#, false),
            (
                r#"{"Effect":"Deny","Action":"S3:a","Resource":"*","Condition":{"Bool":{"aws:x":"true"}}}"#,
                true,
            ),
        ] {
            assert_eq!(covers_text(deny, narrow), covered, "{narrow}");
        }
    }

    #[test]
    fn a_value_more_widens_or_narrows() {
        let with = |operator: &str, values: &str| {
            format!(
                r#"{{"Effect":"Deny","NotAction":"iam:*","Resource":"*","Condition":{{"{operator}":{{"k":{values}}}}}}}"#
            )
        };
        let (one, two) = (r#""a""#, r#"["a","b"]"#);
        assert!(covers_text(&with("StringEquals", two), &with("StringEquals", one)));
        assert!(!covers_text(&with("StringEquals", one), &with("StringEquals", two)));
        assert!(covers_text(
            &with("StringNotEquals", one),
            &with("StringNotEquals", two)
        ));
        assert!(!covers_text(
            &with("StringNotEquals", two),
            &with("StringNotEquals", one)
        ));
        assert!(covers_text(&with("BoolIfExists", one), &with("Bool", one)));
        assert!(!covers_text(&with("Bool", one), &with("BoolIfExists", one)));
        let fewer = with("StringEquals", one).replace("iam:*", "iam:Get*");
        assert!(covers_text(&fewer, &with("StringEquals", one)));
    }
}

//! Single values: one that an operator accepts, and one that it does not.

use iamwhy_engine::{Fixed, KeyType, OwnedValue, seconds_later};
use iamwhy_policy::{Base, Listed};

use super::wanted::kind;

/// Some value of a key's type.
pub(super) fn of_key(key: &str) -> String {
    match kind(key) {
        KeyType::Text => "example",
        KeyType::Boolean => "true",
        KeyType::Arn => "arn:aws:iam::111122223333:role/example",
        KeyType::Ip => "192.0.2.1",
        KeyType::Date => "2026-01-01T00:00:00Z",
        KeyType::Number => "1",
    }
    .to_owned()
}

/// A value that compares with the policy's as the operator wants, as near to what is sent now as may be.
pub(super) fn matching(base: Base, value: &str, now: &OwnedValue) -> Option<String> {
    match base {
        Base::StringLike | Base::ArnLike | Base::ArnEquals => Some(match now {
            OwnedValue::One(now) => without_stars(&kept(value, now)),
            _ => without_stars(value),
        }),
        Base::NumericLessThan => number(value, -1),
        Base::NumericGreaterThan => number(value, 1),
        Base::DateLessThan => moment(value, -1),
        Base::DateGreaterThan => moment(value, 1),
        Base::IpAddress => Some(address_in(value)),
        _ => Some(value.to_owned()),
    }
}

/// Values that none of the policy's matches, as far as one can guess.
pub(super) fn differing(base: Base, values: &[String]) -> Vec<String> {
    let first = values.first().map_or("", String::as_str);
    let found = match base {
        Base::Bool => Some(
            (if first.eq_ignore_ascii_case("true") {
                "false"
            } else {
                "true"
            })
            .to_owned(),
        ),
        Base::NumericEquals | Base::NumericLessThanEquals => largest(values).and_then(|value| number(value, 1)),
        Base::NumericLessThan => largest(values).map(str::to_owned),
        Base::NumericGreaterThan => Some(first.to_owned()),
        Base::NumericGreaterThanEquals => number(first, -1),
        Base::DateEquals | Base::DateLessThanEquals => moment(first, 1),
        Base::DateLessThan | Base::DateGreaterThan => Some(first.to_owned()),
        Base::DateGreaterThanEquals => moment(first, -1),
        Base::IpAddress => return vec!["192.0.2.1".to_owned(), "198.51.100.1".to_owned(), "10.0.0.1".to_owned()],
        Base::ArnEquals | Base::ArnLike => Some("arn:aws:iam::111122223333:role/other".to_owned()),
        Base::BinaryEquals => Some("b3RoZXI=".to_owned()),
        _ => Some("other".to_owned()),
    };
    found.into_iter().listed()
}

fn largest(values: &[String]) -> Option<&str> {
    let number = |text: &&str| Fixed::read(text);
    values.iter().map(String::as_str).max_by_key(number)
}

/// A bound that a value keeps to.
pub(super) fn bound(base: Base, value: &str) -> Option<String> {
    match base {
        Base::NumericLessThan => number(value, 1),
        Base::NumericGreaterThan => number(value, -1),
        Base::DateLessThan => moment(value, 1),
        Base::DateGreaterThan => moment(value, -1),
        Base::NumericLessThanEquals
        | Base::NumericGreaterThanEquals
        | Base::DateLessThanEquals
        | Base::DateGreaterThanEquals => Some(value.to_owned()),
        _ => None,
    }
}

/// A pattern with the parts of a text that its stars stand for, where both have as many.
fn kept(pattern: &str, text: &str) -> String {
    let ends = [':', '/'];
    if pattern.split(ends).count() != text.split(ends).count() {
        return pattern.to_owned();
    }
    let parts = pattern.split_inclusive(ends).zip(text.split(ends));
    let parts = parts.flat_map(|(part, own)| match part.strip_prefix('*') {
        Some(end) if end.is_empty() || end.starts_with(ends) => [own, end],
        _ => [part, ""],
    });
    parts.collect()
}

/// A text that the pattern matches: a star that is a whole part becomes a word, another one nothing.
fn without_stars(pattern: &str) -> String {
    let chars: Vec<char> = pattern.chars().listed();
    let parts = |at: Option<&char>| at.is_none_or(|c| matches!(c, ':' | '/' | '-' | '.' | '_' | '=' | '@'));
    let mut text = String::new();
    for (at, c) in chars.iter().enumerate() {
        let whole = parts(at.checked_sub(1).and_then(|before| chars.get(before))) && parts(chars.get(at + 1));
        match c {
            '*' if whole => text.push_str("example"),
            '*' => {}
            '?' => text.push('x'),
            c => text.push(*c),
        }
    }
    if text.is_empty() { "example".to_owned() } else { text }
}

fn number(text: &str, step: i64) -> Option<String> {
    if let Ok(whole) = text.trim().parse::<i64>() {
        return whole.checked_add(step).map(|next| next.to_string());
    }
    Some(Fixed::read(text.trim())?.plus(step).text())
}

/// A second earlier or later.
fn moment(text: &str, step: i64) -> Option<String> {
    match text.trim().parse::<i64>() {
        Ok(seconds) => seconds.checked_add(step).map(|next| next.to_string()),
        Err(_) => seconds_later(text, step),
    }
}

/// An address in a block, not its first one where it has more.
fn address_in(block: &str) -> String {
    let Some((base, length)) = block.split_once('/') else {
        return block.to_owned();
    };
    if base.contains(':') {
        return match base.strip_suffix("::") {
            Some(_) if length != "128" => [base, "1"].concat(),
            _ => base.to_owned(),
        };
    }
    match base.rsplit_once('.') {
        Some((start, "0")) if length != "32" => [start, ".1"].concat(),
        _ => base.to_owned(),
    }
}

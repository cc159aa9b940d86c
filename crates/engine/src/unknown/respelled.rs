//! Other spellings of numbers, instants, addresses and booleans: equal to them, and not the same text.

use std::net::IpAddr;

use iamwhy_policy::Add;

use crate::compare::date;
use crate::compare::decimal::Fixed;
use crate::keys::KeyType;
use crate::order::set;

/// The values, each with a spelling that is not among them, where there is one.
pub(super) fn respelled(kind: Option<KeyType>, values: Vec<String>) -> Vec<String> {
    let mut all = set(values);
    let given = all.len();
    for at in 0..given {
        let is_given = |text: &String| all.get(..given).is_some_and(|own| own.binary_search(text).is_ok());
        let mut next = all.get(at).and_then(|value| otherwise(kind, value));
        while let Some(text) = next.take_if(|text| is_given(text)) {
            next = otherwise(kind, &text);
        }
        all.add(next);
    }
    all
}

/// One more spelling; longer than the one before or in capitals, so that there is an end to it.
fn otherwise(kind: Option<KeyType>, text: &str) -> Option<String> {
    let (head, rest) = text.split_at_checked(1)?;
    let capitals = || Some(text.to_ascii_uppercase()).filter(|own| own != text);
    match text {
        "true" | "false" => return Some([&head.to_ascii_uppercase(), rest].concat()),
        "True" | "False" => return capitals(),
        _ => {}
    }
    if let Some(rest) = text.strip_suffix('Z') {
        let digits = rest.split_once('.').map(|(_, fraction)| fraction.len());
        let more = if digits.is_some() { "0Z" } else { ".0Z" };
        return digits.is_none_or(|own| own < 9).then(|| [rest, more].concat());
    }
    if let Some((parts, last)) = text.rsplit_once(':') {
        if text.parse::<IpAddr>().is_err() || last.contains('.') {
            return None;
        }
        return match last.len() {
            4.. => capitals(),
            _ => Some([parts, ":0", last].concat()),
        };
    }
    if kind == Some(KeyType::Date) {
        return date::iso(text, false).filter(|own| own != text);
    }
    let plain = text
        .bytes()
        .all(|own| own.is_ascii_digit() || matches!(own, b'-' | b'.'));
    let more = if text.contains('.') { "0" } else { ".0" };
    (plain && Fixed::read(text).is_some()).then(|| [text, more].concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn more(kind: Option<KeyType>, values: &[&str]) -> Vec<String> {
        let own = respelled(kind, values.iter().map(|own| (*own).to_owned()).collect());
        set(own.into_iter().filter(|own| !values.contains(&own.as_str())).collect())
    }

    #[test]
    fn every_value_has_another_spelling() {
        assert_eq!(more(None, &["5"]), ["5.0"]);
        assert_eq!(more(None, &["5", "5.0", "5.00"]), ["5.000"]);
        assert_eq!(more(None, &["-0.5"]), ["-0.50"]);
        assert_eq!(more(Some(KeyType::Date), &["0"]), ["1970-01-01T00:00:00Z"]);
        assert_eq!(more(None, &["1970-01-01T00:00:00Z"]), ["1970-01-01T00:00:00.0Z"]);
        assert_eq!(more(None, &["2001:db8::1"]), ["2001:db8::01"]);
        assert_eq!(more(None, &["2001:db8::0001", "::", "::0"]), ["2001:DB8::0001", "::00"]);
        assert_eq!(more(None, &["true", "True"]), ["TRUE"]);
        for none in ["q*", "1e5", "", "203.0.113.7", "a:b", "::ffff:203.0.113.7"] {
            assert_eq!(more(None, &[none]), [""; 0], "{none}");
        }
    }
}

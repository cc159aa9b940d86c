//! What a condition rests on beside the rule of its operator.

use std::net::IpAddr;

use iamwhy_engine::{Cardinality, EntryDetail, KeyType, OwnedValue, Reason, Truth, key_cardinality, key_info};
use iamwhy_policy::{Add, Base, Effect, Kind, Listed, Operator, Qualifier};

use super::Rules;
use super::clause::{counts_characters, relevant};
use super::{key, variable};
use crate::because::Test;
use crate::element::Around;
use crate::words::has_wildcard;

pub(crate) fn test(around: &Around<'_, '_>, test: &Test<'_>) -> Vec<&'static str> {
    let folded = test.view.key.to_ascii_lowercase();
    let Some(operator) = test.view.operator else {
        let like = test.view.operator_text.to_ascii_lowercase().contains("likeignorecase");
        return like.then_some("STR-4").into_iter().listed();
    };
    let text = |entry: &EntryDetail| test.json.scalar(entry.node).unwrap_or("");
    let values = &test.detail.values;
    let mut rules = Vec::new();
    let absent = is_absent(test.detail.reason);
    if operator.qualifier == Qualifier::ForAllValues || operator.base == Base::Null {
        rules.when(is_empty(&test.detail.value), "COND-14");
    }
    if absent {
        missing(around, test, operator, &folded, &mut rules);
    } else {
        rules.when(operator.if_exists, "COND-12");
        present(test, operator, &mut rules);
    }
    let compared = || relevant(values).map(|entry| (text(entry), entry));
    if !absent {
        spelled(test, operator, &folded, &mut rules);
        rules.add(variable::of_values(around, operator, compared()));
    }
    // AWS's own table about this very condition contradicts its rules.
    let table = operator.qualifier == Qualifier::ForAllValues && operator.negated && operator.base == Base::StringLike;
    rules.when(table && folded == "aws:resourceorgpaths", "COND-26");
    rules.add(key::rules(around.case, around.view.effect, test, &folded));
    let canonical = |own: &&iamwhy_policy::OperatorName| {
        own.base == operator.base && own.negated == operator.negated && test.view.operator_text.contains(own.name)
    };
    rules.when(Operator::TABLE.iter().find(canonical).is_none(), "PARSE-30");
    rules
}

pub(super) fn is_absent(reason: Reason) -> bool {
    matches!(
        reason,
        Reason::KeyMissing
            | Reason::KeyMissingButNegated
            | Reason::KeyMissingButIfExists
            | Reason::NoValuesForAll
            | Reason::NoValuesForAny
    )
}

/// Whether a value is there and holds nothing, or nothing but empty text.
fn is_empty(value: &OwnedValue) -> bool {
    match value {
        OwnedValue::One(text) => text.is_empty(),
        OwnedValue::Many(list) => list.iter().all(String::is_empty),
        _ => false,
    }
}

/// Rules of a key that the request does not have.
fn missing(around: &Around<'_, '_>, test: &Test<'_>, operator: Operator, folded: &str, rules: &mut Vec<&'static str>) {
    let ordered = matches!(
        operator.base,
        Base::NumericLessThan
            | Base::NumericLessThanEquals
            | Base::NumericGreaterThan
            | Base::NumericGreaterThanEquals
            | Base::DateLessThan
            | Base::DateLessThanEquals
            | Base::DateGreaterThan
            | Base::DateGreaterThanEquals
    );
    rules.when(ordered, "COND-11");
    // Of the table of absent keys; that of the qualifier comes first.
    rules.when(test.detail.value == OwnedValue::Absent, "COND-10");
    let lost = test.detail.truth == Truth::No && test.detail.values.iter().any(|entry| entry.unset);
    rules.when(lost, "VAR-7");
    let still = operator.if_exists && operator.negated && around.view.effect == Effect::Deny;
    rules.when(still, "COND-13");
    rules.when(operator.if_exists && test.detail.values.is_empty(), "EMPTY-3");
    rules.when(operator.base == Base::Bool && !operator.if_exists, "BOOL-3");
    let global = folded.starts_with("aws:") && key_info(folded).is_none();
    rules.when(global, "COND-15");
    let tag = folded.split_once('/').map(|(_, tag)| tag);
    rules.add(tag.filter(|tag| has_wildcard(tag)).map(|_| "CKEY-5"));
    let sent = folded.contains(":resourcetag/") || folded.contains(":requesttag/");
    rules.when(sent, "CKEY-6");
}

/// Rules of how the values go together.
fn present(test: &Test<'_>, operator: Operator, rules: &mut Vec<&'static str>) {
    let plain = operator.qualifier == Qualifier::None;
    let compares = plain && operator.base != Base::Null;
    if compares && test.detail.values.len() > 1 {
        rules.push("COND-2");
        let single = key_cardinality(test.view.key) == Some(Cardinality::Single);
        rules.when(single, "COND-25");
    }
    rules.when(compares && operator.negated, "COND-5");
    rules.when(compares && matches!(test.detail.value, OwnedValue::Many(_)), "COND-24");
    rules.when(!plain && operator.base == Base::Bool, "BOOL-4");
}

/// Rules of the text of the values.
fn spelled(test: &Test<'_>, operator: Operator, folded: &str, rules: &mut Vec<&'static str>) {
    let text = |entry: &EntryDetail| test.json.scalar(entry.node).unwrap_or("");
    let any = |check: &dyn Fn(&str) -> bool| relevant(&test.detail.values).any(|entry| check(text(entry)));
    let all = |check: &dyn Fn(&str) -> bool| test.detail.values.iter().any(|entry| check(text(entry)));
    let kind = key_info(test.view.key).map(|info| info.kind);
    let bare =
        relevant(&test.detail.values).any(|entry| matches!(test.json.kind(entry.node), Kind::Number | Kind::Bool));
    rules.when(bare, "PARSE-31");
    match operator.base {
        Base::StringEquals | Base::StringEqualsIgnoreCase | Base::StringLike => {
            let exact = operator.base != Base::StringLike;
            let given = match &test.detail.value {
                OwnedValue::One(value) => std::slice::from_ref(value),
                OwnedValue::Many(list) => list,
                _ => &[],
            };
            let counted = |text: &str| given.iter().any(|value| counts_characters(text, value));
            rules.when(!exact && any(&counted), "MATCH-5");
            rules.when(exact && any(&|text| has_wildcard(text)), "STR-6");
            let typed = matches!(kind, Some(KeyType::Boolean | KeyType::Number | KeyType::Date));
            rules.when(typed, "STR-5");
            // Of a key that nobody knows the value tells whether it holds ARNs.
            let arn = |text: &String| text.starts_with("arn:");
            let arns = kind == Some(KeyType::Arn) || kind.is_none() && given.iter().any(arn);
            rules.when(arns, "ARNOP-4");
            rules.when(folded == "aws:tagkeys", "CKEY-2");
        }
        Base::NumericEquals => {}
        Base::NumericLessThan
        | Base::NumericLessThanEquals
        | Base::NumericGreaterThan
        | Base::NumericGreaterThanEquals => rules.when(test.detail.values.len() > 1, "NUM-3"),
        Base::DateEquals
        | Base::DateLessThan
        | Base::DateLessThanEquals
        | Base::DateGreaterThan
        | Base::DateGreaterThanEquals => {
            rules.push("DATE-1");
            rules.when(any(&is_digits), "DATE-2");
            rules.when(any(&|text| has_wildcard(text) || text.contains("${")), "DATE-5");
            rules.when(operator.base == Base::DateEquals, "DATE-6");
        }
        Base::Bool => {
            let says = |word: &'static str| all(&move |text| text.eq_ignore_ascii_case(word));
            rules.when(says("true") && says("false"), "BOOL-2");
        }
        Base::BinaryEquals => {}
        Base::IpAddress => addresses(test, rules),
        Base::ArnEquals | Base::ArnLike => {
            let wild = any(&|text| has_wildcard(text));
            rules.when(operator.base == Base::ArnEquals && wild, "ARNOP-1");
            rules.when(any(&|text| text == "*"), "ARNOP-3");
            let session = folded == "aws:principalarn" && any(&|text| text.contains(":assumed-role/"));
            rules.when(session, "ARNOP-5");
        }
        Base::Null => rules.when(folded == "aws:tagkeys", "NULL-4"),
    }
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn addresses(test: &Test<'_>, rules: &mut Vec<&'static str>) {
    let OwnedValue::One(given) = &test.detail.value else {
        return;
    };
    let Ok(given_address) = given.parse::<IpAddr>() else {
        return;
    };
    for entry in relevant(&test.detail.values) {
        let text = test.json.scalar(entry.node).unwrap_or("");
        let (head, length) = text.split_once('/').unwrap_or((text, ""));
        let Ok(address) = head.parse::<IpAddr>() else { continue };
        let mixed = address.is_ipv4() != given_address.is_ipv4();
        rules.when(mixed, "IP-3");
        rules.when(text == "0.0.0.0/0", "IP-6");
        if entry.matched == Truth::Yes {
            rules.when(has_host_bits(address, length), "IP-2");
            rules.when(address == given_address && head != given, "IP-4");
        }
    }
}

fn has_host_bits(address: IpAddr, length: &str) -> bool {
    let Ok(length) = length.parse::<u32>() else {
        return false;
    };
    match address {
        IpAddr::V4(own) => 32_u32.saturating_sub(length).min(32) > own.to_bits().trailing_zeros(),
        IpAddr::V6(own) => 128_u32.saturating_sub(length).min(128) > own.to_bits().trailing_zeros(),
    }
}

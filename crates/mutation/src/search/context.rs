//! Contexts as the conditions of a statement ask for them.

use iamwhy_engine::{Cardinality, Context, ContextValue, key_cardinality};
use iamwhy_policy::{Base, ConditionPair, Policy, Qualifier, Statement};

use super::texts::{address, moment, neighbour, sample, step};

/// Of each key so many.
const MOST: usize = 10;

/// Every condition made true; then for each key each of its values, with the others true.
pub(super) fn contexts(policy: &Policy, statement: &Statement, own: &Context) -> Vec<Context> {
    let keys: Vec<(&str, Vec<ContextValue>)> = statement
        .conditions
        .iter()
        .filter_map(|pair| {
            let key = policy.json.string(pair.key).filter(|key| may_be_given(key))?;
            Some((key, values(policy, pair, key)))
        })
        .collect();
    if keys.is_empty() {
        return Vec::new();
    }
    let mut good = own.clone();
    for (key, values) in &keys {
        if let Some(value) = values.first() {
            good.set(key, value.clone());
        }
    }
    let mut all = vec![good.clone()];
    for (key, values) in &keys {
        for value in values.iter().skip(1) {
            let mut context = good.clone();
            context.set(key, value.clone());
            all.push(context);
        }
    }
    all
}

/// Who somebody is follows from the scenario; another caller is another request.
fn may_be_given(key: &str) -> bool {
    let key = key.to_ascii_lowercase();
    let who = [
        "aws:principal",
        "aws:userid",
        "aws:username",
        "aws:resourceaccount",
        "aws:resourceorg",
    ];
    !who.iter().any(|start| key.starts_with(start)) || key.starts_with("aws:principaltag/")
}

/// Values for a key: first the one that makes the condition true, then those that may not.
fn values(policy: &Policy, pair: &ConditionPair, key: &str) -> Vec<ContextValue> {
    let Some(operator) = pair.parsed else {
        return vec![ContextValue::Absent];
    };
    let texts: Vec<&str> = pair
        .values
        .iter()
        .filter_map(|node| policy.json.scalar(*node))
        .collect();
    let (mut hits, mut misses): (Vec<String>, Vec<String>) = (Vec::new(), Vec::new());
    for text in texts.iter().filter(|text| !text.contains("${")) {
        let (own, other) = around(operator.base, text);
        hits.extend(own);
        misses.extend(other);
    }
    if operator.negated {
        std::mem::swap(&mut hits, &mut misses);
    }
    let many = match key_cardinality(key) {
        Some(cardinality) => cardinality == Cardinality::Multi,
        None => operator.qualifier != Qualifier::None,
    };
    let value = |text: &String| match many {
        true => ContextValue::Many(vec![text.as_str().into()]),
        false => ContextValue::One(text.as_str().into()),
    };
    let mut found: Vec<ContextValue> = hits.iter().chain(&misses).map(value).collect();
    if let (true, Some(hit), Some(miss)) = (many, hits.first(), misses.first()) {
        found.push(ContextValue::Many(vec![hit.as_str().into(), miss.as_str().into()]));
        found.push(ContextValue::Many(Vec::new()));
    }
    match (operator.base, texts.first()) {
        (Base::Null, Some(text)) if text.eq_ignore_ascii_case("true") => found.insert(0, ContextValue::Absent),
        _ => found.push(ContextValue::Absent),
    }
    found.truncate(MOST);
    found
}

/// Values that compare with the policy's as the positive operator wants, and values that do not.
fn around(base: Base, text: &str) -> (Vec<String>, Vec<String>) {
    let some = |texts: &[Option<String>]| texts.iter().flatten().cloned().collect::<Vec<_>>();
    let own = || vec![text.to_owned()];
    let other = |text: &str| vec![text.to_owned()];
    match base {
        Base::StringLike | Base::ArnLike | Base::ArnEquals => {
            (vec![sample(text)], vec![neighbour(&sample(text)), text.to_owned()])
        }
        Base::StringEquals => (own(), vec![neighbour(text), text.to_ascii_uppercase(), sample(text)]),
        Base::StringEqualsIgnoreCase => (own(), vec![text.to_ascii_uppercase(), neighbour(text)]),
        Base::NumericEquals => (own(), some(&[step(text, 1)])),
        Base::NumericLessThan => (some(&[step(text, -1)]), own()),
        Base::NumericLessThanEquals => (own(), some(&[step(text, 1), step(text, -1)])),
        Base::NumericGreaterThan => (some(&[step(text, 1)]), own()),
        Base::NumericGreaterThanEquals => (own(), some(&[step(text, -1), step(text, 1)])),
        Base::DateEquals => (own(), some(&[moment(text, 1)])),
        Base::DateLessThan => (some(&[moment(text, -1)]), own()),
        Base::DateLessThanEquals => (own(), some(&[moment(text, 1), moment(text, -1)])),
        Base::DateGreaterThan => (some(&[moment(text, 1)]), own()),
        Base::DateGreaterThanEquals => (own(), some(&[moment(text, -1), moment(text, 1)])),
        Base::Bool => match text.eq_ignore_ascii_case("true") {
            true => (own(), other("false")),
            false => (own(), other("true")),
        },
        Base::BinaryEquals => (own(), other("b3RoZXI=")),
        Base::IpAddress => (
            vec![address(text)],
            ["192.0.2.1", "198.51.100.1", "10.255.255.1", "2001:db8::1"]
                .map(str::to_owned)
                .to_vec(),
        ),
        Base::Null => (vec!["example".to_owned()], Vec::new()),
    }
}

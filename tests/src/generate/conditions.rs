//! Random condition blocks: every operator, few keys, values close to each other.

use serde_json::{Value, json};

use super::Dice;
use super::keys::{Family, KEYS};
use super::values::values;

/// A block of one to three pairs.
pub(super) fn condition(dice: &mut Dice) -> Value {
    condition_on(dice, &KEYS)
}

/// The same on some keys.
pub(super) fn condition_on(dice: &mut Dice, keys: &[(&'static str, Family)]) -> Value {
    let mut block = json!({});
    let pairs = dice.mostly(&[1, 2, 3]);
    for _ in 0..pairs {
        let (key, family) = dice.pick(keys);
        let stray = if dice.chance(6) { dice.pick(&KEYS).1 } else { family };
        let operator = operator(dice, stray);
        let key = spelled(dice, key);
        block[operator.as_str()][key.as_str()] = values(dice, family);
        if dice.chance(2) {
            block[operator.as_str()][key.to_ascii_uppercase().as_str()] = values(dice, family); // PARSE-12
        }
    }
    block
}

/// Key names are compared without case.
fn spelled(dice: &mut Dice, key: &str) -> String {
    match dice.below(12) {
        0 => key.to_ascii_lowercase(),
        1 => key.to_ascii_uppercase(),
        _ => key.to_owned(),
    }
}

fn operator(dice: &mut Dice, family: Family) -> String {
    const TEXT: [&str; 6] = [
        "StringEquals",
        "StringNotEquals",
        "StringLike",
        "StringNotLike",
        "StringEqualsIgnoreCase",
        "StringNotEqualsIgnoreCase",
    ];
    const NUMBER: [&str; 6] = [
        "NumericEquals",
        "NumericNotEquals",
        "NumericLessThan",
        "NumericLessThanEquals",
        "NumericGreaterThan",
        "NumericGreaterThanEquals",
    ];
    const DATE: [&str; 6] = [
        "DateEquals",
        "DateNotEquals",
        "DateLessThan",
        "DateLessThanEquals",
        "DateGreaterThan",
        "DateGreaterThanEquals",
    ];
    const ARN: [&str; 6] = [
        "ArnLike",
        "ArnNotLike",
        "ArnEquals",
        "ArnNotEquals",
        "StringLike",
        "StringNotLike",
    ];
    let base = match family {
        Family::Text | Family::List => dice.pick(&TEXT),
        Family::Number => dice.pick(&NUMBER),
        Family::Date => dice.pick(&DATE),
        Family::Bool => dice.mostly(&["Bool", "StringEquals"]),
        Family::Ip => dice.pick(&["IpAddress", "NotIpAddress"]),
        Family::Arn => dice.pick(&ARN),
        Family::Binary => "BinaryEquals",
    };
    let base = if dice.chance(8) { "Null" } else { base };
    let set = match (family, dice.below(10)) {
        (Family::List, 0..=3) | (_, 0) => "ForAnyValue:",
        (Family::List, 4..=7) | (_, 1) => "ForAllValues:",
        _ => "",
    };
    let if_exists = if base != "Null" && dice.chance(18) {
        "IfExists"
    } else {
        ""
    };
    let name = format!("{set}{base}{if_exists}");
    match dice.below(60) {
        0 => name.to_ascii_lowercase(), // PARSE-30
        1 => format!("{name}Of"),       // PARSE-28
        _ => name,
    }
}

//! Conditions: missing keys, `IfExists`, set qualifiers and negation, once for all operators (COND-*).

use iamwhy_policy::{Base, Operator, Qualifier};

use super::operand::{Compare, Outcome};
use crate::bind::Bound;
use crate::compile::parts::{Cond, OperandEntry};
use crate::keys::{List, Value};
use crate::trace::Reason;
use crate::truth::Truth;

/// Whether a condition holds, and why.
pub(crate) fn condition(bound: &Bound<'_>, cond: &Cond) -> (Truth, Reason) {
    let program = bound.program;
    let operands = cond.operands.of(&program.operands);
    let Some(operator) = cond.operator else {
        return (Truth::No, Reason::UnsupportedOperator);
    };
    let value = bound.value(cond.key);
    // UND-10: an empty list of policy values under a plain operator; with `IfExists` it is documented (EMPTY-3).
    let plain = operator.qualifier == Qualifier::None;
    if operands.is_empty() && plain && !operator.if_exists && bound.assume.other(10) {
        return (Truth::Yes, Reason::EmptyList);
    }
    if operator.base == Base::Null {
        return null(bound, operator, operands, value);
    }
    let compare = Compare {
        bound,
        operator,
        key: &program.keys[cond.key as usize],
    };
    if operands.is_empty() && plain {
        return no_operands(operator, value);
    }
    match value {
        Value::Absent => absent(operator),
        Value::Unknown { .. } => (Truth::Unknown, Reason::Unknown),
        Value::One(text) => match operator.qualifier {
            Qualifier::None => plain_result(compare.any(operands, text), operator),
            _ => set(&compare, operands, List::Single(text)),
        },
        Value::Many(list) => match operator.qualifier {
            Qualifier::None => plain_on_list(&compare, operands, list),
            _ => set(&compare, operands, list),
        },
        Value::Clash(tags, key) => clash(&compare, operands, tags, key),
    }
}

/// A plain operator with an empty list: with `IfExists` only an absent key passes (EMPTY-1 to EMPTY-3).
fn no_operands(operator: Operator, value: Value<'_>) -> (Truth, Reason) {
    let there = Truth::from(operator.negated && !operator.if_exists);
    let (gone, _) = absent(operator);
    match value {
        Value::Absent => absent(operator),
        Value::Many(list) if list.is_empty() => absent(operator),
        Value::Unknown { presence: true, .. } if there != gone => (Truth::Unknown, Reason::Unknown),
        _ => (there, Reason::EmptyList),
    }
}

/// The table of COND-10.
fn absent(operator: Operator) -> (Truth, Reason) {
    match operator.qualifier {
        _ if operator.if_exists => (Truth::Yes, Reason::KeyMissingButIfExists),
        Qualifier::ForAllValues => (Truth::Yes, Reason::NoValuesForAll),
        Qualifier::ForAnyValue => (Truth::No, Reason::NoValuesForAny),
        Qualifier::None if operator.negated => (Truth::Yes, Reason::KeyMissingButNegated),
        Qualifier::None => (Truth::No, Reason::KeyMissing),
    }
}

/// Negation comes after the question whether any value matches (COND-2, COND-5).
fn one(outcome: Outcome, operator: Operator) -> Truth {
    match (outcome, operator.negated) {
        (Outcome::Match, negated) => Truth::from(!negated),
        (Outcome::NoMatch, negated) => Truth::from(negated),
        // UND-8: an operand that cannot be read.
        (Outcome::Unreadable { negated }, true) => Truth::from(negated),
        (Outcome::Unreadable { .. }, false) => Truth::No,
        (Outcome::Unknown, _) => Truth::Unknown,
    }
}

/// Whether a set operator fails on this value alone.
pub(crate) fn fails(compare: &Compare<'_, '_>, operands: &[OperandEntry], value: &str) -> bool {
    one(compare.any(operands, value), compare.operator) == Truth::No
}

fn plain_result(outcome: Outcome, operator: Operator) -> (Truth, Reason) {
    let truth = one(outcome, operator);
    (truth, super::element::reason(operator.negated, truth))
}

/// A plain operator on a multivalued key (COND-24, UND-1).
fn plain_on_list(compare: &Compare<'_, '_>, operands: &[OperandEntry], list: List<'_>) -> (Truth, Reason) {
    let operator = compare.operator;
    match (compare.bound.assume.chosen(1), list.len()) {
        (_, 0) => absent(operator),
        (0, 1) => plain_result(compare.any(operands, list.get(0).unwrap_or("")), operator),
        (1, _) => {
            let positive = Operator {
                negated: false,
                ..operator
            };
            let any = list
                .iter()
                .map(|value| one(compare.any(operands, value), positive))
                .fold(Truth::No, Truth::or);
            (any.negate_if(operator.negated), known(any, Reason::PlainOnList))
        }
        _ => (Truth::from(operator.negated), Reason::PlainOnList),
    }
}

/// `ForAllValues` and `ForAnyValue` (COND-20 to COND-23, EMPTY-4).
fn set(compare: &Compare<'_, '_>, operands: &[OperandEntry], list: List<'_>) -> (Truth, Reason) {
    let operator = compare.operator;
    let null = list.is_empty() || (!compare.bound.assume.other(2) && list.iter().all(str::is_empty));
    match operator.qualifier {
        Qualifier::ForAllValues if null => (Truth::Yes, Reason::NoValuesForAll),
        Qualifier::ForAllValues if operands.is_empty() => (Truth::No, Reason::EmptyList),
        Qualifier::ForAllValues => {
            let each = list.iter().map(|value| one(compare.any(operands, value), operator));
            let every = each.fold(Truth::Yes, Truth::and);
            (
                every,
                if every == Truth::No {
                    Reason::NotEveryValue
                } else {
                    known(every, Reason::EveryValue)
                },
            )
        }
        _ if list.is_empty() => absent(operator),
        _ if operands.is_empty() => (Truth::No, Reason::EmptyList),
        _ => {
            let each = list.iter().map(|value| one(compare.any(operands, value), operator));
            let some = each.fold(Truth::No, Truth::or);
            (
                some,
                if some == Truth::No {
                    Reason::NoValueMatched
                } else {
                    known(some, Reason::ValueMatched)
                },
            )
        }
    }
}

fn known(truth: Truth, reason: Reason) -> Reason {
    if truth == Truth::Unknown {
        Reason::Unknown
    } else {
        reason
    }
}

/// Tags whose keys differ only by case and whose values differ (CKEY-3, UND-11).
fn clash(
    compare: &Compare<'_, '_>,
    operands: &[OperandEntry],
    tags: &[(String, String)],
    key: &str,
) -> (Truth, Reason) {
    let positive = Operator {
        negated: false,
        ..compare.operator
    };
    let either = match compare.bound.assume.other(11) {
        false => Truth::No,
        true => tags
            .iter()
            .filter(|(name, _)| crate::compare::fold::same(name, key, false))
            .map(|(_, value)| one(compare.any(operands, value), positive))
            .fold(Truth::No, Truth::or),
    };
    (
        either.negate_if(compare.operator.negated),
        known(either, Reason::AmbiguousTag),
    )
}

/// `Null` asks whether the key is there (NULL-1 to NULL-3).
fn null(bound: &Bound<'_>, operator: Operator, operands: &[OperandEntry], value: Value<'_>) -> (Truth, Reason) {
    let ordinary = bound.assume.other(2);
    match operator.qualifier {
        Qualifier::ForAllValues => return (Truth::Yes, Reason::Presence),
        Qualifier::ForAnyValue => return (Truth::No, Reason::Presence),
        Qualifier::None => {}
    }
    let missing = match value {
        Value::Absent if operator.if_exists => return (Truth::Yes, Reason::KeyMissingButIfExists),
        Value::Absent => Truth::Yes,
        Value::Unknown { presence: true, .. } => Truth::Unknown,
        Value::Unknown { presence: false, .. } | Value::Clash(..) => Truth::No,
        Value::One(text) => Truth::from(text.is_empty() && !ordinary),
        Value::Many(list) => Truth::from(list.is_empty() || (!ordinary && list.iter().all(str::is_empty))),
    };
    let wants = |wanted: bool| {
        operands
            .iter()
            .any(|entry| matches!(entry.operand, crate::compile::parts::Operand::Bool(own) if own == wanted))
    };
    let truth = match (wants(true), wants(false)) {
        (true, true) => Truth::Yes,
        (true, false) => missing,
        (false, true) => missing.negate(),
        (false, false) => Truth::No,
    };
    let reason = if truth == Truth::Unknown {
        Reason::Unknown
    } else {
        Reason::Presence
    };
    (truth, reason)
}

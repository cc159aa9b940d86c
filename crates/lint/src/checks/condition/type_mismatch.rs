//! TYPE_MISMATCH and its kin: operators, keys and values of different types

use crate::checks::{Find, Rule};
use crate::findings::Findings;
use crate::key::{is_plain_number, type_of};
use crate::look::Look;
use crate::{Check, Origin, Severity};
use iamwhy_engine::KeyType;
use iamwhy_policy::spelling::quote;
use iamwhy_policy::{Base, ConditionPair, NodeId, Number, is_date};

pub(super) static RULE: Rule = Rule {
    checks: &[&MISMATCH, &BOOLEAN, &DATE, &NUMBER, &STRING, &EPOCH],
    find: Find::Policy(find),
};

static MISMATCH: Check = Check {
    code: "TYPE_MISMATCH",
    severity: Severity::Warning,
    origin: Origin::AccessAnalyzer,
    what: "The operator is for another type than the key is of.",
    why: "The value of the request cannot be read as the operator needs it, so that the condition does not hold, or holds by accident of spelling.",
    fix: "Use an operator of the type that the message names.",
    on: "identity",
    bad: r#"{ "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports/*", "Condition": { "StringEquals": { "aws:MultiFactorAuthPresent": "true" } } }"#,
    good: r#"{ "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports/*", "Condition": { "Bool": { "aws:MultiFactorAuthPresent": "true" } } }"#,
    source: "general-warning-type-mismatch",
};

static BOOLEAN: Check = Check {
    code: "TYPE_MISMATCH_BOOLEAN",
    severity: Severity::Warning,
    origin: Origin::AccessAnalyzer,
    what: "A value of `Bool` or `Null` is neither `true` nor `false`.",
    why: "It matches nothing.",
    fix: "Write `true` or `false`.",
    on: "identity",
    bad: r#"{ "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports/*", "Condition": { "Bool": { "aws:SecureTransport": "yes" } } }"#,
    good: r#"{ "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports/*", "Condition": { "Bool": { "aws:SecureTransport": "true" } } }"#,
    source: "general-warning-type-mismatch-boolean",
};

static DATE: Check = Check {
    code: "TYPE_MISMATCH_DATE",
    severity: Severity::Warning,
    origin: Origin::AccessAnalyzer,
    what: "A value of a date operator is no date.",
    why: "IAM refuses the policy; elsewhere the condition does not hold.",
    fix: "Write `2026-01-31T12:00:00Z`.",
    on: "identity",
    bad: r#"{ "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports/*", "Condition": { "DateLessThan": { "aws:CurrentTime": "31.01.2026" } } }"#,
    good: r#"{ "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports/*", "Condition": { "DateLessThan": { "aws:CurrentTime": "2026-01-31T00:00:00Z" } } }"#,
    source: "general-warning-type-mismatch-date",
};

static NUMBER: Check = Check {
    code: "TYPE_MISMATCH_NUMBER",
    severity: Severity::Warning,
    origin: Origin::AccessAnalyzer,
    what: "A value of a numeric operator is no number.",
    why: "The condition does not hold.",
    fix: "Write a number, without a unit.",
    on: "identity",
    bad: r#"{ "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports/*", "Condition": { "NumericLessThan": { "aws:MultiFactorAuthAge": "1h" } } }"#,
    good: r#"{ "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports/*", "Condition": { "NumericLessThan": { "aws:MultiFactorAuthAge": "3600" } } }"#,
    source: "general-warning-type-mismatch-number",
};

static STRING: Check = Check {
    code: "TYPE_MISMATCH_STRING",
    severity: Severity::Warning,
    origin: Origin::AccessAnalyzer,
    what: "A value of `BinaryEquals` is not in Base64.",
    why: "The condition does not hold.",
    fix: "Write the bytes in Base64.",
    on: "identity",
    bad: r#"{ "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports/*", "Condition": { "BinaryEquals": { "example:token": "%%%" } } }"#,
    good: r#"{ "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports/*", "Condition": { "BinaryEquals": { "example:token": "QmluYXJ5" } } }"#,
    source: "general-warning-type-mismatch-string",
};

static EPOCH: Check = Check {
    code: "INVALID_DATE_VALUE",
    severity: Severity::Warning,
    origin: Origin::AccessAnalyzer,
    what: "A date is written as seconds since 1970.",
    why: "Nobody can read it; and a slip of one digit is thirty years.",
    fix: "Write `2026-01-31T12:00:00Z`.",
    on: "identity",
    bad: r#"{ "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports/*", "Condition": { "DateLessThan": { "aws:CurrentTime": "1769860800" } } }"#,
    good: r#"{ "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports/*", "Condition": { "DateLessThan": { "aws:CurrentTime": "2026-01-31T12:00:00Z" } } }"#,
    source: "general-warning-invalid-date-value",
};

fn find(look: &Look<'_>, found: &mut Findings<'_>) {
    for (_, pair) in look.conditions() {
        let Some(operator) = pair.parsed else { continue };
        mismatch(look, found, pair, operator.base);
        for &value in &pair.values {
            self::value(look, found, value, operator.base);
        }
    }
}

/// The operator against the key.
fn mismatch(look: &Look<'_>, found: &mut Findings<'_>, pair: &ConditionPair, base: Base) {
    let key = look.key_of(pair);
    let (Some(facts), Some(operator)) = (look.key(key), type_of(base)) else {
        return;
    };
    let fits = match facts.kind {
        // A key of text may hold an ARN, and an ARN is text as well; seconds since 1970 are a number and a date.
        KeyType::Arn | KeyType::Text => matches!(operator, KeyType::Arn | KeyType::Text),
        KeyType::Date => {
            let seconds = ["aws:EpochTime", "kms:ValidTo"]
                .iter()
                .any(|own| key.eq_ignore_ascii_case(own));
            operator == KeyType::Date || seconds && operator == KeyType::Number
        }
        // Where two addresses of a request are compared, both are whole: as texts, as AWS's examples do.
        KeyType::Ip if operator == KeyType::Text => {
            let variable = |value: &NodeId| look.scalar(*value).starts_with("${");
            pair.values.iter().all(variable) && !pair.values.is_empty()
        }
        kind => kind == operator,
    };
    if !fits {
        let operator = quote(look.text(pair.operator));
        let message = format!(
            "{} holds {}: use {}, not {operator}",
            quote(key),
            words(facts.kind),
            operators(facts.kind)
        );
        found.at(&MISMATCH, pair.key, message);
    }
}

fn value(look: &Look<'_>, found: &mut Findings<'_>, node: NodeId, base: Base) {
    let text = look.scalar(node);
    let variable = text.contains("${");
    match (type_of(base), base) {
        (Some(KeyType::Boolean), _) | (_, Base::Null) if !variable => {
            if text.eq_ignore_ascii_case("true") || text.eq_ignore_ascii_case("false") {
                return;
            }
            found.at(&BOOLEAN, node, format!("{} is neither `true` nor `false`", quote(text)));
        }
        (Some(KeyType::Number), _) if !variable && !is_plain_number(text) => {
            let message = match Number::read(text) {
                Some(_) => format!("{} is no number as AWS documents them: write plain digits", quote(text)),
                None => format!("{} is no number", quote(text)),
            };
            found.at(&NUMBER, node, message);
        }
        (Some(KeyType::Date), _) if !variable => {
            if !is_date(text) {
                found.at(
                    &DATE,
                    node,
                    format!("{} is no date: write `2026-01-31T12:00:00Z`", quote(text)),
                );
            } else if text.len() > 4 && text.bytes().all(|byte| byte.is_ascii_digit()) {
                found.at(
                    &EPOCH,
                    node,
                    format!("{} is seconds since 1970: write `2026-01-31T12:00:00Z`", quote(text)),
                );
            }
        }
        (None, Base::BinaryEquals) if !is_base64(text) => {
            found.at(&STRING, node, format!("{} is not in Base64", quote(text)));
        }
        _ => {}
    }
}

fn words(kind: KeyType) -> &'static str {
    match kind {
        KeyType::Text => "text",
        KeyType::Boolean => "a boolean",
        KeyType::Arn => "an ARN",
        KeyType::Ip => "an address",
        KeyType::Date => "a date",
        KeyType::Number => "a number",
    }
}

fn operators(kind: KeyType) -> &'static str {
    match kind {
        KeyType::Text => "a string operator",
        KeyType::Boolean => "`Bool`",
        KeyType::Arn => "an ARN operator",
        KeyType::Ip => "`IpAddress` or `NotIpAddress`",
        KeyType::Date => "a date operator",
        KeyType::Number => "a numeric operator",
    }
}

fn is_base64(text: &str) -> bool {
    let plain = text.trim_end_matches('=');
    let alphabet = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/');
    text.len().is_multiple_of(4) && text.len() - plain.len() <= 2 && plain.bytes().all(alphabet)
}

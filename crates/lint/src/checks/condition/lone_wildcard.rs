//! Conditions with a lone `*`: what they really ask

use crate::checks::{Find, Rule};
use crate::findings::Findings;
use crate::look::Look;
use crate::{Check, Origin, Severity};
use iamwhy_policy::spelling::quote;
use iamwhy_policy::{Base, ConditionPair, Operator, Qualifier};

pub(super) static RULE: Rule = Rule {
    checks: &[&NULL_FALSE, &NULL_TRUE, &ALWAYS, &NEVER],
    find: Find::Policy(find),
};

static NULL_FALSE: Check = Check {
    code: "EQUIVALENT_TO_NULL_FALSE",
    severity: Severity::Suggestion,
    origin: Origin::AccessAnalyzer,
    what: "A condition compares with a lone `*`, which only asks whether the key is there.",
    why: "Any value fits, an empty one too; whoever reads it takes it for a restriction.",
    fix: "Ask with `Null` and `false`, or name the values.",
    on: "identity",
    bad: r#"{ "Effect": "Allow", "Action": "ec2:StartInstances", "Resource": "*", "Condition": { "StringLike": { "aws:ResourceTag/team": "*" } } }"#,
    good: r#"{ "Effect": "Allow", "Action": "ec2:StartInstances", "Resource": "*", "Condition": { "Null": { "aws:ResourceTag/team": "false" } } }"#,
    source: "suggestion-equivalent-to-null-false",
};

static NULL_TRUE: Check = Check {
    code: "EQUIVALENT_TO_NULL_TRUE",
    severity: Severity::Suggestion,
    origin: Origin::AccessAnalyzer,
    what: "A negated condition compares with a lone `*`, which only asks whether the key is absent.",
    why: "No value is another than `*`: it holds for requests without the key, and for no others.",
    fix: "Ask with `Null` and `true`.",
    on: "identity",
    bad: r#"{ "Effect": "Allow", "Action": "ec2:TerminateInstances", "Resource": "*", "Condition": { "StringNotLike": { "aws:ResourceTag/protected": "*" } } }"#,
    good: r#"{ "Effect": "Allow", "Action": "ec2:TerminateInstances", "Resource": "*", "Condition": { "Null": { "aws:ResourceTag/protected": "true" } } }"#,
    source: "suggestion-equivalent-to-null-true",
};

static ALWAYS: Check = Check {
    code: "REDUNDANT_KEY_DUE_TO_WILDCARD_IN_CONDITION",
    severity: Severity::Suggestion,
    origin: Origin::AccessAnalyzer,
    what: "A condition with a lone `*` always holds.",
    why: "Every request meets it: it restricts nothing.",
    fix: "Remove it, or name the values.",
    on: "identity",
    bad: r#"{ "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports/*", "Condition": { "StringLikeIfExists": { "aws:PrincipalTag/team": "*" } } }"#,
    good: r#"{ "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports/*", "Condition": { "StringLikeIfExists": { "aws:PrincipalTag/team": "red-*" } } }"#,
    source: "suggestion-redundant-key-due-to-wildcard-in-condition",
};

static NEVER: Check = Check {
    code: "REDUNDANT_STATEMENT_DUE_TO_WILDCARD_IN_CONDITION",
    severity: Severity::Suggestion,
    origin: Origin::AccessAnalyzer,
    what: "A negated condition with a lone `*` never holds.",
    why: "No request meets it: the statement does nothing.",
    fix: "Remove the statement, or name the values.",
    on: "identity",
    bad: r#"{ "Effect": "Deny", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports/*", "Condition": { "StringNotLike": { "aws:RequestedRegion": "*" } } }"#,
    good: r#"{ "Effect": "Deny", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports/*", "Condition": { "StringNotLike": { "aws:RequestedRegion": "eu-*" } } }"#,
    source: "suggestion-redundant-statement-due-to-wildcard-in-condition",
};

/// Keys that every request carries (section 4 of the rules).
const ALWAYS_SENT: [&str; 4] = [
    "aws:RequestedRegion",
    "aws:PrincipalAccount",
    "aws:PrincipalType",
    "aws:userid",
];

fn find(look: &Look<'_>, found: &mut Findings<'_>) {
    for statement in look.whole() {
        for pair in &statement.conditions {
            let Some(operator) = pair.parsed.filter(|own| own.base == Base::StringLike) else {
                continue;
            };
            let Some(&star) = pair.values.iter().find(|value| look.scalar(**value) == "*") else {
                continue;
            };
            let key = quote(look.key_of(pair));
            let sent = ALWAYS_SENT.iter().any(|own| look.is_on(pair, own));
            let all = operator.qualifier == Qualifier::ForAllValues;
            let any = operator.qualifier == Qualifier::ForAnyValue;
            let (check, message, null) = match operator.negated {
                false if operator.if_exists || all || sent => {
                    (&ALWAYS, format!("{key} is anything at all: this always holds"), None)
                }
                false => (
                    &NULL_FALSE,
                    format!("{key} is anything at all: this only asks whether it is there"),
                    Some("false"),
                ),
                true if any || sent => (
                    &NEVER,
                    format!("no value of {key} is another than `*`: this never holds"),
                    None,
                ),
                true => (
                    &NULL_TRUE,
                    format!("no value of {key} is another than `*`: this only asks whether it is absent"),
                    Some("true"),
                ),
            };
            let report = found.at(check, star, message);
            if let Some(null) = null.filter(|_| is_lonely(look, statement, pair)) {
                let name = Operator {
                    base: Base::Null,
                    negated: false,
                    qualifier: Qualifier::None,
                    if_exists: false,
                }
                .name();
                let mut edits = look.rewrite(pair.operator, &name);
                edits.extend(look.rewrite(look.value_of(pair.key), null));
                report.fix(format!("ask with `{name}`"), edits);
            }
        }
    }
}

/// Whether the operator can become `Null`: it has no other key, and there is no `Null` yet.
fn is_lonely(look: &Look<'_>, statement: &iamwhy_policy::Statement, pair: &ConditionPair) -> bool {
    look.is_alone(statement, pair)
        && !statement
            .conditions
            .iter()
            .any(|own| look.text(own.operator).eq_ignore_ascii_case("Null"))
}

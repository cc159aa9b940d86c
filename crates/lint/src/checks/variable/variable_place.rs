//! Variables where AWS does not replace them

use super::place::places;
use crate::checks::{Find, Rule};
use crate::findings::Findings;
use crate::look::Look;
use crate::{Check, Origin, Severity};
use iamwhy_policy::spelling::quote;
use iamwhy_policy::{Base, Version};
use std::collections::BTreeSet;

pub(super) static RULE: Rule = Rule {
    checks: &[&OPERATOR, &ELEMENT, &VERSION],
    find: Find::Policy(find),
};

static OPERATOR: Check = Check {
    code: "INVALID_VARIABLE_FOR_OPERATOR",
    severity: Severity::Error,
    origin: Origin::AccessAnalyzer,
    what: "A policy variable stands in the value of an operator that does not replace it.",
    why: "Numbers, dates, addresses and booleans are compared as they are written: the value matches nothing.",
    fix: "Use a string or an ARN operator, or write the value itself.",
    on: "identity",
    bad: r#"{ "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::home/*", "Condition": { "NumericLessThan": { "aws:MultiFactorAuthAge": "${aws:PrincipalTag/age}" } } }"#,
    good: r#"{ "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::home/*", "Condition": { "NumericLessThan": { "aws:MultiFactorAuthAge": "3600" } } }"#,
    source: "error-invalid-variable-for-operator",
};

static ELEMENT: Check = Check {
    code: "VARIABLE_UNSUPPORTED_IN_ELEMENT",
    severity: Severity::Error,
    origin: Origin::AccessAnalyzer,
    what: "A policy variable stands in an element that has none.",
    why: "In `Action`, `Principal` and `Sid` it is plain text, which matches nothing.",
    fix: "Write the value itself.",
    on: "identity",
    bad: r#"{ "Effect": "Allow", "Action": "s3:${aws:PrincipalTag/verb}Object", "Resource": "arn:aws:s3:::home/*" }"#,
    good: r#"{ "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::home/*" }"#,
    source: "error-variable-unsupported-in-element",
};

static VERSION: Check = Check {
    code: "VARIABLE_UNSUPPORTED_IN_VERSION",
    severity: Severity::Error,
    origin: Origin::AccessAnalyzer,
    what: "A policy variable stands in a policy of the language of 2008.",
    why: "It has no variables: `${aws:username}` is plain text, which matches nothing.",
    fix: "Write `\"Version\": \"2012-10-17\"`.",
    on: "identity",
    bad: r#"{
  "Version": "2008-10-17",
  "Statement": [{ "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::home/${aws:username}/*" }]
}"#,
    good: r#"{
  "Version": "2012-10-17",
  "Statement": [{ "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::home/${aws:username}/*" }]
}"#,
    source: "error-variable-unsupported-in-version",
};

fn find(look: &Look<'_>, found: &mut Findings<'_>) {
    let old = look.policy.version == Version::V2008;
    let mut seen = BTreeSet::new();
    for place in places(look) {
        for variable in place.variables(look).into_iter().filter(|variable| variable.closed) {
            let part = variable.part.clone();
            let text = quote(variable.text);
            if !place.allowed {
                let message =
                    format!("{text} is plain text here: variables are replaced in `Resource` and `Condition` only");
                found.inside(&ELEMENT, place.node, part, message);
            } else if !place.operator.is_none_or(replaces) {
                let message =
                    format!("{text} is plain text here: variables are replaced by string and ARN operators only");
                found.inside(&OPERATOR, place.node, part, message);
            } else if old && seen.insert(place.node.0) {
                let message = format!("{text} is plain text: only policies of version `2012-10-17` have variables");
                let version = look.member(look.policy.root, "Version");
                let edits = version
                    .map(|(_, value)| look.rewrite(value, "2012-10-17"))
                    .unwrap_or_default();
                found
                    .inside(&VERSION, place.node, part, message)
                    .fix("write `2012-10-17`", edits);
            }
        }
    }
}

/// `Bool` replaces them as well, by AWS's page of operators; its list of checks says otherwise (VAR-4). What is in doubt is no
/// error.
fn replaces(base: Base) -> bool {
    matches!(
        base,
        Base::StringEquals
            | Base::StringEqualsIgnoreCase
            | Base::StringLike
            | Base::ArnEquals
            | Base::ArnLike
            | Base::Bool
    )
}

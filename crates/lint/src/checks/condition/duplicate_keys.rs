//! DUPLICATE_KEYS_WITH_DIFFERENT_CASE

use crate::checks::{Find, Rule};
use crate::findings::Findings;
use crate::look::Look;
use crate::{Check, Origin, Severity};
use iamwhy_policy::ConditionPair;
use iamwhy_policy::spelling::quote;
use std::collections::BTreeMap;

pub(super) static RULE: Rule = Rule {
    checks: &[&CHECK],
    find: Find::Policy(find),
};

static CHECK: Check = Check {
    code: "DUPLICATE_KEYS_WITH_DIFFERENT_CASE",
    severity: Severity::Error,
    origin: Origin::AccessAnalyzer,
    what: "The same condition key stands twice below one operator, in another case of letters.",
    why: "Names of keys have no case, so nobody knows whether one of them wins or both must hold.",
    fix: "Put all values below one key.",
    on: "identity",
    bad: r#"{ "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports/*", "Condition": { "StringEquals": { "aws:PrincipalTag/team": "red", "aws:principaltag/team": "blue" } } }"#,
    good: r#"{ "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports/*", "Condition": { "StringEquals": { "aws:PrincipalTag/team": ["red", "blue"] } } }"#,
    source: "error-duplicate-keys-with-different-case",
};

fn find(look: &Look<'_>, found: &mut Findings<'_>) {
    for statement in look.statements() {
        for block in statement
            .conditions
            .chunk_by(|one, other| one.operator == other.operator)
        {
            // The first of each key, and the first in another case than that one.
            let mut seen: BTreeMap<String, Vec<&ConditionPair>> = BTreeMap::new();
            for pair in block {
                let key = look.key_of(pair);
                let earlier = seen.entry(key.to_ascii_lowercase()).or_default();
                let before = earlier.iter().copied().find(|own| look.key_of(own) != key);
                if earlier.is_empty() || earlier.len() == 1 && before.is_some() {
                    earlier.push(pair);
                }
                if let Some(first) = before {
                    let message = format!(
                        "{} differs from an earlier key in case only: keys have no case",
                        quote(key)
                    );
                    let span = look.json.span(first.key);
                    found.at(&CHECK, pair.key, message).with(span, "the earlier one");
                }
            }
        }
    }
}

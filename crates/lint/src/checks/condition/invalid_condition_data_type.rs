//! INVALID_CONDITION_DATA_TYPE

use crate::checks::{Find, Rule};
use crate::findings::Findings;
use crate::look::Look;
use crate::{Check, Origin, Severity};
use iamwhy_policy::Kind;

pub(super) static RULE: Rule = Rule {
    checks: &[&CHECK],
    find: Find::Policy(find),
};

static CHECK: Check = Check {
    code: "INVALID_CONDITION_DATA_TYPE",
    severity: Severity::Error,
    origin: Origin::AccessAnalyzer,
    what: "The values of a condition are of several JSON types.",
    why: "AWS takes a list of strings; a number or a boolean among them is at best read as its text.",
    fix: "Put all values in quotes.",
    on: "identity",
    bad: r#"{ "Effect": "Allow", "Action": "s3:ListBucket", "Resource": "arn:aws:s3:::reports", "Condition": { "NumericEquals": { "s3:max-keys": ["10", 20] } } }"#,
    good: r#"{ "Effect": "Allow", "Action": "s3:ListBucket", "Resource": "arn:aws:s3:::reports", "Condition": { "NumericEquals": { "s3:max-keys": ["10", "20"] } } }"#,
    source: "error-invalid-condition-data-type",
};

/// The fix is safe: a number and a boolean are read as their text (PARSE-31).
fn find(look: &Look<'_>, found: &mut Findings<'_>) {
    for (_, pair) in look.conditions().filter(|(_, pair)| pair.list) {
        let mut kinds = pair.values.iter().map(|&value| look.json.kind(value));
        let Some(first) = kinds.next().filter(|first| kinds.any(|kind| kind != *first)) else {
            continue;
        };
        let other = pair.values.iter().find(|value| look.json.kind(**value) != first);
        let bare = pair
            .values
            .iter()
            .filter(|value| look.json.kind(**value) != Kind::String);
        let edits = bare
            .flat_map(|&value| look.rewrite(value, look.scalar(value)))
            .collect();
        if let Some(&other) = other {
            let words = (look.json.kind(other).words(), first.words());
            let message = format!("{} stands in a list with {}: values are of one type", words.0, words.1);
            found.at(&CHECK, other, message).safe("put all values in quotes", edits);
        }
    }
}

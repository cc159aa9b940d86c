//! MISSING_TAG_KEY_IN_CONDITION

use crate::checks::{Find, Rule};
use crate::findings::Findings;
use crate::key::TAG_KEYS;
use crate::look::Look;
use crate::{Check, Origin, Severity};
use iamwhy_policy::spelling::quote;

pub(super) static RULE: Rule = Rule {
    checks: &[&CHECK],
    find: Find::Policy(find),
};

static CHECK: Check = Check {
    code: "MISSING_TAG_KEY_IN_CONDITION",
    severity: Severity::Error,
    origin: Origin::AccessAnalyzer,
    what: "A condition on a tag does not say on which.",
    why: "No request carries the bare key, so that the condition is decided as if the tag were absent.",
    fix: "Add the key of the tag: `aws:ResourceTag/team`.",
    on: "identity",
    bad: r#"{ "Effect": "Allow", "Action": "ec2:StartInstances", "Resource": "*", "Condition": { "StringEquals": { "aws:ResourceTag": "red" } } }"#,
    good: r#"{ "Effect": "Allow", "Action": "ec2:StartInstances", "Resource": "*", "Condition": { "StringEquals": { "aws:ResourceTag/team": "red" } } }"#,
    source: "error-missing-tag-key-in-condition",
};

fn find(look: &Look<'_>, found: &mut Findings<'_>) {
    for (_, pair) in look.conditions() {
        let key = look.key_of(pair);
        let bare = |name: &&&str| key.strip_suffix('/').unwrap_or(key).eq_ignore_ascii_case(name);
        if let Some(name) = TAG_KEYS.iter().find(bare) {
            let message = format!("{} lacks the key of the tag: write `{name}/` and the key", quote(key));
            found.at(&CHECK, pair.key, message);
        }
    }
}

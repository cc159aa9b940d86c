//! MISSING_STATEMENT

use crate::checks::{Find, Rule};
use crate::findings::Findings;
use crate::look::Look;
use crate::{Check, Origin, Severity};

pub(super) static RULE: Rule = Rule {
    checks: &[&CHECK],
    find: Find::Policy(find),
};

static CHECK: Check = Check {
    code: "MISSING_STATEMENT",
    severity: Severity::Error,
    origin: Origin::AccessAnalyzer,
    what: "The policy has no statement.",
    why: "AWS refuses it, and it would allow nothing.",
    fix: "Add a statement.",
    on: "identity",
    bad: r#"{ "Version": "2012-10-17", "Statement": [] }"#,
    good: r#"{
  "Version": "2012-10-17",
  "Statement": [{ "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports/*" }]
}"#,
    source: "error-missing-statement",
};

fn find(look: &Look<'_>, found: &mut Findings<'_>) {
    let root = look.policy.root;
    match look.member(root, "Statement") {
        None if look.json.kind(root) == iamwhy_policy::Kind::Object => {
            found.at(&CHECK, root, "a policy needs a `Statement`");
        }
        Some((_, value)) if look.json.kind(value) == iamwhy_policy::Kind::Array && look.is_empty(value) => {
            found.at(&CHECK, value, "`Statement` is empty: the policy says nothing");
        }
        _ => {}
    }
}

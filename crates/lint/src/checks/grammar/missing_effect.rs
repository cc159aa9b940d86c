//! MISSING_EFFECT

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
    code: "MISSING_EFFECT",
    severity: Severity::Error,
    origin: Origin::AccessAnalyzer,
    what: "A statement has no `Effect`.",
    why: "AWS refuses the policy: there is no default, neither `Allow` nor `Deny`.",
    fix: "Add `\"Effect\": \"Allow\"` or `\"Effect\": \"Deny\"`.",
    on: "identity",
    bad: r#"{ "Sid": "Read", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports/*" }"#,
    good: r#"{ "Sid": "Read", "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports/*" }"#,
    source: "error-missing-effect",
};

/// Where the element is misspelt, that is what is said.
fn find(look: &Look<'_>, found: &mut Findings<'_>) {
    for statement in look.statements() {
        let object = look.json.kind(statement.node) == Kind::Object;
        if object && look.lacks(statement, &["Effect"]) {
            found.at(
                &CHECK,
                statement.node,
                "the statement needs an `Effect`: `Allow` or `Deny`",
            );
        }
    }
}

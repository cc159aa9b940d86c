//! MISSING_ACTION

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
    code: "MISSING_ACTION",
    severity: Severity::Error,
    origin: Origin::AccessAnalyzer,
    what: "A statement has neither `Action` nor `NotAction`.",
    why: "AWS refuses the policy: a statement is about named actions.",
    fix: "Add the actions that are meant.",
    on: "identity",
    bad: r#"{ "Effect": "Allow", "Resource": "arn:aws:s3:::reports/*" }"#,
    good: r#"{ "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports/*" }"#,
    source: "error-missing-action",
};

fn find(look: &Look<'_>, found: &mut Findings<'_>) {
    for statement in look.statements() {
        let object = look.json.kind(statement.node) == Kind::Object;
        if object && look.lacks(statement, &["Action", "NotAction"]) {
            found.at(
                &CHECK,
                statement.node,
                "the statement needs an `Action` or a `NotAction`",
            );
        }
    }
}

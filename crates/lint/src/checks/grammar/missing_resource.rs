//! MISSING_RESOURCE

use crate::checks::{Find, Rule};
use crate::findings::Findings;
use crate::look::Look;
use crate::{Check, Origin, Severity};
use iamwhy_policy::{Kind, PolicyType};

pub(super) static RULE: Rule = Rule {
    checks: &[&CHECK],
    find: Find::Policy(find),
};

static CHECK: Check = Check {
    code: "MISSING_RESOURCE",
    severity: Severity::Error,
    origin: Origin::AccessAnalyzer,
    what: "A statement has neither `Resource` nor `NotResource`.",
    why: "AWS refuses the policy. Only role trust policies, and the policies of a few services, are about the one resource that they stand on.",
    fix: "Add the resources that are meant; `\"*\"` for actions that have none.",
    on: "identity",
    bad: r#"{ "Effect": "Allow", "Action": "s3:GetObject" }"#,
    good: r#"{ "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports/*" }"#,
    source: "error-missing-resource",
};

/// Services that take a missing `Resource` to be the resource that the policy stands on (TYPE-7).
const IMPLIED: [&str; 4] = ["ecr", "ecr-public", "elasticfilesystem", "sns"];

fn find(look: &Look<'_>, found: &mut Findings<'_>) {
    let implied = look.service.is_some_and(|service| IMPLIED.contains(&service));
    // Of a resource whose service nobody knows, it may be implied.
    let open = look.kind == PolicyType::Resource && look.service.is_none();
    if look.kind == PolicyType::Trust || implied || open {
        return;
    }
    for statement in look.statements() {
        let object = look.json.kind(statement.node) == Kind::Object;
        if object && look.lacks(statement, &["Resource", "NotResource"]) {
            found.at(
                &CHECK,
                statement.node,
                "the statement needs a `Resource` or a `NotResource`",
            );
        }
    }
}

//! CREATE_SLR_WITH_…: the right to create service-linked roles, for more services than anybody means

use super::reach::{self, Checks, Right};
use crate::checks::{Find, Rule};
use crate::findings::Findings;
use crate::look::Look;
use crate::{Check, Origin, Severity};

pub(super) static RULE: Rule = Rule {
    checks: &[
        &STAR_RESOURCE,
        &STAR_BOTH,
        &NOT_ACTION,
        &NOT_RESOURCE,
        &STAR_NOT_RESOURCE,
        &NOT_BOTH,
    ],
    find: Find::Policy(find),
};

static STAR_RESOURCE: Check = Check {
    code: "CREATE_SLR_WITH_STAR_IN_RESOURCE",
    severity: Severity::Warning,
    origin: Origin::AccessAnalyzer,
    what: "`iam:CreateServiceLinkedRole` is allowed for any service.",
    why: "A service-linked role lets its service act in the account; with it, services begin to work that nobody has decided to use.",
    fix: "Name the role of the service that is meant, or the service with `iam:AWSServiceName`.",
    on: "identity",
    bad: r#"{ "Effect": "Allow", "Action": "iam:CreateServiceLinkedRole", "Resource": "*" }"#,
    good: r#"{ "Effect": "Allow", "Action": "iam:CreateServiceLinkedRole", "Resource": "arn:aws:iam::*:role/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS*" }"#,
    source: "general-warning-create-slr-with-star-in-resource",
};

static STAR_BOTH: Check = Check {
    code: "CREATE_SLR_WITH_STAR_IN_ACTION_AND_RESOURCE",
    severity: Severity::Warning,
    origin: Origin::AccessAnalyzer,
    what: "A wildcard in `Action` includes `iam:CreateServiceLinkedRole`, for any service.",
    why: "A service-linked role lets its service act in the account; with it, services begin to work that nobody has decided to use.",
    fix: "Name the role of the service that is meant, or the service with `iam:AWSServiceName`.",
    on: "identity",
    bad: r#"{ "Effect": "Allow", "Action": "iam:Create*", "Resource": "*" }"#,
    good: r#"{ "Effect": "Allow", "Action": "iam:CreateServiceLinkedRole", "Resource": "arn:aws:iam::*:role/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS*" }"#,
    source: "general-warning-create-slr-with-star-in-action-and-resource",
};

static NOT_ACTION: Check = Check {
    code: "CREATE_SLR_WITH_STAR_IN_RESOURCE_AND_NOT_ACTION",
    severity: Severity::Warning,
    origin: Origin::AccessAnalyzer,
    what: "`NotAction` does not leave out `iam:CreateServiceLinkedRole`.",
    why: "A service-linked role lets its service act in the account; with it, services begin to work that nobody has decided to use.",
    fix: "Add `iam:CreateServiceLinkedRole` to `NotAction`, or list the actions.",
    on: "identity",
    bad: r#"{ "Effect": "Allow", "NotAction": "iam:CreateUser", "Resource": "*" }"#,
    good: r#"{ "Effect": "Allow", "Action": "iam:CreateServiceLinkedRole", "Resource": "arn:aws:iam::*:role/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS*" }"#,
    source: "general-warning-create-slr-with-star-in-resource-and-not-action",
};

static NOT_RESOURCE: Check = Check {
    code: "CREATE_SLR_WITH_NOT_RESOURCE",
    severity: Severity::Warning,
    origin: Origin::AccessAnalyzer,
    what: "`iam:CreateServiceLinkedRole` is allowed for every service that `NotResource` does not name.",
    why: "A service-linked role lets its service act in the account; with it, services begin to work that nobody has decided to use.",
    fix: "Name the roles in `Resource`.",
    on: "identity",
    bad: r#"{ "Effect": "Allow", "Action": "iam:CreateServiceLinkedRole", "NotResource": "arn:aws:iam::*:role/aws-service-role/ecs.amazonaws.com/*" }"#,
    good: r#"{ "Effect": "Allow", "Action": "iam:CreateServiceLinkedRole", "Resource": "arn:aws:iam::*:role/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS*" }"#,
    source: "general-warning-create-slr-with-not-resource",
};

static STAR_NOT_RESOURCE: Check = Check {
    code: "CREATE_SLR_WITH_STAR_IN_ACTION_AND_NOT_RESOURCE",
    severity: Severity::Warning,
    origin: Origin::AccessAnalyzer,
    what: "A wildcard in `Action` includes `iam:CreateServiceLinkedRole`, for every service that `NotResource` does not name.",
    why: "A service-linked role lets its service act in the account; with it, services begin to work that nobody has decided to use.",
    fix: "Name the roles in `Resource`.",
    on: "identity",
    bad: r#"{ "Effect": "Allow", "Action": "iam:Create*", "NotResource": "arn:aws:iam::*:role/aws-service-role/ecs.amazonaws.com/*" }"#,
    good: r#"{ "Effect": "Allow", "Action": "iam:CreateServiceLinkedRole", "Resource": "arn:aws:iam::*:role/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS*" }"#,
    source: "general-warning-create-slr-with-star-in-action-and-not-resource",
};

static NOT_BOTH: Check = Check {
    code: "CREATE_SLR_WITH_NOT_ACTION_AND_NOT_RESOURCE",
    severity: Severity::Warning,
    origin: Origin::AccessAnalyzer,
    what: "`NotAction` and `NotResource` leave `iam:CreateServiceLinkedRole` allowed for every service that is not named.",
    why: "A service-linked role lets its service act in the account; with it, services begin to work that nobody has decided to use.",
    fix: "List the actions, and name the roles in `Resource`.",
    on: "identity",
    bad: r#"{ "Effect": "Allow", "NotAction": "iam:CreateUser", "NotResource": "arn:aws:iam::*:role/aws-service-role/ecs.amazonaws.com/*" }"#,
    good: r#"{ "Effect": "Allow", "Action": "iam:CreateServiceLinkedRole", "Resource": "arn:aws:iam::*:role/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS*" }"#,
    source: "general-warning-create-slr-with-not-action-and-not-resource",
};

fn find(look: &Look<'_>, found: &mut Findings<'_>) {
    let right = Right {
        action: "iam:CreateServiceLinkedRole",
        roles: [
            "role/aws-service-role/a.amazonaws.com/AWSServiceRoleForA",
            "role/aws-service-role/z9.amazonaws.com/Zz",
        ],
        keys: &["iam:AWSServiceName"],
        any: "for any service",
        others: "for every service that is not named",
        checks: Checks {
            resource: [&STAR_RESOURCE, &STAR_BOTH, &NOT_ACTION],
            not_resource: [&NOT_RESOURCE, &STAR_NOT_RESOURCE, &NOT_BOTH],
        },
    };
    reach::find(look, found, &right);
}

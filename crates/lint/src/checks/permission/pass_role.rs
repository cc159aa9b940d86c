//! PASS_ROLE_WITH_…: the right to pass roles, on more roles than anybody can name

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
    code: "PASS_ROLE_WITH_STAR_IN_RESOURCE",
    severity: Severity::SecurityWarning,
    origin: Origin::AccessAnalyzer,
    what: "`iam:PassRole` is allowed on any role, to any service.",
    why: "Whoever can pass any role to a service, and can use that service, can act as that role.",
    fix: "Name the roles, and the service with `iam:PassedToService`.",
    on: "identity",
    bad: r#"{ "Effect": "Allow", "Action": "iam:PassRole", "Resource": "*" }"#,
    good: r#"{ "Effect": "Allow", "Action": "iam:PassRole", "Resource": "arn:aws:iam::111122223333:role/app", "Condition": { "StringEquals": { "iam:PassedToService": "lambda.amazonaws.com" } } }"#,
    source: "security-warning-pass-role-with-star-in-resource",
};

static STAR_BOTH: Check = Check {
    code: "PASS_ROLE_WITH_STAR_IN_ACTION_AND_RESOURCE",
    severity: Severity::SecurityWarning,
    origin: Origin::AccessAnalyzer,
    what: "A wildcard in `Action` includes `iam:PassRole`, on any role, to any service.",
    why: "Whoever can pass any role to a service, and can use that service, can act as that role.",
    fix: "Name the roles, and the service with `iam:PassedToService`.",
    on: "identity",
    bad: r#"{ "Effect": "Allow", "Action": "iam:*", "Resource": "*" }"#,
    good: r#"{ "Effect": "Allow", "Action": "iam:PassRole", "Resource": "arn:aws:iam::111122223333:role/app", "Condition": { "StringEquals": { "iam:PassedToService": "lambda.amazonaws.com" } } }"#,
    source: "security-warning-pass-role-with-star-in-action-and-resource",
};

static NOT_ACTION: Check = Check {
    code: "PASS_ROLE_WITH_STAR_IN_RESOURCE_AND_NOT_ACTION",
    severity: Severity::SecurityWarning,
    origin: Origin::AccessAnalyzer,
    what: "`NotAction` does not leave out `iam:PassRole`, which is thereby allowed on any role.",
    why: "Whoever can pass any role to a service, and can use that service, can act as that role.",
    fix: "Add `iam:PassRole` to `NotAction`, or list the actions.",
    on: "identity",
    bad: r#"{ "Effect": "Allow", "NotAction": "iam:CreateUser", "Resource": "*" }"#,
    good: r#"{ "Effect": "Allow", "Action": "iam:PassRole", "Resource": "arn:aws:iam::111122223333:role/app", "Condition": { "StringEquals": { "iam:PassedToService": "lambda.amazonaws.com" } } }"#,
    source: "security-warning-pass-role-with-star-in-resource-and-not-action",
};

static NOT_RESOURCE: Check = Check {
    code: "PASS_ROLE_WITH_NOT_RESOURCE",
    severity: Severity::SecurityWarning,
    origin: Origin::AccessAnalyzer,
    what: "`iam:PassRole` is allowed on every role that `NotResource` does not name.",
    why: "Whoever can pass any role to a service, and can use that service, can act as that role.",
    fix: "Name the roles in `Resource`.",
    on: "identity",
    bad: r#"{ "Effect": "Allow", "Action": "iam:PassRole", "NotResource": "arn:aws:iam::111122223333:role/admin" }"#,
    good: r#"{ "Effect": "Allow", "Action": "iam:PassRole", "Resource": "arn:aws:iam::111122223333:role/app", "Condition": { "StringEquals": { "iam:PassedToService": "lambda.amazonaws.com" } } }"#,
    source: "security-warning-pass-role-with-not-resource",
};

static STAR_NOT_RESOURCE: Check = Check {
    code: "PASS_ROLE_WITH_STAR_IN_ACTION_AND_NOT_RESOURCE",
    severity: Severity::SecurityWarning,
    origin: Origin::AccessAnalyzer,
    what: "A wildcard in `Action` includes `iam:PassRole`, on every role that `NotResource` does not name.",
    why: "Whoever can pass any role to a service, and can use that service, can act as that role.",
    fix: "Name the roles in `Resource`.",
    on: "identity",
    bad: r#"{ "Effect": "Allow", "Action": "iam:*", "NotResource": "arn:aws:iam::111122223333:role/admin" }"#,
    good: r#"{ "Effect": "Allow", "Action": "iam:PassRole", "Resource": "arn:aws:iam::111122223333:role/app", "Condition": { "StringEquals": { "iam:PassedToService": "lambda.amazonaws.com" } } }"#,
    source: "security-warning-pass-role-with-star-in-action-and-not-resource",
};

static NOT_BOTH: Check = Check {
    code: "PASS_ROLE_WITH_NOT_ACTION_AND_NOT_RESOURCE",
    severity: Severity::SecurityWarning,
    origin: Origin::AccessAnalyzer,
    what: "`NotAction` and `NotResource` leave `iam:PassRole` allowed on every role that is not named.",
    why: "Whoever can pass any role to a service, and can use that service, can act as that role.",
    fix: "List the actions, and name the roles in `Resource`.",
    on: "identity",
    bad: r#"{ "Effect": "Allow", "NotAction": "iam:CreateUser", "NotResource": "arn:aws:iam::111122223333:role/admin" }"#,
    good: r#"{ "Effect": "Allow", "Action": "iam:PassRole", "Resource": "arn:aws:iam::111122223333:role/app", "Condition": { "StringEquals": { "iam:PassedToService": "lambda.amazonaws.com" } } }"#,
    source: "security-warning-pass-role-with-not-action-and-not-resource",
};

/// Whoever is passed to one service only cannot become what another service would make of him.
fn find(look: &Look<'_>, found: &mut Findings<'_>) {
    let right = Right {
        action: "iam:PassRole",
        roles: ["role/a", "role/Zz9-x"],
        keys: &["iam:PassedToService", "iam:AssociatedResourceArn"],
        any: "on any role, to any service",
        others: "on every role that is not named, to any service",
        checks: Checks {
            resource: [&STAR_RESOURCE, &STAR_BOTH, &NOT_ACTION],
            not_resource: [&NOT_RESOURCE, &STAR_NOT_RESOURCE, &NOT_BOTH],
        },
    };
    reach::find(look, found, &right);
}

//! RESOURCE_STAR and RESOURCE_EFFECTIVELY_STAR

use crate::checks::{Find, Rule};
use crate::findings::Findings;
use crate::look::Look;
use crate::{Check, Origin, Severity};
use iamwhy_catalog::AccessLevel;
use iamwhy_policy::Arn;
use iamwhy_policy::spelling::quote;

pub(super) static RULE: Rule = Rule {
    checks: &[&STAR, &NEARLY],
    find: Find::Policy(find),
};

static STAR: Check = Check {
    code: "RESOURCE_STAR",
    severity: Severity::Suggestion,
    origin: Origin::Parliament,
    what: "Actions that change single resources are allowed on all of them.",
    why: "The statement reaches what will be made later as well.",
    fix: "Name the resources, or add a condition on their tags.",
    on: "identity",
    bad: r#"{ "Effect": "Allow", "Action": "s3:DeleteObject", "Resource": "*" }"#,
    good: r#"{ "Effect": "Allow", "Action": "s3:DeleteObject", "Resource": "arn:aws:s3:::reports/*" }"#,
    source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html",
};

static NEARLY: Check = Check {
    code: "RESOURCE_EFFECTIVELY_STAR",
    severity: Severity::Suggestion,
    origin: Origin::Parliament,
    what: "A resource is a long way of writing `*`.",
    why: "It looks like a restriction and is none.",
    fix: "Write `*`, or name the resources.",
    on: "scp",
    bad: r#"{ "Effect": "Deny", "Action": "s3:DeleteObject", "Resource": "arn:*:*:*:*:*" }"#,
    good: r#"{ "Effect": "Deny", "Action": "s3:DeleteObject", "Resource": "*" }"#,
    source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html",
};

fn find(look: &Look<'_>, found: &mut Findings<'_>) {
    for statement in look.whole() {
        for (node, text) in look.resources(statement) {
            let arn = Arn::split(text);
            let stars = |field: &&str| field.chars().all(|letter| letter == '*');
            let rest = arn.fields().iter().skip(2);
            let open = text != "*"
                && (text.chars().all(|letter| letter == '*')
                    || arn.count() > 1
                        && text.starts_with("arn:")
                        && arn.count() == 6
                        && rest.clone().all(|field| !field.is_empty() && stars(field)));
            if open {
                let report = found.at(&NEARLY, node, format!("{} is every resource", quote(text)));
                report.fix("write `*`", look.rewrite(node, "*"));
            }
        }
        star(look, found, statement);
    }
}

/// Only where every action names one kind of thing, and something is changed: a wildcard means all of them on purpose.
fn star(look: &Look<'_>, found: &mut Findings<'_>, statement: &iamwhy_policy::Statement) {
    let Some(catalog) = look.catalog.filter(|_| look.grants() && look.is_allow(statement)) else {
        return;
    };
    let lone = look.resources(statement).find(|(_, text)| *text == "*");
    let Some((node, _)) = lone.filter(|_| statement.conditions.is_empty()) else {
        return;
    };
    let mut changes = None;
    for (_, text) in look.actions(statement) {
        let Some(action) = catalog.action(text).filter(|action| action.on().next().is_some()) else {
            return;
        };
        // What makes a new resource is often on all of them.
        // Passing roles has a code of its own.
        if action.name().starts_with("Create") || matches!(action.name(), "RunInstances" | "PassRole") {
            return;
        }
        if matches!(action.access(), AccessLevel::Write | AccessLevel::PermissionsManagement) {
            changes.get_or_insert(text);
        }
    }
    if let Some(text) = changes {
        found.at(
            &STAR,
            node,
            format!(
                "{} is allowed on every resource: name those that are meant",
                quote(text)
            ),
        );
    }
}

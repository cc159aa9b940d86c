//! REQUEST_RESOURCE_MISMATCH

use std::collections::BTreeSet;

use crate::checks::{Find, Rule};
use crate::findings::Findings;
use crate::on::is_on;
use crate::requests::Requests;
use crate::{Check, Origin, Severity};
use iamwhy_catalog::{Action, Catalog};
use iamwhy_policy::Arn;
use iamwhy_policy::spelling::quote;
use iamwhy_scenario::operations::{Origin as From, sent_resource};

pub(super) static RULE: Rule = Rule {
    checks: &[&CHECK],
    find: Find::Requests(find),
};

static CHECK: Check = Check {
    code: "REQUEST_RESOURCE_MISMATCH",
    severity: Severity::Warning,
    origin: Origin::Iamwhy,
    what: "A request is for an action on a resource of a type that the action is not on.",
    why: "AWS never asks this: the real request names another resource, and its answer may be another.",
    fix: "Name a resource of the type that the message names; of an action that is on none, leave the resource out.",
    on: "scenario",
    bad: r#"{ "scenario": 1, "title": "Alice reads reports.",
  "principals": { "alice": { "user": "arn:aws:iam::111122223333:user/alice", "policies": [{ "Version": "2012-10-17", "Statement": {
    "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports/*" } }] } },
  "cases": [{ "principal": "alice", "action": "s3:GetObject", "resource": "arn:aws:s3:::reports", "resourceOwner": "111122223333" }] }"#,
    good: r#"{ "scenario": 1, "title": "Alice reads reports.",
  "principals": { "alice": { "user": "arn:aws:iam::111122223333:user/alice", "policies": [{ "Version": "2012-10-17", "Statement": {
    "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports/*" } }] } },
  "cases": [{ "principal": "alice", "action": "s3:GetObject", "resource": "arn:aws:s3:::reports/q1", "resourceOwner": "111122223333" }] }"#,
    source: "https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html",
};

/// A `*` says that nobody looks at the resource, or that the service sends it. In a matrix, it is enough that each resource fits
/// one of the actions, and each action one of the resources.
fn find(requests: &Requests<'_>, found: &mut Findings<'_>) {
    // What fits within a case: where its resources and its actions stand.
    let (mut resources, mut actions) = (BTreeSet::new(), BTreeSet::new());
    let mut misfits = Vec::new();
    for asked in &requests.asked {
        let Some(node) = asked.resource_at.filter(|_| asked.resource != "*") else {
            continue;
        };
        let Some(action) = requests.action(asked) else { continue };
        if fits(action, &asked.resource) {
            resources.insert(node);
            actions.insert(asked.at);
        } else {
            misfits.push((asked, node, action));
        }
    }
    for (asked, node, action) in misfits {
        let at = match (resources.contains(&node), actions.contains(&asked.at)) {
            (true, true) => continue,
            (true, false) => asked.at,
            (false, _) => node,
        };
        // One is enough to tell what is wrong with it.
        let told = match at == node {
            true => resources.insert(node),
            false => actions.insert(asked.at),
        };
        if told {
            found.at(&CHECK, at, message(requests.catalog, action, &asked.resource));
        }
    }
}

fn fits(action: Action<'_>, resource: &str) -> bool {
    is_on(action, resource).unwrap_or_else(|| {
        // What a service sends for an action on no resource is the service's own affair (RES-11, RES-12).
        let origin = From {
            partition: None,
            region: Some("us-east-1"),
            account: Some("111122223333"),
        };
        sent_resource(&action.to_string(), origin).is_some_and(|sent| service(&sent) == service(resource))
    })
}

fn service(arn: &str) -> &str {
    Arn::split(arn).service()
}

fn message(catalog: &Catalog, action: Action<'_>, resource: &str) -> String {
    let types: Vec<String> = action
        .on()
        .map(|on| format!("`{}`", on.resource_type().name()))
        .take(3)
        .collect();
    if types.is_empty() {
        return format!("`{action}` is on no resource: leave {} out", quote(resource));
    }
    let service = service(resource);
    let is = match catalog.service(service) {
        Some(own) if own == action.service() => {
            let own = own.resource_types().find(|own| own.matches(resource));
            own.map_or_else(|| "none".to_owned(), |own| format!("`{}`", own.name()))
        }
        _ => format!("of {}", quote(service)),
    };
    format!(
        "`{action}` is on {}, and {} is {is}",
        types.join(" or "),
        quote(resource)
    )
}

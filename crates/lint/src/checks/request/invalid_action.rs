//! REQUEST_INVALID_ACTION and REQUEST_INVALID_SERVICE

use crate::checks::retired::is_retired;
use crate::checks::{Find, Rule};
use crate::findings::Findings;
use crate::requests::Requests;
use crate::{Check, Origin, Severity};
use iamwhy_policy::spelling::quote;

pub(super) static RULE: Rule = Rule {
    checks: &[&ACTION, &SERVICE],
    find: Find::Requests(find),
};

static ACTION: Check = Check {
    code: "REQUEST_INVALID_ACTION",
    severity: Severity::Error,
    origin: Origin::Iamwhy,
    what: "A request is for an action that its service does not have.",
    why: "It is decided like any other, by wildcards, and the answer is about a request that AWS cannot get.",
    fix: "Name the action that is meant; if AWS has it since a short time only, renew the catalogue or let the finding be.",
    on: "scenario",
    bad: r#"{ "scenario": 1, "title": "Alice reads reports.",
  "principals": { "alice": { "user": "arn:aws:iam::111122223333:user/alice", "policies": [{ "Version": "2012-10-17", "Statement": {
    "Effect": "Allow", "Action": "s3:Get*", "Resource": "arn:aws:s3:::reports/*" } }] } },
  "cases": [{ "principal": "alice", "action": "s3:GetObjects", "resource": "arn:aws:s3:::reports/q1", "resourceOwner": "111122223333" }] }"#,
    good: r#"{ "scenario": 1, "title": "Alice reads reports.",
  "principals": { "alice": { "user": "arn:aws:iam::111122223333:user/alice", "policies": [{ "Version": "2012-10-17", "Statement": {
    "Effect": "Allow", "Action": "s3:Get*", "Resource": "arn:aws:s3:::reports/*" } }] } },
  "cases": [{ "principal": "alice", "action": "s3:GetObject", "resource": "arn:aws:s3:::reports/q1", "resourceOwner": "111122223333" }] }"#,
    source: "https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html",
};

static SERVICE: Check = Check {
    code: "REQUEST_INVALID_SERVICE",
    severity: Severity::Error,
    origin: Origin::Iamwhy,
    what: "A request is for an action of a service that does not exist.",
    why: "It is decided like any other, by wildcards, and the answer is about a request that AWS cannot get.",
    fix: "Use the prefix of the service that is meant.",
    on: "scenario",
    bad: r#"{ "scenario": 1, "title": "Alice reads orders.",
  "principals": { "alice": { "user": "arn:aws:iam::111122223333:user/alice", "policies": ["AdministratorAccess"] } },
  "cases": [{ "principal": "alice", "action": "dynamo:GetItem", "resource": "arn:aws:dynamodb:eu-west-1:111122223333:table/orders" }] }"#,
    good: r#"{ "scenario": 1, "title": "Alice reads orders.",
  "principals": { "alice": { "user": "arn:aws:iam::111122223333:user/alice", "policies": ["AdministratorAccess"] } },
  "cases": [{ "principal": "alice", "action": "dynamodb:GetItem", "resource": "arn:aws:dynamodb:eu-west-1:111122223333:table/orders" }] }"#,
    source: "https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html",
};

fn find(requests: &Requests<'_>, found: &mut Findings<'_>) {
    let catalog = requests.catalog;
    for asked in &requests.asked {
        let (text, Some(node)) = (asked.action.as_str(), asked.action_at) else {
            continue;
        };
        let Some((prefix, name)) = text.split_once(':') else {
            continue;
        };
        if requests.action(asked).is_some() {
            continue;
        }
        let known = catalog.service(prefix).is_some();
        let check = if known { &ACTION } else { &SERVICE };
        if is_retired(prefix) {
            let message = format!("{} is a service that AWS no longer lists", quote(prefix));
            found.inside(check, node, 0..prefix.len(), message);
            continue;
        }
        // In a service that nobody knows, only an action of that name says which one is meant.
        let near = catalog
            .nearest_action(text)
            .filter(|action| known || action.name().eq_ignore_ascii_case(name));
        let near = near.map(|action| action.to_string());
        let what = match known {
            true => format!("the action {}", quote(text)),
            false => format!("the service {}", quote(prefix)),
        };
        let source = requests.source();
        let message = match &near {
            Some(near) => format!("{what} is not in {source}; did you mean `{near}`?"),
            None => format!("{what} is not in {source}"),
        };
        let report = found.at(check, node, message);
        if let Some(near) = near {
            report.fix(format!("write `{near}`"), requests.rewrite(node, &near));
        }
    }
}

//! REQUEST_KEY_TYPE_MISMATCH

use crate::checks::{Find, Rule};
use crate::findings::Findings;
use crate::key::facts_of;
use crate::requests::Requests;
use crate::{Check, Origin, Severity};
use iamwhy_engine::KeyType;
use iamwhy_policy::spelling::quote;
use iamwhy_policy::{Arn, Number};
use std::net::IpAddr;

pub(super) static RULE: Rule = Rule {
    checks: &[&CHECK],
    find: Find::Requests(find),
};

static CHECK: Check = Check {
    code: "REQUEST_KEY_TYPE_MISMATCH",
    severity: Severity::Warning,
    origin: Origin::Iamwhy,
    what: "A request gives a condition key a value that is not of the key's type.",
    why: "No operator of that type can read it, and no condition holds that would hold in AWS.",
    fix: "Give a value such as AWS sends: one address, a date, a number, `true` or `false`, an ARN.",
    on: "scenario",
    bad: r#"{ "scenario": 1, "title": "Alice reads reports from the office.",
  "principals": { "alice": { "user": "arn:aws:iam::111122223333:user/alice", "policies": ["AdministratorAccess"] } },
  "cases": [{ "principal": "alice", "action": "s3:GetObject", "resource": "arn:aws:s3:::reports/q1", "resourceOwner": "111122223333",
    "context": { "aws:SourceIp": "203.0.113.0/24" } }] }"#,
    good: r#"{ "scenario": 1, "title": "Alice reads reports from the office.",
  "principals": { "alice": { "user": "arn:aws:iam::111122223333:user/alice", "policies": ["AdministratorAccess"] } },
  "cases": [{ "principal": "alice", "action": "s3:GetObject", "resource": "arn:aws:s3:::reports/q1", "resourceOwner": "111122223333",
    "context": { "aws:SourceIp": "203.0.113.7" } }] }"#,
    source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html",
};

fn find(requests: &Requests<'_>, found: &mut Findings<'_>) {
    for given in &requests.given {
        let Some(facts) = facts_of(Some(requests.catalog), given.key) else {
            continue;
        };
        for &(node, text) in &given.values {
            if let Some(wanted) = wrong(facts.kind, text) {
                let message = format!("{} is {wanted}, not {}", quote(given.key), quote(text));
                found.at(&CHECK, node, message);
            }
        }
    }
}

/// What it should be, if it is not.
fn wrong(kind: KeyType, text: &str) -> Option<&'static str> {
    let (fits, wanted) = match kind {
        KeyType::Text => return None,
        KeyType::Boolean => (
            text.eq_ignore_ascii_case("true") || text.eq_ignore_ascii_case("false"),
            "`true` or `false`",
        ),
        KeyType::Number => (Number::read(text).is_some(), "a number"),
        KeyType::Date => (iamwhy_policy::is_date(text), "a date, such as `2026-01-31T12:00:00Z`"),
        KeyType::Ip => (text.parse::<IpAddr>().is_ok(), "one address, such as `203.0.113.7`"),
        // AWS gives some keys of this type to what is not always an ARN, such as `*`.
        KeyType::Arn => (
            text == "*" || text.starts_with("arn:") && Arn::split(text).count() >= 6,
            "an ARN",
        ),
    };
    (!fits).then_some(wanted)
}

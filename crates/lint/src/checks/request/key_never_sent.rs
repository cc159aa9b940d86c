//! REQUEST_KEY_NEVER_SENT and REQUEST_INVALID_KEY

use crate::checks::{Find, Rule};
use crate::findings::Findings;
use crate::key::{Sought, facts_of, is_bare_tag};
use crate::requests::{Given, Requests};
use crate::{Check, Origin, Severity};
use iamwhy_policy::spelling::quote;

pub(super) static RULE: Rule = Rule {
    checks: &[&NEVER, &INVALID],
    find: Find::Requests(find),
};

static NEVER: Check = Check {
    code: "REQUEST_KEY_NEVER_SENT",
    severity: Severity::Warning,
    origin: Origin::Iamwhy,
    what: "A request carries a condition key that AWS never sends with its action.",
    why: "A condition on the key holds here and never in AWS: the answer is about a request that AWS cannot get.",
    fix: "Leave the key out, or ask for an action that sends it.",
    on: "scenario",
    bad: r#"{ "scenario": 1, "title": "Alice reads reports.",
  "principals": { "alice": { "user": "arn:aws:iam::111122223333:user/alice", "policies": ["AdministratorAccess"] } },
  "cases": [{ "principal": "alice", "action": "s3:GetObject", "resource": "arn:aws:s3:::reports/q1", "resourceOwner": "111122223333",
    "context": { "s3:prefix": "q1" } }] }"#,
    good: r#"{ "scenario": 1, "title": "Alice lists reports.",
  "principals": { "alice": { "user": "arn:aws:iam::111122223333:user/alice", "policies": ["AdministratorAccess"] } },
  "cases": [{ "principal": "alice", "action": "s3:ListBucket", "resource": "arn:aws:s3:::reports", "resourceOwner": "111122223333",
    "context": { "s3:prefix": "q1" } }] }"#,
    source: "https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html",
};

static INVALID: Check = Check {
    code: "REQUEST_INVALID_KEY",
    severity: Severity::Warning,
    origin: Origin::Iamwhy,
    what: "A request carries a condition key that does not exist.",
    why: "What a policy asks is another key, which is then absent: the answer is about a request that AWS cannot get.",
    fix: "Use the key that is meant.",
    on: "scenario",
    bad: r#"{ "scenario": 1, "title": "Alice lists reports.",
  "principals": { "alice": { "user": "arn:aws:iam::111122223333:user/alice", "policies": ["AdministratorAccess"] } },
  "cases": [{ "principal": "alice", "action": "s3:ListBucket", "resource": "arn:aws:s3:::reports", "resourceOwner": "111122223333",
    "context": { "s3:prefx": "q1" } }] }"#,
    good: r#"{ "scenario": 1, "title": "Alice lists reports.",
  "principals": { "alice": { "user": "arn:aws:iam::111122223333:user/alice", "policies": ["AdministratorAccess"] } },
  "cases": [{ "principal": "alice", "action": "s3:ListBucket", "resource": "arn:aws:s3:::reports", "resourceOwner": "111122223333",
    "context": { "s3:prefix": "q1" } }] }"#,
    source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html",
};

fn find(requests: &Requests<'_>, found: &mut Findings<'_>) {
    for given in &requests.given {
        if facts_of(Some(requests.catalog), given.key).is_none() {
            unknown(requests, given, found);
        } else if let Some(action) = never_sent(requests, given) {
            let message = format!("{} is never sent with {action}", quote(given.key));
            found.at(&NEVER, given.node, message);
        }
    }
}

/// The actions, in words, if none of the requests that the key belongs to can carry it.
fn never_sent(requests: &Requests<'_>, given: &Given<'_>) -> Option<String> {
    let key = given.key;
    let sought = Sought::of_service(requests.catalog, key)?;
    let mut first = None;
    let mut several = false;
    for asked in requests.of_given(given) {
        let action = requests.action(asked).filter(|own| sought.is_never_with(*own))?;
        several |= first.is_some_and(|own| own != action);
        first.get_or_insert(action);
    }
    match several {
        true => Some("any action that is asked here".to_owned()),
        false => first.map(|action| format!("`{action}`")),
    }
}

/// Claims of identity providers are not listed by AWS in full; their prefix is a host. A prefix of no service may be a key of
/// somebody's own.
fn unknown(requests: &Requests<'_>, given: &Given<'_>, found: &mut Findings<'_>) {
    let (key, catalog) = (given.key, requests.catalog);
    let Some((prefix, name)) = key.split_once(':') else {
        return;
    };
    let foreign = prefix.contains(['.', '/']) || prefix.eq_ignore_ascii_case("saml");
    if foreign || is_bare_tag(key) || name.contains('/') {
        return;
    }
    let global = prefix.eq_ignore_ascii_case("aws");
    let listed = catalog
        .service(prefix)
        .is_some_and(|service| service.keys().next().is_some());
    let near = catalog
        .nearest_key(key)
        .filter(|own| !own.is_template() && (listed || global || own.name().ends_with(name)));
    if !global && !listed && near.is_none() {
        return;
    }
    let what = format!("the condition key {} is not in {}", quote(key), requests.source());
    let message = match near {
        Some(near) => format!("{what}; did you mean `{}`?", near.name()),
        None => what,
    };
    let report = found.at(&INVALID, given.node, message);
    if let Some(near) = near.filter(|_| requests.json.string(given.node) == Some(key)) {
        report.fix(
            format!("write `{}`", near.name()),
            requests.rewrite(given.node, near.name()),
        );
    }
}

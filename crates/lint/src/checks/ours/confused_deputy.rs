//! CONFUSED_DEPUTY_PAIR

use crate::checks::{Find, Rule};
use crate::findings::Findings;
use crate::look::Look;
use crate::sample;
use crate::scene::{Ask, Caller, OUTSIDE, Scene, filled};
use crate::{Check, Origin, Severity, Shown};
use iamwhy_engine::Outcome;
use iamwhy_policy::spelling::quote;
use iamwhy_policy::{Arn, Base, ConditionPair, PrincipalKind, Qualifier, Statement};

pub(super) static RULE: Rule = Rule {
    checks: &[&CHECK],
    find: Find::Policy(find),
};

static CHECK: Check = Check {
    code: "CONFUSED_DEPUTY_PAIR",
    severity: Severity::SecurityWarning,
    origin: Origin::Iamwhy,
    what: "A service is let in for a resource whose ARN names no account, and nothing else says whose resource it is.",
    why: "The name of a bucket can go to another account; the service then acts for that account with the right that was meant for yours.",
    fix: "Compare `aws:SourceAccount` as well.",
    on: "sns",
    bad: r#"{ "Effect": "Allow", "Principal": { "Service": "s3.amazonaws.com" }, "Action": "sns:Publish", "Resource": "arn:aws:sns:eu-west-1:111122223333:uploads", "Condition": { "ArnLike": { "aws:SourceArn": "arn:aws:s3:::uploads" } } }"#,
    good: r#"{ "Effect": "Allow", "Principal": { "Service": "s3.amazonaws.com" }, "Action": "sns:Publish", "Resource": "arn:aws:sns:eu-west-1:111122223333:uploads", "Condition": { "ArnLike": { "aws:SourceArn": "arn:aws:s3:::uploads" }, "StringEquals": { "aws:SourceAccount": "111122223333" } } }"#,
    source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html",
};

/// Keys that say whose resource it is.
const OWNERS: [&str; 5] = [
    "aws:SourceAccount",
    "aws:SourceOrgID",
    "aws:SourceOrgPaths",
    "aws:PrincipalOrgID",
    "kms:CallerAccount",
];

fn find(look: &Look<'_>, found: &mut Findings<'_>) {
    if !look.kind.has_principal() {
        return;
    }
    for statement in look.whole().filter(|statement| look.is_allow(statement)) {
        let Some(service) = service(look, statement) else {
            continue;
        };
        let owned = |pair: &ConditionPair| OWNERS.iter().any(|key| look.is_on(pair, key)) && demands(pair);
        if statement.conditions.iter().any(owned) {
            continue;
        }
        let on_arn = |pair: &&ConditionPair| look.is_on(pair, "aws:SourceArn") && demands(pair);
        for pair in statement.conditions.iter().filter(on_arn) {
            let Some(value) = pair.values.iter().find(|value| names_no_account(look.text(**value))) else {
                continue;
            };
            let text = look.text(*value);
            let message = format!(
                "{} names no account, and no `aws:SourceAccount` says whose it is",
                quote(text)
            );
            let shown = shown(look, statement, service, text);
            found.at(&CHECK, *value, message).shown(shown);
        }
    }
}

/// The service that is let in, where a service is.
fn service<'a>(look: &Look<'a>, statement: &Statement) -> Option<&'a str> {
    let elements = statement.principals.iter().filter(|element| !element.negated);
    let mut entries = elements.flat_map(|element| &element.entries);
    let service = entries.find(|entry| entry.kind == PrincipalKind::Service)?;
    Some(look.text(service.value)).filter(|text| !text.contains('*'))
}

/// Whether the condition can hold only with the key.
fn demands(pair: &ConditionPair) -> bool {
    pair.parsed.is_some_and(|operator| {
        !operator.negated
            && !operator.if_exists
            && operator.qualifier != Qualifier::ForAllValues
            && operator.base != Base::Null
    })
}

/// An ARN whose account is empty or any. What is not an ARN, or takes its account from a variable, is left alone.
fn names_no_account(text: &str) -> bool {
    let arn = Arn::split(text);
    arn.count() == 6 && arn.prefix() == "arn" && matches!(arn.account(), "" | "*")
}

fn shown(look: &Look<'_>, statement: &Statement, service: &str, arn: &str) -> Option<Shown> {
    let (action, resource) = sample::request(look, statement)?;
    let caller = Caller::Service {
        name: service.to_owned(),
        arn: filled(arn).replace(":example:example", &format!(":us-east-1:{OUTSIDE}")),
        account: OUTSIDE.to_owned(),
    };
    let scene = Scene::of(look, &caller, Some(&resource))?;
    let ask = Ask {
        action,
        resource,
        context: Vec::new(),
        outcome: Outcome::Allow,
    };
    scene.shown("The service is let in for a resource of another account.", &[ask])
}

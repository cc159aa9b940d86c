//! ALLOW_OPENS_WHEN_KEY_ABSENT

use super::never_sent::holds_absent;
use crate::checks::{Find, Rule};
use crate::findings::Findings;
use crate::look::Look;
use crate::sample;
use crate::scene::{Ask, Caller, Scene};
use crate::{Check, Origin, Severity, Shown};
use iamwhy_engine::Outcome;
use iamwhy_policy::spelling::quote;
use iamwhy_policy::{Base, ConditionPair, PolicyType, PrincipalKind, Statement};

pub(super) static RULE: Rule = Rule {
    checks: &[&CHECK],
    find: Find::Policy(find),
};

static CHECK: Check = Check {
    code: "ALLOW_OPENS_WHEN_KEY_ABSENT",
    severity: Severity::SecurityWarning,
    origin: Origin::Iamwhy,
    what: "A condition that should narrow an `Allow` holds for requests that do not carry its key.",
    why: "A negated operator and `IfExists` hold for an absent key: whoever does not send it is let in.",
    fix: "Use an operator that needs the key, such as `StringEquals`, or add `Null` with `false` for the same key.",
    on: "s3",
    bad: r#"{ "Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports/*", "Condition": { "StringEqualsIfExists": { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } } }"#,
    good: r#"{ "Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports/*", "Condition": { "StringEquals": { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } } }"#,
    source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html",
};

/// Keys that tell where a request comes from or who sends it, and that many requests lack. Tags are left out: to allow what is not
/// tagged is a way to work.
const SOMETIMES: [&str; 16] = [
    "aws:SourceVpc",
    "aws:SourceVpcArn",
    "aws:SourceVpce",
    "aws:VpceAccount",
    "aws:VpceOrgID",
    "aws:VpceOrgPaths",
    "aws:VpcSourceIp",
    "aws:SourceIp",
    "aws:PrincipalArn",
    "aws:PrincipalAccount",
    "aws:PrincipalOrgID",
    "aws:PrincipalOrgPaths",
    "aws:SourceArn",
    "aws:SourceAccount",
    "aws:SourceOrgID",
    "aws:SourceOrgPaths",
];

/// Only what the evaluator confirms: a request without any of the statement's keys is allowed.
fn find(look: &Look<'_>, found: &mut Findings<'_>) {
    for statement in look.whole().filter(|statement| look.is_allow(statement)) {
        // A condition that needs its key closes the statement by itself.
        if !statement.conditions.iter().all(|pair| opens(look, pair)) {
            continue;
        }
        let Some(caller) = caller(look, statement) else {
            continue;
        };
        let Some(pair) = statement.conditions.iter().find(|pair| suspicious(look, pair)) else {
            continue;
        };
        let Some(shown) = shown(look, statement, &caller) else {
            continue;
        };
        let who = match caller {
            Caller::Anonymous => "everybody",
            _ => "a request",
        };
        let message = format!(
            "{} holds where {} is absent: {who} without it is let in",
            quote(look.text(pair.operator)),
            quote(look.key_of(pair))
        );
        found.at(&CHECK, pair.key, message).shown(Some(shown));
    }
}

/// Who would be let in: of a policy with principals, only a statement for everybody is wide open.
fn caller(look: &Look<'_>, statement: &Statement) -> Option<Caller> {
    if matches!(look.kind, PolicyType::Identity | PolicyType::Managed) {
        return Some(Caller::User);
    }
    let elements = statement.principals.iter().filter(|element| !element.negated);
    let mut entries = elements.flat_map(|element| &element.entries);
    let everybody = entries
        .any(|entry| matches!(entry.kind, PrincipalKind::Any | PrincipalKind::Aws) && look.text(entry.value) == "*");
    (look.kind == PolicyType::Resource && everybody).then_some(Caller::Anonymous)
}

fn opens(look: &Look<'_>, pair: &ConditionPair) -> bool {
    pair.parsed.is_some_and(|operator| holds_absent(look, pair, operator))
}

/// A negated operator on such a key; in a policy of a resource, `IfExists` as well: an identity's own requests carry what they
/// carry, and `IfExists` is how one says so.
fn suspicious(look: &Look<'_>, pair: &ConditionPair) -> bool {
    let Some(operator) = pair.parsed.filter(|operator| operator.base != Base::Null) else {
        return false;
    };
    let plain = operator.negated && !operator.if_exists;
    let open = operator.if_exists && !operator.negated && look.kind == PolicyType::Resource;
    (plain || open) && SOMETIMES.iter().any(|key| look.is_on(pair, key))
}

fn shown(look: &Look<'_>, statement: &Statement, caller: &Caller) -> Option<Shown> {
    let (action, resource) = sample::request(look, statement)?;
    let scene = Scene::of(look, caller, Some(&resource))?;
    let ask = Ask {
        resource: sample::at_home(&scene, &resource),
        context: sample::absent(look, statement),
        action,
        outcome: Outcome::Allow,
    };
    scene.shown("A request that does not carry the key is allowed.", &[ask])
}

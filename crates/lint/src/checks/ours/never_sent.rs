//! CONDITION_KEY_NEVER_SENT, DENY_NEVER_FIRES, DENY_ALWAYS_FIRES: conditions on a key that no action of the statement sends

use crate::checks::{Find, Rule};
use crate::findings::Findings;
use crate::key::Sought;
use crate::look::Look;
use crate::sample;
use crate::scene::{Ask, Caller, Scene};
use crate::{Check, Origin, Severity, Shown};
use iamwhy_catalog::Catalog;
use iamwhy_engine::Outcome;
use iamwhy_policy::spelling::quote;
use iamwhy_policy::{Base, ConditionPair, Operator, Qualifier, Statement};

pub(super) static RULE: Rule = Rule {
    checks: &[&ALLOW, &NEVER, &ALWAYS],
    find: Find::Policy(find),
};

static ALLOW: Check = Check {
    code: "CONDITION_KEY_NEVER_SENT",
    severity: Severity::Warning,
    origin: Origin::Iamwhy,
    what: "A condition of an `Allow` is on a key that no action of the statement sends.",
    why: "The key is always absent: the statement allows nothing, or the condition restricts nothing.",
    fix: "Use a key that the actions send, or take the condition away.",
    on: "identity",
    bad: r#"{ "Effect": "Allow", "Action": ["dynamodb:GetItem", "dynamodb:Query"], "Resource": "arn:aws:dynamodb:eu-west-1:111122223333:table/orders", "Condition": { "StringLike": { "s3:prefix": "home/*" } } }"#,
    good: r#"{ "Effect": "Allow", "Action": "s3:ListBucket", "Resource": "arn:aws:s3:::reports", "Condition": { "StringLike": { "s3:prefix": "home/*" } } }"#,
    source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition.html",
};

static NEVER: Check = Check {
    code: "DENY_NEVER_FIRES",
    severity: Severity::SecurityWarning,
    origin: Origin::Iamwhy,
    what: "A `Deny` needs a key that none of its actions sends.",
    why: "The key is always absent and the condition never holds: nothing is ever denied.",
    fix: "Use a key that the actions send.",
    on: "identity",
    bad: r#"{ "Effect": "Deny", "Action": "s3:DeleteObject", "Resource": "arn:aws:s3:::reports/*", "Condition": { "StringEquals": { "s3:x-amz-acl": "public-read" } } }"#,
    good: r#"{ "Effect": "Deny", "Action": "s3:PutObject", "Resource": "arn:aws:s3:::reports/*", "Condition": { "StringEquals": { "s3:x-amz-acl": "public-read" } } }"#,
    source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition.html",
};

static ALWAYS: Check = Check {
    code: "DENY_ALWAYS_FIRES",
    severity: Severity::Warning,
    origin: Origin::Iamwhy,
    what: "A `Deny` makes an exception by a key that none of its actions sends.",
    why: "The key is always absent, and a negated operator holds for an absent key: everything is denied, the exception too.",
    fix: "Use a key that the actions send, or deny without a condition.",
    on: "identity",
    bad: r#"{ "Effect": "Deny", "Action": "s3:DeleteObject", "Resource": "arn:aws:s3:::reports/*", "Condition": { "StringNotEquals": { "s3:x-amz-server-side-encryption": "aws:kms" } } }"#,
    good: r#"{ "Effect": "Deny", "Action": "s3:PutObject", "Resource": "arn:aws:s3:::reports/*", "Condition": { "StringNotEquals": { "s3:x-amz-server-side-encryption": "aws:kms" } } }"#,
    source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html",
};

fn find(look: &Look<'_>, found: &mut Findings<'_>) {
    let Some(catalog) = look.catalog else { return };
    for statement in look.whole() {
        for pair in &statement.conditions {
            let Some(holds) = pair.parsed.map(|operator| holds_absent(look, pair, operator)) else {
                continue;
            };
            if !never_sent(look, statement, pair, catalog) {
                continue;
            }
            let key = quote(look.key_of(pair));
            let (check, message) = match (look.is_deny(statement), holds) {
                (true, false) => (
                    &NEVER,
                    format!("no action of this statement sends {key}, so it never denies anything"),
                ),
                (true, true) => (
                    &ALWAYS,
                    format!("no action of this statement sends {key}, so the condition excepts nobody"),
                ),
                (false, false) => (
                    &ALLOW,
                    format!("no action of this statement sends {key}, so it never allows anything"),
                ),
                (false, true) => (
                    &ALLOW,
                    format!("no action of this statement sends {key}, so the condition restricts nothing"),
                ),
            };
            let shown = shown(look, statement, holds);
            found.at(check, pair.key, message).shown(shown);
        }
    }
}

/// Whether the condition holds for an absent key.
pub(super) fn holds_absent(look: &Look<'_>, pair: &ConditionPair, operator: Operator) -> bool {
    let says = |word: &str| {
        pair.values
            .iter()
            .any(|&value| look.scalar(value).eq_ignore_ascii_case(word))
    };
    match operator.base {
        Base::Null => says("true"),
        _ if operator.if_exists || operator.qualifier == Qualifier::ForAllValues => true,
        _ => operator.negated && operator.qualifier != Qualifier::ForAnyValue,
    }
}

/// Whether the statement names actions, and AWS never sends the key with any of them.
fn never_sent(look: &Look<'_>, statement: &Statement, pair: &ConditionPair, catalog: &Catalog) -> bool {
    let key = look.key_of(pair);
    let Some(sought) = Sought::of_service(catalog, key) else {
        return false;
    };
    let mut entries = look.actions(statement).peekable();
    entries.peek().is_some()
        && entries.all(|(_, text)| {
            let named = text
                .split_once(':')
                .is_some_and(|(prefix, _)| !prefix.contains(['*', '?']));
            let mut actions = catalog.expand(text).peekable();
            named && actions.peek().is_some() && actions.all(|action| sought.is_never_with(action))
        })
}

/// The statement's only condition decides nothing: the evaluator, asked without the key, says the same.
fn shown(look: &Look<'_>, statement: &Statement, holds: bool) -> Option<Shown> {
    let (action, resource) = sample::request(look, statement)?;
    let deny = look.is_deny(statement);
    let outcome = match (deny, holds) {
        (true, true) => Outcome::ExplicitDeny,
        (true, false) | (false, false) => Outcome::ImplicitDeny,
        (false, true) => Outcome::Allow,
    };
    let scene = Scene::of(look, &Caller::User, None)?;
    let ask = Ask {
        resource: sample::at_home(&scene, &resource),
        context: Vec::new(),
        action,
        outcome,
    };
    let title = match outcome {
        Outcome::ExplicitDeny => "The exception does not except the request that it is about.",
        Outcome::Allow => "The condition does not restrict the request that it is about.",
        _ if deny => "The Deny does not deny the request that it is about.",
        _ => "The Allow does not allow the request that it is about.",
    };
    scene.shown(title, &[ask])
}

//! BOUNDARY_DELEGATION_HOLE

use crate::checks::{Find, Rule};
use crate::findings::Findings;
use crate::look::Look;
use crate::scene::{Ask, Caller, Scene, filled};
use crate::{Check, Origin, Severity};
use iamwhy_engine::Outcome;
use iamwhy_policy::{Arn, Base, ConditionPair, PolicyType, Qualifier};

pub(super) static RULE: Rule = Rule {
    checks: &[&CHECK],
    find: Find::Policy(find),
};

static CHECK: Check = Check {
    code: "BOUNDARY_DELEGATION_HOLE",
    severity: Severity::SecurityWarning,
    origin: Origin::Iamwhy,
    what: "A policy lets somebody make roles or users with a boundary only, and also lets him take the boundary away or rewrite it.",
    why: "Whoever is made with the boundary does not keep it: the limit can be lifted by the one it should limit.",
    fix: "Deny what removes or replaces the boundary, and what edits its policy.",
    on: "identity",
    bad: r#"{ "Version": "2012-10-17", "Statement": [
  { "Effect": "Allow", "Action": ["iam:CreateRole", "iam:PutRolePolicy"], "Resource": "arn:aws:iam::111122223333:role/app-*", "Condition": { "StringEquals": { "iam:PermissionsBoundary": "arn:aws:iam::111122223333:policy/limit" } } },
  { "Effect": "Allow", "Action": "iam:DeleteRole*", "Resource": "arn:aws:iam::111122223333:role/app-*" }
] }"#,
    good: r#"{ "Version": "2012-10-17", "Statement": [
  { "Effect": "Allow", "Action": ["iam:CreateRole", "iam:PutRolePolicy"], "Resource": "arn:aws:iam::111122223333:role/app-*", "Condition": { "StringEquals": { "iam:PermissionsBoundary": "arn:aws:iam::111122223333:policy/limit" } } },
  { "Effect": "Allow", "Action": ["iam:DeleteRole", "iam:DeleteRolePolicy"], "Resource": "arn:aws:iam::111122223333:role/app-*" }
] }"#,
    source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html",
};

const KEY: &str = "iam:PermissionsBoundary";

fn find(look: &Look<'_>, found: &mut Findings<'_>) {
    if !matches!(look.kind, PolicyType::Identity | PolicyType::Managed) {
        return;
    }
    for statement in look.whole().filter(|statement| look.is_allow(statement)) {
        let Some(pair) = statement.conditions.iter().find(|pair| is_limit(look, pair)) else {
            continue;
        };
        let boundary = pair
            .values
            .first()
            .map(|&value| filled(look.text(value)))
            .unwrap_or_default();
        if !boundary.starts_with("arn:") {
            continue;
        }
        let Some(scene) = Scene::of(look, &Caller::User, None) else {
            return;
        };
        for (word, create) in [("Role", "iam:CreateRole"), ("User", "iam:CreateUser")] {
            let of = word.to_ascii_lowercase();
            let names = look.resources(statement).map(|(_, text)| text);
            let fits = |arn: &str| Arn::split(arn).resource().starts_with(&format!("{of}/"));
            let mut targets: Vec<String> = names.map(filled).filter(|arn| fits(arn)).collect();
            targets.push(format!("arn:{}:iam::{}:{of}/example", scene.partition, scene.account));
            let ask = |action: &str, resource: &str, value: Option<&str>| Ask {
                action: action.to_owned(),
                resource: resource.to_owned(),
                context: vec![(KEY.to_owned(), value.map(str::to_owned))],
                outcome: Outcome::Allow,
            };
            let made = |target: &&String| scene.holds(&ask(create, target, Some(&boundary)));
            let Some(target) = targets.iter().find(made) else {
                continue;
            };
            // Whoever may make them without the boundary is not limited in the first place.
            if scene.holds(&ask(create, target, None)) {
                continue;
            }
            let other = format!("arn:{}:iam::aws:policy/AdministratorAccess", scene.partition);
            let mut holes = vec![
                (
                    format!("iam:Delete{word}PermissionsBoundary"),
                    target.as_str(),
                    Some(boundary.as_str()),
                    "takes the boundary away",
                ),
                (
                    format!("iam:Put{word}PermissionsBoundary"),
                    target.as_str(),
                    Some(other.as_str()),
                    "puts another in its place",
                ),
            ];
            if Arn::split(&boundary).account() != "aws" {
                for action in ["iam:CreatePolicyVersion", "iam:SetDefaultPolicyVersion"] {
                    holes.push((action.to_owned(), boundary.as_str(), None, "rewrites it"));
                }
            }
            let hole = holes
                .iter()
                .find(|(action, resource, value, _)| scene.holds(&ask(action, resource, *value)));
            let Some((action, resource, value, does)) = hole else {
                continue;
            };
            let message = format!("`{create}` needs this boundary, but `{action}` is allowed too, which {does}");
            let asks = [ask(create, target, Some(&boundary)), ask(action, resource, *value)];
            let shown = scene.shown("The boundary does not stay.", &asks);
            found.at(&CHECK, pair.key, message).shown(shown);
            break;
        }
    }
}

/// A condition that only requests with a named boundary meet.
fn is_limit(look: &Look<'_>, pair: &ConditionPair) -> bool {
    let demands = |operator: iamwhy_policy::Operator| {
        !operator.negated
            && !operator.if_exists
            && operator.base != Base::Null
            && operator.qualifier != Qualifier::ForAllValues
    };
    look.is_on(pair, KEY) && pair.parsed.is_some_and(demands)
}

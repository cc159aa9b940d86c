//! SCP_BLOCKS_GLOBAL_SERVICES

use super::never_sent::holds_absent;
use crate::checks::{Find, Rule};
use crate::findings::Findings;
use crate::look::Look;
use crate::scene::{Ask, Caller, Scene};
use crate::{Check, Origin, Severity};
use iamwhy_catalog::matches_pattern;
use iamwhy_engine::{Outcome, PatternKind, pattern_matches};
use iamwhy_policy::{ConditionPair, PolicyType, Statement};

pub(super) static RULE: Rule = Rule {
    checks: &[&CHECK],
    find: Find::Policy(find),
};

static CHECK: Check = Check {
    code: "SCP_BLOCKS_GLOBAL_SERVICES",
    severity: Severity::Warning,
    origin: Origin::Iamwhy,
    what: "A service control policy denies all Regions but some, and does not spare services that have one Region only.",
    why: "IAM, Organizations, Route 53, CloudFront and AWS Support answer in us-east-1, whatever Region one works in: nobody can use them.",
    fix: "List the global services in `NotAction`.",
    on: "scp",
    bad: r#"{ "Effect": "Deny", "Action": "*", "Resource": "*", "Condition": { "StringNotEquals": { "aws:RequestedRegion": ["eu-west-1", "eu-central-1"] } } }"#,
    good: r#"{ "Effect": "Deny", "NotAction": ["iam:*", "organizations:*", "route53:*", "cloudfront:*", "support:*", "sts:*"], "Resource": "*", "Condition": { "StringNotEquals": { "aws:RequestedRegion": ["eu-west-1", "eu-central-1"] } } }"#,
    source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-requestedregion",
};

/// A request to each of some global services.
const ASKED: [(&str, &str, &str); 4] = [
    ("IAM", "iam:GetRole", "arn:aws:iam::111122223333:role/example"),
    ("Organizations", "organizations:DescribeOrganization", "*"),
    ("Route 53", "route53:ListHostedZones", "*"),
    ("CloudFront", "cloudfront:ListDistributions", "*"),
];

/// Only where IAM itself is denied: who spares IAM has thought of it, and may not want the others.
fn find(look: &Look<'_>, found: &mut Findings<'_>) {
    if look.kind != PolicyType::Scp {
        return;
    }
    let suspects: Vec<_> = look
        .whole()
        .filter(|statement| look.is_deny(statement))
        .filter_map(|statement| {
            Some((
                statement,
                statement.conditions.iter().find(|pair| is_fence(look, pair))?,
            ))
        })
        .filter(|(statement, fence)| {
            // What else the statement asks for may spare them.
            let mut others = statement.conditions.iter().filter(|pair| pair.key != fence.key);
            others.all(|pair| pair.parsed.is_some_and(|operator| holds_absent(look, pair, operator)))
        })
        .filter(|(statement, _)| ASKED.iter().any(|(_, action, _)| covers(look, statement, action)))
        .collect();
    if suspects.is_empty() {
        return;
    }
    let Some(scene) = Scene::of(look, &Caller::User, None) else {
        return;
    };
    for (statement, pair) in suspects {
        let denied: Vec<(&str, Ask)> = ASKED
            .iter()
            .filter(|(_, action, _)| covers(look, statement, action))
            .map(|(name, action, resource)| {
                let ask = Ask {
                    action: (*action).to_owned(),
                    resource: crate::sample::at_home(&scene, resource),
                    context: vec![("aws:RequestedRegion".to_owned(), Some("us-east-1".to_owned()))],
                    outcome: Outcome::ExplicitDeny,
                };
                (*name, ask)
            })
            .filter(|(_, ask)| scene.holds(ask))
            .collect();
        if denied.first().is_none_or(|(name, _)| *name != "IAM") {
            continue;
        }
        let (names, asks): (Vec<&str>, Vec<Ask>) = denied.into_iter().unzip();
        let names = match names.as_slice() {
            [one] => (*one).to_owned(),
            [rest @ .., last] => format!("{} and {last}", rest.join(", ")),
            [] => continue,
        };
        let message = format!("this denies {names} everywhere: their requests go to us-east-1, which is not listed");
        found
            .at(&CHECK, pair.key, message)
            .shown(scene.shown("A list of Regions without us-east-1 denies global services.", &asks));
    }
}

/// Whether a condition leaves only named Regions, us-east-1 not among them.
fn is_fence(look: &Look<'_>, pair: &ConditionPair) -> bool {
    let listed = |value: &iamwhy_policy::NodeId| pattern_matches(PatternKind::Text, look.text(*value), "us-east-1");
    // A word in angle brackets is to be filled in.
    let filled_in = |value: &iamwhy_policy::NodeId| !look.text(*value).contains('<');
    look.is_on(pair, "aws:RequestedRegion")
        && pair.parsed.is_some_and(|operator| operator.negated)
        && !pair.values.is_empty()
        && !pair.values.iter().any(listed)
        && pair.values.iter().all(filled_in)
}

fn covers(look: &Look<'_>, statement: &Statement, action: &str) -> bool {
    statement.actions.iter().any(|element| {
        let any = element
            .values
            .iter()
            .any(|&value| matches_pattern(look.text(value), action));
        any != element.negated
    })
}

//! SELF_LOCKOUT

use crate::checks::{Find, Rule};
use crate::findings::Findings;
use crate::look::Look;
use crate::sample;
use crate::scene::{Ask, Caller, Scene, filled};
use crate::{Check, Origin, Severity, Shown};
use iamwhy_catalog::matches_pattern;
use iamwhy_engine::{Outcome, PatternKind, pattern_matches};
use iamwhy_policy::spelling::quote;
use iamwhy_policy::{ConditionPair, Element, PolicyType, PrincipalKind, Statement};

pub(super) static RULE: Rule = Rule {
    checks: &[&CHECK],
    find: Find::Policy(find),
};

static CHECK: Check = Check {
    code: "SELF_LOCKOUT",
    severity: Severity::Warning,
    origin: Origin::Iamwhy,
    what: "Nobody can change the policy of a key or a bucket again, or only from one network.",
    why: "A key becomes unmanageable, and only AWS Support can help; of a bucket only the root user of its account can delete the policy.",
    fix: "Allow `kms:PutKeyPolicy` to the account; leave `s3:PutBucketPolicy` and `s3:DeleteBucketPolicy` out of the `Deny`.",
    on: "kms",
    bad: r#"{ "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::111122223333:root" }, "Action": ["kms:Encrypt", "kms:Decrypt", "kms:GenerateDataKey"], "Resource": "*" }"#,
    good: r#"{ "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::111122223333:root" }, "Action": "kms:*", "Resource": "*" }"#,
    source: "https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-overview.html",
};

/// Conditions by which only a network is let through.
const NETWORK: [&str; 4] = ["aws:SourceVpce", "aws:SourceVpc", "aws:SourceIp", "aws:VpcSourceIp"];

fn find(look: &Look<'_>, found: &mut Findings<'_>) {
    if look.kind != PolicyType::Resource {
        return;
    }
    match look.service {
        Some("kms") => key(look, found),
        Some("s3") => bucket(look, found),
        _ => {}
    }
}

fn key(look: &Look<'_>, found: &mut Findings<'_>) {
    const PUT: &str = "kms:PutKeyPolicy";
    let covering = |statement: &&Statement| names(look, &statement.actions, PUT);
    let resource = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
    let denied = look
        .whole()
        .filter(covering)
        .find(|own| look.is_deny(own) && own.conditions.is_empty() && is_for_all(look, own));
    if let Some(statement) = denied {
        let message = format!("`{PUT}` is denied to everybody: nobody can change this policy again");
        let shown = shown(look, resource, PUT, Vec::new(), Outcome::ExplicitDeny);
        found
            .at(&CHECK, action_node(look, statement, PUT), message)
            .shown(shown);
        return;
    }
    // An endpoint's policy looks the same.
    if !look.told {
        return;
    }
    // A statement that could not be read may be the one.
    let unread = look.statements().any(|own| own.inert);
    if unread
        || look
            .whole()
            .any(|own| look.is_allow(own) && names(look, &own.actions, PUT))
    {
        return;
    }
    if look.whole().next().is_none() {
        return;
    }
    let message = format!("no statement allows `{PUT}`: nobody can change this policy again");
    let shown = shown(look, resource, PUT, Vec::new(), Outcome::ImplicitDeny);
    found.at(&CHECK, look.policy.root, message).shown(shown);
}

fn bucket(look: &Look<'_>, found: &mut Findings<'_>) {
    const WAYS: [&str; 2] = ["s3:PutBucketPolicy", "s3:DeleteBucketPolicy"];
    for statement in look.whole().filter(|own| look.is_deny(own) && is_for_all(look, own)) {
        if !WAYS.iter().all(|action| names(look, &statement.actions, action)) {
            continue;
        }
        let fences = statement.conditions.iter().all(|pair| is_fence(look, pair));
        let buckets = look.resources(statement).map(|(_, text)| text);
        let Some(bucket) = buckets
            .map(|text| filled(text.split('/').next().unwrap_or(text)))
            .find(|arn| arn.starts_with("arn:") && statement_reaches(look, statement, arn))
        else {
            continue;
        };
        if !fences {
            continue;
        }
        let absent = sample::absent(look, statement);
        let from_elsewhere: Vec<(String, Option<String>)> = absent
            .into_iter()
            .map(|(key, _)| {
                let address = key.eq_ignore_ascii_case("aws:SourceIp").then(|| "192.0.2.1".to_owned());
                (key, address)
            })
            .collect();
        let Some(shown) = shown(look, &bucket, WAYS[0], from_elsewhere, Outcome::ExplicitDeny) else {
            continue;
        };
        let node = action_node(look, statement, WAYS[0]);
        let message = match statement.conditions.first() {
            None => format!(
                "{} denies everybody `s3:PutBucketPolicy`: only the account's root user can take this policy away",
                quote(look.text(node))
            ),
            Some(pair) => format!(
                "{} includes `s3:PutBucketPolicy`: without the right {} nobody but the account's root user can change this policy, in the console neither",
                quote(look.text(node)),
                quote(look.key_of(pair))
            ),
        };
        found.at(&CHECK, node, message).shown(Some(shown));
    }
}

fn names(look: &Look<'_>, actions: &[Element], action: &str) -> bool {
    actions.iter().any(|element| {
        let any = element
            .values
            .iter()
            .any(|&value| matches_pattern(look.text(value), action));
        any != element.negated
    })
}

/// The entry that names the action, else the name of the element that leaves it in.
fn action_node(look: &Look<'_>, statement: &Statement, action: &str) -> iamwhy_policy::NodeId {
    let mut entries = look.actions(statement);
    match (
        entries.find(|(_, text)| matches_pattern(text, action)),
        statement.actions.first(),
    ) {
        (Some((node, _)), _) => node,
        (None, Some(element)) => element.name,
        (None, None) => statement.node,
    }
}

fn is_for_all(look: &Look<'_>, statement: &Statement) -> bool {
    let elements = statement.principals.iter().filter(|element| !element.negated);
    let mut entries = elements.flat_map(|element| &element.entries);
    entries.any(|entry| matches!(entry.kind, PrincipalKind::Any | PrincipalKind::Aws) && look.text(entry.value) == "*")
}

fn statement_reaches(look: &Look<'_>, statement: &Statement, arn: &str) -> bool {
    let mut entries = look.resources(statement);
    entries.any(|(_, text)| text == "*" || pattern_matches(PatternKind::Resource, text, arn))
}

/// Whether a condition spares only who comes from a network.
fn is_fence(look: &Look<'_>, pair: &ConditionPair) -> bool {
    pair.parsed.is_some_and(|operator| operator.negated) && NETWORK.iter().any(|key| look.is_on(pair, key))
}

fn shown(
    look: &Look<'_>,
    resource: &str,
    action: &str,
    context: Vec<(String, Option<String>)>,
    outcome: Outcome,
) -> Option<Shown> {
    let scene = Scene::of(look, &Caller::User, Some(resource))?;
    let ask = Ask {
        action: action.to_owned(),
        resource: resource.to_owned(),
        context,
        outcome,
    };
    scene.shown("An administrator of the account cannot change the policy.", &[ask])
}

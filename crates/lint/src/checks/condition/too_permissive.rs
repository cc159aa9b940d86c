//! WILDCARD_USAGE_TOO_PERMISSIVE and VARIABLE_USAGE_TOO_PERMISSIVE

use crate::checks::{Find, Rule};
use crate::findings::Findings;
use crate::key::{SENSITIVE, takes_wildcards};
use crate::look::Look;
use crate::{Check, Origin, Severity};
use iamwhy_policy::spelling::quote;
use iamwhy_policy::{ConditionPair, NodeId, Version};

pub(super) static RULE: Rule = Rule {
    checks: &[&WILDCARD, &VARIABLE],
    find: Find::Policy(find),
};

static WILDCARD: Check = Check {
    code: "WILDCARD_USAGE_TOO_PERMISSIVE",
    severity: Severity::Error,
    origin: Origin::AccessAnalyzer,
    what: "A wildcard stands in the value of a key that names an account, an organization, a network or a caller.",
    why: "Other people have accounts and organizations whose ids match as well.",
    fix: "Name every value in full.",
    on: "identity",
    bad: r#"{ "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports/*", "Condition": { "StringLike": { "aws:PrincipalOrgID": "o-*" } } }"#,
    good: r#"{ "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports/*", "Condition": { "StringEquals": { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } } }"#,
    source: "error-wildcard-usage-too-permissive",
};

static VARIABLE: Check = Check {
    code: "VARIABLE_USAGE_TOO_PERMISSIVE",
    severity: Severity::Error,
    origin: Origin::AccessAnalyzer,
    what: "A policy variable stands in the value of a key that names an account, an organization, a network or a caller.",
    why: "Where the caller can choose what the variable holds, he chooses what the condition compares with.",
    fix: "Name every value in full.",
    on: "identity",
    bad: r#"{ "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports/*", "Condition": { "StringEquals": { "aws:SourceVpce": "${aws:PrincipalTag/endpoint}" } } }"#,
    good: r#"{ "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports/*", "Condition": { "StringEquals": { "aws:SourceVpce": "vpce-11223344556677889" } } }"#,
    source: "error-variable-usage-too-permissive",
};

/// Keys with paths of an organization: what stands before the wildcard must name it.
const PATHS: [&str; 4] = [
    "aws:PrincipalOrgPaths",
    "aws:ResourceOrgPaths",
    "aws:SourceOrgPaths",
    "aws:VpceOrgPaths",
];
/// Where an instance's credentials are from, which AWS notes.
const BY_AWS: [&str; 2] = ["aws:Ec2InstanceSourceVpc", "aws:Ec2InstanceSourcePrivateIPv4"];
/// What must stand before a wildcard or a variable.
const BEFORE: usize = 6;

fn find(look: &Look<'_>, found: &mut Findings<'_>) {
    for (_, pair) in look.conditions() {
        let Some(operator) = pair.parsed else { continue };
        let wildcards = takes_wildcards(operator.base);
        let text = matches!(
            crate::key::type_of(operator.base),
            Some(iamwhy_engine::KeyType::Text | iamwhy_engine::KeyType::Arn)
        );
        for &value in pair.values.iter().filter(|_| text) {
            value_of(look, found, pair, value, wildcards);
        }
    }
}

fn value_of(look: &Look<'_>, found: &mut Findings<'_>, pair: &ConditionPair, value: NodeId, wildcards: bool) {
    let text = look.scalar(value);
    let key = look.key_of(pair);
    let variables = look.policy.version == Version::V2012;
    let variable = text
        .find("${")
        .filter(|&at| variables && is_chosen(text.get(at + 2..).unwrap_or_default()));
    // `${*}` is a star that stands for itself.
    let wildcard = text
        .find(['*', '?'])
        .filter(|&at| wildcards && !text.get(..at).is_some_and(|before| before.ends_with("${")));
    for (at, check, what) in [(wildcard, &WILDCARD, "a wildcard"), (variable, &VARIABLE, "a variable")] {
        let Some(at) = at else { continue };
        let before = text.get(..at).unwrap_or_default();
        let message = match () {
            () if SENSITIVE.iter().any(|own| look.is_on(pair, own)) => {
                format!(
                    "{} holds an id: {what} in it fits other people's ids as well",
                    quote(key)
                )
            }
            () if PATHS.iter().any(|own| look.is_on(pair, own)) && before.len() < BEFORE => {
                format!("{what} stands before the path names an organization: {}", quote(text))
            }
            () if look.is_on(pair, "aws:userid") && !guarded(text) => {
                format!(
                    "{what} fits the ids of other callers as well: it may only stand behind the colon, or alone before it"
                )
            }
            () => continue,
        };
        found.at(check, value, message);
    }
}

/// Whether somebody else than AWS chooses what the variable holds. The ids of the caller's and the owner's own account and
/// organization are AWS's: `${aws:PrincipalAccount}` is how to say "my own".
fn is_chosen(rest: &str) -> bool {
    let name = rest.split(['}', ',']).next().unwrap_or_default();
    let by_aws = SENSITIVE.iter().chain(&BY_AWS);
    !name.is_empty()
        && !matches!(name, "*" | "?" | "$")
        && !by_aws.into_iter().any(|own| own.eq_ignore_ascii_case(name))
}

/// Whether before the colon stands an id in full, or a lone wildcard or variable.
fn guarded(text: &str) -> bool {
    // The colon of a variable's name separates nothing.
    let mut depth = false;
    let colon = text.char_indices().find(|&(at, letter)| {
        depth |= text.get(at..).is_some_and(|rest| rest.starts_with("${"));
        let inside = depth;
        depth &= letter != '}';
        letter == ':' && !inside
    });
    let Some((before, _)) = colon.and_then(|(at, _)| Some((text.get(..at)?, text.get(at + 1..)?))) else {
        return false;
    };
    let variable = before.starts_with("${") && before.ends_with('}') && before.matches("${").count() == 1;
    before == "*" || variable || !before.contains(['*', '?', '$'])
}

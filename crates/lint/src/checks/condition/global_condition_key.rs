//! INVALID_GLOBAL_CONDITION_KEY and the keys that AWS has given up

use crate::checks::{Find, Rule};
use crate::findings::Findings;
use crate::key::TAG_KEYS;
use crate::look::Look;
use crate::{Check, Origin, Severity};
use iamwhy_engine::global_keys;
use iamwhy_policy::PolicyType;
use iamwhy_policy::spelling::{nearest, quote};

pub(super) static RULE: Rule = Rule {
    checks: &[&INVALID, &UNSUPPORTED, &DEPRECATED],
    find: Find::Policy(find),
};

static INVALID: Check = Check {
    code: "INVALID_GLOBAL_CONDITION_KEY",
    severity: Severity::Error,
    origin: Origin::AccessAnalyzer,
    what: "A condition key begins with `aws:` and does not exist.",
    why: "No request carries it: a condition that needs it never holds, a negated one always does.",
    fix: "Use the key that is meant.",
    on: "identity",
    bad: r#"{ "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports/*", "Condition": { "StringEquals": { "aws:PrincipalOrgId1": "o-a1b2c3d4e5" } } }"#,
    good: r#"{ "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports/*", "Condition": { "StringEquals": { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } } }"#,
    source: "error-invalid-global-condition-key",
};

static UNSUPPORTED: Check = Check {
    code: "UNSUPPORTED_GLOBAL_CONDITION_KEY",
    severity: Severity::Error,
    origin: Origin::AccessAnalyzer,
    what: "The policy of a resource has a condition on `aws:ARN`, which AWS does not support.",
    why: "The condition is decided as if the key were absent.",
    fix: "Use `aws:PrincipalArn` for who calls, `aws:SourceArn` for the resource that a service calls for.",
    on: "sqs",
    bad: r#"{ "Effect": "Allow", "Principal": { "Service": "sns.amazonaws.com" }, "Action": "sqs:SendMessage", "Resource": "arn:aws:sqs:eu-west-1:111122223333:orders", "Condition": { "ArnEquals": { "aws:ARN": "arn:aws:sns:eu-west-1:111122223333:orders" } } }"#,
    good: r#"{ "Effect": "Allow", "Principal": { "Service": "sns.amazonaws.com" }, "Action": "sqs:SendMessage", "Resource": "arn:aws:sqs:eu-west-1:111122223333:orders", "Condition": { "ArnEquals": { "aws:SourceArn": "arn:aws:sns:eu-west-1:111122223333:orders" } } }"#,
    source: "error-unsupported-global-condition-key",
};

static DEPRECATED: Check = Check {
    code: "DEPRECATED_GLOBAL_CONDITION_KEY",
    severity: Severity::Warning,
    origin: Origin::AccessAnalyzer,
    what: "A condition is on `aws:ARN`, which AWS has replaced.",
    why: "The old key is not documented any more; nobody says what it holds for sessions.",
    fix: "Use `aws:PrincipalArn`.",
    on: "identity",
    bad: r#"{ "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports/*", "Condition": { "ArnLike": { "aws:ARN": "arn:aws:iam::111122223333:role/app-*" } } }"#,
    good: r#"{ "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports/*", "Condition": { "ArnLike": { "aws:PrincipalArn": "arn:aws:iam::111122223333:role/app-*" } } }"#,
    source: "general-warning-deprecated-global-condition-key",
};

/// Keys that are not in AWS's list and that services send all the same.
const BESIDE: [&str; 1] = ["aws:SourceOwner"];

/// AWS lists both codes for `aws:ARN` without saying when which is meant. Where only the caller can be meant, the key is old;
/// on a resource, either new key may be.
fn find(look: &Look<'_>, found: &mut Findings<'_>) {
    for (_, pair) in look.conditions() {
        let key = look.key_of(pair);
        let Some(start) = key.get(..4).filter(|start| start.eq_ignore_ascii_case("aws:")) else {
            continue;
        };
        if key.eq_ignore_ascii_case("aws:ARN") {
            let resource = matches!(
                look.kind,
                PolicyType::Resource | PolicyType::AccessPoint | PolicyType::Trust
            );
            if resource {
                let message = format!(
                    "{} is not supported: use `aws:PrincipalArn` or `aws:SourceArn`",
                    quote(key)
                );
                found.at(&UNSUPPORTED, pair.key, message);
            } else {
                let message = format!("{} has been replaced by `aws:PrincipalArn`", quote(key));
                let report = found.at(&DEPRECATED, pair.key, message);
                report.fix("write `aws:PrincipalArn`", look.rewrite(pair.key, "aws:PrincipalArn"));
            }
            continue;
        }
        let tag = |name: &&str| key.trim_end_matches('/').eq_ignore_ascii_case(name);
        let known = look.key(key).is_some() || BESIDE.iter().any(|own| own.eq_ignore_ascii_case(key));
        if known || TAG_KEYS.iter().any(tag) || start.len() == key.len() {
            continue;
        }
        let (stem, tag) = match key.split_once('/') {
            Some((stem, tag)) => (stem, Some(tag)),
            None => (key, None),
        };
        let mut names = global_keys()
            .iter()
            .map(|info| info.name)
            .filter(|name| name.ends_with('/') == tag.is_some());
        let near = nearest(stem, &mut names.by_ref().map(|name| name.trim_end_matches('/')));
        let meant = near.map(|near| match tag {
            Some(tag) => format!("{near}/{tag}"),
            None => near.to_owned(),
        });
        let message = match &meant {
            Some(meant) => format!(
                "there is no global condition key {}; did you mean `{meant}`?",
                quote(key)
            ),
            None => format!("there is no global condition key {}", quote(key)),
        };
        let report = found.at(&INVALID, pair.key, message);
        if let Some(meant) = meant {
            report.fix(format!("write `{meant}`"), look.rewrite(pair.key, &meant));
        }
    }
}

//! The form of an ARN: its prefix, its parts, its partition, its account

use super::entries::resources;
use crate::checks::{Find, Rule};
use crate::findings::Findings;
use crate::look::Look;
use crate::{Check, Origin, Severity};
use iamwhy_policy::spelling::{nearest, quote};
use iamwhy_policy::{Arn, NodeId, PARTITIONS, PolicyType, has_wildcard};

pub(super) static RULE: Rule = Rule {
    checks: &[&PREFIX, &FIELD, &PARTITION, &CASE, &ACCOUNT, &WILDCARD],
    find: Find::Policy(find),
};

static PREFIX: Check = Check {
    code: "INVALID_ARN_PREFIX",
    severity: Severity::Error,
    origin: Origin::AccessAnalyzer,
    what: "A resource is neither `*` nor an ARN.",
    why: "AWS refuses the policy; elsewhere the entry matches nothing.",
    fix: "Write the whole ARN.",
    on: "identity",
    bad: r#"{ "Effect": "Allow", "Action": "s3:GetObject", "Resource": "reports/*" }"#,
    good: r#"{ "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports/*" }"#,
    source: "error-invalid-arn-prefix",
};

static FIELD: Check = Check {
    code: "MISSING_ARN_FIELD",
    severity: Severity::Error,
    origin: Origin::AccessAnalyzer,
    what: "An ARN has fewer than six parts.",
    why: "In an identity-based policy the missing ones are taken to be `*`, which is more than it seems; elsewhere the entry matches nothing.",
    fix: "Write all six: `arn:partition:service:region:account:resource`.",
    on: "identity",
    bad: r#"{ "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:reports" }"#,
    good: r#"{ "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports/*" }"#,
    source: "error-missing-arn-field",
};

static PARTITION: Check = Check {
    code: "INVALID_PARTITION",
    severity: Severity::Error,
    origin: Origin::AccessAnalyzer,
    what: "The partition of an ARN does not exist.",
    why: "IAM refuses the policy; elsewhere the entry matches nothing.",
    fix: "Use `aws`, `aws-cn` or `aws-us-gov`, or what the message names.",
    on: "identity",
    bad: r#"{ "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:awss:s3:::reports/*" }"#,
    good: r#"{ "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports/*" }"#,
    source: "error-invalid-partition",
};

static CASE: Check = Check {
    code: "INVALID_ARN_SERVICE_CASE",
    severity: Severity::Error,
    origin: Origin::AccessAnalyzer,
    what: "The service of an ARN has capital letters.",
    why: "ARNs are compared to the letter: the entry matches nothing.",
    fix: "Write it in small letters.",
    on: "identity",
    bad: r#"{ "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:S3:::reports/*" }"#,
    good: r#"{ "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports/*" }"#,
    source: "error-invalid-arn-service-case",
};

static ACCOUNT: Check = Check {
    code: "INVALID_ARN_ACCOUNT",
    severity: Severity::Error,
    origin: Origin::AccessAnalyzer,
    what: "The account of an ARN is no account id.",
    why: "An account id has 12 digits; the entry matches nothing.",
    fix: "Write the 12 digits, zeros in front included.",
    on: "identity",
    bad: r#"{ "Effect": "Allow", "Action": "sqs:SendMessage", "Resource": "arn:aws:sqs:eu-west-1:11112222333:orders" }"#,
    good: r#"{ "Effect": "Allow", "Action": "sqs:SendMessage", "Resource": "arn:aws:sqs:eu-west-1:111122223333:orders" }"#,
    source: "error-invalid-arn-account",
};

static WILDCARD: Check = Check {
    code: "WILDCARD_IN_SERVICE_NAME",
    severity: Severity::Suggestion,
    origin: Origin::AccessAnalyzer,
    what: "The service of an ARN has a wildcard.",
    why: "Services that AWS will call alike are meant as well. IAM refuses it.",
    fix: "Name the services.",
    on: "scp",
    bad: r#"{ "Effect": "Deny", "Action": "codecommit:DeleteRepository", "Resource": "arn:aws:*code*::111122223333:*" }"#,
    good: r#"{ "Effect": "Deny", "Action": "codecommit:DeleteRepository", "Resource": "arn:aws:codecommit:*:111122223333:*" }"#,
    source: "suggestion-wildcard-in-service-name",
};

/// What stands for an account where AWS itself, or its marketplace, is the owner.
const OWNERS: [&str; 5] = ["aws", "amazon", "aws-marketplace", "cloudfront", "third-party"];

fn find(look: &Look<'_>, found: &mut Findings<'_>) {
    for (node, text) in resources(look) {
        form(look, found, node, text);
    }
}

fn form(look: &Look<'_>, found: &mut Findings<'_>, node: NodeId, text: &str) {
    let arn = Arn::split(text);
    // API Gateway completes it with the API that the policy is attached to.
    if text.starts_with("execute-api:/") && look.kind == PolicyType::Resource {
        return;
    }
    let trimmed = text.trim();
    if trimmed != text {
        let report = found.at(
            &PREFIX,
            node,
            format!(
                "{} has a space at its start or end, which AWS compares as well",
                quote(text)
            ),
        );
        report.fix("remove the space", look.rewrite(node, trimmed));
        return;
    }
    if arn.prefix() != "arn" || arn.count() == 1 {
        found.at(
            &PREFIX,
            node,
            format!(
                "{} is neither `*` nor an ARN, `arn:partition:service:region:account:resource`",
                quote(text)
            ),
        );
        return;
    }
    let parts = parts(&arn);
    let part = |index: usize| parts.get(index).cloned().unwrap_or(0..0);
    let partition = arn.partition();
    let open = |field: &str| field.contains("${") || has_wildcard(field);
    if !open(partition) && !PARTITIONS.contains(&partition) {
        let near = nearest(partition, &mut PARTITIONS.into_iter());
        let message = match near {
            Some(near) => format!("there is no partition {}; did you mean `{near}`?", quote(partition)),
            None => format!(
                "there is no partition {}: they are {}",
                quote(partition),
                PARTITIONS.join(", ")
            ),
        };
        let report = found.inside(&PARTITION, node, part(1), message);
        if let Some(near) = near {
            report.fix(format!("write `{near}`"), look.rewrite_part(node, part(1), near));
        }
    }
    let service = arn.service();
    if has_wildcard(service) {
        // `arn:aws:*` is completed, or runs on: it names no service at all.
        if arn.count() == 6 {
            found.inside(
                &WILDCARD,
                node,
                part(2),
                format!("{} also stands for services that AWS will name alike", quote(service)),
            );
        }
    } else if service.bytes().any(|byte| byte.is_ascii_uppercase()) {
        let lower = service.to_ascii_lowercase();
        let message = format!(
            "{} is written in small letters: ARNs are compared to the letter",
            quote(service)
        );
        let edits = look.rewrite_part(node, part(2), &lower);
        found
            .inside(&CASE, node, part(2), message)
            .fix(format!("write `{lower}`"), edits);
    }
    if arn.count() < 6 {
        // A star at the end runs on across the colons that lack (RES-2), in a guardrail on purpose.
        if !(text.ends_with('*') && matches!(look.kind, PolicyType::Scp)) {
            let message = format!(
                "{} has {} of the six parts `arn:partition:service:region:account:resource`",
                quote(text),
                arn.count()
            );
            found.at(&FIELD, node, message);
        }
        return;
    }
    let account = arn.account();
    let digits = account.len() == 12 && account.bytes().all(|byte| byte.is_ascii_digit());
    if !account.is_empty() && !digits && !open(account) && !OWNERS.contains(&account) {
        found.inside(
            &ACCOUNT,
            node,
            part(4),
            format!("{} is no account id, which has 12 digits", quote(account)),
        );
    }
}

/// Where each part stands.
fn parts(arn: &Arn<'_>) -> Vec<std::ops::Range<usize>> {
    let mut at = 0;
    let lengths = arn.fields().iter().map(|field| field.len());
    lengths
        .map(|length| {
            let part = at..at + length;
            at += length + 1;
            part
        })
        .collect()
}

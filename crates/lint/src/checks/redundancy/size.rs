//! POLICY_SIZE_EXCEEDS_…_QUOTA: policies that are too large

use crate::checks::{Find, Rule};
use crate::findings::Findings;
use crate::look::Look;
use crate::{Check, Origin, Severity};
use crate::{Counted, Kind, Quota};
use iamwhy_policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    checks: &[&IDENTITY, &RESOURCE, &TRUST, &SCP, &RCP],
    find: Find::Policy(find),
};

static IDENTITY: Check = Check {
    code: "POLICY_SIZE_EXCEEDS_IDENTITY_POLICY_QUOTA",
    severity: Severity::Warning,
    origin: Origin::AccessAnalyzer,
    what: "An identity-based policy is larger than IAM takes.",
    why: "IAM refuses it. White space does not count.",
    fix: "Split it, or shorten lists with wildcards.",
    on: "managed",
    bad: r#"{ "Sid": "a×6144", "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports/*" }"#,
    good: r#"{ "Sid": "a×4000", "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports/*" }"#,
    source: "general-warning-policy-size-exceeds-identity-policy-quota",
};

static RESOURCE: Check = Check {
    code: "POLICY_SIZE_EXCEEDS_RESOURCE_POLICY_QUOTA",
    severity: Severity::Warning,
    origin: Origin::AccessAnalyzer,
    what: "The policy of a resource is larger than its service takes.",
    why: "The service refuses it.",
    fix: "Shorten it: several principals and actions in one statement, conditions instead of lists.",
    on: "sqs",
    bad: r#"{ "Sid": "a×8192", "Effect": "Allow", "Principal": { "AWS": "111122223333" }, "Action": "sqs:SendMessage", "Resource": "arn:aws:sqs:eu-west-1:111122223333:orders" }"#,
    good: r#"{ "Sid": "a×4000", "Effect": "Allow", "Principal": { "AWS": "111122223333" }, "Action": "sqs:SendMessage", "Resource": "arn:aws:sqs:eu-west-1:111122223333:orders" }"#,
    source: "general-warning-policy-size-exceeds-resource-policy-quota",
};

static TRUST: Check = Check {
    code: "POLICY_SIZE_EXCEEDS_ROLE_TRUST_POLICY_QUOTA",
    severity: Severity::Warning,
    origin: Origin::AccessAnalyzer,
    what: "A role trust policy is larger than IAM takes without a higher quota.",
    why: "IAM refuses it. White space does not count.",
    fix: "Name accounts or an organization instead of many roles, or ask for a higher quota.",
    on: "trust",
    bad: r#"{ "Sid": "a×2048", "Effect": "Allow", "Principal": { "AWS": "111122223333" }, "Action": "sts:AssumeRole" }"#,
    good: r#"{ "Sid": "a×1000", "Effect": "Allow", "Principal": { "AWS": "111122223333" }, "Action": "sts:AssumeRole" }"#,
    source: "general-warning-policy-size-exceeds-role-trust-policy-quota",
};

static SCP: Check = Check {
    code: "POLICY_SIZE_EXCEEDS_SCP_QUOTA",
    severity: Severity::Error,
    origin: Origin::AccessAnalyzer,
    what: "An SCP is larger than AWS Organizations takes.",
    why: "It is refused. White space counts.",
    fix: "Remove white space, split it, or shorten lists with wildcards.",
    on: "scp",
    bad: r#"{ "Sid": "a×10240", "Effect": "Deny", "Action": "cloudtrail:StopLogging", "Resource": "*" }"#,
    good: r#"{ "Sid": "a×4000", "Effect": "Deny", "Action": "cloudtrail:StopLogging", "Resource": "*" }"#,
    source: "error-policy-size-exceeds-scp-quota",
};

static RCP: Check = Check {
    code: "POLICY_SIZE_EXCEEDS_RCP_QUOTA",
    severity: Severity::Error,
    origin: Origin::AccessAnalyzer,
    what: "An RCP is larger than AWS Organizations takes.",
    why: "It is refused. White space counts.",
    fix: "Remove white space, split it, or shorten lists with wildcards.",
    on: "rcp",
    bad: r#"{ "Sid": "a×5120", "Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": "*", "Condition": { "Bool": { "aws:SecureTransport": "false" } } }"#,
    good: r#"{ "Sid": "a×4000", "Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": "*", "Condition": { "Bool": { "aws:SecureTransport": "false" } } }"#,
    source: "error-policy-size-exceeds-rcp-quota",
};

fn find(look: &Look<'_>, found: &mut Findings<'_>) {
    let kind = Kind {
        policy: look.kind,
        service: look.service.map(str::to_owned),
    };
    let Some(quota) = Quota::of(look.policy, &kind).filter(|quota| quota.is_exceeded()) else {
        return;
    };
    let check = match look.kind {
        PolicyType::Scp => &SCP,
        PolicyType::Rcp => &RCP,
        PolicyType::Trust => &TRUST,
        kind if kind.is_identity_based() => &IDENTITY,
        _ => &RESOURCE,
    };
    let counted = match quota.counted {
        Counted::NoSpace => "characters without white space",
        Counted::Characters => "characters",
        Counted::Bytes => "bytes",
    };
    let raised = match quota.raised {
        Some(most) => format!(", up to {most} on request"),
        None => String::new(),
    };
    let message = format!(
        "{} {counted} are more than the {} that {} may have{raised}",
        quota.used,
        quota.most,
        look.a_kind()
    );
    found.at(check, look.policy.root, message);
}

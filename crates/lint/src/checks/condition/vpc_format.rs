//! INVALID_VPC_FORMAT and INVALID_VPCE_FORMAT

use crate::checks::{Find, Rule};
use crate::findings::Findings;
use crate::look::Look;
use crate::{Check, Origin, Severity};
use iamwhy_policy::Base;
use iamwhy_policy::spelling::quote;

pub(super) static RULE: Rule = Rule {
    checks: &[&VPC, &VPCE],
    find: Find::Policy(find),
};

static VPC: Check = Check {
    code: "INVALID_VPC_FORMAT",
    severity: Severity::Error,
    origin: Origin::AccessAnalyzer,
    what: "A value of `aws:SourceVpc` is no id of a VPC.",
    why: "No request comes from it.",
    fix: "Write `vpc-` and the 8 or 17 characters of the id.",
    on: "identity",
    bad: r#"{ "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports/*", "Condition": { "StringEquals": { "aws:SourceVpc": "vpc_11223344556677889" } } }"#,
    good: r#"{ "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports/*", "Condition": { "StringEquals": { "aws:SourceVpc": "vpc-11223344556677889" } } }"#,
    source: "error-invalid-vpc-format",
};

static VPCE: Check = Check {
    code: "INVALID_VPCE_FORMAT",
    severity: Severity::Error,
    origin: Origin::AccessAnalyzer,
    what: "A value of `aws:SourceVpce` is no id of a VPC endpoint.",
    why: "No request comes through it. The id of the VPC belongs to `aws:SourceVpc`.",
    fix: "Write `vpce-` and the 8 or 17 characters of the id.",
    on: "identity",
    bad: r#"{ "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports/*", "Condition": { "StringEquals": { "aws:SourceVpce": "vpc-11223344556677889" } } }"#,
    good: r#"{ "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports/*", "Condition": { "StringEquals": { "aws:SourceVpce": "vpce-11223344556677889" } } }"#,
    source: "error-invalid-vpce-format",
};

/// Wildcards and variables have checks of their own.
fn find(look: &Look<'_>, found: &mut Findings<'_>) {
    for (_, pair) in look.conditions() {
        if !pair.parsed.is_some_and(|operator| operator.base != Base::Null) {
            continue;
        }
        let (check, start, what) = match () {
            () if look.is_on(pair, "aws:SourceVpc") => (&VPC, "vpc-", "a VPC"),
            () if look.is_on(pair, "aws:SourceVpce") => (&VPCE, "vpce-", "a VPC endpoint"),
            () => continue,
        };
        for &value in &pair.values {
            let text = look.scalar(value);
            let id = text.strip_prefix(start).unwrap_or_default();
            let formed = matches!(id.len(), 8 | 17) && id.bytes().all(|byte| byte.is_ascii_alphanumeric());
            if !formed && !text.contains(['*', '?']) && !text.contains("${") {
                let message = format!(
                    "{} is no id of {what}: it is `{start}` and 8 or 17 letters and digits",
                    quote(text)
                );
                found.at(check, value, message);
            }
        }
    }
}

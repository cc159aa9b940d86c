//! UNTRUSTWORTHY_CONDITION_KEY

use crate::checks::{Find, Rule};
use crate::findings::Findings;
use crate::look::Look;
use crate::{Check, Origin, Severity};
use iamwhy_policy::spelling::quote;

pub(super) static RULE: Rule = Rule {
    checks: &[&CHECK],
    find: Find::Policy(find),
};

static CHECK: Check = Check {
    code: "UNTRUSTWORTHY_CONDITION_KEY",
    severity: Severity::SecurityWarning,
    origin: Origin::AccessAnalyzer,
    what: "Access depends on what the caller says of himself: his `Referer` or his `User-Agent`.",
    why: "Both are headers that anybody can send.",
    fix: "Use a key that AWS fills, such as `aws:SourceVpce` or `aws:PrincipalOrgID`; for CloudFront, `aws:SourceArn`.",
    on: "identity",
    bad: r#"{ "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports/*", "Condition": { "StringLike": { "aws:Referer": "https://www.example.com/*" } } }"#,
    good: r#"{ "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports/*", "Condition": { "StringEquals": { "aws:SourceVpce": "vpce-11223344556677889" } } }"#,
    source: "security-warning-untrustworthy-condition-key",
};

const KEYS: [&str; 2] = ["aws:Referer", "aws:UserAgent"];

fn find(look: &Look<'_>, found: &mut Findings<'_>) {
    for (_, pair) in look.conditions() {
        if KEYS.iter().any(|key| look.is_on(pair, key)) {
            let message = format!(
                "{} is whatever the caller sends: it is no protection",
                quote(look.key_of(pair))
            );
            found.at(&CHECK, pair.key, message);
        }
    }
}

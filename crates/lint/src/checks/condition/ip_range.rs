//! TYPE_MISMATCH_IP_RANGE, IMPROVE_IP_RANGE, and private addresses in aws:SourceIp

use crate::checks::{Find, Rule};
use crate::findings::Findings;
use crate::look::Look;
use crate::{Check, Origin, Severity};
use iamwhy_policy::spelling::quote;
use iamwhy_policy::{Base, ConditionPair, NodeId, Operator};
use ipnet::IpNet;
use std::net::IpAddr;

pub(super) static RULE: Rule = Rule {
    checks: &[&MISMATCH, &IMPROVE, &PRIVATE, &PRIVATE_NOT, &SUBSET, &SUBSET_NOT],
    find: Find::Policy(find),
};

static MISMATCH: Check = Check {
    code: "TYPE_MISMATCH_IP_RANGE",
    severity: Severity::Error,
    origin: Origin::AccessAnalyzer,
    what: "A value of `IpAddress` or `NotIpAddress` is no address and no range.",
    why: "No address lies in it: the condition never holds for that value, and a negated one always does.",
    fix: "Write an address or a range, such as `203.0.113.0/24`.",
    on: "identity",
    bad: r#"{ "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports/*", "Condition": { "IpAddress": { "aws:SourceIp": "203.0.113.*" } } }"#,
    good: r#"{ "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports/*", "Condition": { "IpAddress": { "aws:SourceIp": "203.0.113.0/24" } } }"#,
    source: "error-type-mismatch-ip-range",
};

static IMPROVE: Check = Check {
    code: "IMPROVE_IP_RANGE",
    severity: Severity::Suggestion,
    origin: Origin::AccessAnalyzer,
    what: "A range has bits behind its mask.",
    why: "They are ignored: `203.0.113.77/24` is all of `203.0.113.0/24`, and whoever wrote it may have meant one address.",
    fix: "Write the range that it is, or the address with `/32`.",
    on: "identity",
    bad: r#"{ "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports/*", "Condition": { "IpAddress": { "aws:SourceIp": "203.0.113.77/24" } } }"#,
    good: r#"{ "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports/*", "Condition": { "IpAddress": { "aws:SourceIp": "203.0.113.0/24" } } }"#,
    source: "suggestion-improve-ip-range",
};

static PRIVATE: Check = Check {
    code: "PRIVATE_IP_ADDRESS",
    severity: Severity::Error,
    origin: Origin::AccessAnalyzer,
    what: "`aws:SourceIp` is compared with private addresses only.",
    why: "It holds public addresses: the condition never holds. Requests from a private network carry their address in `aws:VpcSourceIp`.",
    fix: "Name the public addresses, or use `aws:VpcSourceIp` with `aws:SourceVpc`.",
    on: "identity",
    bad: r#"{ "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports/*", "Condition": { "IpAddress": { "aws:SourceIp": "10.0.0.0/8" } } }"#,
    good: r#"{ "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports/*", "Condition": { "IpAddress": { "aws:VpcSourceIp": "10.0.0.0/8" }, "StringEquals": { "aws:SourceVpc": "vpc-11223344556677889" } } }"#,
    source: "error-private-ip-address",
};

static PRIVATE_NOT: Check = Check {
    code: "PRIVATE_NOT_IP_ADDRESS",
    severity: Severity::Error,
    origin: Origin::AccessAnalyzer,
    what: "`aws:SourceIp` is excluded from private addresses only.",
    why: "It holds public addresses: the condition always holds, so that a `Deny` denies everybody.",
    fix: "Name the public addresses, or use `aws:VpcSourceIp`.",
    on: "identity",
    bad: r#"{ "Effect": "Deny", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports/*", "Condition": { "NotIpAddress": { "aws:SourceIp": ["10.0.0.0/8", "192.168.0.0/16"] } } }"#,
    good: r#"{ "Effect": "Deny", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports/*", "Condition": { "NotIpAddress": { "aws:SourceIp": "203.0.113.0/24" } } }"#,
    source: "error-private-not-ip-address",
};

static SUBSET: Check = Check {
    code: "PRIVATE_IP_ADDRESS_SUBSET",
    severity: Severity::Suggestion,
    origin: Origin::AccessAnalyzer,
    what: "`aws:SourceIp` is compared with private addresses among others.",
    why: "It holds public addresses: the private ones match nothing.",
    fix: "Leave the private ones out, or use `aws:VpcSourceIp` for them.",
    on: "identity",
    bad: r#"{ "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports/*", "Condition": { "IpAddress": { "aws:SourceIp": ["203.0.113.0/24", "10.0.0.0/8"] } } }"#,
    good: r#"{ "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports/*", "Condition": { "IpAddress": { "aws:SourceIp": "203.0.113.0/24" } } }"#,
    source: "suggestion-private-ip-address-subset",
};

static SUBSET_NOT: Check = Check {
    code: "PRIVATE_NOT_IP_ADDRESS_SUBSET",
    severity: Severity::Suggestion,
    origin: Origin::AccessAnalyzer,
    what: "`aws:SourceIp` is excluded from private addresses among others.",
    why: "It holds public addresses: leaving out private ones leaves nothing out.",
    fix: "Leave the private ones out, or use `aws:VpcSourceIp` for them.",
    on: "identity",
    bad: r#"{ "Effect": "Deny", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports/*", "Condition": { "NotIpAddress": { "aws:SourceIp": ["203.0.113.0/24", "10.0.0.0/8"] } } }"#,
    good: r#"{ "Effect": "Deny", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports/*", "Condition": { "NotIpAddress": { "aws:SourceIp": "203.0.113.0/24" } } }"#,
    source: "suggestion-private-not-ip-address-subset",
};

fn find(look: &Look<'_>, found: &mut Findings<'_>) {
    for (_, pair) in look.conditions() {
        let Some(operator) = pair.parsed.filter(|own| own.base == Base::IpAddress) else {
            continue;
        };
        let mut private = Vec::new();
        for &value in &pair.values {
            let text = look.scalar(value);
            match range(text) {
                None => {
                    let message = format!(
                        "{} is neither an address nor a range such as `203.0.113.0/24`",
                        quote(text)
                    );
                    found.at(&MISMATCH, value, message);
                }
                Some(range) => {
                    if range.trunc() != range {
                        let whole = range.trunc().to_string();
                        let message = format!("{} is all of `{whole}`: bits behind the mask are ignored", quote(text));
                        let report = found.at(&IMPROVE, value, message);
                        report.safe(format!("write `{whole}`"), look.rewrite(value, &whole));
                    }
                    if is_private(&range) {
                        private.push(value);
                    }
                }
            }
        }
        if look.is_on(pair, "aws:SourceIp") {
            self::private(look, found, pair, operator, &private);
        }
    }
}

fn private(look: &Look<'_>, found: &mut Findings<'_>, pair: &ConditionPair, operator: Operator, private: &[NodeId]) {
    if private.is_empty() {
        return;
    }
    if private.len() == pair.values.len() {
        let (check, what) = match (operator.negated, operator.if_exists) {
            (false, false) => (&PRIVATE, "this never holds"),
            (false, true) => (&PRIVATE, "this holds only where the key is absent"),
            (true, _) => (&PRIVATE_NOT, "this always holds"),
        };
        let message = format!("`aws:SourceIp` is never a private address: {what}; did you mean `aws:VpcSourceIp`?");
        found.at(check, look.value_of(pair.key), message);
        return;
    }
    let check = if operator.negated { &SUBSET_NOT } else { &SUBSET };
    for &value in private {
        let message = format!(
            "`aws:SourceIp` is never a private address: {} matches nothing",
            quote(look.scalar(value))
        );
        found.at(check, value, message).safe("remove it", look.remove(value));
    }
}

/// An address, or a range, as written.
fn range(text: &str) -> Option<IpNet> {
    match text.contains('/') {
        true => text.parse().ok(),
        false => text.parse::<IpAddr>().ok().map(IpNet::from),
    }
}

/// Networks whose addresses nobody sends to AWS over the internet.
fn is_private(range: &IpNet) -> bool {
    let private = [
        "10.0.0.0/8",
        "172.16.0.0/12",
        "192.168.0.0/16",
        "127.0.0.0/8",
        "169.254.0.0/16",
        "fc00::/7",
        "fe80::/10",
        "::1/128",
    ];
    private
        .iter()
        .filter_map(|net| net.parse::<IpNet>().ok())
        .any(|net| net.contains(range))
}

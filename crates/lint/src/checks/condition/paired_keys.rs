//! MISSING_PAIRED_CONDITION_KEYS and keys that need another beside them

use crate::checks::{Find, Rule};
use crate::findings::Findings;
use crate::look::Look;
use crate::{Check, Origin, Severity};
use iamwhy_policy::spelling::quote;
use iamwhy_policy::{Base, ConditionPair, Statement};

pub(super) static RULE: Rule = Rule {
    checks: &[&PAIR, &SELECT, &PREFIX],
    find: Find::Policy(find),
};

static PAIR: Check = Check {
    code: "MISSING_PAIRED_CONDITION_KEYS",
    severity: Severity::SecurityWarning,
    origin: Origin::AccessAnalyzer,
    what: "A condition on an address in a VPC does not say in which VPC.",
    why: "Private addresses are the same in every VPC: anybody can make one with that address.",
    fix: "Compare `aws:SourceVpc` or `aws:SourceVpce` as well.",
    on: "identity",
    bad: r#"{ "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports/*", "Condition": { "IpAddress": { "aws:VpcSourceIp": "10.0.0.0/16" } } }"#,
    good: r#"{ "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports/*", "Condition": { "IpAddress": { "aws:VpcSourceIp": "10.0.0.0/16" }, "StringEquals": { "aws:SourceVpc": "vpc-11223344556677889" } } }"#,
    source: "security-warning-missing-paired-condition-keys",
};

static SELECT: Check = Check {
    code: "DYNAMODB_ATTRIBUTES_WITHOUT_SELECT",
    severity: Severity::SecurityWarning,
    origin: Origin::AccessAnalyzer,
    what: "`dynamodb:Attributes` limits what is read, and nothing says that attributes must be asked for.",
    why: "A request that names no attributes carries none in the key and returns all of them.",
    fix: "Compare `dynamodb:Select` with `SPECIFIC_ATTRIBUTES`.",
    on: "identity",
    bad: r#"{ "Effect": "Allow", "Action": "dynamodb:Query", "Resource": "arn:aws:dynamodb:eu-west-1:111122223333:table/people", "Condition": { "ForAllValues:StringEquals": { "dynamodb:Attributes": ["id", "name"] } } }"#,
    good: r#"{ "Effect": "Allow", "Action": "dynamodb:Query", "Resource": "arn:aws:dynamodb:eu-west-1:111122223333:table/people", "Condition": { "ForAllValues:StringEquals": { "dynamodb:Attributes": ["id", "name"] }, "StringEquals": { "dynamodb:Select": "SPECIFIC_ATTRIBUTES" } } }"#,
    source: "security-warning-dynamodb-attributes-without-select",
};

static PREFIX: Check = Check {
    code: "S3_PREFIX_IN_NEGATIVE_CONTEXT",
    severity: Severity::SecurityWarning,
    origin: Origin::AccessAnalyzer,
    what: "Listing a part of a bucket is forbidden by its prefix.",
    why: "The prefix is what the caller asks for: a shorter one, or none, lists the same objects and is not forbidden.",
    fix: "Allow the prefixes that may be listed.",
    on: "identity",
    bad: r#"{ "Effect": "Deny", "Action": "s3:ListBucket", "Resource": "arn:aws:s3:::reports", "Condition": { "StringLike": { "s3:prefix": "secret/*" } } }"#,
    good: r#"{ "Effect": "Allow", "Action": "s3:ListBucket", "Resource": "arn:aws:s3:::reports", "Condition": { "StringLike": { "s3:prefix": "public/*" } } }"#,
    source: "security-warning-s3-prefix-in-negative-context",
};

fn find(look: &Look<'_>, found: &mut Findings<'_>) {
    for statement in look.whole() {
        for pair in &statement.conditions {
            let has = |keys: &[&str]| {
                statement
                    .conditions
                    .iter()
                    .any(|own| keys.iter().any(|key| look.is_on(own, key)))
            };
            if look.is_on(pair, "aws:VpcSourceIp") && !has(&["aws:SourceVpc", "aws:SourceVpce", "aws:SourceVpcArn"]) {
                let message = "`aws:VpcSourceIp` is the same in every VPC: compare `aws:SourceVpc` as well";
                found.at(&PAIR, pair.key, message);
            }
            if look.is_on(pair, "dynamodb:Attributes")
                && look.is_allow(statement)
                && reads(look, statement)
                && !has(&["dynamodb:Select"])
            {
                let message = "who names no attributes gets all of them: compare `dynamodb:Select` as well";
                found.at(&SELECT, pair.key, message);
            }
            if look.is_on(pair, "s3:prefix") && is_negative(look, statement, pair) {
                let key = quote(look.key_of(pair));
                found.at(
                    &PREFIX,
                    pair.key,
                    format!("{key} is what the caller asks for: a shorter prefix lists the same objects"),
                );
            }
        }
    }
}

/// Whether an action of the statement returns attributes of items.
fn reads(look: &Look<'_>, statement: &Statement) -> bool {
    let read = ["getitem", "batchgetitem", "query", "scan"];
    look.actions(statement).any(|(_, text)| {
        let name = text.to_ascii_lowercase();
        let name = name.strip_prefix("dynamodb:").unwrap_or(&name);
        name.contains('*') || read.contains(&name)
    })
}

/// A `Deny` of named prefixes, or an `Allow` of all but named ones.
fn is_negative(look: &Look<'_>, statement: &Statement, pair: &ConditionPair) -> bool {
    pair.parsed.is_some_and(|operator| {
        // The empty prefix asks for all of the bucket, which is what such a `Deny` may mean.
        let whole = pair.values.iter().all(|&value| look.scalar(value).is_empty());
        operator.base != Base::Null && !whole && (look.is_deny(statement) != operator.negated)
    })
}

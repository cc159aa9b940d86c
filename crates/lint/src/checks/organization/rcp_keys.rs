//! RCP_MISSING_…: keys that must stand beside others in a resource control policy

use crate::checks::{Find, Rule};
use crate::findings::Findings;
use crate::look::Look;
use crate::{Check, Origin, Severity};
use iamwhy_policy::spelling::quote;
use iamwhy_policy::{Base, ConditionPair, PolicyType, Statement};

pub(super) static RULE: Rule = Rule {
    checks: &[&PRINCIPAL, &SERVICE, &NULL],
    find: Find::Policy(find),
};

static PRINCIPAL: Check = Check {
    code: "RCP_MISSING_RELATED_PRINCIPAL_CONDITION_KEY",
    severity: Severity::Warning,
    origin: Origin::AccessAnalyzer,
    what: "An RCP denies by who calls, and does not leave out AWS's own services.",
    why: "Services belong to no organization and have no tags: a negated condition denies them all, and with them logs, replication and backups.",
    fix: "Add `\"BoolIfExists\": { \"aws:PrincipalIsAWSService\": \"false\" }`.",
    on: "rcp",
    bad: r#"{ "Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": "*", "Condition": { "StringNotEqualsIfExists": { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } } }"#,
    good: r#"{ "Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": "*", "Condition": { "StringNotEqualsIfExists": { "aws:PrincipalOrgID": "o-a1b2c3d4e5" }, "BoolIfExists": { "aws:PrincipalIsAWSService": "false" } } }"#,
    source: "general-warning-rcp-missing-related-principal-condition-key",
};

static SERVICE: Check = Check {
    code: "RCP_MISSING_RELATED_SERVICE_PRINCIPAL_CONDITION_KEY",
    severity: Severity::Warning,
    origin: Origin::AccessAnalyzer,
    what: "An RCP denies by whom a service acts for, and does not say that it is about services.",
    why: "Requests of users and roles carry no source: a negated condition denies them as well.",
    fix: "Add `\"Bool\": { \"aws:PrincipalIsAWSService\": \"true\" }`.",
    on: "rcp",
    bad: r#"{ "Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": "*", "Condition": { "StringNotEqualsIfExists": { "aws:SourceOrgID": "o-a1b2c3d4e5" }, "Null": { "aws:SourceAccount": "false" } } }"#,
    good: r#"{ "Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": "*", "Condition": { "StringNotEqualsIfExists": { "aws:SourceOrgID": "o-a1b2c3d4e5" }, "Null": { "aws:SourceAccount": "false" }, "Bool": { "aws:PrincipalIsAWSService": "true" } } }"#,
    source: "general-warning-rcp-missing-related-service-principal-condition-key",
};

static NULL: Check = Check {
    code: "RCP_MISSING_SERVICE_CONDITION_KEY_NULL_CHECK",
    severity: Severity::Warning,
    origin: Origin::AccessAnalyzer,
    what: "An RCP denies by whom a service acts for, also where the service does not say.",
    why: "Some services send no source: a negated condition denies them.",
    fix: "Add `\"Null\": { \"aws:SourceAccount\": \"false\" }`.",
    on: "rcp",
    bad: r#"{ "Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": "*", "Condition": { "StringNotEqualsIfExists": { "aws:SourceOrgID": "o-a1b2c3d4e5" }, "Bool": { "aws:PrincipalIsAWSService": "true" } } }"#,
    good: r#"{ "Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": "*", "Condition": { "StringNotEqualsIfExists": { "aws:SourceOrgID": "o-a1b2c3d4e5" }, "Null": { "aws:SourceAccount": "false" }, "Bool": { "aws:PrincipalIsAWSService": "true" } } }"#,
    source: "general-warning-rcp-missing-service-condition-key-null-check",
};

/// Keys of the caller that services do not send.
const OF_CALLER: [&str; 4] = [
    "aws:PrincipalOrgID",
    "aws:PrincipalOrgPaths",
    "aws:PrincipalAccount",
    "aws:PrincipalArn",
];
/// Keys that say for whom a service acts.
const OF_SOURCE: [&str; 4] = [
    "aws:SourceOrgID",
    "aws:SourceOrgPaths",
    "aws:SourceAccount",
    "aws:SourceArn",
];

fn find(look: &Look<'_>, found: &mut Findings<'_>) {
    if look.kind != PolicyType::Rcp {
        return;
    }
    for statement in look.whole().filter(|statement| look.is_deny(statement)) {
        let pair = |keys: &[&str]| statement.conditions.iter().find(|pair| asks(look, pair, keys));
        let service = statement
            .conditions
            .iter()
            .any(|pair| look.is_on(pair, "aws:PrincipalIsAWSService"));
        if let Some(pair) = pair(&OF_CALLER).filter(|_| !service) {
            let key = quote(look.key_of(pair));
            let message = format!(
                "{key} does not come with requests of AWS's services, which this denies: leave them out with `aws:PrincipalIsAWSService`"
            );
            found.at(&PRINCIPAL, pair.key, message);
        }
        if let Some(pair) = pair(&OF_SOURCE) {
            let key = quote(look.key_of(pair));
            if !service {
                let message = format!(
                    "{key} comes with requests of services only, and this denies others as well: add `aws:PrincipalIsAWSService`"
                );
                found.at(&SERVICE, pair.key, message);
            }
            if !is_guarded(look, statement) {
                let message = format!(
                    "{key} does not come with every request of a service, and this denies those without: add `Null` on `aws:SourceAccount`"
                );
                found.at(&NULL, pair.key, message);
            }
        }
    }
}

/// A negated condition on one of the keys, which holds where the key is absent.
fn asks(look: &Look<'_>, pair: &ConditionPair, keys: &[&str]) -> bool {
    let open = pair
        .parsed
        .is_some_and(|operator| operator.base != Base::Null && (operator.negated || operator.if_exists));
    open && keys.iter().any(|key| look.is_on(pair, key))
}

/// Whether the statement asks for a source to be there.
fn is_guarded(look: &Look<'_>, statement: &Statement) -> bool {
    statement.conditions.iter().any(|pair| {
        let null = pair.parsed.is_some_and(|operator| operator.base == Base::Null);
        let there = pair
            .values
            .iter()
            .all(|&value| look.scalar(value).eq_ignore_ascii_case("false"));
        null && there && OF_SOURCE.iter().any(|key| look.is_on(pair, key))
    })
}

//! Service principals: whom they may act for

use crate::checks::{Find, Rule};
use crate::findings::Findings;
use crate::look::Look;
use crate::{Check, Origin, Severity};
use iamwhy_policy::spelling::quote;
use iamwhy_policy::{Base, PolicyType, PrincipalKind, Statement};

pub(super) static RULE: Rule = Rule {
    checks: &[&RESTRICT, &RECOMMENDED, &UNSUPPORTED],
    find: Find::Policy(find),
};

static RESTRICT: Check = Check {
    code: "RESTRICT_ACCESS_TO_SERVICE_PRINCIPAL",
    severity: Severity::SecurityWarning,
    origin: Origin::AccessAnalyzer,
    what: "A service is let in without saying on whose behalf.",
    why: "The service acts for every customer of AWS: another customer can make it use your resource.",
    fix: "Compare `aws:SourceArn`, `aws:SourceAccount`, `aws:SourceOrgID` or `aws:SourceOrgPaths`.",
    on: "sqs",
    bad: r#"{ "Effect": "Allow", "Principal": { "Service": "sns.amazonaws.com" }, "Action": "sqs:SendMessage", "Resource": "arn:aws:sqs:eu-west-1:111122223333:orders" }"#,
    good: r#"{ "Effect": "Allow", "Principal": { "Service": "sns.amazonaws.com" }, "Action": "sqs:SendMessage", "Resource": "arn:aws:sqs:eu-west-1:111122223333:orders", "Condition": { "ArnEquals": { "aws:SourceArn": "arn:aws:sns:eu-west-1:111122223333:orders" } } }"#,
    source: "security-warning-restrict-access-to-service-principal",
};

static RECOMMENDED: Check = Check {
    code: "RECOMMENDED_CONDITION_KEY_FOR_SERVICE_PRINCIPAL",
    severity: Severity::Suggestion,
    origin: Origin::AccessAnalyzer,
    what: "A service is let in with a key that does not say on whose behalf it acts.",
    why: "`aws:Referer` and its kin are whatever the sender writes.",
    fix: "Compare `aws:SourceArn` or `aws:SourceAccount` instead.",
    on: "s3",
    bad: r#"{ "Effect": "Allow", "Principal": { "Service": "ses.amazonaws.com" }, "Action": "s3:PutObject", "Resource": "arn:aws:s3:::reports/*", "Condition": { "StringEquals": { "aws:Referer": "111122223333" } } }"#,
    good: r#"{ "Effect": "Allow", "Principal": { "Service": "ses.amazonaws.com" }, "Action": "s3:PutObject", "Resource": "arn:aws:s3:::reports/*", "Condition": { "StringEquals": { "aws:SourceAccount": "111122223333" } } }"#,
    source: "suggestion-recommended-condition-key-for-service-principal",
};

static UNSUPPORTED: Check = Check {
    code: "UNSUPPORTED_CONDITION_KEY_FOR_SERVICE_PRINCIPAL",
    severity: Severity::Error,
    origin: Origin::AccessAnalyzer,
    what: "A statement about a service has a condition on a key that requests of services do not carry.",
    why: "A service is in no organization and has no tags and no MFA: an `Allow` never holds, a `Deny` with a negated operator always does.",
    fix: "Compare `aws:SourceOrgID` or `aws:SourceAccount`, which say on whose behalf the service acts.",
    on: "s3",
    bad: r#"{ "Effect": "Allow", "Principal": { "Service": "cloudtrail.amazonaws.com" }, "Action": "s3:PutObject", "Resource": "arn:aws:s3:::reports/*", "Condition": { "StringEquals": { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } } }"#,
    good: r#"{ "Effect": "Allow", "Principal": { "Service": "cloudtrail.amazonaws.com" }, "Action": "s3:PutObject", "Resource": "arn:aws:s3:::reports/*", "Condition": { "StringEquals": { "aws:SourceOrgID": "o-a1b2c3d4e5" } } }"#,
    source: "error-unsupported-condition-key-for-service-principal",
};

/// Keys that say on whose behalf.
const SOURCES: [&str; 5] = [
    "aws:SourceArn",
    "aws:SourceAccount",
    "aws:SourceOrgID",
    "aws:SourceOrgPaths",
    // The skill of Alexa that calls; its services send none of the others.
    "lambda:EventSourceToken",
];
/// Keys that people use instead.
const INSTEAD: [&str; 2] = ["aws:Referer", "aws:SourceOwner"];
/// Keys that requests of services do not carry (KEY-12, section 4 of the rules).
const NEVER: [&str; 10] = [
    "aws:PrincipalOrgID",
    "aws:PrincipalOrgPaths",
    "aws:PrincipalTag/",
    "aws:username",
    "aws:MultiFactorAuthPresent",
    "aws:MultiFactorAuthAge",
    "aws:TokenIssueTime",
    "aws:FederatedProvider",
    "aws:SourceIdentity",
    "aws:AssumedRoot",
];

fn find(look: &Look<'_>, found: &mut Findings<'_>) {
    for statement in look.whole() {
        let elements = statement.principals.iter().filter(|element| !element.negated);
        let entries: Vec<_> = elements.flat_map(|element| &element.entries).collect();
        let services: Vec<_> = entries
            .iter()
            .filter(|entry| entry.kind == PrincipalKind::Service)
            .collect();
        if !services.is_empty() && services.len() == entries.len() {
            let certified = services.iter().any(|entry| look.text(entry.value) == ANYWHERE);
            never(look, found, statement, certified);
        }
        let resource = matches!(look.kind, PolicyType::Resource | PolicyType::AccessPoint);
        let said = statement
            .conditions
            .iter()
            .any(|pair| SOURCES.iter().any(|key| look.is_on(pair, key)));
        if !resource || said || !look.is_allow(statement) {
            continue;
        }
        let instead = statement
            .conditions
            .iter()
            .find(|pair| INSTEAD.iter().any(|key| look.is_on(pair, key)));
        if let (Some(pair), false) = (instead, services.is_empty()) {
            let message = format!(
                "{} does not say on whose behalf a service acts: use `aws:SourceArn` or `aws:SourceAccount`",
                quote(look.key_of(pair))
            );
            found.at(&RECOMMENDED, pair.key, message);
            continue;
        }
        for entry in services {
            let message = format!(
                "{} acts for every customer of AWS: say for whom, with `aws:SourceArn` or `aws:SourceAccount`",
                quote(look.text(entry.value))
            );
            found.at(&RESTRICT, entry.value, message);
        }
    }
}

/// IAM Roles Anywhere: what the caller's certificate says comes as tags (FED-7).
const ANYWHERE: &str = "rolesanywhere.amazonaws.com";
const CERTIFICATE: &str = "aws:PrincipalTag/x509";

fn never(look: &Look<'_>, found: &mut Findings<'_>, statement: &Statement, certified: bool) {
    for pair in &statement.conditions {
        let key = look.key_of(pair);
        let head = key.get(..CERTIFICATE.len());
        if certified && head.is_some_and(|head| head.eq_ignore_ascii_case(CERTIFICATE)) {
            continue;
        }
        let absent = NEVER.iter().any(|own| match own.ends_with('/') {
            true => {
                key.len() > own.len()
                    && key
                        .get(..own.len())
                        .is_some_and(|start| start.eq_ignore_ascii_case(own))
            }
            false => own.eq_ignore_ascii_case(key),
        });
        let asks = pair
            .parsed
            .is_some_and(|operator| operator.base != Base::Null && !operator.if_exists);
        if absent && asks {
            found.at(
                &UNSUPPORTED,
                pair.key,
                format!(
                    "{} does not come with the requests of a service: it is always absent",
                    quote(key)
                ),
            );
        }
    }
}

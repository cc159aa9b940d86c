//! What IAM does not take for a principal

use crate::checks::{Find, Rule};
use crate::findings::Findings;
use crate::look::Look;
use crate::{Check, Origin, Severity};
use iamwhy_policy::{NodeId, PolicyType, PrincipalKind};

pub(super) static RULE: Rule = Rule {
    checks: &[&FORMAT, &WILDCARD, &FEDERATED, &PROVIDER, &SERVICE],
    find: Find::Policy(find),
};

static FORMAT: Check = Check {
    code: "INVALID_PRINCIPAL_FORMAT",
    severity: Severity::Error,
    origin: Origin::AccessAnalyzer,
    what: "A principal is none: neither `*`, nor an account, the ARN of a user, role or session, a service or a provider.",
    why: "AWS refuses the policy; where it is stored all the same, it matches nobody.",
    fix: "Write `{ \"AWS\": \"111122223333\" }`, a whole ARN, or `{ \"Service\": \"…\" }`.",
    on: "s3",
    bad: r#"{ "Effect": "Allow", "Principal": "111122223333", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports/*" }"#,
    good: r#"{ "Effect": "Allow", "Principal": { "AWS": "111122223333" }, "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports/*" }"#,
    source: "error-invalid-principal-format",
};

static WILDCARD: Check = Check {
    code: "UNSUPPORTED_WILDCARD_IN_PRINCIPAL",
    severity: Severity::Error,
    origin: Origin::AccessAnalyzer,
    what: "A principal has a wildcard in it.",
    why: "Only a lone `*` is a wildcard in `Principal`: AWS refuses the policy, or it matches nobody.",
    fix: "Name the principals, or compare `aws:PrincipalArn` in `Condition`.",
    on: "s3",
    bad: r#"{ "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::111122223333:role/app-*" }, "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports/*" }"#,
    good: r#"{ "Effect": "Allow", "Principal": { "AWS": "111122223333" }, "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports/*", "Condition": { "ArnLike": { "aws:PrincipalArn": "arn:aws:iam::111122223333:role/app-*" } } }"#,
    source: "error-unsupported-wildcard-in-principal",
};

static FEDERATED: Check = Check {
    code: "FEDERATED_PRINCIPAL_NOT_SUPPORTED",
    severity: Severity::Error,
    origin: Origin::AccessAnalyzer,
    what: "A policy other than the trust policy of a role names an identity provider.",
    why: "An identity provider only logs people in: what they do afterwards, they do as a role.",
    fix: "Name the role.",
    on: "s3",
    bad: r#"{ "Effect": "Allow", "Principal": { "Federated": "arn:aws:iam::111122223333:saml-provider/office" }, "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports/*" }"#,
    good: r#"{ "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::111122223333:role/app" }, "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports/*" }"#,
    source: "error-federated-principal-not-supported",
};

static PROVIDER: Check = Check {
    code: "INVALID_FEDERATED_PRINCIPAL_SYNTAX_IN_ROLE_TRUST_POLICY",
    severity: Severity::Error,
    origin: Origin::AccessAnalyzer,
    what: "A trust policy names an identity provider that IAM does not know in this form.",
    why: "IAM refuses the policy.",
    fix: "Write the ARN of an `oidc-provider` or a `saml-provider`, or one of the names of the built-in providers.",
    on: "trust",
    bad: r#"{ "Effect": "Allow", "Principal": { "Federated": "https://token.actions.githubusercontent.com" }, "Action": "sts:AssumeRoleWithWebIdentity" }"#,
    good: r#"{ "Effect": "Allow", "Principal": { "Federated": "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com" }, "Action": "sts:AssumeRoleWithWebIdentity", "Condition": { "StringEquals": { "token.actions.githubusercontent.com:aud": "sts.amazonaws.com", "token.actions.githubusercontent.com:sub": "repo:acme/app:ref:refs/heads/main" } } }"#,
    source: "error-invalid-federated-principal-syntax-in-role-trust-policy",
};

static SERVICE: Check = Check {
    code: "INVALID_SERVICE_PRINCIPAL_FORMAT",
    severity: Severity::Error,
    origin: Origin::AccessAnalyzer,
    what: "A service is not named as services are.",
    why: "The name is compared to the letter: it matches no service.",
    fix: "Write `lambda.amazonaws.com`, in small letters.",
    on: "trust",
    bad: r#"{ "Effect": "Allow", "Principal": { "Service": "lambda" }, "Action": "sts:AssumeRole" }"#,
    good: r#"{ "Effect": "Allow", "Principal": { "Service": "lambda.amazonaws.com" }, "Action": "sts:AssumeRole" }"#,
    source: "error-invalid-service-principal-format",
};

/// What IAM says when the policy is saved, sorted by code; and values of conditions that hold services.
fn find(look: &Look<'_>, found: &mut Findings<'_>) {
    for refusal in look.refusals {
        let Some(why) = refusal.why.as_deref() else { continue };
        let text = look.text(refusal.node);
        let check = match refusal.rule {
            "PRIN-5" => &WILDCARD,
            "PRIN-6" if text.contains(['*', '?']) => &WILDCARD,
            "PRIN-6" => &SERVICE,
            "PRIN-7" if look.kind == PolicyType::Trust => &PROVIDER,
            "PRIN-7" => &FEDERATED,
            // A key that nobody knows has a check of its own.
            "PRIN-1" | "PRIN-3" | "PRIN-8" | "PRIN-9" if !below_unknown_key(look, refusal.node) => &FORMAT,
            _ => continue,
        };
        // Said below, as what it is.
        if text.trim() != text {
            continue;
        }
        let report = found.at(check, refusal.node, why);
        let account = text.len() == 12 && text.bytes().all(|byte| byte.is_ascii_digit());
        if refusal.rule == "PRIN-1" && (account || text.starts_with("arn:")) && whole(look, refusal.node) {
            let object = format!("{{ \"AWS\": {} }}", look.json.raw(refusal.node));
            report.fix(format!("write `{object}`"), look.replace(refusal.node, object.as_str()));
        }
    }
    spaces(look, found);
    services(look, found);
}

/// A space around a name belongs to it, and nobody is called so.
fn spaces(look: &Look<'_>, found: &mut Findings<'_>) {
    let elements = look.statements().flat_map(|statement| &statement.principals);
    for node in elements.flat_map(|own| &own.entries).map(|entry| entry.value) {
        let text = look.text(node);
        if text.trim() != text {
            let message = format!(
                "{} has a space at its start or end, which is part of the name",
                iamwhy_policy::spelling::quote(text)
            );
            let edits = look.rewrite(node, text.trim());
            found.at(&FORMAT, node, message).fix("remove the space", edits);
        }
    }
}

/// Whether the string is the whole of `Principal`.
fn whole(look: &Look<'_>, node: NodeId) -> bool {
    let mut elements = look.statements().flat_map(|statement| &statement.principals);
    elements.any(|element| look.value_of(element.name) == node)
}

fn below_unknown_key(look: &Look<'_>, node: NodeId) -> bool {
    let mut entries = look
        .statements()
        .flat_map(|statement| &statement.principals)
        .flat_map(|own| &own.entries);
    entries.any(|entry| entry.value == node && entry.kind == PrincipalKind::Invalid) && !whole(look, node)
}

/// Keys whose values are services, and what they look like.
const KEYS: [(&str, &str, usize); 6] = [
    ("aws:CalledVia", "service.amazonaws.com", 1),
    ("aws:CalledViaFirst", "service.amazonaws.com", 1),
    ("aws:CalledViaLast", "service.amazonaws.com", 1),
    ("aws:PrincipalServiceName", "service.amazonaws.com", 0),
    ("iam:PassedToService", "service.amazonaws.com", 0),
    ("kms:ViaService", "service.region.amazonaws.com", 2),
];

fn services(look: &Look<'_>, found: &mut Findings<'_>) {
    for (_, pair) in look.conditions() {
        let Some((_, form, labels)) = KEYS.iter().find(|(key, ..)| look.is_on(pair, key)) else {
            continue;
        };
        if pair
            .parsed
            .is_none_or(|operator| operator.base == iamwhy_policy::Base::Null)
        {
            continue;
        }
        for &value in &pair.values {
            let text = look.scalar(value);
            if text.contains(['*', '?']) || text.contains("${") || is_service(text, *labels) {
                continue;
            }
            let message = format!(
                "{} is no service as this key holds them, `{form}`",
                iamwhy_policy::spelling::quote(text)
            );
            found.at(&SERVICE, value, message);
        }
    }
}

/// Whether a text is a service, with so many labels before the domain; 0: any number.
fn is_service(text: &str, labels: usize) -> bool {
    let domains = [
        ".amazonaws.com",
        ".amazonaws.com.cn",
        ".amazonaws.eu",
        ".amazon.com",
        ".aws.internal",
    ];
    let name = domains.iter().rev().find_map(|domain| text.strip_suffix(domain));
    let small = !text.bytes().any(|byte| byte.is_ascii_uppercase());
    small && name.is_some_and(|name| !name.is_empty() && (labels == 0 || name.split('.').count() == labels))
}

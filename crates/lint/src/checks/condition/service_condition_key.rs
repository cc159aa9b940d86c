//! INVALID_SERVICE_CONDITION_KEY

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
    code: "INVALID_SERVICE_CONDITION_KEY",
    severity: Severity::Error,
    origin: Origin::AccessAnalyzer,
    what: "A condition key does not exist in its service.",
    why: "No request carries it: a condition that needs it never holds, a negated one always does.",
    fix: "Use the key that is meant.",
    on: "identity",
    bad: r#"{ "Effect": "Allow", "Action": "s3:ListBucket", "Resource": "arn:aws:s3:::reports", "Condition": { "StringEquals": { "s3:prefx": "reports/" } } }"#,
    good: r#"{ "Effect": "Allow", "Action": "s3:ListBucket", "Resource": "arn:aws:s3:::reports", "Condition": { "StringEquals": { "s3:prefix": "reports/" } } }"#,
    source: "error-invalid-service-condition-key",
};

/// Claims of identity providers are not listed by AWS in full; their prefix is a host.
fn find(look: &Look<'_>, found: &mut Findings<'_>) {
    let Some(catalog) = look.catalog else { return };
    for (_, pair) in look.conditions() {
        let key = look.key_of(pair);
        let Some((prefix, name)) = key.split_once(':').filter(|(_, name)| !name.is_empty()) else {
            continue;
        };
        let foreign = prefix.contains(['.', '/'])
            || ["aws", "saml", "sts"]
                .iter()
                .any(|own| own.eq_ignore_ascii_case(prefix));
        if foreign || look.key(key).is_some() || crate::key::is_bare_tag(key) || is_tag(name) {
            continue;
        }
        // A service that has no keys of its own in the catalogue may be one that AWS documents elsewhere.
        let Some(service) = catalog
            .service(prefix)
            .filter(|service| service.keys().next().is_some())
        else {
            continue;
        };
        let near = catalog
            .nearest_key(key)
            .filter(|own| own.prefix().eq_ignore_ascii_case(prefix) && !own.is_template());
        let message = match near {
            Some(near) => format!(
                "`{}` has no condition key {}; did you mean `{}`?",
                service.prefix(),
                quote(name),
                near.name()
            ),
            None => format!("`{}` has no condition key {}", service.prefix(), quote(name)),
        };
        let report = found.at(&CHECK, pair.key, message);
        if let Some(near) = near {
            report.fix(format!("write `{}`", near.name()), look.rewrite(pair.key, near.name()));
        }
    }
}

/// Services take tags under this name that AWS does not list.
fn is_tag(name: &str) -> bool {
    let stem = name.split('/').next().unwrap_or_default();
    name.contains('/')
        && ["ResourceTag", "RequestTag"]
            .iter()
            .any(|own| own.eq_ignore_ascii_case(stem))
}

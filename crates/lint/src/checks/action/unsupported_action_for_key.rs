//! UNSUPPORTED_ACTION_FOR_CONDITION_KEY

use crate::checks::{Find, Rule};
use crate::findings::Findings;
use crate::key::{Sought, TAG_KEYS};
use crate::look::Look;
use crate::{Check, Origin, Severity};
use iamwhy_catalog::Sends;
use iamwhy_policy::{Base, spelling::quote};

pub(super) static RULE: Rule = Rule {
    checks: &[&CHECK],
    find: Find::Policy(find),
};

static CHECK: Check = Check {
    code: "UNSUPPORTED_ACTION_FOR_CONDITION_KEY",
    severity: Severity::Error,
    origin: Origin::AccessAnalyzer,
    what: "A condition is on a key that the service does not send with an action of the statement.",
    why: "For that action the key is always absent: an `Allow` never holds, a `Deny` with a negated operator always does.",
    fix: "Move the action to a statement without that condition.",
    on: "identity",
    bad: r#"{ "Effect": "Allow", "Action": ["s3:PutObject", "s3:DeleteObject"], "Resource": "arn:aws:s3:::reports/*", "Condition": { "StringEquals": { "s3:x-amz-acl": "private" } } }"#,
    good: r#"{ "Effect": "Allow", "Action": ["s3:PutObject", "s3:PutObjectAcl"], "Resource": "arn:aws:s3:::reports/*", "Condition": { "StringEquals": { "s3:x-amz-acl": "private" } } }"#,
    source: "error-unsupported-action-for-condition-key",
};

/// Access Analyzer leaves out actions with wildcards. Conditions that are meant to let through who does not send the key,
/// `IfExists` and `Null`, are left out as well; and keys of tags, which have a check of their own.
fn find(look: &Look<'_>, found: &mut Findings<'_>) {
    let Some(catalog) = look.catalog else { return };
    for statement in look.whole() {
        for pair in &statement.conditions {
            let key = look.key_of(pair);
            let Some(operator) = pair.parsed.filter(|own| own.base != Base::Null && !own.if_exists) else {
                continue;
            };
            let tag = TAG_KEYS.iter().any(|own| {
                key.len() > own.len()
                    && key
                        .get(..own.len())
                        .is_some_and(|start| start.eq_ignore_ascii_case(own))
            });
            if tag || operator.qualifier == iamwhy_policy::Qualifier::ForAllValues {
                continue;
            }
            // Unknown keys have checks of their own.
            if catalog.key(key).is_none_or(|key| key.is_global()) {
                continue;
            }
            // Of a key that AWS lists with no action at all, nobody knows which send it.
            let prefix = key.split(':').next().unwrap_or_default();
            let sought = Sought::of(catalog, key);
            let somewhere = |service: iamwhy_catalog::Service<'_>| service.actions().any(|own| sought.is_listed(own));
            if catalog.service(prefix).is_some_and(|own| !somewhere(own)) {
                continue;
            }
            let entries: Vec<_> = look.actions(statement).collect();
            let lacks = |text: &str| {
                catalog
                    .action(text)
                    .is_some_and(|action| !sought.is_listed(action) && action.sends(key) == Sends::No)
            };
            let lacking: Vec<&str> = entries
                .iter()
                .map(|(_, text)| *text)
                .filter(|text| lacks(text))
                .collect();
            if lacking.is_empty() {
                continue;
            }
            let list = lacking
                .iter()
                .take(5)
                .map(|text| quote(text))
                .collect::<Vec<_>>()
                .join(", ");
            let more = match lacking.len() {
                0..=5 => String::new(),
                count => format!(" and {} more", count - 5),
            };
            let message = format!(
                "{} is not sent with {list}{more}: for them the key is absent",
                quote(key)
            );
            let mut report = found.at(&CHECK, pair.key, message);
            for (node, text) in entries.into_iter().filter(|(_, text)| lacks(text)).take(5) {
                report = report.with(look.json.span(node), format!("{} does not send it", quote(text)));
            }
        }
    }
}

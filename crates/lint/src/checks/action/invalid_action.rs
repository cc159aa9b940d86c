//! INVALID_ACTION and INVALID_SERVICE_IN_ACTION

use crate::checks::retired::is_retired;
use crate::checks::{Find, Rule};
use crate::findings::Findings;
use crate::look::Look;
use crate::{Check, Origin, Severity};
use iamwhy_policy::spelling::quote;

pub(super) static RULE: Rule = Rule {
    checks: &[&ACTION, &SERVICE],
    find: Find::Policy(find),
};

static ACTION: Check = Check {
    code: "INVALID_ACTION",
    severity: Severity::Error,
    origin: Origin::AccessAnalyzer,
    what: "An action does not exist, or a pattern matches none.",
    why: "AWS stores it all the same, and it never matches: an `Allow` allows nothing, a `Deny` does not protect.",
    fix: "Name the action that is meant.",
    on: "identity",
    bad: r#"{ "Effect": "Allow", "Action": "s3:GetObejct", "Resource": "arn:aws:s3:::reports/*" }"#,
    good: r#"{ "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports/*" }"#,
    source: "error-invalid-action",
};

static SERVICE: Check = Check {
    code: "INVALID_SERVICE_IN_ACTION",
    severity: Severity::Error,
    origin: Origin::AccessAnalyzer,
    what: "The service of an action does not exist.",
    why: "AWS stores it all the same, and it never matches.",
    fix: "Use the prefix of the service that is meant.",
    on: "identity",
    bad: r#"{ "Effect": "Allow", "Action": "dynamo:GetItem", "Resource": "*" }"#,
    good: r#"{ "Effect": "Allow", "Action": "dynamodb:GetItem", "Resource": "*" }"#,
    source: "error-invalid-service-in-action",
};

/// Also in `NotAction`, from which a misspelt entry leaves nothing out.
fn find(look: &Look<'_>, found: &mut Findings<'_>) {
    let Some(catalog) = look.catalog else { return };
    let entries = look.statements().flat_map(|statement| &statement.actions);
    for &node in entries.flat_map(|element| &element.values) {
        let text = look.text(node);
        let Some((prefix, name)) = text.split_once(':') else {
            continue;
        };
        // What AWS refuses, or what has a check of its own.
        if prefix.contains(['*', '?']) || prefix.is_empty() || text.contains("${") {
            continue;
        }
        let Some(service) = catalog.service(prefix) else {
            if is_retired(prefix) {
                let message = format!("{} is a service that AWS no longer lists", quote(prefix));
                found.inside(&SERVICE, node, 0..prefix.len(), message);
                continue;
            }
            // Where another service has an action of that name, it is the likelier one.
            let action = catalog
                .nearest_action(text)
                .filter(|action| action.name().eq_ignore_ascii_case(name));
            let near = action
                .map(|action| action.service())
                .or_else(|| catalog.nearest_service(prefix));
            let message = match near {
                Some(near) => format!(
                    "there is no service {}; did you mean `{}`?",
                    quote(prefix),
                    near.prefix()
                ),
                None => format!("there is no service {}", quote(prefix)),
            };
            let report = found.inside(&SERVICE, node, 0..prefix.len(), message);
            if let Some(near) = near {
                let edits = look.rewrite_part(node, 0..prefix.len(), near.prefix());
                report.fix(format!("write `{}`", near.prefix()), edits);
            }
            continue;
        };
        if catalog.matches_some(text) {
            continue;
        }
        let wide = name.contains(['*', '?']);
        let near = (!wide).then(|| catalog.nearest_action(text)).flatten();
        let near = near.map(|action| action.to_string());
        let message = match (&near, wide) {
            (Some(near), _) => format!("there is no action {}; did you mean `{near}`?", quote(text)),
            (None, true) => format!("{} matches no action of {}", quote(text), service.name()),
            (None, false) => format!("there is no action {}", quote(text)),
        };
        let report = found.at(&ACTION, node, message);
        if let Some(near) = near {
            report.fix(format!("write `{near}`"), look.rewrite(node, &near));
        }
    }
}

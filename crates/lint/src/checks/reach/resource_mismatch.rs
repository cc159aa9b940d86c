//! RESOURCE_MISMATCH

use crate::checks::{Find, Rule};
use crate::findings::Findings;
use crate::look::Look;
use crate::on::is_on;
use crate::{Check, Origin, Severity};
use iamwhy_catalog::Action;
use iamwhy_policy::spelling::quote;
use iamwhy_policy::{PolicyType, Statement};

pub(super) static RULE: Rule = Rule {
    checks: &[&CHECK],
    find: Find::Policy(find),
};

static CHECK: Check = Check {
    code: "RESOURCE_MISMATCH",
    severity: Severity::Warning,
    origin: Origin::Parliament,
    what: "No resource of the statement is one that an action of it is on.",
    why: "For that action the statement matches no request: an `Allow` allows nothing, a `Deny` does not protect.",
    fix: "Name resources of the type that the message names; `*` for an action that is on none.",
    on: "identity",
    bad: r#"{ "Effect": "Allow", "Action": ["dynamodb:GetItem", "sqs:SendMessage"], "Resource": "arn:aws:dynamodb:eu-west-1:111122223333:table/orders" }"#,
    good: r#"{ "Effect": "Allow", "Action": "dynamodb:GetItem", "Resource": "arn:aws:dynamodb:eu-west-1:111122223333:table/orders" }"#,
    source: "https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html",
};

/// Actions on no resource are authorised on a text that the service chooses, often `*`, sometimes `…/*` (RES-11, RES-12): an
/// entry that ends with a star may fit it.
fn find(look: &Look<'_>, found: &mut Findings<'_>) {
    let Some(catalog) = look.catalog.filter(|_| look.kind != PolicyType::Trust) else {
        return;
    };
    for statement in look
        .whole()
        .filter(|statement| statement.resources.iter().all(|own| !own.negated))
    {
        let resources: Vec<&str> = look.resources(statement).map(|(_, text)| text).collect();
        if resources.is_empty() || resources.iter().any(|text| is_open(text)) {
            continue;
        }
        for (node, text) in look.actions(statement) {
            let actions: Vec<Action<'_>> = match text.split_once(':') {
                Some((prefix, _)) if !prefix.contains(['*', '?']) => catalog.expand(text).take(MOST).collect(),
                _ => continue,
            };
            if actions.is_empty() || actions.len() == MOST || actions.iter().any(|action| fits(*action, &resources)) {
                continue;
            }
            found.at(&CHECK, node, message(look, statement, text, &actions));
        }
    }
}

/// Patterns that match more actions are not looked at one by one.
const MOST: usize = 400;

/// Whether an entry names no service, or leaves its resource open.
fn is_open(text: &str) -> bool {
    let arn = iamwhy_policy::Arn::split(text);
    text == "*" || arn.count() < 6 || arn.service().contains(['*', '?', '$']) || matches!(arn.resource(), "*" | "**")
}

fn fits(action: Action<'_>, resources: &[&str]) -> bool {
    resources.iter().any(|text| {
        // Of another service, no text that this one chooses begins so.
        let own = || {
            iamwhy_policy::Arn::split(text)
                .service()
                .eq_ignore_ascii_case(action.service().prefix())
        };
        is_on(action, text).unwrap_or_else(|| own() && text.ends_with('*'))
    })
}

fn message(look: &Look<'_>, statement: &Statement, text: &str, actions: &[Action<'_>]) -> String {
    let named = match look.resources(statement).count() {
        1 => "the resource of this statement is none",
        _ => "no resource of this statement is one",
    };
    let types = actions.first().map(|action| {
        action
            .on()
            .map(|on| on.resource_type().name())
            .take(3)
            .collect::<Vec<_>>()
    });
    match types.filter(|types| !types.is_empty()) {
        Some(types) if actions.len() == 1 => format!("{} is on {}, and {named}", quote(text), types.join(" or ")),
        Some(_) => format!("{} has actions on resources of other types: {named}", quote(text)),
        None => format!("{} is on no resource: it needs `\"Resource\": \"*\"`", quote(text)),
    }
}

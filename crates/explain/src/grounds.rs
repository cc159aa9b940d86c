//! What an allow rests on, in words.

use iamwhy_engine::world::PrincipalIs;
use iamwhy_engine::{GrantKind, Layer, Truth};

use crate::absent;
use crate::case::Case;
use crate::explanation::StatementNode;
use crate::gates::{Found, Gates};
use crate::missing::{holds_unasked, unasked};
use crate::object::foreign_owner;
use crate::sentence::{either, statement};
use crate::words::list;

/// The reason of an allow.
pub(crate) fn allowed(case: &Case<'_>, gates: &Gates, deciding: &[Found]) -> String {
    let facts = case.facts();
    let action = case.request.action();
    let own = |layer: Layer| {
        let own = deciding.iter().filter(|found| gates.layer(found) == layer);
        own.filter_map(|found| gates.node(found))
            .find(|node| node.matched == Truth::Yes)
            .map(|node| (statement(case, gates, node), unasked(node)))
    };
    let resource = granted(case, gates, deciding);
    let identity = own(Layer::Identity);
    match case.traced.decision.layer {
        Some(Layer::Service) if facts.always.is_some() => {
            let who = match action.eq_ignore_ascii_case("sts:GetSessionToken") {
                true => " needs no permission, whatever policies say",
                false => " succeeds with any valid credentials, whatever policies say",
            };
            [action, who].concat()
        }
        Some(Layer::Service) if facts.root_rescue.is_some() => {
            "the root user of the account that owns it may always repair its policy, whatever that says".to_owned()
        }
        Some(Layer::Service) if case.is_key() => {
            resource.unwrap_or_else(|| absent::grant_without_policy(case).to_owned())
        }
        Some(Layer::Service) => absent::root_right(case).to_owned(),
        Some(Layer::Resource) => by_resource(case, resource),
        _ => by_identity(case, resource, identity, maybe(case, gates, deciding)),
    }
}

/// Statements that allow for some values each, and for all together.
fn maybe(case: &Case<'_>, gates: &Gates, deciding: &[Found]) -> Option<String> {
    let sure = case.facts().identity == Truth::Yes;
    let own = deciding
        .iter()
        .filter(|found| !sure || gates.layer(found) == Layer::Identity);
    either(case, gates, own.filter_map(|found| gates.node(found)))
}

/// The statements that let the caller in, one of each policy, with whom each names.
fn granted(case: &Case<'_>, gates: &Gates, deciding: &[Found]) -> Option<String> {
    let mut heard: Vec<usize> = Vec::new();
    let mut parts: Vec<String> = Vec::new();
    for found in deciding.iter().filter(|found| gates.layer(found) == Layer::Resource) {
        let Some(node) = gates.node(found).filter(|_| !heard.contains(&found.gate)) else {
            continue;
        };
        heard.push(found.gate);
        if node.matched == Truth::Unknown {
            if case.grants_by_policy() {
                let own = deciding.iter().filter(|other| other.gate == found.gate);
                let names = either(case, gates, own.filter_map(|other| gates.node(other)));
                let names = names.unwrap_or_default();
                parts.push(
                    [
                        "whatever is not known, ",
                        &names,
                        " lets ",
                        named(case, found.grant),
                        " in",
                    ]
                    .concat(),
                );
            }
            continue;
        }
        let everybody = found.grant == GrantKind::Direct && case.names_everybody(found.id);
        let whom = if everybody {
            "everybody"
        } else {
            named(case, found.grant)
        };
        let those = match everybody && is_conditional(node) {
            true => " in who meets its conditions",
            false => " in",
        };
        parts.push([&statement(case, gates, node), " lets ", whom, those, &unasked(node)].concat());
    }
    (!parts.is_empty()).then(|| joined(&parts))
}

/// Whether a statement has conditions that not everybody meets for want of their keys: then a `*` need not let everybody in.
fn is_conditional(node: &StatementNode) -> bool {
    let mut conditions = node.elements.iter().filter(|element| element.name == "Condition");
    conditions.any(|element| !holds_unasked(element))
}

/// Parts of a sentence, with a semicolon where one has a reason of its own.
fn joined(parts: &[String]) -> String {
    match parts.iter().any(|part| part.contains(", since ")) {
        true => parts.join("; and "),
        false => list(parts, "and").replacen(" and ", ", and ", usize::from(parts.len() == 2)),
    }
}

fn by_resource(case: &Case<'_>, resource: Option<String>) -> String {
    let Some(resource) = resource else {
        return absent::grant_without_policy(case).to_owned();
    };
    let mut text = resource;
    if case.is_cross_account() {
        text.push_str(match case.facts().root_right {
            true => ", and the root user has all rights on its own side",
            false => ", and its own account allows it too",
        });
        return text;
    }
    let facts = case.facts();
    let around = match (facts.identity, facts.boundary, facts.session) {
        _ if facts.outside_iam => "",
        (_, Truth::No, Truth::No) => ", which goes around the boundary and the session policy, silent as they are",
        (_, Truth::No, _) => ", which goes around the boundary, silent as it is",
        (_, _, Truth::No) => ", which goes around the session policy, silent as it is",
        (Truth::No, ..) => ", so no identity policy is needed",
        _ => "",
    };
    text.push_str(around);
    text
}

/// Whom a grant of the resource names.
pub(crate) fn whom(case: &Case<'_>) -> &'static str {
    match case.grants_to_everybody() {
        true => "everybody",
        false => named(case, case.traced.decision.grant),
    }
}

/// Whom a grant of this kind names.
fn named(case: &Case<'_>, grant: GrantKind) -> &'static str {
    match (case.principal.is, grant) {
        (PrincipalIs::Service, _) => "the service",
        (PrincipalIs::WebIdentity | PrincipalIs::Saml, _) => "callers of this identity provider",
        (_, GrantKind::Account) => "the account",
        (PrincipalIs::FederatedUser, GrantKind::Role) => "the user behind the session",
        (_, GrantKind::Role) => "the role",
        (PrincipalIs::Role, _) => "this session",
        (PrincipalIs::User, _) => "this user",
        (PrincipalIs::Root, _) => "the root user",
        _ => "the caller",
    }
}

fn by_identity(
    case: &Case<'_>,
    resource: Option<String>,
    identity: Option<(String, String)>,
    maybe: Option<String>,
) -> String {
    let action = case.request.action();
    let own = match identity {
        Some((identity, since)) => [&identity, " allows ", action, &since].concat(),
        None if case.facts().root_right => absent::root_right(case).to_owned(),
        None => {
            let maybe = maybe.unwrap_or_else(|| [&case.whose(), " policies"].concat());
            ["whatever is not known, ", &maybe, " allows ", action].concat()
        }
    };
    match resource {
        Some(resource) => joined(&[own, resource]),
        None if foreign_owner(case) == case.principal.account.as_deref() && foreign_owner(case).is_some() => {
            [&own, ", and the object belongs to the caller's own account"].concat()
        }
        None if case.is_cross_account() => [&own, ", and ", absent::grant_without_policy(case)].concat(),
        None => own,
    }
}

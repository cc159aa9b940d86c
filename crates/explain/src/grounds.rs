//! What an allow rests on, in words.

use iamwhy_engine::world::PrincipalIs;
use iamwhy_engine::{GrantKind, Layer, Truth};

use crate::absent;
use crate::case::Case;
use crate::gates::{Found, Gates};
use crate::sentence::statement;

/// The reason of an allow.
pub(crate) fn allowed(case: &Case<'_>, gates: &Gates, deciding: &[Found]) -> String {
    let facts = case.facts();
    let action = case.request.action();
    let own = |layer: Layer| {
        let found = deciding.iter().find(|found| gates.layer(found) == layer);
        found
            .and_then(|found| gates.node(found))
            .map(|node| statement(case, gates, node))
    };
    let resource = own(Layer::Resource);
    let identity = own(Layer::Identity);
    match case.traced.decision.layer {
        Some(Layer::Service) if facts.always.is_some() => {
            [action, " succeeds with any valid credentials, whatever policies say"].concat()
        }
        Some(Layer::Service) if facts.root_rescue.is_some() => {
            "the root user of the account that owns it may always repair its policy, whatever that says".to_owned()
        }
        Some(Layer::Service) => absent::root_right(case).to_owned(),
        Some(Layer::Resource) => by_resource(case, resource),
        _ => by_identity(case, resource, identity),
    }
}

fn by_resource(case: &Case<'_>, resource: Option<String>) -> String {
    let Some(resource) = resource else {
        return absent::grant_without_policy(case).to_owned();
    };
    let whom = whom(case);
    let mut text = [&resource, " lets ", whom, " in"].concat();
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
    match (case.principal.is, case.traced.decision.grant) {
        _ if case.grants_to_everybody() => "everybody",
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

fn by_identity(case: &Case<'_>, resource: Option<String>, identity: Option<String>) -> String {
    let action = case.request.action();
    let own = match identity {
        Some(identity) => [&identity, " allows ", action].concat(),
        None if case.facts().root_right => absent::root_right(case).to_owned(),
        // Statements that hold for some of the unknown values each, and for all of them together.
        None => [
            &case.whose(),
            " policies together allow ",
            action,
            ", whatever is not known",
        ]
        .concat(),
    };
    match resource {
        Some(resource) => [&own, ", and ", &resource, " lets ", whom(case), " in"].concat(),
        None if case.is_cross_account() => [&own, ", and ", absent::grant_without_policy(case)].concat(),
        None => own,
    }
}

//! Statements that can never match.

use iamwhy_policy::{Effect, PolicyType, Statement};

use super::parts::Void;

/// Whether the statement can match at all in a policy of this type (TYPE-1, TYPE-6, TYPE-7).
pub(super) fn void(statement: &Statement, kind: PolicyType) -> Void {
    if statement.inert || statement.effect.is_none() || statement.actions.is_empty() {
        return Void::Broken;
    }
    let not_action = statement.actions.iter().any(|element| element.negated);
    let not_principal = statement.principals.iter().any(|element| element.negated);
    let principal = !statement.principals.is_empty();
    let resource = !statement.resources.is_empty();
    let both = statement.actions.len() > 1 || statement.resources.len() > 1 || statement.principals.len() > 1;
    let wrong = both
        || match kind {
            PolicyType::Identity
            | PolicyType::Managed
            | PolicyType::Boundary
            | PolicyType::Session
            | PolicyType::Scp => principal || !resource,
            PolicyType::Trust => resource || not_principal,
            // A bare `*` as action or another principal could not be saved either, but they mean what they say (TYPE-5).
            PolicyType::Rcp => not_action || !resource || not_principal || statement.effect == Some(Effect::Allow),
            PolicyType::VpcEndpoint | PolicyType::AccessPoint => !resource,
            PolicyType::Resource => false,
        };
    if wrong {
        return Void::WrongForType;
    }
    let needs_principal = matches!(
        kind,
        PolicyType::Trust | PolicyType::Rcp | PolicyType::VpcEndpoint | PolicyType::AccessPoint | PolicyType::Resource
    );
    if needs_principal && !principal {
        Void::NoPrincipal
    } else {
        Void::Live
    }
}

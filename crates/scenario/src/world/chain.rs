//! What a session inherits from whoever assumed the role.

use super::tags::{Pairs, lay_over, pairs, same_key};
use crate::model::{Principal, RoleSession, Scenario};

/// What a session has got from its callers, and what it hands on.
#[derive(Default)]
pub(crate) struct Chain {
    /// Transitive tags of the callers (STS-9).
    pub(super) inherited: Pairs,
    /// What lives on in the next session: the inherited tags and its own transitive ones (STS-8).
    pub(crate) transitive: Pairs,
    /// The first source identity of the chain: once set it cannot be changed (STS-10).
    pub(crate) source_identity: Option<String>,
}

/// The session that a principal is.
fn session(scenario: &Scenario, name: &str) -> Option<RoleSession> {
    match scenario.principals.get(name)? {
        Principal::Role(role) => Some(role.as_session(name)),
        Principal::RoleSession(session) => Some(session.clone()),
        _ => None,
    }
}

impl Chain {
    /// That of a principal; of who is no session, nothing.
    pub(crate) fn of_principal(scenario: &Scenario, name: &str) -> Chain {
        session(scenario, name).map_or_else(Chain::default, |session| Chain::of(scenario, &session))
    }

    /// Follows `assumedBy` up to whoever assumed nothing. The reader has refused circles; the bound is for the sake of the rule.
    pub(super) fn of(scenario: &Scenario, own: &RoleSession) -> Chain {
        let mut sessions = vec![own.clone()];
        let mut next = own.assumed_by.clone();
        while let Some(name) = next.take().filter(|_| sessions.len() <= scenario.principals.len()) {
            let Some(above) = session(scenario, &name) else { break };
            next.clone_from(&above.assumed_by);
            sessions.push(above);
        }
        let mut chain = Chain::default();
        let mut handed_on = Pairs::new();
        for session in sessions.into_iter().rev() {
            chain.inherited.clone_from(&handed_on);
            let mut own = pairs(&session.session_tags);
            own.retain(|(key, _)| session.transitive_tags.iter().any(|other| same_key(key, other)));
            // A tag that was inherited cannot be passed again.
            lay_over(&mut own, &handed_on);
            handed_on = own;
            chain.source_identity = chain.source_identity.or(session.source_identity);
        }
        chain.transitive = handed_on;
        chain
    }
}

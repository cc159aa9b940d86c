//! What a session inherits from whoever assumed the role.

use super::{
    building::Building,
    tags::{Pairs, lay_over, pairs, same_key},
};
use crate::model::{Principal, RoleSession};

/// What a session has got from its callers, and what it hands on.
#[derive(Default)]
pub(super) struct Chain {
    /// Transitive tags of the callers (STS-9).
    pub(super) inherited: Pairs,
    /// Keys that live on in the next session: the inherited ones and its own (STS-8).
    pub(super) transitive: Vec<String>,
    /// The first source identity of the chain: once set it cannot be changed (STS-10).
    pub(super) source_identity: Option<String>,
}

impl Building<'_> {
    /// Follows `assumedBy` up to whoever assumed nothing. The reader has refused circles; the bound is for the sake of the rule.
    pub(super) fn chain(&self, session: &RoleSession) -> Chain {
        let mut sessions = vec![session.clone()];
        let mut next = session.assumed_by.clone();
        while let Some(name) = next.take().filter(|_| sessions.len() <= self.scenario.principals.len()) {
            let above = match self.scenario.principals.get(&name) {
                Some(Principal::Role(role)) => role.as_session(&name),
                Some(Principal::RoleSession(session)) => session.clone(),
                _ => break,
            };
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
        chain.transitive = handed_on.into_iter().map(|(key, _)| key).collect();
        chain
    }
}

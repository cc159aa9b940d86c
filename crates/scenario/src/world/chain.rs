//! What a session inherits from whoever assumed the role.

use super::tags::{Pairs, lay_over, pairs, same_key};
use crate::model::{Named, Principal, RoleSession, Scenario};

/// What a session has got from its callers, and what it hands on.
#[derive(Clone, Default)]
pub(crate) struct Chain {
    /// Transitive tags of the callers (STS-9).
    pub(super) inherited: Pairs,
    /// What lives on in the next session: the inherited tags and its own transitive ones (STS-8).
    pub(crate) transitive: Pairs,
    /// The first source identity of the chain: once set it cannot be changed (STS-10).
    pub(crate) source_identity: Option<String>,
}

/// What sessions hand on, by their names: of many that assume each other every one is looked at once.
pub(super) type Chains = Named<Chain>;

/// What a session says of its place in a chain.
#[derive(Copy, Clone)]
struct Link<'s> {
    tags: &'s Named<String>,
    transitive: &'s [String],
    source_identity: Option<&'s String>,
    assumed_by: Option<&'s str>,
}

impl<'s> Link<'s> {
    fn of(session: &'s RoleSession) -> Link<'s> {
        Link {
            tags: &session.session_tags,
            transitive: &session.transitive_tags,
            source_identity: session.source_identity.as_ref(),
            assumed_by: session.assumed_by.as_deref(),
        }
    }

    /// The session that a principal is.
    fn named(scenario: &'s Scenario, name: &str) -> Option<Link<'s>> {
        match scenario.principals.get(name)? {
            Principal::Role(role) => Some(Link {
                tags: &role.session_tags,
                transitive: &role.transitive_tags,
                source_identity: role.source_identity.as_ref(),
                assumed_by: role.assumed_by.as_deref(),
            }),
            Principal::RoleSession(session) => Some(Link::of(session)),
            _ => None,
        }
    }
}

impl Chain {
    /// That of a principal; of who is no session, nothing.
    pub(crate) fn of_principal(scenario: &Scenario, name: &str) -> Chain {
        let own = Link::named(scenario, name);
        own.map_or_else(Chain::default, |own| Chain::from(scenario, own, &mut Chains::default()))
    }

    /// That of a session; `known` are those that have been followed before.
    pub(super) fn of(scenario: &Scenario, own: &RoleSession, known: &mut Chains) -> Chain {
        Chain::from(scenario, Link::of(own), known)
    }

    /// Follows `assumedBy` up to whoever assumed nothing. The reader has refused circles; the bound is for the sake of the rule.
    fn from(scenario: &Scenario, own: Link<'_>, known: &mut Chains) -> Chain {
        let mut above = Vec::new();
        let mut next = own.assumed_by;
        while let Some(name) = next.filter(|name| !known.contains_key(name) && above.len() < scenario.principals.len())
        {
            let Some(link) = Link::named(scenario, name) else { break };
            above.push((name, link));
            next = link.assumed_by;
        }
        let mut chain = next.and_then(|name| known.get(name)).cloned().unwrap_or_default();
        for (name, link) in above.into_iter().rev() {
            chain = chain.handed_to(link);
            known.insert(name.to_owned(), chain.clone());
        }
        chain.handed_to(own)
    }

    /// The chain with one session more.
    fn handed_to(self, link: Link<'_>) -> Chain {
        let mut own = pairs(link.tags);
        own.retain(|(key, _)| link.transitive.iter().any(|other| same_key(key, other)));
        // A tag that was inherited cannot be passed again.
        lay_over(&mut own, &self.transitive);
        Chain {
            inherited: self.transitive,
            transitive: own,
            source_identity: self.source_identity.or_else(|| link.source_identity.cloned()),
        }
    }
}

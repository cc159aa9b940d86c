//! The world that a request happens in: accounts, organization, principals, resources, endpoints and what is attached to them.

mod account;
mod attached;
mod endpoint;
mod principal;
mod resource;

pub use account::{Account, BlockPublicAccess, OrgUnit, Organization};
pub use attached::{Attached, AttachedPolicy, PolicyId, UnknownId};
pub use endpoint::{Endpoint, EndpointKind};
pub use principal::{Credential, Principal, PrincipalIs, Tags, outlives_login};
pub use resource::{Acl, AclEntry, Grant, Grantee, Grants, ObjectOwnership, Resource};

use std::collections::BTreeSet;

use crate::assume::Assume;

/// Everything that decisions depend on, except the request.
#[derive(Clone, Debug, Default)]
pub struct Environment {
    /// The chosen readings of undocumented points.
    pub assume: Assume,
    /// Every policy that is attached somewhere; a [`PolicyId`] is an index into it.
    pub policies: Vec<AttachedPolicy>,
    /// The places of unknown policies, lists, tags, grants, ACLs and claims; an [`UnknownId`] is an index into it.
    pub unknowns: Vec<String>,
    /// The organization, if any.
    pub organization: Option<Organization>,
    /// Every account that is known.
    pub accounts: Vec<Account>,
    /// Who can call.
    pub principals: Vec<Principal>,
    /// What can be called.
    pub resources: Vec<Resource>,
    /// VPC endpoints.
    pub endpoints: Vec<Endpoint>,
    /// Names, in small letters, of keys that stand in policies for values that nobody knows yet: there for sure, with whatever value.
    pub open_keys: BTreeSet<String>,
}

impl Environment {
    /// Adds a policy and returns its id.
    pub fn add_policy(&mut self, policy: AttachedPolicy) -> PolicyId {
        self.policies.push(policy);
        PolicyId(self.policies.len() as u32 - 1)
    }

    /// Adds the place of something unknown and returns its id.
    pub fn add_unknown(&mut self, place: impl Into<String>) -> UnknownId {
        let place = place.into();
        if let Some(index) = self.unknowns.iter().position(|known| *known == place) {
            return UnknownId(index as u32);
        }
        self.unknowns.push(place);
        UnknownId(self.unknowns.len() as u32 - 1)
    }

    /// The account with this id, if it is known.
    #[must_use]
    pub fn account(&self, id: &str) -> Option<&Account> {
        self.accounts.iter().find(|account| account.id == id)
    }
}

//! A world while it is built.

use std::sync::Arc;

use iamwhy_engine::{
    Environment,
    world::{PolicyId, Principal, UnknownId},
};
use iamwhy_policy::Parsed;

use super::{World, chain::Chains};
use crate::{
    model::{Named, Scenario},
    policies::{Names, Policies},
};

/// A world while it is built.
pub(super) struct Building<'a> {
    pub(super) scenario: &'a Scenario,
    pub(super) policies: &'a Policies,
    pub(super) env: Environment,
    pub(super) principals: Named<usize>,
    pub(super) resources: Named<usize>,
    pub(super) endpoints: Named<usize>,
    /// The policies of `env`, with what is wrong with them.
    pub(super) parsed: Vec<Parsed>,
    /// For each of them, the values in it that nobody knows yet.
    pub(super) depends: Vec<Vec<String>>,
    /// Policies, sorted by the address of what was loaded: one that is attached twice is one policy.
    pub(super) ids: Vec<(usize, PolicyId)>,
    /// The unknowns of `env`, by their places.
    unknowns: Named<UnknownId>,
    pub(super) names: Names<'a>,
    pub(super) chains: Chains,
    /// AWS's `FullAWSAccess`, once a node without `scps` has asked for it.
    pub(super) full_access: Option<PolicyId>,
}

impl<'a> Building<'a> {
    pub(super) fn new(scenario: &'a Scenario, policies: &'a Policies) -> Building<'a> {
        Building {
            scenario,
            policies,
            env: Environment::default(),
            principals: Named::default(),
            resources: Named::default(),
            endpoints: Named::default(),
            parsed: Vec::new(),
            depends: Vec::new(),
            ids: Vec::new(),
            unknowns: Named::default(),
            names: Names::of(scenario),
            chains: Chains::default(),
            full_access: None,
        }
    }

    pub(super) fn add_principal(&mut self, name: &str, principal: Principal) {
        self.principals.insert(name.to_owned(), self.env.principals.len());
        self.env.principals.push(principal);
    }

    /// What nobody told us at a place; a place is one unknown, however many ask.
    pub(super) fn unknown(&mut self, place: &str) -> UnknownId {
        if let Some(id) = self.unknowns.get(place) {
            return *id;
        }
        let id = UnknownId(self.env.unknowns.len() as u32);
        self.env.unknowns.push(place.to_owned());
        self.unknowns.insert(place.to_owned(), id);
        id
    }

    pub(super) fn finish(self) -> World {
        World {
            environment: Arc::new(self.env),
            principals: self.principals,
            resources: self.resources,
            endpoints: self.endpoints,
            parsed: self.parsed,
            depends: self.depends,
        }
    }
}

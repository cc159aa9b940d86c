//! A world while it is built.

use std::sync::Arc;

use iamwhy_engine::{
    Environment,
    world::{PolicyId, Principal},
};
use iamwhy_policy::Parsed;

use super::World;
use crate::{
    model::{Named, Scenario},
    policies::Policies,
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
            full_access: None,
        }
    }

    pub(super) fn add_principal(&mut self, name: &str, principal: Principal) {
        self.principals.insert(name.to_owned(), self.env.principals.len());
        self.env.principals.push(principal);
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

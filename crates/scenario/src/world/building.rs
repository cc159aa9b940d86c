//! A world while it is built.

use std::{
    collections::{BTreeMap, HashMap},
    sync::Arc,
};

use iamwhy_engine::{
    Environment,
    world::{PolicyId, Principal},
};
use iamwhy_policy::Parsed;

use super::World;
use crate::{model::Scenario, policies::Policies};

/// A world while it is built.
pub(super) struct Building<'a> {
    pub(super) scenario: &'a Scenario,
    pub(super) policies: &'a Policies,
    pub(super) env: Environment,
    pub(super) principals: BTreeMap<String, usize>,
    pub(super) resources: BTreeMap<String, usize>,
    pub(super) endpoints: BTreeMap<String, usize>,
    /// The policies of `env`, with what is wrong with them.
    pub(super) parsed: Vec<Parsed>,
    /// Policies by the address of what was loaded: one that is attached twice is one policy.
    pub(super) ids: HashMap<usize, PolicyId>,
    /// AWS's `FullAWSAccess`, once a node without `scps` has asked for it.
    pub(super) full_access: Option<PolicyId>,
}

impl<'a> Building<'a> {
    pub(super) fn new(scenario: &'a Scenario, policies: &'a Policies) -> Building<'a> {
        Building {
            scenario,
            policies,
            env: Environment::default(),
            principals: BTreeMap::new(),
            resources: BTreeMap::new(),
            endpoints: BTreeMap::new(),
            parsed: Vec::new(),
            ids: HashMap::new(),
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
        }
    }
}

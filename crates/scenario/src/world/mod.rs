//! From a scenario to the engine's world, and from its cases to the engine's requests.

mod account;
mod assume;
mod bare;
mod building;
mod chain;
mod context;
mod endpoint;
mod organization;
mod outside;
mod policy;
mod principal;
mod request;
mod resource;
mod session;
mod tags;

use std::sync::Arc;

use iamwhy_engine::{ContextKey, Environment, world::PolicyId};
use iamwhy_policy::Parsed;

use crate::{
    model::{Named, Scenario},
    policies::Policies,
};
pub(crate) use chain::Chain;

use building::Building;

/// The world of a scenario: what the engine decides in, and the scenario's names for what is in it.
#[derive(Clone, Debug)]
pub struct World {
    environment: Arc<Environment>,
    principals: Named<usize>,
    resources: Named<usize>,
    endpoints: Named<usize>,
    parsed: Vec<Parsed>,
    depends: Vec<Vec<String>>,
}

impl World {
    /// Builds the world of a scenario whose policies are loaded. Principals that cases name by ARN alone are in it too.
    #[must_use]
    pub fn of(scenario: &Scenario, policies: &Policies) -> World {
        let mut building = Building::new(scenario, policies);
        building.assume();
        building.organization();
        building.principals();
        building.resources();
        building.principals_as_resources();
        building.endpoints();
        building.bare_principals();
        building.finish()
    }

    /// What the engine decides in.
    #[must_use]
    pub fn environment(&self) -> &Arc<Environment> {
        &self.environment
    }

    /// Index of a principal, by its name or as a case writes it.
    #[must_use]
    pub fn principal(&self, name: &str) -> Option<usize> {
        self.principals.get(name).copied()
    }

    /// Index of a resource, by its name.
    #[must_use]
    pub fn resource(&self, name: &str) -> Option<usize> {
        self.resources.get(name).copied()
    }

    /// Index of an endpoint, by its id.
    #[must_use]
    pub fn endpoint(&self, id: &str) -> Option<usize> {
        self.endpoints.get(id).copied()
    }

    /// Values in a policy that nobody knows yet.
    pub(crate) fn depends(&self, id: PolicyId) -> &[String] {
        self.depends.get(id.0 as usize).map_or(&[], Vec::as_slice)
    }

    /// Whether a value that nobody knows yet stands in policies as a variable, so that it is an unknown key.
    pub(crate) fn is_open_key(&self, name: &str) -> bool {
        self.environment.open_keys.contains(ContextKey::new(name).folded())
    }

    /// A policy as it was parsed, with what is wrong with it.
    #[must_use]
    pub fn parsed(&self, id: PolicyId) -> Option<&Parsed> {
        self.parsed.get(id.0 as usize)
    }
}

//! From cases to requests: matrices, names, resources, operations.

mod authorization;
mod by_service;
mod combinations;
mod context;
mod naming;
mod operation;
mod origin;
mod resource;

pub use authorization::{Asked, Authorization};
pub use combinations::{Combinations, Coordinate, ExpandedCase};
pub(crate) use resource::{ResourceFault, find_resource};

use iamwhy_engine::{is_within, writes_alias};

use crate::model::{Named, Resource, Scenario};

/// The cases of a scenario, with what is looked up for each of them.
pub struct Cases<'a> {
    scenario: &'a Scenario,
    arns: Named<&'a str>,
    /// ARNs of keys, by the ARNs of their aliases.
    aliases: Named<&'a str>,
}

impl<'a> Cases<'a> {
    /// The cases of a scenario.
    pub fn of(scenario: &'a Scenario) -> Cases<'a> {
        let mut arns = Named::default();
        let mut aliases = Named::default();
        for (name, resource) in &scenario.resources {
            arns.insert(resource.arn.clone(), name.as_str());
            let Some((place, _)) = resource.arn.split_once(":key/") else {
                continue;
            };
            for alias in &resource.aliases {
                aliases.insert(format!("{place}:{alias}"), resource.arn.as_str());
            }
        }
        Cases {
            scenario,
            arns,
            aliases,
        }
    }

    /// The scenario.
    pub fn scenario(&self) -> &'a Scenario {
        self.scenario
    }

    /// What one case stands for: itself, or the combinations of its matrix.
    pub fn expand(&'a self, index: usize) -> Combinations<'a> {
        Combinations::new(self, index)
    }

    /// What all cases stand for, in order.
    pub fn all(&'a self) -> impl Iterator<Item = ExpandedCase<'a>> {
        (0..self.scenario.cases.len()).flat_map(move |index| self.expand(index))
    }

    /// The entry that governs an ARN: the one whose ARN is equal, or the longest that the ARN continues with `/` or `:` ([`is_within`]).
    pub fn governing(&self, arn: &str) -> Option<(&'a str, &'a Resource)> {
        // Nothing in AWS has an ARN this long: a bound for hostile files.
        const LONGEST: usize = 4096;
        let mut part = arn;
        loop {
            if let Some(name) = self.arns.get(part)
                && is_within(arn, part)
            {
                return self
                    .scenario
                    .resources
                    .get_key_value(name)
                    .map(|(name, resource)| (name.as_str(), resource));
            }
            let shorter = (0..=part.len().min(LONGEST)).rev().find_map(|end| part.get(..end))?;
            part = part.get(..shorter.rfind(['/', ':'])?)?;
        }
    }

    /// The ARN of a resource as a case writes it; none where the text names nothing, or is no ARN.
    #[must_use]
    pub fn resource(&self, text: &str) -> Option<String> {
        find_resource(self.scenario, text).ok()
    }

    /// The ARN of a resource as a case writes it. Text that names nothing stays as it is.
    pub fn arn(&self, text: &str) -> String {
        find_resource(self.scenario, text).unwrap_or_else(|_| text.to_owned())
    }

    /// What a call that names this ARN is authorized on: calls of KMS that name an alias on the key behind it, if a declared key
    /// has it; calls on the alias itself on the alias (KMS-8).
    #[must_use]
    pub fn authorized_on(&self, action: &str, arn: String) -> String {
        let is_of_kms = action
            .get(..4)
            .is_some_and(|service| service.eq_ignore_ascii_case("kms:"));
        match self.aliases.get(&arn) {
            Some(key) if is_of_kms && !writes_alias(action) => (*key).to_owned(),
            _ => arn,
        }
    }
}

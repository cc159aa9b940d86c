//! Gates by their numbers in the trace.

use crate::compile::Program;
use crate::world::{PolicyId, UnknownId};

/// What a gate is: the layer's policies, or one level of SCPs or RCPs.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum GatePlace {
    /// The root or a unit, by index.
    Unit(usize),
    /// The account itself, by index.
    Account(usize),
    /// Attached to a principal, by index.
    Principal(usize),
    /// Attached to a resource, by index.
    Resource(usize),
    /// Attached to an endpoint, by index.
    Endpoint(usize),
}

impl Program {
    /// Where a gate of the trace is attached.
    #[must_use]
    pub fn gate_place(&self, set: u32) -> Option<GatePlace> {
        self.sets.get(set as usize)?.place.clone()
    }

    /// The statements at a gate, in order, both effects.
    #[must_use]
    pub fn gate_statements(&self, set: u32) -> Vec<u32> {
        let documents = self
            .sets
            .get(set as usize)
            .map(|set| set.documents.as_slice())
            .unwrap_or_default();
        documents
            .iter()
            .filter_map(|id| self.documents.get(*id as usize))
            .flat_map(|own| own.statements.ids())
            .collect()
    }

    /// The policies at a gate.
    #[must_use]
    pub fn gate_policies(&self, set: u32) -> Vec<PolicyId> {
        let documents = self
            .sets
            .get(set as usize)
            .map(|set| set.documents.as_slice())
            .unwrap_or_default();
        documents
            .iter()
            .filter_map(|id| self.documents.get(*id as usize))
            .map(|own| own.policy)
            .collect()
    }

    /// What is unknown at a gate.
    #[must_use]
    pub fn gate_unknowns(&self, set: u32) -> &[UnknownId] {
        self.sets
            .get(set as usize)
            .map(|set| set.unknowns.as_slice())
            .unwrap_or_default()
    }
}

//! Gates by their numbers in the trace.

use iamwhy_policy::Listed;

use crate::compile::Program;
use crate::compile::parts::Document;
use crate::layer::Layer;
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

    /// The gates that are attached at a place, whether or not a request passes them.
    #[must_use]
    pub fn sets_at(&self, place: &GatePlace) -> Vec<u32> {
        let own = self.sets.iter().zip(0_u32..);
        own.filter(|(set, _)| set.place.as_ref() == Some(place))
            .map(|(_, number)| number)
            .listed()
    }

    /// The gates of the SCPs or RCPs that an account passes, the root's first and its own last, whether or not they apply to it.
    #[must_use]
    pub fn gates_above(&self, account: &str, layer: Layer) -> Vec<u32> {
        let Some(index) = self.env.accounts.iter().position(|own| own.id == account) else {
            return Vec::new();
        };
        let units = self.env.organization.as_ref().map(|own| own.units.as_slice());
        let mut places = vec![GatePlace::Account(index)];
        let mut next = self.env.accounts.get(index).and_then(|own| own.unit);
        while let (Some(unit), Some(units)) = (next, units) {
            places.push(GatePlace::Unit(unit));
            let parent = units.get(unit).and_then(|own| own.parent);
            next = parent.filter(|parent| *parent < unit);
        }
        places.reverse();
        // SCPs are attached before RCPs, at each place.
        let which = usize::from(layer == Layer::Rcp);
        let own = places.iter().map(|place| self.sets_at(place));
        own.filter_map(|sets| sets.get(which).copied()).listed()
    }

    fn documents_at(&self, set: u32) -> impl Iterator<Item = &Document> {
        let documents = self.sets.get(set as usize).map(|set| set.documents.as_slice());
        let documents = documents.unwrap_or_default().iter();
        documents.filter_map(|id| self.documents.get(*id as usize))
    }

    /// The statements at a gate, in order, both effects.
    #[must_use]
    pub fn gate_statements(&self, set: u32) -> Vec<u32> {
        self.documents_at(set).flat_map(|own| own.statements.ids()).listed()
    }

    /// The policies at a gate.
    #[must_use]
    pub fn gate_policies(&self, set: u32) -> Vec<PolicyId> {
        self.documents_at(set).map(|own| own.policy).listed()
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

//! Which statements decided.

use iamwhy_engine::{GrantKind, Layer, Outcome, Truth};
use iamwhy_policy::{Add, Listed};

use crate::case::Case;
use crate::explanation::{StatementNode, StatementRef};
use crate::gates::{Found, Gates};

impl Gates {
    pub(crate) fn node(&self, found: &Found) -> Option<&StatementNode> {
        let gate = self.gates.get(found.gate)?;
        gate.policies.get(found.policy)?.statements.get(found.statement)
    }

    fn node_mut(&mut self, found: &Found) -> Option<&mut StatementNode> {
        let gate = self.gates.get_mut(found.gate)?;
        gate.policies.get_mut(found.policy)?.statements.get_mut(found.statement)
    }

    pub(crate) fn layer(&self, found: &Found) -> Layer {
        self.gates.get(found.gate).map_or(Layer::Service, |gate| gate.layer)
    }

    /// The matching statements of a layer with this effect, in order.
    pub(crate) fn matching(&self, layer: Layer, effect: &str, truth: Truth) -> Vec<Found> {
        let hit = |node: &StatementNode| node.matched == truth && node.effect == effect;
        let found = self.found.iter().filter(|found| self.layer(found) == layer);
        found
            .filter(|found| self.node(found).is_some_and(hit))
            .copied()
            .listed()
    }

    /// Marks the statements that decided and returns them, the deciding layer's first.
    pub(crate) fn decide(&mut self, case: &Case<'_>) -> Vec<Found> {
        let Some(layer) = case.traced.decision.layer else {
            return Vec::new();
        };
        let deciding = match case.outcome() {
            Outcome::ExplicitDeny => self.denying(case, layer),
            Outcome::Allow => self.allowing(case, layer),
            Outcome::ImplicitDeny | Outcome::Unknown => Vec::new(),
        };
        for found in &deciding {
            if let Some(node) = self.node_mut(found) {
                node.decisive = true;
            }
        }
        deciding
    }

    /// The statements that hold; where none does for every value of what is not known, those that do for some.
    fn holding(&self, layer: Layer, effect: &str) -> Vec<Found> {
        let sure = self.matching(layer, effect, Truth::Yes);
        match sure.is_empty() {
            true => self.matching(layer, effect, Truth::Unknown),
            false => sure,
        }
    }

    fn denying(&self, case: &Case<'_>, layer: Layer) -> Vec<Found> {
        let mut deciding = self.holding(layer, "Deny");
        if case.facts().deny.get(layer as usize) != Some(&Truth::Yes) {
            // For some values it is another layer that denies.
            let others = Layer::POLICIES.into_iter().filter(|other| *other != layer);
            deciding.add(others.flat_map(|other| self.matching(other, "Deny", Truth::Unknown)));
        }
        deciding
    }

    fn allowing(&self, case: &Case<'_>, layer: Layer) -> Vec<Found> {
        let facts = case.facts();
        let resource = || match case.grants_by_policy() {
            true => self.strongest(case, self.holding(Layer::Resource, "Allow")),
            false => Vec::new(),
        };
        let identity = || self.holding(Layer::Identity, "Allow");
        let both = case.is_cross_account() || facts.sides[0].gated || facts.two_sides;
        match layer {
            Layer::Resource => {
                let mut deciding = resource();
                if case.is_cross_account() && !facts.root_right {
                    deciding.add(identity());
                }
                deciding
            }
            Layer::Identity => {
                let mut deciding = identity();
                match facts.identity {
                    _ if both => deciding.add(resource()),
                    // For some values it is the resource's policy that allows.
                    Truth::Unknown => deciding.add(self.matching(Layer::Resource, "Allow", Truth::Unknown)),
                    _ => {}
                }
                deciding
            }
            // On a key root has no right but what its policy gives (KMS-2).
            Layer::Service if case.is_key() => resource(),
            _ => Vec::new(),
        }
    }

    /// The statements that decided; of an implicit deny the ones that granted something which was not enough.
    pub(crate) fn granting_or(&self, case: &Case<'_>, deciding: &[Found]) -> Vec<Found> {
        match case.outcome() {
            Outcome::ImplicitDeny if case.traced.decision.grant != GrantKind::None => {
                self.strongest(case, self.matching(Layer::Resource, "Allow", Truth::Yes))
            }
            _ => deciding.to_vec(),
        }
    }

    /// Of Allows of the resource those with the strongest kind of grant, for each of its policies; none where a KMS grant or an
    /// ACL lets in whom they would not.
    fn strongest(&self, case: &Case<'_>, all: Vec<Found>) -> Vec<Found> {
        let mut best = vec![GrantKind::None; self.gates.len()];
        for found in &all {
            if let Some(best) = best.get_mut(found.gate) {
                *best = (*best).max(found.grant);
            }
        }
        all.iter()
            .filter(|found| best.get(found.gate) == Some(&found.grant) && !case.grants_beyond(found.grant))
            .copied()
            .listed()
    }

    pub(crate) fn references(&self, found: &[Found]) -> Vec<StatementRef> {
        let nodes = found.iter().filter_map(|found| self.node(found));
        nodes.map(|node| node.statement.clone()).listed()
    }
}

//! What the side of the caller allows.

use super::gates::Gates;
use crate::layer::Layer;
use crate::trace::Observer;
use crate::truth::Truth;
use crate::unknown::{Assigned, Guess};
use crate::world::{Attached, PrincipalIs};

impl<'b, 'a, O: Observer> Gates<'_, 'b, 'a, O> {
    pub(super) fn caller_side(&mut self) {
        let bound = self.bound;
        if self.facts.outside_iam {
            return;
        }
        let other = self.other_arn();
        let mut ask = |layer: Layer, set: u32| {
            let own = self.allow(layer, set).any();
            match other.filter(|_| layer == Layer::Identity) {
                Some(arn) => own.and(self.seeing(arn, |gates| gates.allow(layer, set).any())),
                None => own,
            }
        };
        let identity = bound.caller.identity.map_or(Truth::No, |set| ask(Layer::Identity, set));
        let boundary = bound
            .caller
            .boundary
            .map_or(Truth::Yes, |set| ask(Layer::Boundary, set));
        let session = match &bound.caller.session {
            // UND-16: a federated session without a session policy has no rights of its parent.
            None => Truth::from(bound.principal.is != PrincipalIs::FederatedUser || bound.assume.other(16)),
            Some(sets) => sets
                .iter()
                .fold(Truth::Yes, |all, set| all.and(ask(Layer::Session, *set))),
        };
        self.facts.identity = if self.facts.root_right { Truth::Yes } else { identity };
        self.facts.boundary = boundary.or(self.not_there(bound.principal.limit().as_slice()));
        let passed = bound.principal.session_policies.as_deref().unwrap_or(&[]);
        let passes = bound.principal.is != PrincipalIs::FederatedUser;
        self.facts.session = session.or(if passes { self.not_there(passed) } else { Truth::No });
    }

    /// Whether an unknown boundary or session policy is taken to be no policy at all.
    pub(super) fn not_there(&self, attached: &[Attached]) -> Truth {
        match attached {
            [Attached::Unknown(id)] => Truth::from(self.bound.assigned(*id) == Assigned::As(Guess::Absent)),
            _ => Truth::No,
        }
    }
}

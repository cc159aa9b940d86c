//! The gates of a request, in the order of LAYER-6: denies of all layers first, then allows (LAYER-1 to LAYER-5).

use super::GrantKind;
use super::facts::Facts;
use super::reach::{own_policy, rcp_account, rcps, scps};
use super::statement::{Target, statement};
use crate::bind::Bound;
use crate::compile::parts::Settled;
use crate::layer::Layer;
use crate::service::vpce_services::heeds_policy;
use crate::trace::{Event, Observer, Reason, Site, layer_code};
use crate::truth::Truth;
use crate::unknown::{Assigned, Guess};
use iamwhy_policy::Effect;

pub(super) struct Gates<'g, 'b, 'a, O> {
    pub(super) bound: &'b Bound<'a>,
    pub(super) seen: &'b str,
    pub(super) facts: &'g mut Facts,
    pub(super) observer: &'g mut O,
}

/// What the Allow statements of a gate say.
#[derive(Copy, Clone, Default)]
pub(super) struct Allowed {
    pub(super) direct: Truth,
    pub(super) role: Truth,
    pub(super) account: Truth,
}

impl Allowed {
    pub(super) fn add(&mut self, kind: GrantKind, truth: Truth) {
        match kind {
            GrantKind::Direct => self.direct = self.direct.or(truth),
            GrantKind::Role => self.role = self.role.or(truth),
            GrantKind::Account => self.account = self.account.or(truth),
            GrantKind::None => {}
        }
    }

    pub(super) fn any(self) -> Truth {
        self.direct.or(self.role).or(self.account)
    }
}

impl<'b, 'a, O: Observer> Gates<'_, 'b, 'a, O> {
    pub(super) fn run(mut self) {
        let bound = self.bound;
        let program = bound.program;
        let scps = scps(bound);
        let endpoint = bound.endpoint_facts().filter(|_| heeds_policy(bound.service()));
        let endpoint = endpoint.and_then(|facts| facts.policy);
        let resource = own_policy(bound);
        let bucket = bound.access_point.as_ref().and_then(|point| point.bucket.as_ref());
        let second = bucket.and_then(|(index, _)| program.resources[*index as usize].policy);
        let caller = bound.caller;

        let point = bound.access_point.as_ref().and(bound.entry);
        match bucket {
            // The owners of bucket and access point each have a say, about what is theirs (RCP-5).
            Some((_, arn)) => {
                let index = point.and_then(|index| program.resources[index as usize].account);
                for &set in rcps(
                    bound,
                    index.and_then(|index| program.accounts.get(index as usize)),
                    O::EXHAUSTIVE,
                ) {
                    self.deny(Layer::Rcp, set);
                }
                for &set in rcps(bound, bound.owner_facts(), O::EXHAUSTIVE) {
                    self.seeing(arn, |gates| gates.deny(Layer::Rcp, set));
                }
            }
            None => {
                for &set in rcps(bound, rcp_account(bound), O::EXHAUSTIVE) {
                    self.deny(Layer::Rcp, set);
                }
            }
        }
        for &set in scps {
            self.deny(Layer::Scp, set);
        }
        if let Some(set) = endpoint {
            self.deny(Layer::VpcEndpoint, set);
            if let Some((_, arn)) = bucket {
                self.seeing(arn, |gates| gates.deny(Layer::VpcEndpoint, set));
            }
        }
        if let Some(set) = resource {
            self.deny(Layer::Resource, set);
        }
        if let (Some(set), Some((_, arn))) = (second, bucket) {
            self.seeing(arn, |gates| gates.deny(Layer::Resource, set));
        }
        if let Some(set) = caller.identity {
            self.deny(Layer::Identity, set);
            if let Some(arn) = self.other_arn() {
                self.seeing(arn, |gates| gates.deny(Layer::Identity, set));
            }
        }
        if let Some(set) = caller.boundary {
            self.deny(Layer::Boundary, set);
        }
        for &set in caller.session.as_deref().unwrap_or_default() {
            self.deny(Layer::Session, set);
        }
        if !O::EXHAUSTIVE && self.facts.is_denied() {
            return;
        }

        for &set in scps {
            let allowed = self.allow(Layer::Scp, set).any();
            self.facts.scp = self.facts.scp.and(allowed);
        }
        if let Some(set) = endpoint {
            self.facts.endpoint = self.allow(Layer::VpcEndpoint, set).any();
            // Both the access point and the bucket behind it must be let through (S3-4).
            if let Some((_, arn)) = bucket {
                let allowed = self.seeing(arn, |gates| gates.allow(Layer::VpcEndpoint, set)).any();
                self.facts.endpoint = self.facts.endpoint.and(allowed);
            }
        }
        self.facts.sides[0] = self.first_side(resource);
        if let Some((index, arn)) = bucket {
            self.facts.two_sides = true;
            self.facts.sides[1] = self.seeing(arn, |gates| gates.bucket_side(*index, second));
        }
        self.caller_side();
    }

    /// The bucket's ARN, where identity policies are taken to see it beside the access point's (UND-37).
    pub(super) fn other_arn(&self) -> Option<&'b str> {
        let point = self
            .bound
            .access_point
            .as_ref()
            .filter(|_| self.bound.assume.other(37))?;
        point.bucket.as_ref().map(|(_, arn)| arn.as_str())
    }

    /// Runs something with another ARN in place of the request's.
    pub(super) fn seeing<T>(&mut self, arn: &'b str, run: impl FnOnce(&mut Gates<'_, 'b, 'a, O>) -> T) -> T {
        run(&mut Gates {
            bound: self.bound,
            seen: arn,
            facts: self.facts,
            observer: self.observer,
        })
    }

    /// Whether a gate denies explicitly.
    pub(super) fn deny(&mut self, layer: Layer, set: u32) {
        // A silent observer needs only the first layer that denies.
        if !O::EXHAUSTIVE && (!self.bound.program.may_deny(set) || self.facts.is_denied()) {
            return;
        }
        // The owner's root is not locked out by its own bucket policy (ROOT-4).
        if layer == Layer::Resource && self.facts.root_rescue.is_some() && !O::EXHAUSTIVE {
            return;
        }
        let mut denied = Truth::No;
        for unknown in &self.bound.program.sets[set as usize].unknowns {
            denied = denied.or(match self.bound.assigned(*unknown) {
                Assigned::Open => Truth::Unknown,
                Assigned::As(Guess::Deny) => Truth::Yes,
                Assigned::As(_) => Truth::No,
            });
        }
        self.each(set, Effect::Deny, |_, truth| {
            denied = denied.or(truth);
            denied == Truth::Yes
        });
        self.report(set, layer, false, denied);
        if let Some(slot) = self.facts.deny.get_mut(layer as usize) {
            *slot = slot.or(denied);
        }
    }

    /// What the Allow statements of a gate say.
    pub(super) fn allow(&mut self, layer: Layer, set: u32) -> Allowed {
        let mut allowed = Allowed::default();
        for unknown in &self.bound.program.sets[set as usize].unknowns {
            match self.bound.assigned(*unknown) {
                Assigned::Open => {
                    allowed = Allowed {
                        direct: Truth::Unknown,
                        role: Truth::Unknown,
                        account: Truth::Unknown,
                    }
                }
                Assigned::As(Guess::Allow(kind)) => allowed.add(kind, Truth::Yes),
                Assigned::As(_) => {}
            }
        }
        self.each(set, Effect::Allow, |kind, truth| {
            allowed.add(kind, truth);
            allowed.direct == Truth::Yes
        });
        self.report(set, layer, true, allowed.any());
        allowed
    }

    pub(super) fn report(&mut self, set: u32, layer: Layer, allow: bool, truth: Truth) {
        let extra = layer_code(layer, allow);
        self.observer.event(Event {
            node: set,
            site: Site::Gate,
            truth,
            reason: Reason::Nothing,
            extra,
        });
    }

    /// Visits the statements of one effect: all of them for an observer that wants to hear everything, else those that
    /// the index offers, until `stop` says that it is enough.
    pub(super) fn each(&mut self, set: u32, effect: Effect, mut stop: impl FnMut(GrantKind, Truth) -> bool) {
        let bound = self.bound;
        let program = bound.program;
        let set = &program.sets[set as usize];
        let target = Target { resource: self.seen };
        if O::EXHAUSTIVE {
            for document in &set.documents {
                for id in program.documents[*document as usize].statements.ids() {
                    if program.statements[id as usize].effect == effect {
                        let matched = statement(bound, id, Settled::default(), target, self.observer);
                        stop(matched.grant, matched.truth);
                    }
                }
            }
            return;
        }
        let buckets = match effect {
            Effect::Deny => set.deny,
            Effect::Allow => set.allow,
        };
        let observer = &mut *self.observer;
        program.candidates(buckets, bound.classes, target.resource, |entry| {
            if entry.settled.whole() {
                return stop(GrantKind::Direct, Truth::Yes);
            }
            let matched = statement(bound, entry.statement, entry.settled, target, observer);
            stop(matched.grant, matched.truth)
        });
    }
}

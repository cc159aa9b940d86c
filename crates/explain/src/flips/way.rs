//! The way that a request takes: through a VPC endpoint, or not.

use iamwhy_engine::world::{Endpoint, EndpointKind};
use iamwhy_engine::{ContextValue, Layer, Truth};
use iamwhy_policy::{Add, Listed};

use super::change::{Candidate, Change, Kind, owner_note};
use super::scene::Scene;

/// More endpoints are not tried.
const MOST: usize = 6;

impl Scene<'_> {
    /// The request without its endpoint, or through another one.
    pub(super) fn other_ways(&self) -> Vec<Candidate> {
        // What a service calls later passes no endpoint (VPCE-6).
        if !self.request.via.is_empty() {
            return Vec::new();
        }
        let mut found: Vec<Candidate> = self.request.endpoint.iter().filter_map(|_| self.way(None)).listed();
        let others = (0..self.env().endpoints.len()).take(MOST);
        found.add(others.filter_map(|index| self.way(Some(index))));
        found
    }

    /// What a value that comes with the way means where endpoints are described: a way through one of them, or around them.
    pub(super) fn by_endpoint(&self, key: &str, value: &ContextValue) -> Option<Vec<Candidate>> {
        let of_vpc = key.eq_ignore_ascii_case("aws:SourceVpc");
        if !(of_vpc || key.eq_ignore_ascii_case("aws:SourceVpce")) {
            return None;
        }
        let has = |own: &Endpoint, text: &str| {
            if of_vpc {
                own.vpc.as_deref() == Some(text)
            } else {
                own.id == text
            }
        };
        let through = self.request.endpoint.is_some();
        match value {
            ContextValue::Absent if through => Some(self.way(None).into_iter().listed()),
            ContextValue::One(text) => {
                let named = || self.env().endpoints.iter().zip(0..).filter(|(own, _)| has(own, text));
                if named().next().is_some() {
                    return Some(
                        named()
                            .filter_map(|(_, index)| self.way(Some(index)))
                            .take(MOST)
                            .listed(),
                    );
                }
                // Nobody passes two endpoints: that other one is not described.
                let mut around = self.way(None).filter(|_| through)?;
                around.changes.retain(|own| matches!(own, Change::Endpoint(_)));
                let other = self.set(key, value.clone(), 1);
                around.title = other.title;
                around.changes.add(other.changes);
                Some(vec![around])
            }
            _ => None,
        }
    }

    /// The request through an endpoint, or through none; nothing where it takes that way, or the endpoint does not lead there.
    fn way(&self, to: Option<usize>) -> Option<Candidate> {
        let service = self.asked.service();
        let serves = |own: &Endpoint| own.kind == EndpointKind::Interface || matches!(service, "s3" | "dynamodb");
        let endpoints = &self.env().endpoints;
        let own = endpoints.get(to.or(self.request.endpoint)?)?;
        if to == self.request.endpoint || (to.is_some() && !serves(own)) {
            return None;
        }
        let guarded = self.gates.iter().any(|gate| {
            let refuses = if gate.allow {
                gate.truth != Truth::Yes
            } else {
                gate.truth != Truth::No
            };
            gate.layer == Layer::VpcEndpoint && refuses
        });
        let note = if guarded { owner_note(Layer::VpcEndpoint) } else { "" };
        let how = if to.is_some() { "through" } else { "without" };
        let mut changes = vec![Change::Endpoint(to)];
        let mut set = |key: &str, value: Option<&str>| {
            // What the context says of the way is of the old one.
            if self.request.context.by_name(key).is_some() {
                changes.push(Change::Context {
                    key: key.to_owned(),
                    value: value.map_or(ContextValue::Absent, |text| ContextValue::One(text.into())),
                });
            }
        };
        let next = Some(own).filter(|_| to.is_some());
        set("aws:SourceVpce", next.map(|own| own.id.as_str()));
        set("aws:SourceVpc", next.and_then(|own| own.vpc.as_deref()));
        if to.is_some() {
            // Through an endpoint there is no public address (IP-7).
            set("aws:SourceIp", None);
        }
        Some(Candidate {
            title: ["ask ", how, " the endpoint `", &own.id, "`", note].concat(),
            changes,
            kind: Kind::Endpoint,
            breadth: 0,
            guardrail: guarded,
        })
    }
}

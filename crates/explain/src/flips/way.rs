//! The way that a request takes: through a VPC endpoint, or not.

use iamwhy_engine::world::EndpointKind;
use iamwhy_engine::{ContextValue, Layer, Truth};

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
        let now = self.request.endpoint;
        let around = now.and_then(|index| self.env().endpoints.get(index));
        let mut found = Vec::new();
        let guarded = self.gates.iter().any(|gate| {
            let refuses = if gate.allow {
                gate.truth != Truth::Yes
            } else {
                gate.truth != Truth::No
            };
            gate.layer == Layer::VpcEndpoint && refuses
        });
        let note = if guarded { owner_note(Layer::VpcEndpoint) } else { "" };
        if let Some(own) = around {
            let title = ["ask without the endpoint `", &own.id, "`", note].concat();
            found.push(self.through(None, title, guarded));
        }
        let service = self.asked.service();
        let serves = |kind| kind == EndpointKind::Interface || matches!(service, "s3" | "dynamodb");
        for (index, other) in self.env().endpoints.iter().enumerate().take(MOST) {
            if Some(index) != now && serves(other.kind) {
                let title = ["ask through the endpoint `", &other.id, "`", note].concat();
                found.push(self.through(Some(index), title, guarded));
            }
        }
        found
    }

    fn through(&self, endpoint: Option<usize>, title: String, guardrail: bool) -> Candidate {
        let mut changes = vec![Change::Endpoint(endpoint)];
        // Through an endpoint there is no public address (IP-7).
        if endpoint.is_some() && self.request.context.by_name("aws:SourceIp").is_some() {
            changes.push(Change::Context {
                key: "aws:SourceIp".to_owned(),
                value: ContextValue::Absent,
            });
        }
        Candidate {
            title,
            changes,
            kind: Kind::Endpoint,
            breadth: 0,
            guardrail,
        }
    }
}

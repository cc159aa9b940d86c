//! VPC endpoints.

use iamwhy_engine::world;

use super::building::Building;
use crate::model::EndpointKind;

impl Building<'_> {
    pub(super) fn endpoints(&mut self) {
        for (id, endpoint) in &self.scenario.endpoints {
            let policy = self.one(&format!("endpoints.{id}.policy"), endpoint.policy.as_ref());
            self.endpoints.insert(id.clone(), self.env.endpoints.len());
            self.env.endpoints.push(world::Endpoint {
                id: id.clone(),
                vpc: endpoint.vpc.clone(),
                account: endpoint.account.clone(),
                kind: match endpoint.kind {
                    Some(EndpointKind::Gateway) => world::EndpointKind::Gateway,
                    Some(EndpointKind::Interface) | None => world::EndpointKind::Interface,
                },
                policy,
            });
        }
    }
}

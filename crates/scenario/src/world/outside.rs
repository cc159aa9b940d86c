//! Callers that have no policies in IAM: services, outside identities, nobody.

use iamwhy_engine::world::{self, PrincipalIs};

use super::{building::Building, context::context};
use crate::{
    arn::Arn,
    model::{ContextValue, Known, Named, ServiceCaller},
};

impl Building<'_> {
    /// Somebody with a token or an assertion of a provider.
    pub(super) fn outside(
        &mut self,
        name: &str,
        is: PrincipalIs,
        provider: &str,
        claims: &Known<Named<ContextValue>>,
    ) -> world::Principal {
        let mut principal = world::Principal::new(is, name, provider);
        if let Some(parts) = Arn::split(provider) {
            principal.partition = parts.partition.to_owned();
        }
        principal.federated_provider = Some(provider.to_owned());
        match claims {
            Known::Known(claims) => principal.claims = context(claims),
            Known::Unknown => {
                principal.unknown_claims = Some(self.unknown(&format!("principals.{name}.claims")));
            }
        }
        principal
    }
}

/// A service that calls for itself.
pub(super) fn service(name: &str, service: &ServiceCaller) -> world::Principal {
    let mut principal = world::Principal::new(PrincipalIs::Service, name, &service.service);
    principal.source_arn.clone_from(&service.source_arn);
    principal.source_account.clone_from(&service.source_account);
    principal
}

/// An unsigned request.
pub(super) fn anonymous(name: &str) -> world::Principal {
    world::Principal::new(PrincipalIs::Anonymous, name, ANONYMOUS)
}

/// What messages print for an unsigned request (ERR-15).
pub(super) const ANONYMOUS: &str = "anonymous";

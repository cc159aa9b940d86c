//! Sessions of roles.

use iamwhy_engine::world::{self, PrincipalIs, outlives_login};

use super::{
    building::Building,
    chain::Chain,
    context::context,
    principal::{credential, of_arn, passed, session_tags},
    tags::pairs,
};
use crate::{
    arn::Arn,
    model::{Known, Principal, Role, RoleSession},
};

/// The name of a session that nobody named.
pub(super) const SESSION: &str = "session";

impl Building<'_> {
    /// A session of the role that is called `role_name`.
    pub(super) fn session(
        &mut self,
        name: &str,
        role_name: &str,
        role: &Role,
        session: &RoleSession,
    ) -> world::Principal {
        let place = format!("principals.{role_name}");
        let mut principal = of_role(name, &role.role, session.session.as_deref().unwrap_or(SESSION));
        principal.id.clone_from(&role.id);
        principal.role_declared_as = Some(role_name.to_owned());
        principal.identity = self.list(&format!("{place}.policies"), Some(&role.policies));
        principal.boundary = self.one(&format!("{place}.boundary"), role.boundary.as_ref());
        principal.tags = self.tags(&format!("{place}.tags"), &role.tags);
        principal.federated_provider.clone_from(&session.federated_provider);
        self.login(&mut principal, session.assumed_by.as_deref());
        let sessions = self.list(
            &format!("principals.{name}.sessionPolicies"),
            Some(&session.session_policies),
        );
        principal.session_policies = passed(sessions);
        session_tags(&mut principal, &pairs(&session.session_tags));
        let chain = Chain::of(self.scenario, session, &mut self.chains);
        session_tags(&mut principal, &chain.inherited);
        principal.transitive = chain.transitive;
        principal.source_identity = chain.source_identity;
        principal.credential = credential(session.credential);
        principal
    }

    /// What the session keeps of the token or assertion that it was made with.
    fn login(&mut self, principal: &mut world::Principal, by: Option<&str>) {
        let Some(name) = by else { return };
        let (provider, claims) = match self.scenario.principals.get(name) {
            Some(Principal::WebIdentity(web)) => (&web.web_identity, &web.claims),
            Some(Principal::Saml(saml)) => (&saml.saml, &saml.claims),
            _ => return,
        };
        principal.federated_provider.get_or_insert_with(|| provider.clone());
        match claims {
            Known::Known(claims) => {
                let kept = claims.iter().filter(|(key, _)| outlives_login(key));
                let kept = kept.map(|(key, value)| (key.clone(), value.clone())).collect();
                principal.claims = context(&kept);
            }
            Known::Unknown => principal.unknown_claims = Some(self.unknown(&format!("principals.{name}.claims"))),
        }
    }
}

/// A session of a role of which only the ARN is known.
pub(super) fn of_role(name: &str, role: &str, session: &str) -> world::Principal {
    let mut principal = of_arn(PrincipalIs::Role, name, role);
    if let Some(parts) = Arn::split(role) {
        principal.arn = session_arn(parts.partition, parts.account, &principal.short_name, session);
        principal.service_linked = parts.resource.starts_with("role/aws-service-role/");
    }
    principal.session = Some(session.to_owned());
    principal
}

/// `arn:aws:sts::111122223333:assumed-role/name/session`
pub(super) fn session_arn(partition: &str, account: &str, role: &str, session: &str) -> String {
    format!("arn:{partition}:sts::{account}:assumed-role/{role}/{session}")
}

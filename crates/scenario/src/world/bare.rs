//! Principals that cases name by ARN alone.

use iamwhy_engine::order::set;
use iamwhy_engine::world::{self, PrincipalIs};
use iamwhy_policy::Add;

use super::{
    building::Building,
    outside::{ANONYMOUS, anonymous, service},
    principal::{of_arn, of_root},
    session::{SESSION, of_role, session_arn},
};
use crate::{
    arn::Arn,
    model::{Principal, Role, RoleSession, ServiceCaller},
};

impl Building<'_> {
    /// Everybody whom a case names and `principals` does not.
    pub(super) fn bare_principals(&mut self) {
        let mut named: Vec<String> = Vec::new();
        for case in &self.scenario.cases {
            let listed = case.matrix.as_ref().and_then(|matrix| matrix.principal.as_deref());
            named.add(case.principal.clone());
            named.add(listed.unwrap_or_default().iter().cloned());
        }
        for text in &set(named) {
            if self.principals.contains_key(text) {
                continue;
            }
            match self.declared(text) {
                Some(index) => {
                    self.principals.insert(text.clone(), index);
                }
                None => {
                    let principal = self.bare(text);
                    self.add_principal(text, principal);
                }
            }
        }
    }

    /// A declared principal with this ARN: its own, or the one that its session shows.
    fn declared(&self, text: &str) -> Option<usize> {
        let principals = &self.env.principals;
        let known = principals.get(..self.scenario.principals.len()).unwrap_or(principals);
        let shown = |principal: &world::Principal| !principal.is_outside_iam() && principal.arn == text;
        let own = |principal: &world::Principal| principal.entity_arn.as_deref() == Some(text);
        known
            .iter()
            .position(shown)
            // A role's ARN means the session that stands beside the role itself, not another one of it.
            .or_else(|| {
                known.iter().position(|principal| {
                    own(principal) && matches!(self.scenario.principals.get(&principal.name), Some(Principal::Role(_)))
                })
            })
            .or_else(|| known.iter().position(own))
    }

    /// Somebody without policies, unless he is a session of a declared role.
    fn bare(&mut self, text: &str) -> world::Principal {
        let Some(arn) = Arn::split(text) else {
            return match text {
                ANONYMOUS => anonymous(text),
                name => service(
                    name,
                    &ServiceCaller {
                        service: name.to_owned(),
                        ..ServiceCaller::default()
                    },
                ),
            };
        };
        let (kind, rest) = arn.resource.split_once('/').unwrap_or((arn.resource, ""));
        match kind {
            "root" => of_root(text, text),
            "role" => of_role(text, text, SESSION),
            "federated-user" => of_arn(PrincipalIs::FederatedUser, text, text),
            "assumed-role" => {
                let (name, session) = rest.split_once('/').unwrap_or((rest, SESSION));
                match self.role(arn.partition, arn.account, name) {
                    Some((role_name, role)) => {
                        let session = RoleSession {
                            session_of: role_name.clone(),
                            session: Some(session.to_owned()),
                            ..RoleSession::default()
                        };
                        self.session(text, &role_name, &role, &session)
                    }
                    None => {
                        let role = format!("arn:{}:iam::{}:role/{name}", arn.partition, arn.account);
                        let mut principal = of_role(text, &role, session);
                        principal.path_known = false;
                        principal.arn = session_arn(arn.partition, arn.account, name, session);
                        principal
                    }
                }
            }
            _ => of_arn(PrincipalIs::User, text, text),
        }
    }

    /// The declared role with this name in this account, whatever its path.
    fn role(&self, partition: &str, account: &str, name: &str) -> Option<(String, Role)> {
        self.scenario.principals.iter().find_map(|(own, principal)| {
            let Principal::Role(role) = principal else { return None };
            let parts = Arn::split(&role.role)?;
            let fits = parts.partition == partition
                && parts.account == account
                && parts.resource.rsplit('/').next() == Some(name);
            fits.then(|| (own.clone(), role.clone()))
        })
    }
}

//! Users, federated users and root.

use iamwhy_engine::world::{self, Attached, PrincipalIs};
use iamwhy_policy::Add;

use super::{
    building::Building,
    tags::{lay_over, pairs},
};
use crate::{
    arn::Arn,
    model::{Credential, FederatedUser, Principal, Root, User},
};

impl Building<'_> {
    /// Everybody in `principals`.
    pub(super) fn principals(&mut self) {
        for (name, principal) in &self.scenario.principals {
            let built = match principal {
                Principal::User(user) => self.user(name, user),
                Principal::Role(role) => self.session(name, name, role, &role.as_session(name)),
                Principal::RoleSession(session) => match self.scenario.principals.get(&session.session_of) {
                    Some(Principal::Role(role)) => self.session(name, &session.session_of, role, session),
                    _ => continue,
                },
                Principal::FederatedUser(user) => self.federated_user(name, user),
                Principal::Root(root) => self.root(name, root),
                Principal::Service(service) => super::outside::service(name, service),
                Principal::WebIdentity(web) => {
                    self.outside(name, PrincipalIs::WebIdentity, &web.web_identity, &web.claims)
                }
                Principal::Saml(saml) => self.outside(name, PrincipalIs::Saml, &saml.saml, &saml.claims),
                Principal::Anonymous(_) => super::outside::anonymous(name),
                Principal::Imported(_) => continue,
            };
            self.add_principal(name, built);
        }
    }

    fn user(&mut self, name: &str, user: &User) -> world::Principal {
        let place = format!("principals.{name}");
        let mut principal = of_arn(PrincipalIs::User, name, &user.user);
        principal.id.clone_from(&user.id);
        principal.identity = self.list(&format!("{place}.policies"), Some(&user.policies));
        for (group, policies) in &user.groups {
            let own = self.list(&format!("{place}.groups.{group}"), Some(policies));
            principal.identity.add(own);
        }
        principal.boundary = self.one(&format!("{place}.boundary"), user.boundary.as_ref());
        principal.tags = self.tags(&format!("{place}.tags"), &user.tags);
        principal.credential = credential(user.credential);
        principal.imported = user.imported;
        principal
    }

    /// A federated user has his parent's policies, boundary and tags (FED-3), or root's rights (FED-4).
    fn federated_user(&mut self, name: &str, user: &FederatedUser) -> world::Principal {
        let mut principal = of_arn(PrincipalIs::FederatedUser, name, &user.federated_user);
        match self.scenario.principals.get(&user.of) {
            Some(Principal::User(parent)) => {
                let built = self.user(&user.of, parent);
                principal.parent = Some((built.arn, built.id));
                principal.identity = built.identity;
                principal.boundary = built.boundary;
                principal.tags = built.tags;
            }
            Some(Principal::Root(parent)) => {
                principal.parent = Some((root_arn(&principal.partition, &parent.root), None));
                principal.root_right = true;
            }
            _ => {}
        }
        let sessions = self.list(
            &format!("principals.{name}.sessionPolicies"),
            Some(&user.session_policies),
        );
        principal.session_policies = passed(sessions);
        session_tags(&mut principal, &pairs(&user.session_tags));
        principal
    }

    fn root(&mut self, name: &str, root: &Root) -> world::Principal {
        // An account alone does not say its partition.
        let mut principal = of_root(name, &root_arn("aws", &root.root));
        let task = self.one(&format!("principals.{name}.taskPolicy"), root.task_policy.as_ref());
        principal.session_policies = task.map(|task| vec![task]);
        principal.credential = credential(root.credential);
        principal
    }
}

/// A principal whose ARN is its own: what the ARN says about it.
pub(super) fn of_arn(is: PrincipalIs, name: &str, arn: &str) -> world::Principal {
    let mut principal = world::Principal::new(is, name, arn);
    principal.entity_arn = Some(arn.to_owned());
    principal.short_name = arn.rsplit('/').next().unwrap_or_default().to_owned();
    if let Some(parts) = Arn::split(arn) {
        principal.partition = parts.partition.to_owned();
        principal.account = Some(parts.account.to_owned());
    }
    principal
}

/// The root user of an account.
pub(super) fn of_root(name: &str, arn: &str) -> world::Principal {
    let mut principal = of_arn(PrincipalIs::Root, name, arn);
    principal.short_name.clear();
    principal.root_right = true;
    principal
}

fn root_arn(partition: &str, account: &str) -> String {
    format!("arn:{partition}:iam::{account}:root")
}

/// No session policy is another thing than session policies that allow nothing (SESS-3, FED-2).
pub(super) fn passed(policies: Vec<Attached>) -> Option<Vec<Attached>> {
    (!policies.is_empty()).then_some(policies)
}

/// Lays session tags over the entity's; over tags that nobody told us they stand as keys of their own.
pub(super) fn session_tags(principal: &mut world::Principal, over: &[(String, String)]) {
    match &mut principal.tags {
        world::Tags::Known(tags) => lay_over(tags, over),
        world::Tags::Unknown(_) => {
            for (key, value) in over {
                principal.claims.set_one(&format!("aws:PrincipalTag/{key}"), value);
            }
        }
    }
}

pub(super) fn credential(given: Option<Credential>) -> world::Credential {
    match given {
        None | Some(Credential::LongTerm) => world::Credential::LongTerm,
        Some(Credential::SessionToken) => world::Credential::SessionToken,
        Some(Credential::SessionTokenMfa) => world::Credential::SessionTokenMfa,
        Some(Credential::Console) => world::Credential::Console,
        Some(Credential::ConsoleMfa) => world::Credential::ConsoleMfa,
    }
}

//! The keys that say who calls: sections 4.1 and 4.2. No decision is made here.

use super::Known;
use super::caller::{Caller, Kind, last};
use super::context::Context;
use super::inheritance::{inherited, source_identity};
use super::scene::{Scene, str_of};

impl Context {
    /// Who calls: 4.1.
    pub(super) fn principal(&mut self, scene: &Scene, caller: &Caller, forwarded: bool) -> Known<()> {
        let account = caller.account.as_deref().unwrap_or_default();
        if caller.is_iam() {
            self.set("aws:PrincipalArn", caller.arn.clone());
            self.set("aws:PrincipalAccount", account);
            self.organization(scene, "aws:Principal", account);
        }
        match caller.kind {
            Kind::User => {
                self.set("aws:PrincipalType", "User");
                self.set("aws:username", last(&caller.arn));
                match caller.id() {
                    Some(id) => self.set("aws:userid", id),
                    None => self.set_unknown("aws:userid"),
                }
            }
            Kind::Role => {
                self.set("aws:PrincipalType", "AssumedRole");
                match caller.id() {
                    Some(id) => self.set("aws:userid", format!("{id}:{}", caller.session_name)),
                    None => self.set_unknown("aws:userid"),
                }
            }
            Kind::Federated => {
                self.set("aws:PrincipalType", "FederatedUser");
                self.set("aws:userid", format!("{account}:{}", last(&caller.arn)));
            }
            Kind::Root => {
                self.set("aws:PrincipalType", "Account");
                self.set("aws:userid", account);
            }
            Kind::Service => {
                self.set("aws:PrincipalServiceName", caller.arn.clone());
                self.set_all("aws:PrincipalServiceNamesList", vec![caller.arn.clone()]);
                self.set_unknown("aws:userid");
                if scene.assumes("UND-23", "present") {
                    ["aws:PrincipalArn", "aws:PrincipalAccount", "aws:PrincipalType"]
                        .iter()
                        .for_each(|key| self.set_unknown(key));
                }
                for (field, key) in [("sourceArn", "aws:SourceArn"), ("sourceAccount", "aws:SourceAccount")] {
                    if let Some(value) = str_of(caller.session, field) {
                        self.set(key, value);
                    }
                }
                self.organization(
                    scene,
                    "aws:Source",
                    str_of(caller.session, "sourceAccount").unwrap_or_default(),
                );
            }
            Kind::WebIdentity | Kind::Saml | Kind::Anonymous => {
                self.set("aws:PrincipalType", "Anonymous");
                self.set("aws:PrincipalAccount", "anonymous");
                self.set("aws:userid", "anonymous");
            }
        }
        if caller.is_iam() || caller.kind == Kind::Service {
            self.set("aws:PrincipalIsAWSService", (caller.kind == Kind::Service).to_string());
        }
        let credential = match caller.kind {
            Kind::User | Kind::Root => caller.credential(),
            Kind::Role if scene.assumes("UND-19", "fromInput") => caller.credential(),
            _ => "longTerm",
        };
        match credential {
            "sessionToken" | "console" => self.set("aws:MultiFactorAuthPresent", "false"),
            "sessionTokenMfa" | "consoleMfa" => {
                self.set("aws:MultiFactorAuthPresent", "true");
                self.set_unknown("aws:MultiFactorAuthAge");
            }
            _ if caller.kind == Kind::User && forwarded => self.set("aws:MultiFactorAuthPresent", "false"), // KEY-10
            _ => {}
        }
        if matches!(caller.kind, Kind::Role | Kind::Federated) || caller.is_task_session() || credential != "longTerm" {
            self.set_unknown("aws:TokenIssueTime");
        }
        if caller.is_task_session() {
            self.set("aws:AssumedRoot", "true");
        }
        Ok(())
    }

    /// Principal tags and source identity, with what a chain of roles hands down (STS-8 to STS-10).
    pub(super) fn session(&mut self, scene: &Scene, caller: &Caller) -> Known<()> {
        if caller.is_iam() {
            let mut own = Context::default();
            own.set_tags(scene, "", caller.entity.get("tags"), "");
            let mut layers = vec![caller.session.get("sessionTags").cloned()];
            layers.extend(inherited(scene, caller, 8)?.map(Some));
            for tags in layers {
                let mut over = Context::default();
                over.set_tags(scene, "", tags.as_ref(), "");
                own.keys.extend(over.keys);
                own.open.extend(over.open);
            }
            self.keys.extend(
                own.keys
                    .into_iter()
                    .map(|(key, value)| (format!("aws:principaltag/{key}"), value)),
            );
            self.open.extend(
                own.open
                    .into_iter()
                    .map(|_| ("aws:principaltag/".to_owned(), caller.entity_place.clone())),
            );
        }
        if let Some(identity) = source_identity(scene, caller)? {
            self.set("aws:SourceIdentity", identity);
        }
        let login = caller.assumed_by(scene)?.filter(Caller::is_login);
        let provider = match caller.kind {
            Kind::WebIdentity => Some(caller.arn.as_str()),
            Kind::Role => {
                str_of(caller.session, "federatedProvider").or(login.as_ref().map(|login| login.arn.as_str()))
            }
            _ => None,
        };
        if let Some(provider) = provider.filter(|own| !own.contains(":saml-provider/")) {
            self.set("aws:FederatedProvider", provider);
        }
        Ok(())
    }
}

//! What a message does not say.

use super::{Blame, CallerIs, Denial, ResourceForm};

/// Something that the decision needs and the message does not say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missing {
    /// `principal`, `session`, `path`, `parent`, `action`, `resource`, `resourceAccount`, `layer`, `rest` or `context`.
    pub what: &'static str,
    /// What that means, and what to do.
    pub sentence: String,
}

impl Denial {
    /// What the message does not say, the most important first.
    #[must_use]
    pub fn missing(&self) -> Vec<Missing> {
        let mut found = Vec::new();
        let mut add = |what, sentence: &str| {
            found.push(Missing {
                what,
                sentence: sentence.to_owned(),
            });
        };
        let recorded = self.recorded.as_deref();
        let has_issuer = recorded.is_some_and(|own| own.issuer.is_some());
        match self.caller.as_ref().map(|caller| &caller.is) {
            None if recorded.is_some_and(|own| own.provider.is_some()) => {}
            None if self.is_provider_login() => add("principal", "the message does not name the identity provider"),
            None => add(
                "principal",
                "the message does not say who called; `aws sts get-caller-identity` tells, run as that caller",
            ),
            Some(CallerIs::Other) => add(
                "principal",
                "the caller is not an ARN that can call; perhaps it is cut short",
            ),
            Some(CallerIs::Role { .. }) => add("session", "the message names the role and not the session that called"),
            Some(CallerIs::FederatedUser { .. } | CallerIs::Session { .. }) if has_issuer => {}
            Some(CallerIs::FederatedUser { .. }) => {
                add(
                    "parent",
                    "the message does not name the user that called GetFederationToken, whose policies count",
                );
            }
            Some(CallerIs::Session { role, .. }) if has_path(role) => {
                add(
                    "path",
                    "the ARN of a session leaves out the path of its role; `aws iam get-role` tells it",
                );
            }
            Some(_) => {}
        }
        match &self.action {
            None => add("action", "the message names no action"),
            Some(action) if action.derived => {
                add(
                    "action",
                    "the message names no action; it was worked out from the operation's name",
                );
            }
            Some(_) => {}
        }
        match (self.resource.form, &self.resource.arn) {
            (ResourceForm::This, _) => add("resource", "the message says `this resource` and not which"),
            (ResourceForm::Absent, _) => {
                add(
                    "resource",
                    "the message names no resource: the action may have none, or the message leaves it out",
                );
            }
            (_, None)
                if self
                    .resource
                    .written
                    .as_ref()
                    .is_some_and(|written| written.text == "*") => {}
            (_, None) => add("resource", "what the message writes as the resource is no ARN"),
            (_, Some(_)) if self.resource.account.is_none() => {
                let has_account = self.caller.as_ref().is_none_or(|caller| caller.account.is_some());
                let owner = match has_account {
                    true => "the resource's ARN does not say which account owns it; the caller's is assumed",
                    false => "the resource's ARN does not say which account owns it",
                };
                add("resourceAccount", owner);
            }
            _ => {}
        }
        if self.reason.blame == Blame::Unsaid && self.refused_by_sts().is_none() {
            add("layer", "the message does not say which policy refused");
        }
        if self.truncated {
            add(
                "rest",
                "the message breaks off; CloudTrail keeps only the first thousand letters",
            );
        }
        match recorded {
            None => add(
                "context",
                "a message never says the context: address, endpoint, tags, MFA, time",
            ),
            Some(_) => add(
                "context",
                "what the record does not say of the context stays open: tags of caller and resource, the VPC, session policies",
            ),
        }
        found
    }

    /// A login with a token of an identity provider: nobody has signed it.
    pub(crate) fn is_provider_login(&self) -> bool {
        let action = self.action.as_ref().map(|action| action.name.to_ascii_lowercase());
        matches!(
            action.as_deref(),
            Some("sts:assumerolewithwebidentity" | "sts:assumerolewithsaml")
        )
    }
}

/// Roles that AWS makes always have a path.
fn has_path(role: &str) -> bool {
    role.starts_with("AWSServiceRoleFor") || role.starts_with("AWSReservedSSO_")
}

//! An access-denied message, taken apart (section 7 of `docs/semantics.md`).

mod action;
mod amend;
mod caller;
mod caution;
mod fields;
mod find;
mod missing;
mod reason;
mod resource;
mod retold;
mod sentence;
mod sts;
mod suffix;
mod wordless;

pub use action::Action;
pub use caller::{Caller, CallerIs};
pub use find::denials;
pub use missing::Missing;
pub use reason::{Blame, Effect, Reason};
pub use resource::{Resource, ResourceForm};
pub(crate) use retold::retold;

use iamwhy_policy::{PolicyType, Span};

use crate::{Piece, Recorded};

/// What an access-denied message says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Denial {
    /// The sentence in the pasted text.
    pub span: Span,
    /// Who was refused.
    pub caller: Option<Caller>,
    /// What.
    pub action: Option<Action>,
    /// On what.
    pub resource: Resource,
    /// Why, as far as AWS says it.
    pub reason: Reason,
    /// The policy that denies: its ARN, sometimes its name (ERR-7).
    pub policy: Option<Piece>,
    /// For `GetRequestAuthorizationDetails`.
    pub authorization_id: Option<Piece>,
    /// For `sts:DecodeAuthorizationMessage` (ERR-9).
    pub encoded: Option<Piece>,
    /// `AccessDenied`, `UnauthorizedOperation` and their kin (ERR-16).
    pub error_code: Option<Piece>,
    /// The API operation that was called, which need not be the action.
    pub operation: Option<Piece>,
    /// The text breaks off, as CloudTrail's does after a thousand letters.
    pub truncated: bool,
    /// How many further, different refusals the same text holds.
    pub others: usize,
    /// What stands in for a resource that is not named, where whoever asks knows what the action can be about.
    pub likely: Option<String>,
    /// What a record of the request says beside the message, where it came in one.
    pub recorded: Option<Box<Recorded>>,
}

impl Denial {
    /// The region that was called, where a record says it.
    #[must_use]
    pub fn region(&self) -> Option<&str> {
        self.recorded.as_ref()?.region()
    }

    /// The partition: the caller's, else that of the region.
    #[must_use]
    pub fn partition(&self) -> &str {
        let of_region = || crate::arn::partition_of(self.region().unwrap_or_default());
        let caller = self.caller.as_ref().filter(|caller| caller.account.is_some());
        caller.map_or_else(of_region, |caller| caller.partition.as_str())
    }

    /// The layer that AWS names, in the word of scenario files.
    #[must_use]
    pub fn layer(&self) -> Option<&'static str> {
        match &self.reason.blame {
            Blame::Unsaid => None,
            Blame::Policy(kind) => Some(layer_of(*kind)),
            Blame::BlockPublicAccess(_) => Some("service"),
        }
    }

    /// What AWS decided, in the word of scenario files: `explicitDeny`, `implicitDeny`, or `deny` where it does not say.
    #[must_use]
    pub fn decision(&self) -> &'static str {
        match self.reason.effect {
            Effect::Explicit => "explicitDeny",
            Effect::Implicit => "implicitDeny",
            Effect::Unsaid => "deny",
        }
    }

    /// Whether caller and owner are known, and are two accounts.
    pub(crate) fn is_cross_account(&self) -> bool {
        let known = self.caller.as_ref().filter(|caller| caller.is != CallerIs::Other);
        let caller = match known {
            Some(caller) => caller.account.as_deref(),
            None => self.recorded.as_ref().and_then(|own| own.account.as_deref()),
        };
        matches!((caller, self.resource.account.as_deref()), (Some(one), Some(other)) if one != other)
    }
}

/// The layer that a policy belongs to.
pub(crate) fn layer_of(kind: PolicyType) -> &'static str {
    match kind {
        PolicyType::Identity | PolicyType::Managed => "identity",
        PolicyType::Boundary => "boundary",
        PolicyType::Session => "session",
        PolicyType::Scp => "scp",
        PolicyType::Rcp => "rcp",
        PolicyType::VpcEndpoint => "vpcEndpoint",
        PolicyType::Trust | PolicyType::AccessPoint | PolicyType::Resource => "resource",
    }
}

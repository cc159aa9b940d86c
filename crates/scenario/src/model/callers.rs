//! Callers that are neither a user nor a role: federated users, root, services, outside identities, nobody.

use super::{ContextValue, Credential, Known, Named, PolicySource, True};
use crate::read::record::record;

/// A session of GetFederationToken.
#[derive(Clone, Debug, PartialEq, Default)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(rename_all = "camelCase", deny_unknown_fields)
)]
pub struct FederatedUser {
    /// ARN of the federated user, `arn:aws:sts::…:federated-user/…`.
    pub federated_user: String,
    /// Name of the `user` or `root` principal that called GetFederationToken.
    pub of: String,
    /// Policies passed in the call.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub session_policies: Known<Vec<PolicySource>>,
    /// Tags passed in the call.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub session_tags: Named<String>,
}

record!(FederatedUser {
    federated_user "federatedUser",
    of "of",
    session_policies "sessionPolicies",
    session_tags "sessionTags",
});

/// The root user of an account.
#[derive(Clone, Debug, PartialEq, Default)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(rename_all = "camelCase", deny_unknown_fields)
)]
pub struct Root {
    /// Id of the account.
    pub root: String,
    /// The task policy of an AssumeRoot session.
    pub task_policy: Option<PolicySource>,
    /// Which credential signs; left out: the long-term one.
    pub credential: Option<Credential>,
}

record!(Root {
    root "root",
    task_policy "taskPolicy",
    credential "credential",
});

/// An AWS service that calls for itself.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(rename_all = "camelCase", deny_unknown_fields)
)]
pub struct ServiceCaller {
    /// Service principal name, such as `cloudtrail.amazonaws.com`.
    pub service: String,
    /// ARN of the resource on whose behalf the service calls.
    pub source_arn: Option<String>,
    /// Account on whose behalf the service calls.
    pub source_account: Option<String>,
}

record!(ServiceCaller {
    service "service",
    source_arn "sourceArn",
    source_account "sourceAccount",
});

/// Somebody with a token of an OIDC provider.
#[derive(Clone, Debug, PartialEq, Default)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(rename_all = "camelCase", deny_unknown_fields)
)]
pub struct WebIdentity {
    /// ARN of the provider, or the name of a built-in one.
    pub web_identity: String,
    /// The token's claims, by full context key.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub claims: Known<Named<ContextValue>>,
}

record!(WebIdentity {
    web_identity "webIdentity",
    claims "claims",
});

/// Somebody with a SAML assertion.
#[derive(Clone, Debug, PartialEq, Default)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(rename_all = "camelCase", deny_unknown_fields)
)]
pub struct Saml {
    /// ARN of the provider.
    pub saml: String,
    /// The assertion's claims, by full context key.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub claims: Known<Named<ContextValue>>,
}

record!(Saml {
    saml "saml",
    claims "claims",
});

/// An unsigned request.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Default)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(rename_all = "camelCase", deny_unknown_fields)
)]
pub struct Anonymous {
    /// `true`.
    pub anonymous: True,
}

record!(Anonymous {
    anonymous "anonymous",
});

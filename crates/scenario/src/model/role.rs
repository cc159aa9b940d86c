//! A role, and the sessions of it.

use super::{Credential, Known, Named, PolicySource};
use crate::read::record::record;

/// A role; as a caller it is a session of that role.
#[derive(Clone, Debug, PartialEq, Default)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(rename_all = "camelCase", deny_unknown_fields)
)]
pub struct Role {
    /// ARN of the role, with its path.
    pub role: String,
    /// Unique id, `AROA…`.
    pub id: Option<String>,
    /// Identity policies, inline and attached.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub policies: Known<Vec<PolicySource>>,
    /// Permissions boundary.
    pub boundary: Option<PolicySource>,
    /// Tags of the role.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub tags: Known<Named<String>>,
    /// Trust policy; it governs calls on the role's ARN.
    pub trust: Option<PolicySource>,
    /// Name of the session; left out: `session`.
    pub session: Option<String>,
    /// Policies passed when the session was made.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub session_policies: Known<Vec<PolicySource>>,
    /// Tags passed when the session was made.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub session_tags: Named<String>,
    /// Keys of the session tags that live on when the session assumes another role.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub transitive_tags: Vec<String>,
    /// Source identity of the session.
    pub source_identity: Option<String>,
    /// Provider through which the session was made: its ARN, or the name of a built-in one.
    pub federated_provider: Option<String>,
    /// Name of the principal that assumed the role: transitive tags and the source identity come from it, of a login also who it is.
    pub assumed_by: Option<String>,
    /// Which credential signs.
    pub credential: Option<Credential>,
}

record!(Role {
    role "role",
    id "id",
    policies "policies",
    boundary "boundary",
    tags "tags",
    trust "trust",
    session "session",
    session_policies "sessionPolicies",
    session_tags "sessionTags",
    transitive_tags "transitiveTags",
    source_identity "sourceIdentity",
    federated_provider "federatedProvider",
    assumed_by "assumedBy",
    credential "credential",
});

/// Another session of a declared role.
#[derive(Clone, Debug, PartialEq, Default)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(rename_all = "camelCase", deny_unknown_fields)
)]
pub struct RoleSession {
    /// Name of a `role` principal.
    pub session_of: String,
    /// Name of the session; left out: `session`.
    pub session: Option<String>,
    /// Policies passed when the session was made.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub session_policies: Known<Vec<PolicySource>>,
    /// Tags passed when the session was made.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub session_tags: Named<String>,
    /// Keys of the session tags that live on when the session assumes another role.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub transitive_tags: Vec<String>,
    /// Source identity of the session.
    pub source_identity: Option<String>,
    /// Provider through which the session was made: its ARN, or the name of a built-in one.
    pub federated_provider: Option<String>,
    /// Name of the principal that assumed the role: transitive tags and the source identity come from it, of a login also who it is.
    pub assumed_by: Option<String>,
    /// Which credential signs.
    pub credential: Option<Credential>,
}

record!(RoleSession {
    session_of "sessionOf",
    session "session",
    session_policies "sessionPolicies",
    session_tags "sessionTags",
    transitive_tags "transitiveTags",
    source_identity "sourceIdentity",
    federated_provider "federatedProvider",
    assumed_by "assumedBy",
    credential "credential",
});

impl Role {
    /// The session that this principal is as a caller, with the role itself named `name`.
    pub fn as_session(&self, name: &str) -> RoleSession {
        RoleSession {
            session_of: name.to_owned(),
            session: self.session.clone(),
            session_policies: self.session_policies.clone(),
            session_tags: self.session_tags.clone(),
            transitive_tags: self.transitive_tags.clone(),
            source_identity: self.source_identity.clone(),
            federated_provider: self.federated_provider.clone(),
            assumed_by: self.assumed_by.clone(),
            credential: self.credential,
        }
    }
}

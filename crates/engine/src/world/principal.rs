//! Who calls. A principal is a structured value, not a string (MODEL-6).

use super::{Attached, UnknownId};
use crate::request::Context;

/// What kind of caller.
#[derive(Copy, Clone, PartialEq, Eq, Hash, Debug)]
pub enum PrincipalIs {
    /// An IAM user.
    User,
    /// A session of a role.
    Role,
    /// A session from GetFederationToken.
    FederatedUser,
    /// The root user of an account, or (with a task policy) an AssumeRoot session.
    Root,
    /// A service acting for itself.
    Service,
    /// A caller of AssumeRoleWithWebIdentity.
    WebIdentity,
    /// A caller of AssumeRoleWithSAML.
    Saml,
    /// An unsigned request.
    Anonymous,
}

/// How a user or root signed in (CRED-1, KEY-9).
#[derive(Copy, Clone, PartialEq, Eq, Hash, Debug, Default)]
pub enum Credential {
    /// Access keys of the user itself; for a role, its temporary credentials.
    #[default]
    LongTerm,
    /// GetSessionToken without MFA.
    SessionToken,
    /// GetSessionToken with MFA.
    SessionTokenMfa,
    /// A console session without MFA.
    Console,
    /// A console session with MFA.
    ConsoleMfa,
}

/// Tags, or the fact that nobody told us.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Tags {
    /// Key and value, in the order given.
    Known(Vec<(String, String)>),
    /// Not told.
    Unknown(UnknownId),
}

impl Default for Tags {
    fn default() -> Tags {
        Tags::Known(Vec::new())
    }
}

/// A caller with everything that AWS knows of it.
#[derive(Clone, Debug)]
pub struct Principal {
    /// The name in the scenario, or the ARN.
    pub name: String,
    /// What it is.
    pub is: PrincipalIs,
    /// What messages print: the user's, session's or federated user's ARN, a service name, `anonymous` (ERR-4).
    pub arn: String,
    /// The value of `aws:PrincipalArn`: the role's ARN for a session (KEY-2); none for callers without one.
    pub entity_arn: Option<String>,
    /// Whether the path in `entity_arn` is known; a bare session ARN carries none (AMEND-17).
    pub path_known: bool,
    /// The account; none for services, web identities, SAML and anonymous callers.
    pub account: Option<String>,
    /// The partition, `aws` where nothing says otherwise.
    pub partition: String,
    /// `AIDA…` or `AROA…`
    pub id: Option<String>,
    /// The friendly name of the user, role or federated user.
    pub short_name: String,
    /// The session's name.
    pub session: Option<String>,
    /// Of a session: the name of the principal that declares its role, where one does.
    pub role_declared_as: Option<String>,
    /// Policies of the user and its groups, or of the role; a federated user's are its parent's.
    pub identity: Vec<Attached>,
    /// The permissions boundary.
    pub boundary: Option<Attached>,
    /// Session policies; `None` where none were passed.
    pub session_policies: Option<Vec<Attached>>,
    /// Entity tags overridden by session tags (STS-9).
    pub tags: Tags,
    /// The transitive tags that its next session gets from it (STS-8).
    pub transitive: Vec<(String, String)>,
    /// `aws:SourceIdentity`
    pub source_identity: Option<String>,
    /// `aws:FederatedProvider`
    pub federated_provider: Option<String>,
    /// How it signed in.
    pub credential: Credential,
    /// It was found in a file of another tool, so that nothing can be written beside it.
    pub imported: bool,
    /// A role under `/aws-service-role/` (SLR-1).
    pub service_linked: bool,
    /// The ARN, short name and id of the user that a federated user came from.
    pub parent: Option<(String, Option<String>)>,
    /// Whether all rights in the own account come by themselves (ROOT-1, FED-4).
    pub root_right: bool,
    /// Claims of a web identity or SAML assertion, or further keys of the caller.
    pub claims: Context,
    /// Claims that nobody told us.
    pub unknown_claims: Option<UnknownId>,
    /// `aws:SourceArn` of a service principal.
    pub source_arn: Option<String>,
    /// `aws:SourceAccount` of a service principal.
    pub source_account: Option<String>,
}

/// Whether a session keeps the claim of the login that made it, by the claim's full key (FED-1).
#[must_use]
pub fn outlives_login(key: &str) -> bool {
    let (provider, claim) = key.rsplit_once(':').unwrap_or_default();
    let kept: &[&str] = match provider.to_ascii_lowercase().as_str() {
        "saml" => &["sub", "sub_type", "namequalifier"],
        "www.amazon.com" => &["app_id", "sub", "user_id"],
        "graph.facebook.com" => &["app_id", "id"],
        _ => &["amr", "aud", "sub"],
    };
    kept.iter().any(|own| own.eq_ignore_ascii_case(claim))
}

impl Principal {
    /// A principal of this kind with nothing attached.
    #[must_use]
    pub fn new(is: PrincipalIs, name: &str, arn: &str) -> Principal {
        Principal {
            name: name.to_owned(),
            is,
            arn: arn.to_owned(),
            entity_arn: None,
            path_known: true,
            account: None,
            partition: "aws".to_owned(),
            id: None,
            short_name: String::new(),
            session: None,
            role_declared_as: None,
            identity: Vec::new(),
            boundary: None,
            session_policies: None,
            tags: Tags::default(),
            transitive: Vec::new(),
            source_identity: None,
            federated_provider: None,
            credential: Credential::LongTerm,
            imported: false,
            service_linked: false,
            parent: None,
            root_right: false,
            claims: Context::default(),
            unknown_claims: None,
            source_arn: None,
            source_account: None,
        }
    }

    /// The boundary, unless the principal is of a kind that no boundary applies to (PB-5).
    #[must_use]
    pub fn limit(&self) -> Option<Attached> {
        let limited = matches!(
            self.is,
            PrincipalIs::User | PrincipalIs::Role | PrincipalIs::FederatedUser
        );
        self.boundary.filter(|_| limited && !self.service_linked)
    }

    /// Whether it comes from an identity provider, before it has signed in.
    #[must_use]
    pub fn is_login(&self) -> bool {
        matches!(self.is, PrincipalIs::WebIdentity | PrincipalIs::Saml)
    }

    /// Whether no identity, boundary or session layer exists for it (AMEND-4).
    #[must_use]
    pub fn is_outside_iam(&self) -> bool {
        matches!(
            self.is,
            PrincipalIs::Service | PrincipalIs::WebIdentity | PrincipalIs::Saml | PrincipalIs::Anonymous
        )
    }
}

//! Who can call.

use super::{
    Anonymous, FederatedUser, ImportedPrincipal, Role, RoleSession, Root, Saml, ServiceCaller, User, WebIdentity,
};
use crate::read::record::shapes;

/// A principal. The one identifying field says which kind it is.
#[derive(Clone, Debug, PartialEq)]
#[expect(
    clippy::large_enum_variant,
    reason = "there are few principals, and they are not moved about"
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(untagged))]
pub enum Principal {
    /// `user`: an IAM user.
    User(User),
    /// `role`: a role; as a caller, a session of it.
    Role(Role),
    /// `sessionOf`: another session of a declared role.
    RoleSession(RoleSession),
    /// `federatedUser`: a session of GetFederationToken.
    FederatedUser(FederatedUser),
    /// `root`: the root user of an account.
    Root(Root),
    /// `service`: an AWS service calling for itself.
    Service(ServiceCaller),
    /// `webIdentity`: somebody with a token of an OIDC provider.
    WebIdentity(WebIdentity),
    /// `saml`: somebody with a SAML assertion.
    Saml(Saml),
    /// `anonymous`: an unsigned request.
    Anonymous(Anonymous),
    /// `from`: a user or role inside a file of another tool. A scenario that is loaded holds what was found there instead.
    Imported(ImportedPrincipal),
}

shapes!(Principal {
    User,
    Role,
    RoleSession,
    FederatedUser,
    Root,
    Service,
    WebIdentity,
    Saml,
    Anonymous,
    Imported,
});

impl Principal {
    /// The identifying fields, one for each kind, in the order of the variants.
    pub const FIELDS: [&'static str; 10] = [
        "user",
        "role",
        "sessionOf",
        "federatedUser",
        "root",
        "service",
        "webIdentity",
        "saml",
        "anonymous",
        "from",
    ];

    /// The ARN that identifies a user, a role or a federated user.
    pub fn arn(&self) -> Option<&str> {
        match self {
            Principal::User(p) => Some(&p.user),
            Principal::Role(p) => Some(&p.role),
            Principal::FederatedUser(p) => Some(&p.federated_user),
            _ => None,
        }
    }
}

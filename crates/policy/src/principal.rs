//! `Principal` and `NotPrincipal`: whom a statement is about.

use crate::json::NodeId;

/// `Principal` or `NotPrincipal` of a statement.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PrincipalElement {
    /// Whether it is `NotPrincipal`.
    pub negated: bool,
    /// The element's key.
    pub name: NodeId,
    /// Everybody who is named; any one of them is enough (PRIN-1).
    pub entries: Vec<PrincipalEntry>,
}

/// One principal that is named.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub struct PrincipalEntry {
    /// What sort of name it is.
    pub kind: PrincipalKind,
    /// The name, a string.
    pub value: NodeId,
}

/// The sorts of principal names (PRIN-1).
#[derive(Copy, Clone, PartialEq, Eq, Hash, Debug)]
pub enum PrincipalKind {
    /// The bare `"*"`.
    Any,
    /// Below `AWS`: an account, a user, a role, a session, or `*`.
    Aws,
    /// Below `Service`.
    Service,
    /// Below `Federated`.
    Federated,
    /// Below `CanonicalUser`.
    CanonicalUser,
    /// A bare string other than `"*"`, or below a key that AWS does not know: matches nobody.
    Invalid,
}

impl PrincipalKind {
    /// The keys of a principal object.
    pub const KEYS: [&'static str; 4] = ["AWS", "Service", "Federated", "CanonicalUser"];

    /// The kind that a key of a principal object stands for.
    pub fn of_key(key: &str) -> PrincipalKind {
        match key {
            "AWS" => PrincipalKind::Aws,
            "Service" => PrincipalKind::Service,
            "Federated" => PrincipalKind::Federated,
            "CanonicalUser" => PrincipalKind::CanonicalUser,
            _ => PrincipalKind::Invalid,
        }
    }
}

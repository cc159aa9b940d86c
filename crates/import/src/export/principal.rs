//! A user or a role in a file of another tool.

use iamwhy_policy::NodeId;

use super::Attached;
use crate::arn::{Arn, is_account};

/// A user or a role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExportedPrincipal {
    /// The spelling that names it.
    pub select: String,
    /// Other spellings, where they are not ambiguous.
    pub also: Vec<String>,
    /// Which of the two.
    pub is: PrincipalIs,
    /// Its ARN; what is not known in it stands as `‹name›`.
    pub arn: String,
    /// Its unique id.
    pub id: Option<String>,
    /// Where it stands.
    pub node: NodeId,
    /// Inline and attached policies; none where they are not known.
    pub policies: Option<Vec<Attached>>,
    /// Of a user, its groups with their policies.
    pub groups: Vec<(String, Option<Vec<Attached>>)>,
    /// The permissions boundary.
    pub boundary: Option<Attached>,
    /// Of a role, its trust policy.
    pub trust: Option<Attached>,
    /// Tags; none where they are not known.
    pub tags: Option<Vec<(String, String)>>,
}

impl ExportedPrincipal {
    /// Whether its account is known: a scenario's roles and users have one.
    #[must_use]
    pub fn has_place(&self) -> bool {
        Arn::split(&self.arn).is_some_and(|arn| is_account(arn.account))
    }
}

/// What a principal is.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum PrincipalIs {
    /// A user.
    User,
    /// A role.
    Role,
}

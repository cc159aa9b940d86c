//! Accounts and the organization above them.

use super::Attached;

/// The four switches of S3 block public access (S3-5).
#[derive(Copy, Clone, PartialEq, Eq, Default, Debug)]
pub struct BlockPublicAccess {
    /// Refuses writes of public ACLs.
    pub block_public_acls: bool,
    /// Ignores public ACLs.
    pub ignore_public_acls: bool,
    /// Refuses writes of public policies.
    pub block_public_policy: bool,
    /// A public policy admits only the owner's principals and AWS services.
    pub restrict_public_buckets: bool,
}

impl BlockPublicAccess {
    /// The most restrictive of both.
    #[must_use]
    pub fn or(self, other: BlockPublicAccess) -> BlockPublicAccess {
        BlockPublicAccess {
            block_public_acls: self.block_public_acls || other.block_public_acls,
            ignore_public_acls: self.ignore_public_acls || other.ignore_public_acls,
            block_public_policy: self.block_public_policy || other.block_public_policy,
            restrict_public_buckets: self.restrict_public_buckets || other.restrict_public_buckets,
        }
    }
}

/// An organization: a tree of units, flattened; the root comes first.
#[derive(Clone, Debug, Default)]
pub struct Organization {
    /// `o-…`
    pub id: String,
    /// The management account, which neither SCPs nor RCPs restrict (SCP-1, RCP-2).
    pub management_account: String,
    /// Whether the policy type is enabled (SCP-8).
    pub scps_enabled: bool,
    /// The root and all units; a parent stands before its children.
    pub units: Vec<OrgUnit>,
    /// The organization's block public access.
    pub block_public_access: BlockPublicAccess,
}

/// The root or a unit.
#[derive(Clone, Debug, Default)]
pub struct OrgUnit {
    /// `r-…` or `ou-…`
    pub id: String,
    /// Its name, for people.
    pub name: String,
    /// Index of the parent; none for the root.
    pub parent: Option<usize>,
    /// Attached SCPs.
    pub scps: Vec<Attached>,
    /// Attached RCPs; `RCPFullAWSAccess` is implied.
    pub rcps: Vec<Attached>,
}

/// An account.
#[derive(Clone, Debug, Default)]
pub struct Account {
    /// Twelve digits.
    pub id: String,
    /// A name for people.
    pub name: Option<String>,
    /// Index of the root or unit that it hangs under.
    pub unit: Option<usize>,
    /// The id of another organization, for accounts outside the tree.
    pub organization: Option<String>,
    /// The path in that organization.
    pub organization_path: Option<String>,
    /// SCPs attached to the account itself.
    pub scps: Vec<Attached>,
    /// RCPs attached to the account itself.
    pub rcps: Vec<Attached>,
    /// The canonical user id (S3).
    pub canonical_id: Option<String>,
    /// The account's block public access.
    pub block_public_access: BlockPublicAccess,
}

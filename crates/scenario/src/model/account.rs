//! What an account itself carries.

use super::{BlockPublicAccess, Known, PolicySource};
use crate::read::record::record;

/// An account.
#[derive(Clone, Debug, PartialEq, Default)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(rename_all = "camelCase", deny_unknown_fields)
)]
pub struct Account {
    /// A name for people.
    pub name: Option<String>,
    /// Attached SCPs. Left out: `FullAWSAccess`, as on creation; `[]`: none.
    pub scps: Option<Known<Vec<PolicySource>>>,
    /// Attached RCPs, beside `RCPFullAWSAccess`, which is always there.
    pub rcps: Option<Known<Vec<PolicySource>>>,
    /// The canonical user id, by which S3 ACLs name the account.
    pub canonical_id: Option<String>,
    /// S3 block public access of the account.
    pub block_public_access: Option<BlockPublicAccess>,
    /// Organization id of an account outside the tree.
    pub organization: Option<String>,
    /// Organization path, `o-…/r-…/ou-…/`, of an account outside the tree.
    pub organization_path: Option<String>,
}

record!(Account {
    name "name",
    scps "scps",
    rcps "rcps",
    canonical_id "canonicalId",
    block_public_access "blockPublicAccess",
    organization "organization",
    organization_path "organizationPath",
});

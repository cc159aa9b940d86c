//! The organization: a tree of accounts with the policies attached to it.

use super::{BlockPublicAccess, Known, Named, PolicySource};
use crate::read::record::record;

/// An organization. Accounts that stand in its tree belong to it.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(rename_all = "camelCase", deny_unknown_fields)
)]
pub struct Organization {
    /// Its id, `o-…`.
    pub id: String,
    /// Id of the management account, on which SCPs have no effect.
    pub management_account: Option<String>,
    /// The root of the tree.
    pub root: Unit,
    /// `false` where the policy type is switched off for the organization.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub scps_enabled: bool,
    /// S3 block public access of the whole organization.
    pub block_public_access: Option<BlockPublicAccess>,
}

record!(Organization {
    id "id",
    management_account "managementAccount",
    root "root",
    scps_enabled "scpsEnabled",
    block_public_access "blockPublicAccess",
} from Organization { id: String::new(), management_account: None, root: Unit::default(), scps_enabled: true, block_public_access: None });

/// The root, or an organizational unit.
#[derive(Clone, Debug, PartialEq, Default)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(rename_all = "camelCase", deny_unknown_fields)
)]
pub struct Unit {
    /// Its id, `r-…` or `ou-…`.
    pub id: String,
    /// Attached SCPs. Left out: `FullAWSAccess`, as on creation; `[]`: none.
    pub scps: Option<Known<Vec<PolicySource>>>,
    /// Attached RCPs, beside `RCPFullAWSAccess`, which is always there.
    pub rcps: Option<Known<Vec<PolicySource>>>,
    /// Ids of the accounts directly below.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub accounts: Vec<String>,
    /// The units directly below, by name.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub units: Named<Unit>,
}

record!(Unit {
    id "id",
    scps "scps",
    rcps "rcps",
    accounts "accounts",
    units "units",
});

//! An organization in a file of another tool.

use super::Attached;

/// An organization.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExportedOrganization {
    /// Its id, `o-…`.
    pub id: String,
    /// The management account.
    pub management_account: Option<String>,
    /// Whether SCPs are switched on.
    pub scps_enabled: bool,
    /// The root.
    pub root: ExportedUnit,
    /// The accounts, in the order of their ids.
    pub accounts: Vec<ExportedAccount>,
}

/// The root, or an organizational unit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ExportedUnit {
    /// Its id, `r-…` or `ou-…`.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Attached SCPs; none where the file does not say.
    pub scps: Option<Vec<Attached>>,
    /// Attached RCPs; none where the file does not say.
    pub rcps: Option<Vec<Attached>>,
    /// Ids of the accounts directly below.
    pub accounts: Vec<String>,
    /// The units directly below.
    pub units: Vec<ExportedUnit>,
}

/// An account of an organization.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ExportedAccount {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: Option<String>,
    /// Attached SCPs; none where the file does not say.
    pub scps: Option<Vec<Attached>>,
    /// Attached RCPs; none where the file does not say.
    pub rcps: Option<Vec<Attached>>,
}

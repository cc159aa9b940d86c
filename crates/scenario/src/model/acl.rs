//! S3 ACLs.

use serde::Deserialize;

/// One entry of an S3 ACL.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AclEntry {
    /// `AllUsers`, `AuthenticatedUsers`, `LogDelivery`, an account id, or a canonical user id.
    pub grantee: String,
    /// What the grantee may do.
    pub permission: AclPermission,
}

/// A permission of an S3 ACL.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum AclPermission {
    /// Read the object, or list the bucket.
    Read,
    /// Write objects into the bucket.
    Write,
    /// Read the ACL.
    ReadAcp,
    /// Write the ACL.
    WriteAcp,
    /// All of these.
    FullControl,
}

//! S3 ACLs.

use crate::read::record::{record, words};

/// One entry of an S3 ACL.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(rename_all = "camelCase", deny_unknown_fields)
)]
pub struct AclEntry {
    /// `AllUsers`, `AuthenticatedUsers`, `LogDelivery`, an account id, or a canonical user id.
    pub grantee: String,
    /// What the grantee may do.
    pub permission: AclPermission,
}

record!(AclEntry {
    grantee "grantee",
    permission "permission",
} from AclEntry { grantee: String::new(), permission: AclPermission::Read });

/// A permission of an S3 ACL.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(rename_all = "SCREAMING_SNAKE_CASE")
)]
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

words!(AclPermission {
    Read "READ",
    Write "WRITE",
    ReadAcp "READ_ACP",
    WriteAcp "WRITE_ACP",
    FullControl "FULL_CONTROL",
});

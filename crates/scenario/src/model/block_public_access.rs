//! S3 block public access.

use serde::Deserialize;

/// S3 block public access; what is left out is off, and the most restrictive of organization, account, bucket and access point wins.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Default, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct BlockPublicAccess {
    /// Cuts cross-account access where the policy is public.
    pub restrict_public_buckets: bool,
    /// Refuses to store public policies.
    pub block_public_policy: bool,
    /// Refuses to store public ACLs.
    pub block_public_acls: bool,
    /// Neutralises public ACLs.
    pub ignore_public_acls: bool,
}

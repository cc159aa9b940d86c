//! S3 block public access.

use crate::read::record::record;

/// S3 block public access; what is left out is off, and the most restrictive of organization, account, bucket and access point wins.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Default)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(rename_all = "camelCase", deny_unknown_fields, default)
)]
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

record!(BlockPublicAccess {
    restrict_public_buckets "restrictPublicBuckets",
    block_public_policy "blockPublicPolicy",
    block_public_acls "blockPublicAcls",
    ignore_public_acls "ignorePublicAcls",
});

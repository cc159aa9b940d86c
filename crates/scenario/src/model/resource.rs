//! What can be called.

use super::{AclEntry, BlockPublicAccess, Grant, Known, Named, PolicySource};
use crate::read::record::{record, words};

/// A resource with its owner and its policy.
#[derive(Clone, Debug, PartialEq, Default)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(rename_all = "camelCase", deny_unknown_fields)
)]
pub struct Resource {
    /// ARN of the resource.
    pub arn: String,
    /// Id of the owner; may be left out where the ARN carries it.
    pub account: Option<String>,
    /// The resource-based policy.
    pub policy: Option<PolicySource>,
    /// Tags of the resource.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub tags: Known<Named<String>>,
    /// S3 block public access of a bucket or an access point.
    pub block_public_access: Option<BlockPublicAccess>,
    /// S3 object ownership of a bucket; left out: BucketOwnerEnforced.
    pub object_ownership: Option<ObjectOwnership>,
    /// Name of the KMS key that encrypts the resource.
    pub encrypted_with: Option<String>,
    /// Id of the account that owns an S3 object.
    pub object_owner: Option<String>,
    /// ACL of an S3 bucket or object.
    pub acl: Option<Known<Vec<AclEntry>>>,
    /// Aliases of a KMS key.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub aliases: Vec<String>,
    /// Grants of a KMS key.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub grants: Known<Vec<Grant>>,
    /// Name of the bucket behind an S3 access point.
    pub bucket: Option<String>,
    /// Id of the VPC to which an S3 access point is bound; `null` or left out: the internet.
    pub vpc: Option<String>,
}

record!(Resource {
    arn "arn",
    account "account",
    policy "policy",
    tags "tags",
    block_public_access "blockPublicAccess",
    object_ownership "objectOwnership",
    encrypted_with "encryptedWith",
    object_owner "objectOwner",
    acl "acl",
    aliases "aliases",
    grants "grants",
    bucket "bucket",
    vpc "vpc",
});

/// S3 object ownership.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Default)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum ObjectOwnership {
    /// ACLs are off; the bucket's owner owns every object.
    #[default]
    BucketOwnerEnforced,
    /// ACLs are on; objects given to the bucket's owner are his.
    BucketOwnerPreferred,
    /// ACLs are on; who uploads an object owns it.
    ObjectWriter,
}

words!(ObjectOwnership {
    BucketOwnerEnforced "BucketOwnerEnforced",
    BucketOwnerPreferred "BucketOwnerPreferred",
    ObjectWriter "ObjectWriter",
});

//! What is called, and what is attached to it.

use super::{Attached, BlockPublicAccess, Tags, UnknownId};

/// A resource, or a part of one such as an S3 object with its own owner.
#[derive(Clone, Debug, Default)]
pub struct Resource {
    /// The name in the scenario.
    pub name: String,
    /// Its ARN.
    pub arn: String,
    /// The owner, where it is known.
    pub account: Option<String>,
    /// The resource, trust or key policy.
    pub policy: Option<Attached>,
    /// Whether `policy` is a role's trust policy, which only STS consults (SRV-8).
    pub trust: bool,
    /// Its tags.
    pub tags: Tags,
    /// The bucket's or access point's block public access.
    pub block_public_access: BlockPublicAccess,
    /// Who owns objects, and whether ACLs count (S3-2).
    pub object_ownership: ObjectOwnership,
    /// The account that owns this object, if it is not the bucket's owner.
    pub object_owner: Option<String>,
    /// The ACL of a bucket or an object.
    pub acl: Acl,
    /// Aliases of a KMS key.
    pub aliases: Vec<String>,
    /// Grants on a KMS key.
    pub grants: Grants,
    /// Of an access point: the index of its bucket.
    pub bucket: Option<usize>,
    /// Of an access point: the only VPC that it admits.
    pub vpc: Option<String>,
}

/// S3 object ownership.
#[derive(Copy, Clone, PartialEq, Eq, Debug, Default)]
pub enum ObjectOwnership {
    /// ACLs are ignored; the bucket's owner owns every object.
    #[default]
    BucketOwnerEnforced,
    /// ACLs count; the bucket's owner owns what was handed over to it.
    BucketOwnerPreferred,
    /// ACLs count; the writer owns what it wrote.
    ObjectWriter,
}

/// An ACL.
#[derive(Clone, Debug)]
pub enum Acl {
    /// Its entries.
    Known(Vec<AclEntry>),
    /// Not told.
    Unknown(UnknownId),
}

impl Default for Acl {
    fn default() -> Acl {
        Acl::Known(Vec::new())
    }
}

/// One entry of an ACL.
#[derive(Clone, Debug)]
pub struct AclEntry {
    /// To whom.
    pub grantee: Grantee,
    /// `READ`, `WRITE`, `READ_ACP`, `WRITE_ACP` or `FULL_CONTROL`
    pub permission: String,
}

/// To whom an ACL entry grants.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Grantee {
    /// Everybody.
    AllUsers,
    /// Every signed caller of any account.
    AuthenticatedUsers,
    /// An account, by canonical user id or account id.
    Account(String),
}

/// Grants on a KMS key.
#[derive(Clone, Debug)]
pub enum Grants {
    /// All of them.
    Known(Vec<Grant>),
    /// Not told.
    Unknown(UnknownId),
}

impl Default for Grants {
    fn default() -> Grants {
        Grants::Known(Vec::new())
    }
}

/// A KMS grant (KMS-6).
#[derive(Clone, Debug, Default)]
pub struct Grant {
    /// ARN of the grantee, or a service principal.
    pub grantee: String,
    /// Operations such as `Decrypt`.
    pub operations: Vec<String>,
    /// Who may retire it.
    pub retiring: Option<String>,
    /// The encryption context must equal this.
    pub encryption_context_equals: Vec<(String, String)>,
    /// The encryption context must contain this.
    pub encryption_context_subset: Vec<(String, String)>,
}

impl Grant {
    /// The operations that KMS lets a grant allow.
    pub const OPERATIONS: [&'static str; 17] = [
        "CreateGrant",
        "Decrypt",
        "DeriveSharedSecret",
        "DescribeKey",
        "Encrypt",
        "GenerateDataKey",
        "GenerateDataKeyPair",
        "GenerateDataKeyPairWithoutPlaintext",
        "GenerateDataKeyWithoutPlaintext",
        "GenerateMac",
        "GetPublicKey",
        "ReEncryptFrom",
        "ReEncryptTo",
        "RetireGrant",
        "Sign",
        "Verify",
        "VerifyMac",
    ];

    /// Whether a grant can allow this operation, in any case of letters.
    #[must_use]
    pub fn can_allow(operation: &str) -> bool {
        Grant::OPERATIONS.iter().any(|own| own.eq_ignore_ascii_case(operation))
    }
}

//! S3. The action is often not the operation's name (ACT-5).

use super::row::{Row, Set, ask, key, list, may, names, need, none, one, op, pairs, pass, set, text};

const READ: &str = "s3.amazonaws.com";

const VERSION: &[Set] = &[set("s3:VersionId", "versionId")];
const SOURCE_VERSION: &[Set] = &[set("s3:VersionId", "sourceVersionId")];
const PUT: &[Set] = &[
    set("s3:x-amz-acl", "acl"),
    set("s3:x-amz-server-side-encryption", "serverSideEncryption"),
    set("s3:x-amz-server-side-encryption-aws-kms-key-id", "kmsKeyId"),
    set("s3:x-amz-storage-class", "storageClass"),
    pairs("s3:RequestObjectTag/", "tagging"),
    names("s3:RequestObjectTagKeys", "tagging"),
];
const TAGGING: &[Set] = &[
    pairs("s3:RequestObjectTag/", "tagging"),
    names("s3:RequestObjectTagKeys", "tagging"),
];
const LIST: &[Set] = &[
    set("s3:prefix", "prefix"),
    set("s3:delimiter", "delimiter"),
    set("s3:max-keys", "maxKeys"),
];

#[rustfmt::skip]
pub(super) const ROWS: &[Row] = &[
    none!("s3:ListBuckets", "s3:ListAllMyBuckets"),
    one!("s3:HeadBucket", "bucket", "s3:ListBucket"),
    op!("s3:ListObjects", [need("bucket")], [ask("s3:ListBucket").on("bucket").sets(LIST)]),
    op!("s3:ListObjectsV2", [need("bucket")], [ask("s3:ListBucket").on("bucket").sets(LIST)]),
    op!("s3:ListObjectVersions", [need("bucket")], [ask("s3:ListBucketVersions").on("bucket").sets(LIST)]),
    one!("s3:ListMultipartUploads", "bucket", "s3:ListBucketMultipartUploads"),
    one!("s3:ListParts", "object", "s3:ListMultipartUploadParts"),
    op!("s3:GetObject", [need("object"), may("key")], [
        ask("s3:GetObject").on("object").not_given("versionId"),
        ask("s3:GetObjectVersion").on("object").given("versionId").sets(VERSION),
        key("kms:Decrypt", "object", READ),
    ]),
    op!("s3:HeadObject", [need("object"), may("key")], [
        ask("s3:GetObject").on("object").not_given("versionId"),
        ask("s3:GetObjectVersion").on("object").given("versionId").sets(VERSION),
        key("kms:Decrypt", "object", READ),
    ]),
    op!("s3:SelectObjectContent", [need("object"), may("key")], [
        ask("s3:GetObject").on("object"),
        key("kms:Decrypt", "object", READ),
    ]),
    op!("s3:GetObjectAttributes", [need("object"), may("key")], [
        ask("s3:GetObject").on("object").not_given("versionId"),
        ask("s3:GetObjectAttributes").on("object").not_given("versionId"),
        ask("s3:GetObjectVersion").on("object").given("versionId").sets(VERSION),
        ask("s3:GetObjectVersionAttributes").on("object").given("versionId").sets(VERSION),
        key("kms:Decrypt", "object", READ),
    ]),
    op!("s3:PutObject", [need("object"), may("key")], [
        ask("s3:PutObject").on("object").sets(PUT),
        ask("s3:PutObjectAcl").on("object").given("acl").sets(PUT),
        ask("s3:PutObjectTagging").on("object").given("tagging").sets(TAGGING),
        ask("s3:PutObjectRetention").on("object").given("retention"),
        ask("s3:PutObjectLegalHold").on("object").given("legalHold"),
        key("kms:GenerateDataKey", "object", READ),
    ]),
    op!("s3:CopyObject", [need("source"), need("destination"), may("key")], [
        ask("s3:GetObject").on("source").not_given("sourceVersionId"),
        ask("s3:GetObjectVersion").on("source").given("sourceVersionId").sets(SOURCE_VERSION),
        ask("s3:GetObjectTagging").on("source").given("copyTags"),
        key("kms:Decrypt", "source", READ),
        ask("s3:PutObject").on("destination").sets(PUT),
        ask("s3:PutObjectAcl").on("destination").given("acl").sets(PUT),
        ask("s3:PutObjectTagging").on("destination").given("copyTags"),
        ask("s3:PutObjectTagging").on("destination").given("tagging").sets(TAGGING),
        key("kms:GenerateDataKey", "destination", READ),
    ]),
    op!("s3:CreateMultipartUpload", [need("object"), may("key")], [
        ask("s3:PutObject").on("object").sets(PUT),
        ask("s3:PutObjectAcl").on("object").given("acl").sets(PUT),
        ask("s3:PutObjectTagging").on("object").given("tagging").sets(TAGGING),
        key("kms:GenerateDataKey", "object", READ),
    ]),
    op!("s3:UploadPart", [need("object"), may("key")], [
        ask("s3:PutObject").on("object"),
        key("kms:GenerateDataKey", "object", READ),
        key("kms:Decrypt", "object", READ),
    ]),
    op!("s3:UploadPartCopy", [need("source"), need("destination"), may("key")], [
        ask("s3:GetObject").on("source").not_given("sourceVersionId"),
        ask("s3:GetObjectVersion").on("source").given("sourceVersionId").sets(SOURCE_VERSION),
        key("kms:Decrypt", "source", READ),
        ask("s3:PutObject").on("destination"),
        key("kms:GenerateDataKey", "destination", READ),
    ]),
    op!("s3:CompleteMultipartUpload", [need("object"), may("key")], [
        ask("s3:PutObject").on("object"),
        key("kms:Decrypt", "object", READ),
    ]),
    one!("s3:AbortMultipartUpload", "object"),
    op!("s3:DeleteObject", [need("object")], [
        ask("s3:DeleteObject").on("object").not_given("versionId"),
        ask("s3:DeleteObjectVersion").on("object").given("versionId").sets(VERSION),
        ask("s3:BypassGovernanceRetention").on("object").given("bypassGovernanceRetention"),
    ]),
    op!("s3:DeleteObjects", [list("objects")], [
        ask("s3:DeleteObject").on("objects").not_given("versionId"),
        ask("s3:DeleteObjectVersion").on("objects").given("versionId").sets(VERSION),
        ask("s3:BypassGovernanceRetention").on("objects").given("bypassGovernanceRetention"),
    ]),
    op!("s3:RestoreObject", [need("object")], [ask("s3:RestoreObject").on("object")]),
    op!("s3:GetObjectTagging", [need("object")], [
        ask("s3:GetObjectTagging").on("object").not_given("versionId"),
        ask("s3:GetObjectVersionTagging").on("object").given("versionId").sets(VERSION),
    ]),
    op!("s3:PutObjectTagging", [need("object")], [
        ask("s3:PutObjectTagging").on("object").not_given("versionId").sets(TAGGING),
        ask("s3:PutObjectVersionTagging").on("object").given("versionId").sets(TAGGING),
    ]),
    op!("s3:DeleteObjectTagging", [need("object")], [
        ask("s3:DeleteObjectTagging").on("object").not_given("versionId"),
        ask("s3:DeleteObjectVersionTagging").on("object").given("versionId").sets(VERSION),
    ]),
    op!("s3:GetObjectAcl", [need("object")], [
        ask("s3:GetObjectAcl").on("object").not_given("versionId"),
        ask("s3:GetObjectVersionAcl").on("object").given("versionId").sets(VERSION),
    ]),
    op!("s3:PutObjectAcl", [need("object")], [
        ask("s3:PutObjectAcl").on("object").not_given("versionId").sets(&[set("s3:x-amz-acl", "acl")]),
        ask("s3:PutObjectVersionAcl").on("object").given("versionId").sets(VERSION),
    ]),
    one!("s3:GetObjectRetention", "object"),
    op!("s3:PutObjectRetention", [need("object")], [
        ask("s3:PutObjectRetention").on("object"),
        ask("s3:BypassGovernanceRetention").on("object").given("bypassGovernanceRetention"),
    ]),
    one!("s3:GetObjectLegalHold", "object"),
    one!("s3:PutObjectLegalHold", "object"),
    one!("s3:CreateBucket", "bucket"),
    one!("s3:DeleteBucket", "bucket"),
    one!("s3:GetBucketLocation", "bucket"),
    one!("s3:GetBucketPolicy", "bucket"),
    one!("s3:PutBucketPolicy", "bucket"),
    one!("s3:DeleteBucketPolicy", "bucket"),
    one!("s3:GetBucketPolicyStatus", "bucket"),
    one!("s3:GetBucketAcl", "bucket"),
    one!("s3:PutBucketAcl", "bucket"),
    one!("s3:GetBucketVersioning", "bucket"),
    one!("s3:PutBucketVersioning", "bucket"),
    one!("s3:GetBucketTagging", "bucket"),
    one!("s3:PutBucketTagging", "bucket"),
    one!("s3:DeleteBucketTagging", "bucket", "s3:PutBucketTagging"),
    one!("s3:GetBucketLogging", "bucket"),
    one!("s3:PutBucketLogging", "bucket"),
    one!("s3:GetBucketWebsite", "bucket"),
    one!("s3:PutBucketWebsite", "bucket"),
    one!("s3:DeleteBucketWebsite", "bucket"),
    one!("s3:GetBucketCors", "bucket", "s3:GetBucketCORS"),
    one!("s3:PutBucketCors", "bucket", "s3:PutBucketCORS"),
    one!("s3:DeleteBucketCors", "bucket", "s3:PutBucketCORS"),
    one!("s3:GetBucketEncryption", "bucket", "s3:GetEncryptionConfiguration"),
    one!("s3:PutBucketEncryption", "bucket", "s3:PutEncryptionConfiguration"),
    one!("s3:DeleteBucketEncryption", "bucket", "s3:PutEncryptionConfiguration"),
    one!("s3:GetBucketLifecycleConfiguration", "bucket", "s3:GetLifecycleConfiguration"),
    one!("s3:PutBucketLifecycleConfiguration", "bucket", "s3:PutLifecycleConfiguration"),
    one!("s3:DeleteBucketLifecycle", "bucket", "s3:PutLifecycleConfiguration"),
    one!("s3:GetBucketReplication", "bucket", "s3:GetReplicationConfiguration"),
    op!("s3:PutBucketReplication", [need("bucket"), may("role")], [
        ask("s3:PutReplicationConfiguration").on("bucket"),
        pass("role", &[text("iam:PassedToService", "s3.amazonaws.com")]),
    ]),
    one!("s3:DeleteBucketReplication", "bucket", "s3:PutReplicationConfiguration"),
    one!("s3:GetBucketNotificationConfiguration", "bucket", "s3:GetBucketNotification"),
    one!("s3:PutBucketNotificationConfiguration", "bucket", "s3:PutBucketNotification"),
    one!("s3:GetBucketOwnershipControls", "bucket"),
    one!("s3:PutBucketOwnershipControls", "bucket"),
    one!("s3:GetBucketRequestPayment", "bucket"),
    one!("s3:GetObjectLockConfiguration", "bucket", "s3:GetBucketObjectLockConfiguration"),
    one!("s3:PutObjectLockConfiguration", "bucket", "s3:PutBucketObjectLockConfiguration"),
    one!("s3:GetPublicAccessBlock", "bucket", "s3:GetBucketPublicAccessBlock"),
    one!("s3:PutPublicAccessBlock", "bucket", "s3:PutBucketPublicAccessBlock"),
    one!("s3:DeletePublicAccessBlock", "bucket", "s3:PutBucketPublicAccessBlock"),
];

//! KMS. A call that names an alias is authorized on the key behind it (KMS-8).

use super::row::{Row, Set, TAGS, ask, may, names, need, none, one, op, pairs, set};

const CONTEXT: &[Set] = &[
    pairs("kms:EncryptionContext:", "encryptionContext"),
    names("kms:EncryptionContextKeys", "encryptionContext"),
    set("kms:EncryptionAlgorithm", "encryptionAlgorithm"),
];
const SIGNING: &[Set] = &[
    set("kms:SigningAlgorithm", "signingAlgorithm"),
    set("kms:MessageType", "messageType"),
];
const GRANT: &[Set] = &[
    set("kms:GranteePrincipal", "granteePrincipal"),
    set("kms:RetiringPrincipal", "retiringPrincipal"),
    set("kms:GrantOperations", "operations"),
    set("kms:GrantConstraintType", "constraintType"),
];

#[rustfmt::skip]
pub(super) const ROWS: &[Row] = &[
    op!("kms:Encrypt", [need("key")], [ask("kms:Encrypt").on("key").sets(CONTEXT)]),
    op!("kms:Decrypt", [need("key")], [ask("kms:Decrypt").on("key").sets(CONTEXT)]),
    op!("kms:GenerateDataKey", [need("key")], [ask("kms:GenerateDataKey").on("key").sets(CONTEXT)]),
    op!("kms:GenerateDataKeyWithoutPlaintext", [need("key")], [ask("kms:GenerateDataKeyWithoutPlaintext").on("key").sets(CONTEXT)]),
    op!("kms:GenerateDataKeyPair", [need("key")], [ask("kms:GenerateDataKeyPair").on("key").sets(CONTEXT)]),
    op!("kms:ReEncrypt", [need("source"), need("destination")], [
        ask("kms:ReEncryptFrom").on("source").sets(CONTEXT),
        ask("kms:ReEncryptTo").on("destination").sets(CONTEXT),
    ]),
    op!("kms:Sign", [need("key")], [ask("kms:Sign").on("key").sets(SIGNING)]),
    op!("kms:Verify", [need("key")], [ask("kms:Verify").on("key").sets(SIGNING)]),
    one!("kms:GenerateMac", "key"),
    one!("kms:VerifyMac", "key"),
    one!("kms:GetPublicKey", "key"),
    one!("kms:DescribeKey", "key"),
    one!("kms:GetKeyPolicy", "key"),
    op!("kms:PutKeyPolicy", [need("key")], [
        ask("kms:PutKeyPolicy").on("key").sets(&[set("kms:BypassPolicyLockoutSafetyCheck", "bypassPolicyLockoutSafetyCheck")]),
    ]),
    one!("kms:GetKeyRotationStatus", "key"),
    one!("kms:EnableKeyRotation", "key"),
    one!("kms:DisableKeyRotation", "key"),
    one!("kms:EnableKey", "key"),
    one!("kms:DisableKey", "key"),
    op!("kms:ScheduleKeyDeletion", [need("key")], [
        ask("kms:ScheduleKeyDeletion").on("key").sets(&[set("kms:ScheduleKeyDeletionPendingWindowInDays", "pendingWindowInDays")]),
    ]),
    one!("kms:CancelKeyDeletion", "key"),
    op!("kms:CreateGrant", [need("key")], [ask("kms:CreateGrant").on("key").sets(GRANT)]),
    one!("kms:ListGrants", "key"),
    one!("kms:RevokeGrant", "key"),
    one!("kms:RetireGrant", "key"),
    op!("kms:CreateKey", [], [ask("kms:CreateKey").tagged(), ask("kms:TagResource").given(TAGS).tagged()]),
    op!("kms:TagResource", [need("key")], [ask("kms:TagResource").on("key").tagged()]),
    one!("kms:UntagResource", "key"),
    none!("kms:ListKeys"),
    none!("kms:ListAliases"),
    op!("kms:CreateAlias", [need("alias"), need("key")], [ask("kms:CreateAlias").on("alias"), ask("kms:CreateAlias").on("key")]),
    op!("kms:DeleteAlias", [need("alias"), need("key")], [ask("kms:DeleteAlias").on("alias"), ask("kms:DeleteAlias").on("key")]),
    op!("kms:UpdateAlias", [need("alias"), need("key"), may("oldKey")], [
        ask("kms:UpdateAlias").on("alias"),
        ask("kms:UpdateAlias").on("oldKey"),
        ask("kms:UpdateAlias").on("key"),
    ]),
];

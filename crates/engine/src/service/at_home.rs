//! Calls that nobody outside of the owner's account is let in for, whatever policies say (XACCT-10, FED-8).

use crate::bind::Bound;
use crate::compare::arn;

/// What KMS lets callers of other accounts do with a key.
#[rustfmt::skip]
const KMS_ABROAD: &[&str] = &[
    "creategrant", "decrypt", "derivesharedsecret", "describekey", "encrypt", "generatedatakey", "generatedatakeypair",
    "generatedatakeypairwithoutplaintext", "generatedatakeywithoutplaintext", "generatemac", "getkeyrotationstatus",
    "getpublickey", "listgrants", "reencryptfrom", "reencryptto", "retiregrant", "revokegrant", "sign", "verify", "verifymac",
];

/// What SQS lets nobody else do with a queue.
#[rustfmt::skip]
const SQS_AT_HOME: &[&str] = &[
    "addpermission", "cancelmessagemovetask", "createqueue", "deletequeue", "listmessagemovetasks", "listqueuetags",
    "removepermission", "setqueueattributes", "startmessagemovetask", "tagqueue", "untagqueue",
];

/// What AWS Backup lets nobody else do with a vault: all but copying into it and what a share of a vault can allow.
#[rustfmt::skip]
const BACKUP_AT_HOME: &[&str] = &[
    "deletebackupvault", "deletebackupvaultaccesspolicy", "deletebackupvaultlockconfiguration", "deletebackupvaultnotifications",
    "deleterecoverypoint", "getbackupvaultaccesspolicy", "getbackupvaultnotifications", "putbackupvaultaccesspolicy",
    "putbackupvaultlockconfiguration", "putbackupvaultnotifications", "startbackupjob", "updaterecoverypointlifecycle",
];

/// The rule by which no policy can let the caller in, if there is one.
pub(crate) fn refuses(bound: &Bound<'_>) -> Option<&'static str> {
    let owner = || bound.part(4).filter(|own| !own.is_empty());
    let is_abroad = |own: &str| !bound.principal.is_outside_iam() && !bound.owns(Some(own));
    match bound.service() {
        "kms" => (is_abroad(owner()?) && !KMS_ABROAD.contains(&bound.action_name())).then_some("XACCT-10"),
        "sqs" => (is_abroad(owner()?) && SQS_AT_HOME.contains(&bound.action_name())).then_some("XACCT-10"),
        "backup" => (is_abroad(owner()?) && BACKUP_AT_HOME.contains(&bound.action_name())).then_some("XACCT-10"),
        // A provider is known in its own account only. Those that everybody shares have no ARN.
        "sts" if bound.principal.is_login() => {
            let owner = owner()?;
            let provider = bound.principal.federated_provider.as_deref().and_then(arn::split);
            provider.is_some_and(|parts| parts[4] != owner).then_some("FED-8")
        }
        _ => None,
    }
}

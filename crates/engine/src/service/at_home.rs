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

/// The rule by which no policy can let the caller in, if there is one.
pub(crate) fn refuses(bound: &Bound<'_>) -> Option<&'static str> {
    let (name, owner) = (bound.action_name(), bound.part(4).filter(|own| !own.is_empty())?);
    let (at_home, rule) = match bound.service() {
        "kms" => (!KMS_ABROAD.contains(&name), "XACCT-10"),
        "sqs" => (SQS_AT_HOME.contains(&name), "XACCT-10"),
        // A provider is known in its own account only. Those that everybody shares have no ARN.
        "sts" if bound.principal.is_login() => {
            let provider = bound.principal.federated_provider.as_deref().and_then(arn::split);
            let abroad = provider.is_some_and(|parts| parts[4] != owner);
            return abroad.then_some("FED-8");
        }
        _ => return None,
    };
    let abroad = !bound.principal.is_outside_iam() && !bound.owns(Some(owner));
    (at_home && abroad).then_some(rule)
}

//! What no customer may change, whatever policies say (SRV-9, FED-6, AMEND-10).

use crate::bind::Bound;

#[rustfmt::skip]
const ROLE_WRITES: &[&str] = &[
    "attachrolepolicy", "deleterole", "deleterolepermissionsboundary", "deleterolepolicy", "detachrolepolicy",
    "putrolepermissionsboundary", "putrolepolicy", "tagrole", "untagrole", "updateassumerolepolicy", "updaterole",
    "updateroledescription",
];

#[rustfmt::skip]
const POLICY_WRITES: &[&str] = &[
    "createpolicyversion", "deletepolicy", "deletepolicyversion", "setdefaultpolicyversion", "tagpolicy", "untagpolicy",
];

const ALIAS_WRITES: &[&str] = &["kms:createalias", "kms:deletealias", "kms:updatealias"];

/// Whether an action of KMS is about an alias itself, not about the key behind it.
#[must_use]
pub fn writes_alias(action: &str) -> bool {
    ALIAS_WRITES.iter().any(|own| own.eq_ignore_ascii_case(action))
}

/// The rule by which the service refuses this write, if it does.
pub(crate) fn refuses(bound: &Bound<'_>) -> Option<&'static str> {
    let (name, rest) = (bound.action_name(), bound.part(5)?);
    match (bound.service(), bound.part(2)?) {
        ("iam", "iam")
            if bound.part(4) == Some("aws") && rest.starts_with("policy/") && POLICY_WRITES.contains(&name) =>
        {
            Some("SRV-9")
        }
        ("iam", "iam") if rest.starts_with("role/aws-reserved/") && ROLE_WRITES.contains(&name) => Some("FED-6"),
        ("kms", "kms") if rest.starts_with("alias/aws/") && writes_alias(bound.action()) => Some("AMEND-10"),
        _ => None,
    }
}

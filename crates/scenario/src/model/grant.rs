//! Grants of KMS keys.

use super::Named;
use crate::read::record::record;

/// A grant of a KMS key.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(rename_all = "camelCase", deny_unknown_fields)
)]
pub struct Grant {
    /// ARN of the principal, or service principal name, that may use the key.
    pub grantee: String,
    /// The operations granted, such as `Decrypt`.
    pub operations: Vec<String>,
    /// ARN of the principal that may retire the grant.
    pub retiring: Option<String>,
    /// The request's encryption context must be equal to this.
    pub encryption_context_equals: Option<Named<String>>,
    /// The request's encryption context must contain this.
    pub encryption_context_subset: Option<Named<String>>,
}

record!(Grant {
    grantee "grantee",
    operations "operations" required,
    retiring "retiring",
    encryption_context_equals "encryptionContextEquals",
    encryption_context_subset "encryptionContextSubset",
});

//! One authorization of a call that is several.

use super::{ContextValue, Named};
use crate::read::record::record;

/// One authorization of a call that is several.
#[derive(Clone, Debug, PartialEq, Default)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(rename_all = "camelCase", deny_unknown_fields)
)]
pub struct Call {
    /// The IAM action, `service:Name`.
    pub action: String,
    /// What is called, as in a case.
    pub resource: String,
    /// Condition context of this authorization alone.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub context: Named<ContextValue>,
    /// Service principals of a forward access session, in order; left out: the case's.
    pub via: Option<Vec<String>>,
}

record!(Call {
    action "action",
    resource "resource",
    context "context",
    via "via",
});

//! One authorization of a call that is several.

use serde::Deserialize;

use super::{ContextValue, Named};

/// One authorization of a call that is several.
#[derive(Clone, Debug, PartialEq, Default, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Call {
    /// The IAM action, `service:Name`.
    pub action: String,
    /// What is called, as in a case.
    pub resource: String,
    /// Condition context of this authorization alone.
    #[serde(default)]
    pub context: Named<ContextValue>,
    /// Service principals of a forward access session, in order; left out: the case's.
    pub via: Option<Vec<String>>,
}

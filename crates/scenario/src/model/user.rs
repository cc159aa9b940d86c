//! An IAM user.

use serde::Deserialize;

use super::{Credential, Known, Named, PolicySource};

/// An IAM user.
#[derive(Clone, Debug, PartialEq, Default, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct User {
    /// ARN of the user, with its path.
    pub user: String,
    /// Unique id, `AIDA…`.
    pub id: Option<String>,
    /// Identity policies, inline and attached.
    #[serde(default)]
    pub policies: Known<Vec<PolicySource>>,
    /// Groups of the user, with their policies.
    #[serde(default)]
    pub groups: Named<Known<Vec<PolicySource>>>,
    /// Permissions boundary.
    pub boundary: Option<PolicySource>,
    /// Tags of the user.
    #[serde(default)]
    pub tags: Known<Named<String>>,
    /// Which credential signs; left out: the long-term key.
    pub credential: Option<Credential>,
}

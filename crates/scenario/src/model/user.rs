//! An IAM user.

use super::{Credential, Known, Named, PolicySource};
use crate::read::record::record;

/// An IAM user.
#[derive(Clone, Debug, PartialEq, Default)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(rename_all = "camelCase", deny_unknown_fields)
)]
pub struct User {
    /// ARN of the user, with its path.
    pub user: String,
    /// Unique id, `AIDA…`.
    pub id: Option<String>,
    /// Identity policies, inline and attached.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub policies: Known<Vec<PolicySource>>,
    /// Groups of the user, with their policies.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub groups: Named<Known<Vec<PolicySource>>>,
    /// Permissions boundary.
    pub boundary: Option<PolicySource>,
    /// Tags of the user.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub tags: Known<Named<String>>,
    /// Which credential signs; left out: the long-term key.
    pub credential: Option<Credential>,
    /// It was found in a file of another tool, where no credential can be written beside it. No field of the format.
    #[cfg_attr(feature = "schema", schemars(skip))]
    pub imported: bool,
}

record!(User {
    user "user",
    id "id",
    policies "policies",
    groups "groups",
    boundary "boundary",
    tags "tags",
    credential "credential",
});

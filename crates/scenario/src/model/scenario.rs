//! The scenario file.

use serde::Deserialize;

use super::{Account, Case, ContextValue, Endpoint, Named, Organization, PolicySource, Principal, Resource};

/// A scenario: a world, requests, and what we believe about them.
#[derive(Clone, Debug, PartialEq, Default, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Scenario {
    /// Ignored; lets editors complete.
    #[serde(rename = "$schema")]
    pub schema: Option<String>,
    /// The format's version: 1.
    #[cfg_attr(feature = "schema", schemars(extend("const" = 1)))]
    pub scenario: u32,
    /// The claim that the file makes, as a sentence.
    pub title: String,
    /// More about it, in Markdown.
    pub about: Option<String>,
    /// Named policies, to be used by name below.
    #[serde(default)]
    pub policies: Named<PolicySource>,
    /// The organization; without it accounts are outside any.
    pub organization: Option<Organization>,
    /// Accounts by id.
    #[serde(default)]
    pub accounts: Named<Account>,
    /// Who can call, by name.
    #[serde(default)]
    pub principals: Named<Principal>,
    /// What can be called, by name.
    #[serde(default)]
    pub resources: Named<Resource>,
    /// VPC endpoints by id.
    #[serde(default)]
    pub endpoints: Named<Endpoint>,
    /// Condition context of every case.
    #[serde(default)]
    pub context: Named<ContextValue>,
    /// The chosen reading of undocumented points, such as `"UND-15": "limited"`.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schemars(schema_with = "crate::assume::schema"))]
    pub assume: Named<String>,
    /// The requests, at least one.
    #[cfg_attr(feature = "schema", schemars(length(min = 1)))]
    pub cases: Vec<Case>,
}

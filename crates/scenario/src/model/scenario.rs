//! The scenario file.

use super::{
    Account, Case, ContextValue, Endpoint, Named, Organization, OrganizationSource, PolicySource, Principal, Resource,
};
use crate::read::record::record;

/// A scenario: a world, requests, and what we believe about them.
#[derive(Clone, Debug, PartialEq, Default)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(rename_all = "camelCase", deny_unknown_fields)
)]
pub struct Scenario {
    /// Ignored; lets editors complete.
    #[cfg_attr(feature = "schema", schemars(rename = "$schema"))]
    pub schema: Option<String>,
    /// The format's version: 1.
    #[cfg_attr(feature = "schema", schemars(extend("const" = 1)))]
    pub scenario: u32,
    /// The claim that the file makes, as a sentence.
    pub title: String,
    /// More about it, in Markdown.
    pub about: Option<String>,
    /// Named policies, to be used by name below.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub policies: Named<PolicySource>,
    /// The organization; without it accounts are outside any.
    pub organization: Option<OrganizationSource>,
    /// Accounts by id.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub accounts: Named<Account>,
    /// Who can call, by name.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub principals: Named<Principal>,
    /// What can be called, by name.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub resources: Named<Resource>,
    /// VPC endpoints by id.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub endpoints: Named<Endpoint>,
    /// Condition context of every case.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub context: Named<ContextValue>,
    /// The chosen reading of undocumented points, such as `"UND-15": "limited"`.
    #[cfg_attr(feature = "schema", schemars(default))]
    #[cfg_attr(feature = "schema", schemars(schema_with = "crate::assume::schema"))]
    pub assume: Named<String>,
    /// The requests, at least one.
    #[cfg_attr(feature = "schema", schemars(length(min = 1)))]
    pub cases: Vec<Case>,
}

record!(Scenario {
    schema "$schema",
    scenario "scenario",
    title "title",
    about "about",
    policies "policies",
    organization "organization",
    accounts "accounts",
    principals "principals",
    resources "resources",
    endpoints "endpoints",
    context "context",
    assume "assume",
    cases "cases" required,
});

impl Scenario {
    /// The organization, unless it stands in another file that is not read yet.
    #[must_use]
    pub fn organization(&self) -> Option<&Organization> {
        match &self.organization {
            Some(OrganizationSource::Written(organization)) => Some(organization),
            _ => None,
        }
    }
}

//! VPC endpoints.

use serde::Deserialize;

use super::PolicySource;

/// A VPC endpoint.
#[derive(Clone, Debug, PartialEq, Default, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Endpoint {
    /// Id of the VPC.
    pub vpc: Option<String>,
    /// Id of the account that owns the endpoint.
    pub account: Option<String>,
    /// Gateway or interface.
    #[serde(rename = "type")]
    pub kind: Option<EndpointKind>,
    /// The endpoint policy; left out: AWS's default, which allows all.
    pub policy: Option<PolicySource>,
}

/// The kinds of VPC endpoints that carry a policy.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum EndpointKind {
    /// A gateway endpoint (S3, DynamoDB).
    Gateway,
    /// An interface endpoint (PrivateLink).
    Interface,
}

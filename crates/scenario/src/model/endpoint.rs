//! VPC endpoints.

use super::PolicySource;
use crate::read::record::{record, words};

/// A VPC endpoint.
#[derive(Clone, Debug, PartialEq, Default)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(rename_all = "camelCase", deny_unknown_fields)
)]
pub struct Endpoint {
    /// Id of the VPC.
    pub vpc: Option<String>,
    /// Id of the account that owns the endpoint.
    pub account: Option<String>,
    /// Gateway or interface.
    #[cfg_attr(feature = "schema", schemars(rename = "type"))]
    pub kind: Option<EndpointKind>,
    /// The endpoint policy; left out: AWS's default, which allows all.
    pub policy: Option<PolicySource>,
}

record!(Endpoint {
    vpc "vpc",
    account "account",
    kind "type",
    policy "policy",
});

/// The kinds of VPC endpoints that carry a policy.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "camelCase"))]
pub enum EndpointKind {
    /// A gateway endpoint (S3, DynamoDB).
    Gateway,
    /// An interface endpoint (PrivateLink).
    Interface,
}

words!(EndpointKind {
    Gateway "gateway",
    Interface "interface",
});

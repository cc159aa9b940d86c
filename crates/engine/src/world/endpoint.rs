//! VPC endpoints.

use super::Attached;

/// Gateway endpoints read the Principal element in their own way (VPCE-3).
#[derive(Copy, Clone, PartialEq, Eq, Debug, Default)]
pub enum EndpointKind {
    /// S3 and DynamoDB.
    Gateway,
    /// Everything else.
    #[default]
    Interface,
}

/// A VPC endpoint.
#[derive(Clone, Debug, Default)]
pub struct Endpoint {
    /// `vpce-…`
    pub id: String,
    /// `vpc-…`
    pub vpc: Option<String>,
    /// The owner, which may be a third account (VPCE-4).
    pub account: Option<String>,
    /// Gateway or interface.
    pub kind: EndpointKind,
    /// Without one AWS's default applies, which allows all (VPCE-1).
    pub policy: Option<Attached>,
}

//! A resource in a file of another tool.

use iamwhy_policy::NodeId;

use super::Attached;

/// A resource.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExportedResource {
    /// Its address or logical id.
    pub name: String,
    /// Its ARN; what is not known in it stands as `‹name›`.
    pub arn: String,
    /// The account that owns it, where its ARN does not say.
    pub account: Option<String>,
    /// Where it stands.
    pub node: NodeId,
    /// Its policy.
    pub policy: Option<Attached>,
    /// Tags; none where they are not known.
    pub tags: Option<Vec<(String, String)>>,
    /// Aliases of a KMS key, such as `alias/app`.
    pub aliases: Vec<String>,
}

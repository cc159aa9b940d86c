//! A policy document inside the scenario's own text.

use std::fmt;

use iamwhy_policy::NodeId;
use serde::de::{Deserialize, Deserializer, Visitor};

/// A policy document, kept as the node of the scenario's JSON, so that its spans point into the author's text.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct DocumentNode(pub NodeId);

impl DocumentNode {
    /// The name by which our deserializer knows that a node is wanted, not its content.
    pub(crate) const MAGIC: &'static str = "$iamwhy::node";
}

impl<'de> Deserialize<'de> for DocumentNode {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Node;
        impl Visitor<'_> for Node {
            type Value = DocumentNode;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a policy document read by iamwhy's own reader")
            }
            fn visit_u32<E>(self, node: u32) -> Result<DocumentNode, E> {
                Ok(DocumentNode(NodeId(node)))
            }
        }
        deserializer.deserialize_newtype_struct(Self::MAGIC, Node)
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for DocumentNode {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "PolicyDocument".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "description": "A policy document in AWS's own grammar, also one that AWS would refuse to store. It may carry `arn`, the policy's ARN, for messages.",
            "type": "object",
            "required": ["Statement"],
            "properties": {
                "Version": { "description": "`2012-10-17` or `2008-10-17`." },
                "Statement": { "description": "The statements, or the only one." },
                "arn": { "type": "string" },
            },
        })
    }
}

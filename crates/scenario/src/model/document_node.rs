//! A policy document inside the scenario's own text.

use iamwhy_policy::NodeId;

use crate::read::{Failure, NodeReader, Read};

/// A policy document, kept as the node of the scenario's JSON, so that its spans point into the author's text.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct DocumentNode(pub NodeId);

impl Read for DocumentNode {
    fn read(node: NodeReader<'_>) -> Result<DocumentNode, Failure> {
        Ok(DocumentNode(node.node))
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for DocumentNode {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "PolicyDocument".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "description": "A policy document in AWS's own grammar, also one that AWS would refuse to store. It may carry `arn`, the policy's ARN, for messages, and `depends`, the names of values in it that nobody knows yet and that stand in it as `‹name›`.",
            "type": "object",
            "required": ["Statement"],
            "properties": {
                "Version": { "description": "`2012-10-17` or `2008-10-17`." },
                "Statement": { "description": "The statements, or the only one." },
                "arn": { "type": "string" },
                "depends": { "type": "array", "items": { "type": "string" } },
            },
        })
    }
}

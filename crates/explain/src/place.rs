//! Where things stand in the author's own text.

use iamwhy_engine::world::AttachedPolicy;
use iamwhy_policy::NodeId;

use crate::explanation::TextSpan;

/// The span from the beginning of one node to the end of another.
pub(crate) fn span(attached: &AttachedPolicy, first: NodeId, last: NodeId) -> TextSpan {
    let json = &attached.policy.json;
    let start = json.position(json.span(first).start);
    let end = json.position(json.span(last).end);
    TextSpan {
        file: attached.file.clone(),
        line: start.line,
        column: start.column,
        end_line: end.line,
        end_column: end.column,
    }
}

/// A key with its value; the value is the node behind the key.
pub(crate) fn member(attached: &AttachedPolicy, key: NodeId) -> TextSpan {
    span(attached, key, NodeId(key.0 + 1))
}

/// The JSON pointer in the policy.
pub(crate) fn pointer(attached: &AttachedPolicy, node: NodeId) -> String {
    attached.policy.json.pointer(node, attached.policy.root)
}

//! `Condition`, taken apart into its tests.

use crate::json::NodeId;
use crate::nodes::Nodes;
use crate::operator::Operator;

/// One key below one operator; a statement's pairs must all hold (COND-1).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ConditionPair {
    /// The operator's name as written.
    pub operator: NodeId,
    /// The operator; `None` when AWS has no such operator, and then the pair does not hold (PARSE-28).
    pub parsed: Option<Operator>,
    /// The condition key.
    pub key: NodeId,
    /// The values: strings, numbers and booleans, which keep their text (PARSE-31).
    pub values: Nodes,
    /// Whether the values are written as an array.
    pub list: bool,
}

//! What is wrong with a document, as data.

use crate::json::{NodeId, Span};

/// How bad it is.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Severity {
    /// The document cannot mean what it says; of a refusal: AWS would not store it.
    Error,
    /// It means something, though perhaps not what was meant; of a refusal: AWS stores it.
    Warning,
}

/// Something found while a document was parsed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// The rule that it breaks, such as `PARSE-22`.
    pub rule: &'static str,
    /// What is wrong and what to do, in lower case, the author's words in backticks, no position.
    pub message: String,
    /// The node to blame.
    pub node: NodeId,
    /// Where; most often the node's span.
    pub span: Span,
}

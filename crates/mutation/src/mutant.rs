//! One edit of a policy, and what it means.

use iamwhy_scenario::run::Span;

use crate::edit::Edit;

/// What an edit does.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Kind {
    /// Deletes a statement.
    DeleteStatement,
    /// Makes an Allow of a Deny, or the other way round.
    FlipEffect,
    /// Drops an action, a resource or a principal.
    DropValue,
    /// Widens an action, a resource or a principal.
    WidenValue,
    /// Drops a condition.
    DropCondition,
    /// Drops a value of a condition.
    DropConditionValue,
    /// Negates an operator.
    NegateOperator,
    /// Takes a neighbour of an operator: `StringLike` for `StringEquals`.
    SwapOperator,
    /// Adds or removes `IfExists`.
    IfExists,
    /// Changes or removes `ForAllValues:` or `ForAnyValue:`.
    Qualifier,
    /// Turns `true` into `false`, or the other way round.
    FlipValue,
    /// Drops `Version`, so that variables are plain text.
    DropVersion,
    /// Drops a permissions boundary.
    DropBoundary,
    /// Drops what one level of SCPs forbids.
    DropScps,
    /// Drops one level of RCPs.
    DropRcps,
    /// Drops the session policies.
    DropSessionPolicies,
    /// Drops the policy of an endpoint.
    DropEndpointPolicy,
}

impl Kind {
    /// The word for it in reports.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Kind::DeleteStatement => "deleteStatement",
            Kind::FlipEffect => "flipEffect",
            Kind::DropValue => "dropValue",
            Kind::WidenValue => "widenValue",
            Kind::DropCondition => "dropCondition",
            Kind::DropConditionValue => "dropConditionValue",
            Kind::NegateOperator => "negateOperator",
            Kind::SwapOperator => "swapOperator",
            Kind::IfExists => "ifExists",
            Kind::Qualifier => "qualifier",
            Kind::FlipValue => "flipValue",
            Kind::DropVersion => "dropVersion",
            Kind::DropBoundary => "dropBoundary",
            Kind::DropScps => "dropScps",
            Kind::DropRcps => "dropRcps",
            Kind::DropSessionPolicies => "dropSessionPolicies",
            Kind::DropEndpointPolicy => "dropEndpointPolicy",
        }
    }
}

/// A document, wherever it is attached: its file and the byte at which it begins.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(crate) struct DocumentPlace {
    pub(crate) file: String,
    pub(crate) start: u32,
}

/// The cases that could notice.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Reach {
    /// Those in which the statement matched, or may have.
    Matched(DocumentPlace, u32),
    /// Those in which it did not match, or may not have.
    Unmatched(DocumentPlace, u32),
    /// Those for which the document was asked.
    Asked(DocumentPlace),
    /// All.
    Everything,
}

/// One edit of a policy.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Mutant {
    /// What it does.
    pub kind: Kind,
    /// The file that is edited.
    pub file: String,
    /// The edit.
    pub edit: Edit,
    /// The name of the policy.
    pub policy: String,
    /// Where what is edited stands, in that file.
    pub span: Span,
    /// What it does, in words: `delete the statement Read`.
    pub title: String,
    /// Of a widened action, what it became.
    pub(crate) wider: Option<String>,
    pub(crate) reach: Reach,
    /// The statement that changes, by its index.
    pub(crate) statement: Option<(DocumentPlace, u32)>,
}

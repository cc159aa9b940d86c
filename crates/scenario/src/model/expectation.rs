//! What we believe about a case.

use super::{DecisionWord, Layer};
use crate::read::record::{record, shapes};

/// `expect`: one expectation, or for a matrix one per combination.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(untagged))]
pub enum Expect {
    /// For every combination.
    All(Expectation),
    /// One per combination, in the matrix's order.
    Each(Vec<Expectation>),
}

shapes!(Expect { All, Each });

/// A decision word, or an object whose given fields must all hold.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(untagged))]
pub enum Expectation {
    /// The decision alone.
    Decision(DecisionWord),
    /// Several fields.
    Fields(Expected),
}

shapes!(Expectation { Decision, Fields });

impl Expectation {
    /// The decision that is expected, if one is.
    pub fn decision(&self) -> Option<DecisionWord> {
        match self {
            Expectation::Decision(word) => Some(*word),
            Expectation::Fields(fields) => fields.decision,
        }
    }

    /// What is expected among the findings: IDs of rules, and codes of checks.
    pub fn warnings(&self) -> &[String] {
        match self {
            Expectation::Decision(_) => &[],
            Expectation::Fields(fields) => fields.warnings.as_deref().unwrap_or_default(),
        }
    }
}

/// Whether a text has the shape of a check's code, as `PASS_ROLE_WITH_STAR`; an ID of a rule has a dash.
pub fn is_code(text: &str) -> bool {
    !text.contains('-')
}

/// The fields of an expectation; those that are given must all hold.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(rename_all = "camelCase", deny_unknown_fields, extend("minProperties" = 1))
)]
pub struct Expected {
    /// The decision.
    pub decision: Option<DecisionWord>,
    /// The deciding layer.
    pub layer: Option<Layer>,
    /// Exactly this set of layers blocks.
    pub blockers: Option<Vec<Layer>>,
    /// Sid, or zero-based index, of a deciding statement.
    pub statement: Option<StatementRef>,
    /// Name of the deciding policy.
    pub policy: Option<String>,
    /// A rule on the decision path, such as `SAME-1`.
    pub rule: Option<String>,
    /// Exactly these unknowns decide.
    pub unknowns: Option<Vec<String>>,
    /// With several authorizations, the refused one.
    pub failing: Option<Failing>,
    /// IDs of rules or codes of checks that must be among the findings.
    pub warnings: Option<Vec<String>>,
    /// Whether the resource's policy is public (S3-6).
    pub public: Option<bool>,
}

record!(Expected {
    decision "decision",
    layer "layer",
    blockers "blockers",
    statement "statement",
    policy "policy",
    rule "rule",
    unknowns "unknowns",
    failing "failing",
    warnings "warnings",
    public "public",
});

/// A statement: by `Sid`, or by its zero-based index.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(untagged))]
pub enum StatementRef {
    /// By `Sid`.
    Sid(String),
    /// By its zero-based index.
    Index(u32),
}

shapes!(StatementRef { Sid, Index });

/// The refused one of several authorizations.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(untagged))]
pub enum Failing {
    /// By its action.
    Action(String),
    /// By its zero-based index.
    Index(u32),
    /// By its action and resource.
    Both(FailingRequest),
}

shapes!(Failing { Action, Index, Both });

/// The refused authorization, by its action and resource.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(rename_all = "camelCase", deny_unknown_fields)
)]
pub struct FailingRequest {
    /// Its action.
    pub action: String,
    /// Its resource, as in a case.
    pub resource: String,
}

record!(FailingRequest {
    action "action",
    resource "resource",
});

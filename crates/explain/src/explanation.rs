//! The explanation: plain data in the screen's language. Terminal, page and JSON format it and add no knowledge of IAM.

use iamwhy_engine::world::PolicyId;
use iamwhy_engine::{GrantKind, Layer, Outcome, Truth};

/// Where something stands in the author's own text.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct TextSpan {
    /// The file.
    pub file: String,
    /// First line, from 1.
    pub line: u32,
    /// First column, from 1, in characters.
    pub column: u32,
    /// Last line.
    pub end_line: u32,
    /// The column behind the last character.
    pub end_column: u32,
}

/// A statement in its policy.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct StatementRef {
    /// The policy's name.
    pub policy: String,
    /// The layer that it decided in.
    pub layer: Layer,
    /// Its place among the statements, from 0.
    pub statement: u32,
    /// Its `Sid`.
    pub sid: Option<String>,
    /// Its JSON pointer in the policy.
    pub pointer: String,
    /// Where it stands.
    pub span: TextSpan,
}

/// A statement that would have decided otherwise, and the elements that failed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NearMiss {
    /// The statement.
    pub statement: StatementRef,
    /// The elements that failed, by the names they have in the policy: `Action`, `NotResource`, `Condition`, …
    pub failed: Vec<String>,
}

/// An undocumented point that the answer rests on (EXPL-3).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Assumption {
    /// `UND-n`, or the ID of a rule without a switch.
    pub id: String,
    /// The reading that was followed; `undocumented` where there is no switch.
    pub word: String,
    /// Whether another reading turns the answer around.
    pub flips: bool,
}

/// Something that is worth knowing but does not change the answer.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Warning {
    /// The rule that it rests on.
    pub rule: String,
    /// One sentence.
    pub message: String,
    /// Where, if it is about a text.
    pub span: Option<TextSpan>,
}

/// Why one authorization is decided as it is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Explanation {
    /// Who, as messages print it.
    pub principal: String,
    /// What.
    pub action: String,
    /// On what.
    pub resource: String,
    /// The answer.
    pub decision: Outcome,
    /// The layer that decided; none where the answer is unknown.
    pub layer: Option<Layer>,
    /// Every layer that would have to change.
    pub blockers: Vec<Layer>,
    /// How the resource's policy grants.
    pub grant: GrantKind,
    /// The statements that decided.
    pub deciding: Vec<StatementRef>,
    /// Per blocking layer, the statement that came nearest.
    pub near_misses: Vec<NearMiss>,
    /// The rules on the decision path.
    pub rules: Vec<String>,
    /// Undocumented points that the answer rests on.
    pub assumptions: Vec<Assumption>,
    /// The unknowns that decide.
    pub unknowns: Vec<String>,
    /// Whether the answer about unknowns is exact.
    pub exact: bool,
    /// What else is worth knowing.
    pub warnings: Vec<Warning>,
    /// The message that AWS would print.
    pub message: Option<String>,
    /// One sentence that a person would say.
    pub sentence: String,
    /// Who it is about in that sentence, and what is to be done.
    pub(crate) told: [String; 2],
    /// Everything, from gates down to compared values.
    pub gates: Vec<Gate>,
    /// How the caller's gates and the resource's meet.
    pub joint: Joint,
    /// The author's own text of the statements that decided or came nearest.
    pub quotes: Vec<Quote>,
}

/// Where the rail of the caller's gates and that of the resource's gates meet.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Joint {
    /// Which rails must be open.
    pub meeting: Meeting,
    /// The same in words.
    pub words: String,
    /// Whose the caller's rail is.
    pub caller: String,
    /// What the resource's rail leads to.
    pub resource: String,
    /// Where what the resource grants joins the caller's rail: a direct grant at its end, one to a role before the
    /// boundary, one to an account before the identity policies. Across accounts it is always the end.
    pub grant: GrantKind,
    /// What that way means here, where people get it wrong.
    pub hint: Option<String>,
}

/// Which rails must be open.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub enum Meeting {
    /// One account: either is enough.
    Either,
    /// Two accounts: both.
    Both,
    /// One account, but the resource's policy must let the caller or its account in: keys and roles.
    Gated,
    /// Only the resource's: the caller has no policies of its own.
    ResourceAlone,
    /// None: no policy is asked.
    Nobody,
}

/// A statement in the author's own text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Quote {
    /// The statement.
    pub statement: StatementRef,
    /// Whether it decided; else it came nearest.
    pub decided: bool,
    /// The lines that it stands in; the first is line `statement.span.line`. They are whole, but of a line that is longer than
    /// people read, only what is the statement's.
    pub lines: Vec<String>,
    /// How many letters were left out before the first line.
    pub left_out: u32,
    /// What to point at.
    pub marks: Vec<Mark>,
}

/// A place in a quoted text, and what is to be said of it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Mark {
    /// Where.
    pub span: TextSpan,
    /// What.
    pub text: String,
}

/// One gate: a layer, or one level of SCPs or RCPs.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Gate {
    /// Its layer.
    pub layer: Layer,
    /// Its name for people, such as `unit Prod` or `boundary of alice`.
    pub label: String,
    /// What it says.
    pub verdict: GateVerdict,
    /// Why, in a few words, where no statement says it: `no boundary, so this gate is open`.
    pub note: Option<String>,
    /// Its policies, in order.
    pub policies: Vec<PolicyNode>,
}

/// What a gate says.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub enum GateVerdict {
    /// An Allow matches, or none is needed.
    Allows,
    /// A Deny matches.
    Denies,
    /// Nothing matches where an Allow is needed.
    Silent,
    /// There is no such gate for this request, or it is gone around.
    NoImpact,
    /// It depends on something unknown.
    Unknown,
}

/// A policy at a gate.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PolicyNode {
    /// The policy: out of one template several may have one name.
    pub id: PolicyId,
    /// Its name.
    pub name: String,
    /// Its ARN.
    pub arn: Option<String>,
    /// Its statements, in order.
    pub statements: Vec<StatementNode>,
}

/// A statement and how it came out.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct StatementNode {
    /// The policy that it is in.
    pub(crate) policy: PolicyId,
    /// Where it is.
    pub statement: StatementRef,
    /// `Allow` or `Deny`.
    pub effect: &'static str,
    /// Whether it matches.
    pub matched: Truth,
    /// Whether it decided.
    pub decisive: bool,
    /// Why it can never match, if it cannot.
    pub void: Option<String>,
    /// Its elements in the order of the document's grammar: Principal, Action, Resource, Condition.
    pub elements: Vec<ElementNode>,
}

/// An element, or one operator and key of the condition block.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ElementNode {
    /// `Action`, `NotAction`, `Resource`, …, or `Condition`.
    pub name: &'static str,
    /// Of a condition: the operator.
    pub operator: Option<String>,
    /// Of a condition: the key.
    pub key: Option<String>,
    /// Whether it holds.
    pub matched: Truth,
    /// Why, as a sentence: `the key is absent, and a negated operator is true of that`.
    pub because: String,
    /// Of a condition: what the request has for the key, in words or quoted.
    pub request: Option<String>,
    /// The rule that the reason rests on.
    pub rule: &'static str,
    /// Further rules that it rests on.
    pub(crate) beside: Vec<&'static str>,
    /// The values that the policy lists.
    pub values: Vec<ValueNode>,
    /// Where it stands.
    pub span: TextSpan,
    /// Its JSON pointer in the policy.
    pub pointer: String,
}

/// One value of an element.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ValueNode {
    /// As written.
    pub text: String,
    /// With its variables put in, where it has any.
    pub resolved: Option<String>,
    /// Whether a variable in it has no value.
    pub(crate) unset: bool,
    /// Whether nobody told us what a variable in it has.
    pub(crate) open: bool,
    /// Whether it matches by itself.
    pub matched: Truth,
    /// Where it stands.
    pub span: TextSpan,
}

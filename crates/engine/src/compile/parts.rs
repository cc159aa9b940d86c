//! The closed data that statements compile to. A second reader can walk it: ids, enums and slices only.

use iamwhy_policy::{Effect, NodeId, Operator, PolicyType};
use ipnet::IpNet;

use crate::compare::date::Instant;
use crate::keys::{Cardinality, Derived, KeyType};
use crate::pattern::{Pattern, Run, Slice};
use crate::request::ContextKey;
use crate::world::{PolicyId, UnknownId};

/// A document in one role; the same text attached as two types compiles twice.
#[derive(Clone, Debug)]
pub(crate) struct Document {
    pub(crate) policy: PolicyId,
    pub(crate) kind: PolicyType,
    pub(crate) statements: Slice,
}

/// Why a statement can never match.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub(crate) enum Void {
    /// It can.
    Live,
    /// A part of it is broken.
    Broken,
    /// It has an element that its type forbids, or lacks one that it requires (TYPE-1).
    WrongForType,
    /// A resource-based statement without a principal (TYPE-6).
    NoPrincipal,
}

#[derive(Clone, Debug)]
pub(crate) struct Stmt {
    pub(crate) document: u32,
    pub(crate) index: u32,
    pub(crate) node: NodeId,
    pub(crate) effect: Effect,
    pub(crate) void: Void,
    pub(crate) actions: Slice,
    pub(crate) resources: Slice,
    pub(crate) principals: Slice,
    pub(crate) conditions: Slice,
    /// Whether a condition looks at `aws:PrincipalArn` (SAME-3).
    pub(crate) names_principal: bool,
}

/// `Action`, `NotAction`, `Resource`, `NotResource`, `Principal` or `NotPrincipal`: a list, perhaps negated.
#[derive(Copy, Clone, Debug)]
pub(crate) struct Clause {
    pub(crate) negated: bool,
    pub(crate) entries: Slice,
}

#[derive(Copy, Clone, Debug)]
pub(crate) struct ActionEntry {
    pub(crate) node: NodeId,
    pub(crate) test: ActionTest,
}

#[derive(Copy, Clone, Debug)]
pub(crate) enum ActionTest {
    /// `*` or `*:*`
    Any,
    /// An action in full.
    Exact(u32),
    /// A service, and a pattern for the name.
    Service(u32, Pattern),
    /// Patterns for both.
    Glob(Pattern, Pattern),
    /// No colon: it names no action (VALID-2).
    Nothing,
}

#[derive(Copy, Clone, Debug)]
pub(crate) struct ResourceEntry {
    pub(crate) node: NodeId,
    pub(crate) pattern: Pattern,
}

#[derive(Copy, Clone, Debug)]
pub(crate) struct PrincipalEntry {
    pub(crate) node: NodeId,
    pub(crate) test: PrincipalTest,
    /// It has a wildcard. As part of a name that matches nobody (PRIN-5), but it is no fixed value (S3-6).
    pub(crate) wild: bool,
}

#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub(crate) enum PrincipalTest {
    /// `*`
    Any,
    /// An account: its id, its root ARN or its canonical id; of a root ARN also the partition.
    Account(Run, Run),
    /// Only the root user of an account: gateway endpoints (VPCE-3).
    RootOf(Run, Run),
    User(Run),
    Role(Run),
    Session(Run),
    FederatedUser(Run),
    /// `AIDA…` or `AROA…`
    Id(Run),
    Service(Run),
    Provider(Run),
    /// A form that matches nobody (PRIN-5).
    Nothing,
}

#[derive(Clone, Debug)]
pub(crate) struct Cond {
    /// The operator's key node, for spans.
    pub(crate) operator_node: NodeId,
    pub(crate) key_node: NodeId,
    pub(crate) key: u32,
    /// None: an operator that does not exist (PARSE-28).
    pub(crate) operator: Option<Operator>,
    pub(crate) operands: Slice,
}

#[derive(Clone, Debug)]
pub(crate) struct OperandEntry {
    pub(crate) node: NodeId,
    pub(crate) operand: Operand,
}

#[derive(Clone, Debug)]
pub(crate) enum Operand {
    /// String operators.
    Text(Pattern),
    /// ARN operators, part by part.
    Arn(Box<[Pattern; 6]>),
    /// `*` alone under an ARN operator (UND-9).
    AnyArn,
    /// One variable as the whole value of an ARN operator (VAR-13).
    ArnVariable(Pattern),
    /// Numbers stay text: they are compared at any precision.
    Number(Run),
    Instant(Instant),
    Net(IpNet),
    Bool(bool),
    /// A variable under `Bool` (UND-3).
    BoolText(Pattern),
    Bytes(Box<[u8]>),
    /// Text that its operator cannot read.
    Unreadable,
}

/// A key that conditions or variables mention.
#[derive(Clone, Debug)]
pub(crate) struct KeyDef {
    pub(crate) key: ContextKey,
    pub(crate) name: Box<str>,
    pub(crate) kind: Option<KeyType>,
    pub(crate) cardinality: Option<Cardinality>,
    pub(crate) derived: Derived,
    /// Where the subkey begins in the folded name.
    pub(crate) subkey: usize,
}

/// The policies of one gate: a layer, or one level of SCPs or RCPs.
#[derive(Clone, Debug, Default)]
pub(crate) struct PolicySet {
    pub(crate) documents: Vec<u32>,
    pub(crate) unknowns: Vec<UnknownId>,
    pub(crate) deny: Slice,
    pub(crate) allow: Slice,
    /// What it is attached to.
    pub(crate) place: Option<crate::view::GatePlace>,
}

/// A bucket of the index: the statements of one class of actions.
#[derive(Copy, Clone, Debug)]
pub(crate) struct Bucket {
    pub(crate) class: u32,
    pub(crate) entries: Slice,
    /// How many bytes all prefixes share.
    pub(crate) common: usize,
}

/// One way into a statement: the literal text that a matching resource begins with.
#[derive(Copy, Clone, Debug)]
pub(crate) struct Entry {
    pub(crate) prefix: Run,
    /// The eight bytes behind what all prefixes of the bucket share: they mostly decide the order, without a look at texts.
    pub(crate) head: u64,
    /// The entry with the longest other prefix that this one begins with.
    pub(crate) parent: u32,
    pub(crate) statement: u32,
    pub(crate) settled: Settled,
}

/// Elements that surely match wherever the index leads to this statement, so that nobody need look again.
#[derive(Copy, Clone, Debug, Default)]
pub(crate) struct Settled {
    pub(crate) action: bool,
    pub(crate) resource: bool,
    /// It has neither principals nor conditions.
    pub(crate) rest: bool,
}

impl Settled {
    /// Whether the statement surely matches.
    pub(crate) fn whole(self) -> bool {
        self.action && self.resource && self.rest
    }
}

pub(crate) const NO_PARENT: u32 = u32::MAX;

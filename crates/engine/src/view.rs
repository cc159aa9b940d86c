//! What a reader of a trace may ask: statements and conditions by number, and the detail of each element, worked out only
//! for what is shown, from the same leaf functions that decided.

use std::sync::Arc;

use iamwhy_policy::{Base, Effect, Json, NodeId, Operator, Policy, PolicyType};

use crate::bind::Bound;
use crate::compile::Program;
use crate::compile::parts::{Clause, Cond, Operand, Void};
use crate::evaluate::element::{self, World};
use crate::evaluate::operand::{Compare, Test};
use crate::evaluate::{GrantKind, Target, condition, principal_grant};
use crate::keys::Value;
use crate::pattern::{Pattern, Resolve, Slice, Token};
use crate::request::Request;
use crate::trace::{Reason, Site};
use crate::truth::Truth;
use crate::world::{AttachedPolicy, Endpoint, PolicyId, UnknownId};

/// A statement in its policy.
#[derive(Clone, Debug)]
pub struct StatementView<'p> {
    /// Its policy.
    pub policy: PolicyId,
    /// The role that the policy plays.
    pub kind: PolicyType,
    /// The policy with its name.
    pub attached: &'p AttachedPolicy,
    /// Its place among the statements of the policy.
    pub index: u32,
    /// Its node in the policy's JSON.
    pub node: NodeId,
    /// Allow or Deny.
    pub effect: Effect,
    /// Its `Sid`.
    pub sid: Option<&'p str>,
    /// Why it can never match, if it cannot.
    pub void: Option<VoidReason>,
    /// The numbers of its conditions.
    pub conditions: std::ops::Range<u32>,
}

/// Why a statement can never match.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub enum VoidReason {
    /// A part of it is broken.
    Broken,
    /// An element that its type forbids, or lacks (TYPE-1).
    WrongForType,
    /// No principal in a resource-based policy (TYPE-6).
    NoPrincipal,
}

/// A condition: an operator and a key.
#[derive(Clone, Debug)]
pub struct ConditionView<'p> {
    /// The operator's name as written.
    pub operator_text: &'p str,
    /// The operator; none where it does not exist.
    pub operator: Option<Operator>,
    /// The key as written.
    pub key: &'p str,
    /// Node of the operator's name.
    pub operator_node: NodeId,
    /// Node of the key's name.
    pub key_node: NodeId,
}

/// One entry of an element, or one value of a condition, and how it came out.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct EntryDetail {
    /// Its node in the policy's JSON.
    pub node: NodeId,
    /// Whether this entry alone matches (before negation).
    pub matched: Truth,
    /// Whether it could not be read by its operator.
    pub unreadable: bool,
    /// The text with variables put in, where there are any.
    pub resolved: Option<String>,
    /// What a principal entry grants.
    pub grant: GrantKind,
}

/// What a gate is: the layer's policies, or one level of SCPs or RCPs.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum GatePlace {
    /// The root or a unit, by index.
    Unit(usize),
    /// The account itself, by index.
    Account(usize),
    /// Attached to a principal, by index.
    Principal(usize),
    /// Attached to a resource, by index.
    Resource(usize),
    /// Attached to an endpoint, by index.
    Endpoint(usize),
}

/// A request bound to its program, for questions.
#[derive(Clone, Debug)]
pub struct Asked<'a> {
    bound: Bound<'a>,
}

impl Program {
    /// A statement by its number in the trace.
    #[must_use]
    pub fn statement(&self, id: u32) -> Option<StatementView<'_>> {
        let stmt = self.statements.get(id as usize)?;
        let document = self.documents.get(stmt.document as usize)?;
        let attached = self.env.policies.get(document.policy.0 as usize)?;
        let own = attached.policy.statements.get(stmt.index as usize)?;
        Some(StatementView {
            policy: document.policy,
            kind: document.kind,
            attached,
            index: stmt.index,
            node: stmt.node,
            effect: stmt.effect,
            sid: attached.policy.sid(own),
            void: match stmt.void {
                Void::Live => None,
                Void::Broken => Some(VoidReason::Broken),
                Void::WrongForType => Some(VoidReason::WrongForType),
                Void::NoPrincipal => Some(VoidReason::NoPrincipal),
            },
            conditions: stmt.conditions.ids(),
        })
    }

    /// A condition by its number in the trace, with the JSON that it stands in.
    #[must_use]
    pub fn condition<'p>(&self, id: u32, policy: &'p Policy) -> Option<ConditionView<'p>> {
        let cond = self.conditions.get(id as usize)?;
        let json: &'p Arc<Json> = &policy.json;
        Some(ConditionView {
            operator_text: json.string(cond.operator_node).unwrap_or(""),
            operator: cond.operator,
            key: json.string(cond.key_node).unwrap_or(""),
            operator_node: cond.operator_node,
            key_node: cond.key_node,
        })
    }

    /// Where a gate of the trace is attached.
    #[must_use]
    pub fn gate_place(&self, set: u32) -> Option<GatePlace> {
        self.sets.get(set as usize)?.place.clone()
    }

    /// The statements at a gate, in order, both effects.
    #[must_use]
    pub fn gate_statements(&self, set: u32) -> Vec<u32> {
        let documents = self
            .sets
            .get(set as usize)
            .map(|set| set.documents.as_slice())
            .unwrap_or_default();
        documents
            .iter()
            .filter_map(|id| self.documents.get(*id as usize))
            .flat_map(|own| own.statements.ids())
            .collect()
    }

    /// The policies at a gate.
    #[must_use]
    pub fn gate_policies(&self, set: u32) -> Vec<PolicyId> {
        let documents = self
            .sets
            .get(set as usize)
            .map(|set| set.documents.as_slice())
            .unwrap_or_default();
        documents
            .iter()
            .filter_map(|id| self.documents.get(*id as usize))
            .map(|own| own.policy)
            .collect()
    }

    /// What is unknown at a gate.
    #[must_use]
    pub fn gate_unknowns(&self, set: u32) -> &[UnknownId] {
        self.sets
            .get(set as usize)
            .map(|set| set.unknowns.as_slice())
            .unwrap_or_default()
    }

    /// Every condition key that the policies mention, in tests or variables.
    pub fn mentioned_keys(&self) -> impl Iterator<Item = &str> {
        self.keys.iter().map(|def| &*def.name)
    }

    /// Binds a request, for questions. None where its principal does not exist.
    #[must_use]
    pub fn ask<'a>(&'a self, request: &'a Request) -> Option<Asked<'a>> {
        Bound::new(self, request, &[]).map(|bound| Asked { bound })
    }
}

impl<'a> Asked<'a> {
    /// The value of a context key, given or derived.
    #[must_use]
    pub fn value(&self, name: &str) -> OwnedValue {
        let mut keys = Vec::new();
        let mut index = Vec::new();
        crate::compile::intern_key(&mut keys, &mut index, name);
        match keys.first() {
            Some(def) => OwnedValue::of(self.bound.value_of(def)),
            None => OwnedValue::Absent,
        }
    }

    /// The account that owns the resource.
    #[must_use]
    pub fn owner(&self) -> Option<&'a str> {
        self.bound.owner.id
    }

    /// Whether nothing says who owns the resource, so that the caller's account stands in.
    #[must_use]
    pub fn owner_is_assumed(&self) -> bool {
        self.bound.owner.assumed
    }

    /// Whether caller and resource belong to one account.
    #[must_use]
    pub fn same_account(&self) -> bool {
        self.bound.same_account()
    }

    /// Index of the resource entry that governs.
    #[must_use]
    pub fn governing(&self) -> Option<usize> {
        self.bound.policy_entry.map(|index| index as usize)
    }

    /// Index of the entry that describes the resource itself.
    #[must_use]
    pub fn own_entry(&self) -> Option<usize> {
        self.bound.entry.map(|index| index as usize)
    }

    /// The ARN that the policies of a resource see: behind an access point, the bucket's.
    #[must_use]
    pub fn seen_by(&self, resource: usize) -> &str {
        let behind = self.bound.access_point.as_ref().and_then(|point| point.bucket.as_ref());
        match behind {
            Some((index, arn)) if *index as usize == resource => arn,
            _ => &self.bound.request.resource,
        }
    }

    /// Of a request through an access point: the bucket's entry, and the ARN that the bucket policy sees.
    #[must_use]
    pub fn behind_access_point(&self) -> Option<(usize, &str)> {
        let (index, arn) = self.bound.access_point.as_ref()?.bucket.as_ref()?;
        Some((*index as usize, arn))
    }

    /// The endpoint whose policy and keys count, if any (FAS-3, VPCE-6).
    #[must_use]
    pub fn endpoint(&self) -> Option<&'a Endpoint> {
        self.bound.endpoint()
    }

    /// The action's prefix in lower case.
    #[must_use]
    pub fn service(&self) -> &str {
        self.bound.service()
    }

    /// The action in lower case.
    #[must_use]
    pub fn action(&self) -> &str {
        self.bound.action()
    }

    /// Whether resource control policies reach the action's service at all (RCP-3).
    #[must_use]
    pub fn rcps_reach_service(&self) -> bool {
        crate::service::rcp_services::reaches(self.bound.service())
    }

    /// How the entries of an element came out. `place` is the clause, from the event; `resource` the ARN that the gate saw.
    #[must_use]
    pub fn entries(&self, statement: u32, site: Site, place: u8, resource: &str) -> Vec<EntryDetail> {
        let program = self.bound.program;
        let Some(stmt) = program.statements.get(statement as usize) else {
            return Vec::new();
        };
        let world = World { bound: &self.bound };
        let clause = |pool: &[Clause]| pool.get(usize::from(place)).copied();
        match site {
            Site::Action => {
                let Some(clause) = clause(stmt.actions.of(&program.clauses)) else {
                    return Vec::new();
                };
                let entries = clause.entries.of(&program.actions).iter();
                entries
                    .map(|entry| detail(entry.node, Truth::from(element::action_entry(&self.bound, entry))))
                    .collect()
            }
            Site::Resource => {
                let Some(clause) = clause(stmt.resources.of(&program.clauses)) else {
                    return Vec::new();
                };
                let target = Target { resource };
                let entries = clause.entries.of(&program.resource_entries).iter();
                entries
                    .map(|entry| EntryDetail {
                        resolved: self.resolved(entry.pattern),
                        ..detail(entry.node, element::resource_entry(&world, entry.pattern, &target))
                    })
                    .collect()
            }
            Site::Principal => {
                let Some(clause) = clause(stmt.principals.of(&program.principal_clauses)) else {
                    return Vec::new();
                };
                let entries = clause.entries.of(&program.principal_entries).iter();
                entries
                    .map(|entry| {
                        let grant = principal_grant(&self.bound, entry.test);
                        EntryDetail {
                            grant,
                            ..detail(entry.node, Truth::from(grant != GrantKind::None))
                        }
                    })
                    .collect()
            }
            _ => Vec::new(),
        }
    }

    /// How a condition came out, what the request has for its key, and how each of its values compares with that.
    #[must_use]
    pub fn condition(&self, id: u32) -> Option<ConditionDetail> {
        let program = self.bound.program;
        let cond: &Cond = program.conditions.get(id as usize)?;
        let (truth, reason) = condition::condition(&self.bound, cond);
        let value = self.bound.value(cond.key);
        let operands = cond.operands.of(&program.operands);
        let key = program.keys.get(cond.key as usize)?;
        let values = operands
            .iter()
            .zip(cond.operands.ids())
            .map(|(entry, place)| {
                if cond.operator.is_some_and(|operator| operator.base == Base::Null) {
                    let alone = Cond {
                        operands: Slice {
                            start: place,
                            end: place + 1,
                        },
                        ..cond.clone()
                    };
                    return EntryDetail {
                        unreadable: matches!(entry.operand, Operand::Unreadable),
                        ..detail(entry.node, condition::condition(&self.bound, &alone).0)
                    };
                }
                let test = |text: &str| match cond.operator {
                    Some(operator) => Compare {
                        bound: &self.bound,
                        operator,
                        key,
                    }
                    .test(&entry.operand, text),
                    None => Test::Unreadable,
                };
                let tests: Vec<Test> = match value {
                    Value::One(text) => vec![test(text)],
                    Value::Many(list) => list.iter().map(test).collect(),
                    _ => Vec::new(),
                };
                let matched = match () {
                    () if tests.contains(&Test::Yes) => Truth::Yes,
                    () if tests.contains(&Test::Unknown) || matches!(value, Value::Unknown { .. }) => Truth::Unknown,
                    () => Truth::No,
                };
                EntryDetail {
                    node: entry.node,
                    matched,
                    unreadable: matches!(entry.operand, Operand::Unreadable) || tests.contains(&Test::Unreadable),
                    resolved: self.operand_text(&entry.operand),
                    grant: GrantKind::None,
                }
            })
            .collect();
        Some(ConditionDetail {
            truth,
            reason,
            value: OwnedValue::of(value),
            values,
        })
    }

    fn operand_text(&self, operand: &Operand) -> Option<String> {
        match operand {
            Operand::Text(pattern) | Operand::BoolText(pattern) | Operand::ArnVariable(pattern) => {
                self.resolved(*pattern)
            }
            Operand::Arn(parts) => {
                let any = parts.iter().any(|part| self.resolved(*part).is_some());
                any.then(|| {
                    parts
                        .iter()
                        .map(|part| self.spelled(*part))
                        .collect::<Vec<_>>()
                        .join(":")
                })
            }
            _ => None,
        }
    }

    /// The text of a pattern with its variables put in; none where it has none.
    fn resolved(&self, pattern: Pattern) -> Option<String> {
        let tokens = pattern.tokens.of(&self.bound.program.templates.tokens);
        tokens
            .iter()
            .any(|token| matches!(token, Token::Variable(_)))
            .then(|| self.spelled(pattern))
    }

    fn spelled(&self, pattern: Pattern) -> String {
        let world = World { bound: &self.bound };
        let templates = &self.bound.program.templates;
        let mut text = String::new();
        for token in pattern.tokens.of(&templates.tokens) {
            match token {
                Token::Literal(run) => text.push_str(templates.str(*run)),
                Token::One | Token::OneInPart => text.push('?'),
                Token::Star | Token::StarInPart => text.push('*'),
                Token::Variable(variable) => text.push_str(world.variable(*variable).unwrap_or("(no value)")),
            }
        }
        text
    }
}

fn detail(node: NodeId, matched: Truth) -> EntryDetail {
    EntryDetail {
        node,
        matched,
        unreadable: false,
        resolved: None,
        grant: GrantKind::None,
    }
}

/// What a condition compared.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ConditionDetail {
    /// How it came out.
    pub truth: Truth,
    /// Why.
    pub reason: Reason,
    /// What the request has for the key.
    pub value: OwnedValue,
    /// The policy's values.
    pub values: Vec<EntryDetail>,
}

/// The value of a key, to keep.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum OwnedValue {
    /// Not sent.
    Absent,
    /// Nobody told us; with `true`, nor whether it is there.
    Unknown(bool),
    /// One value.
    One(String),
    /// A list.
    Many(Vec<String>),
    /// Tags whose keys differ only by case.
    Ambiguous(Vec<(String, String)>),
}

impl OwnedValue {
    fn of(value: Value<'_>) -> OwnedValue {
        match value {
            Value::Absent => OwnedValue::Absent,
            Value::Unknown { presence, .. } => OwnedValue::Unknown(presence),
            Value::One(text) => OwnedValue::One(text.to_owned()),
            Value::Many(list) => OwnedValue::Many(list.iter().map(str::to_owned).collect()),
            Value::Clash(tags, key) => OwnedValue::Ambiguous(
                tags.iter()
                    .filter(|(name, _)| crate::compare::fold::same(name, key, false))
                    .cloned()
                    .collect(),
            ),
        }
    }
}

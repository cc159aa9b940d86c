//! How the entries of an element and the values of a condition came out.

use iamwhy_policy::{Base, NodeId};

use super::Asked;
use crate::compile::parts::{Clause, Cond, Operand};
use crate::evaluate::element::{self, World};
use crate::evaluate::operand::{Compare, Test};
use crate::evaluate::{GrantKind, Target, condition, principal_grant};
use crate::keys::Value;
use crate::pattern::{Pattern, Resolve, Slice, Token};
use crate::trace::{Reason, Site};
use crate::truth::Truth;

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

/// What a condition compared.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ConditionDetail {
    /// How it came out.
    pub truth: Truth,
    /// Why.
    pub reason: Reason,
    /// What the request has for the key.
    pub value: OwnedValue,
    /// The first value of the request that fails, where `ForAllValues` asks for all of them.
    pub failing: Option<String>,
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

impl Asked<'_> {
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
        let failing = match (reason, value, cond.operator) {
            (Reason::NotEveryValue, Value::Many(list), Some(operator)) => {
                let compare = Compare {
                    bound: &self.bound,
                    operator,
                    key,
                };
                let mut given = list.iter();
                given.find(|text| condition::fails(&compare, operands, text))
            }
            _ => None,
        };
        Some(ConditionDetail {
            truth,
            reason,
            failing: failing.map(str::to_owned),
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

impl OwnedValue {
    pub(super) fn of(value: Value<'_>) -> OwnedValue {
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

//! How the entries of an element and the values of a condition came out.

use iamwhy_policy::{Base, Listed, NodeId};

use super::Asked;
use crate::compile::parts::{Clause, Cond, Operand};
use crate::evaluate::element::{self, Substitute, World};
use crate::evaluate::operand::{Compare, Test};
use crate::evaluate::{GrantKind, Target, condition, principal_grant};
use crate::keys::Value;
use crate::pattern::{Pattern, Slice, Token};
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
    /// The text with variables put in, where there are any; it is for people, since one without a value shows as `(no value)`.
    pub resolved: Option<String>,
    /// Whether a variable in it has no value.
    pub unset: bool,
    /// Whether nobody told us what a variable in it has.
    pub open: bool,
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
                    .listed()
            }
            Site::Resource => {
                let Some(clause) = clause(stmt.resources.of(&program.clauses)) else {
                    return Vec::new();
                };
                let target = Target { resource };
                let entries = clause.entries.of(&program.resource_entries).iter();
                entries
                    .map(|entry| {
                        let matched = element::resource_entry(&world, entry.pattern, &target);
                        self.put_in(&[entry.pattern], detail(entry.node, matched))
                    })
                    .listed()
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
                    .listed()
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
                    Value::Many(list) => list.iter().map(test).listed(),
                    _ => Vec::new(),
                };
                let matched = match () {
                    () if tests.contains(&Test::Yes) => Truth::Yes,
                    () if tests.contains(&Test::Unknown) || matches!(value, Value::Unknown { .. }) => Truth::Unknown,
                    () => Truth::No,
                };
                let unreadable = matches!(entry.operand, Operand::Unreadable) || tests.contains(&Test::Unreadable);
                let own = EntryDetail {
                    unreadable,
                    ..detail(entry.node, matched)
                };
                match &entry.operand {
                    Operand::Text(pattern) | Operand::BoolText(pattern) | Operand::ArnVariable(pattern) => {
                        self.put_in(&[*pattern], own)
                    }
                    Operand::Arn(parts) => self.put_in(&**parts, own),
                    _ => own,
                }
            })
            .listed();
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

    /// Puts the variables of a text, whole or in its parts, into what is said of it; one without any is left as it is.
    fn put_in(&self, parts: &[Pattern], mut own: EntryDetail) -> EntryDetail {
        let world = World { bound: &self.bound };
        let templates = &self.bound.program.templates;
        let tokens = |part: &Pattern| part.tokens.of(&templates.tokens);
        let mut all = parts.iter().flat_map(tokens);
        if !all.any(|token| matches!(token, Token::Variable(_))) {
            return own;
        }
        let mut text = String::new();
        for (index, part) in parts.iter().enumerate() {
            if index > 0 {
                text.push(':');
            }
            for token in tokens(part) {
                text.push_str(match token {
                    Token::Literal(run) => templates.str(*run),
                    Token::One | Token::OneInPart => "?",
                    Token::Star | Token::StarInPart => "*",
                    Token::Variable(variable) => match world.substitute(*variable) {
                        Substitute::Text(text) | Substitute::Default(text) => text,
                        Substitute::NoValue => {
                            own.unset = true;
                            "(no value)"
                        }
                        Substitute::Unknown => {
                            own.open = true;
                            "(not known)"
                        }
                    },
                });
            }
        }
        own.resolved = Some(text);
        own
    }
}

fn detail(node: NodeId, matched: Truth) -> EntryDetail {
    EntryDetail {
        node,
        matched,
        unreadable: false,
        resolved: None,
        unset: false,
        open: false,
        grant: GrantKind::None,
    }
}

impl OwnedValue {
    pub(super) fn of(value: Value<'_>) -> OwnedValue {
        match value {
            Value::Absent => OwnedValue::Absent,
            Value::Unknown { presence, .. } => OwnedValue::Unknown(presence),
            Value::One(text) => OwnedValue::One(text.to_owned()),
            Value::Many(list) => OwnedValue::Many(list.iter().map(str::to_owned).listed()),
            Value::Clash(tags, key) => OwnedValue::Ambiguous(
                tags.iter()
                    .filter(|(name, _)| crate::compare::fold::same(name, key, false))
                    .cloned()
                    .listed(),
            ),
        }
    }
}

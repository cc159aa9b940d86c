//! The case split: every combination of classes is decided, and the answer is what all of them say.

use std::collections::BTreeSet;

use super::classes::{Uses, is_list, lists, values};
use super::{Assigned, Guess};
use crate::bind::Bound;
use crate::combine::{self, Decision, Outcome};
use crate::compile::Program;
use crate::compile::parts::Cond;
use crate::evaluate::{GrantKind, Target, condition, element, facts};
use crate::keys::{Source, Value};
use crate::layer::{Layer, LayerSet};
use crate::order::set;
use crate::pattern::Token;
use crate::request::{ContextValue, Request};
use crate::trace::{Event, Observer, Site, Trace};
use crate::truth::Truth;
use crate::world::UnknownId;

/// More combinations than this are not tried; three-valued logic answers instead.
pub const MOST_COMBINATIONS: usize = 1 << 16;

/// Whether an answer about unknowns is exact.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub enum Exactness {
    /// It is.
    Exact,
    /// There were too many unknowns, or classes that could not be told apart: it may say `unknown` too often.
    Cautious,
}

/// An answer that holds whatever the unknowns are.
#[derive(Clone, Debug)]
pub struct Resolved {
    /// The answer.
    pub decision: Decision,
    /// The layers that block in the most favourable case.
    pub blockers: LayerSet,
    /// Where the answer is unknown: the unknowns whose fixing can change it, by key name or place.
    pub unknowns: Vec<String>,
    /// Whether it is exact.
    pub exactness: Exactness,
}

/// One unknown and what it can be.
struct Dimension {
    name: String,
    choices: Choices,
}

enum Choices {
    /// Keys that hold the same unknown value.
    Keys(Vec<Box<str>>, Vec<ContextValue>),
    Place(UnknownId, Vec<Guess>),
}

impl Choices {
    fn len(&self) -> usize {
        match self {
            Choices::Keys(_, values) => values.len(),
            Choices::Place(_, guesses) => guesses.len(),
        }
    }
}

/// Hears nothing, but lets every gate be asked.
struct Patient;

impl Observer for Patient {
    const EXHAUSTIVE: bool = true;
    fn event(&mut self, _: Event) {}
}

/// Resolves a request whose answer three-valued logic leaves open.
pub(crate) fn resolve(program: &Program, request: &Request) -> Option<Resolved> {
    let bound = Bound::new(program, request, &[])?;
    let (dimensions, complete) = dimensions(&bound);
    let total = dimensions
        .iter()
        .try_fold(1_usize, |total, own| total.checked_mul(own.choices.len().max(1)));
    let total = total.filter(|total| *total <= MOST_COMBINATIONS);
    // What three-valued logic alone knows: enough for a denial, if not for everything that stands in the way.
    let cautious = || {
        let facts = facts(&bound, &mut Patient);
        let decision = combine::decide(&facts);
        let unknowns = match decision.outcome {
            Outcome::Unknown => names(dimensions.iter()),
            _ => Vec::new(),
        };
        let blockers = combine::blockers(&facts);
        Some(Resolved { decision, blockers, unknowns, exactness: Exactness::Cautious })
    };
    let Some(total) = total.filter(|_| complete) else { return cautious() };
    let mut table: Vec<Decision> = Vec::with_capacity(total);
    let mut fewest: Option<(u32, Decision, LayerSet)> = None;
    let mut all_denied = true;
    for index in 0..total {
        let (request, assigned) = combination(program, request, &dimensions, index);
        let bound = Bound::new(program, &request, &assigned)?;
        let decision = combine::decide(&facts(&bound, &mut ()));
        table.push(decision);
        all_denied &= decision.outcome.is_deny();
        if all_denied {
            let blockers = combine::blockers(&facts(&bound, &mut Patient));
            if fewest.as_ref().is_none_or(|(count, ..)| blockers.len() < *count) {
                fewest = Some((blockers.len(), decision, blockers));
            }
        }
    }
    let resolved = |decision, blockers, unknowns| {
        Some(Resolved { decision, blockers, unknowns, exactness: Exactness::Exact })
    };
    if let (true, Some((_, decision, blockers))) = (all_denied, fewest) {
        return resolved(decision, blockers, Vec::new());
    }
    if table.iter().all(|decision| decision.outcome == Outcome::Allow) {
        let weakest = table.iter().max_by_key(|decision| match decision.layer {
            Some(Layer::Identity) => 2,
            Some(Layer::Resource) => 1,
            _ => 0,
        })?;
        return resolved(*weakest, LayerSet::default(), Vec::new());
    }
    let decision = Decision {
        outcome: Outcome::Unknown,
        layer: None,
        grant: GrantKind::None,
    };
    let unknowns = names(deciding(&dimensions, &table));
    resolved(decision, LayerSet::default(), unknowns)
}

fn names<'d>(dimensions: impl Iterator<Item = &'d Dimension>) -> Vec<String> {
    let names: Vec<String> = dimensions.map(|own| own.name.clone()).collect();
    set(names)
}

/// The request and the guesses of one combination.
fn combination(
    program: &Program,
    request: &Request,
    dimensions: &[Dimension],
    index: usize,
) -> (Request, Vec<Assigned>) {
    let mut request = request.clone();
    let mut assigned = vec![Assigned::Open; program.env.unknowns.len()];
    let mut rest = index;
    for dimension in dimensions {
        let choice = rest % dimension.choices.len().max(1);
        rest /= dimension.choices.len().max(1);
        match &dimension.choices {
            Choices::Keys(keys, values) => {
                for key in keys {
                    if let Some(value) = values.get(choice) {
                        request.context.set(key, value.clone());
                    }
                }
            }
            Choices::Place(id, guesses) => {
                if let (Some(slot), Some(guess)) = (assigned.get_mut(id.0 as usize), guesses.get(choice)) {
                    *slot = Assigned::As(*guess);
                }
            }
        }
    }
    (request, assigned)
}

/// The unknowns that the answer depends on: somewhere, changing that one alone changes allow or deny.
fn deciding<'d>(dimensions: &'d [Dimension], table: &[Decision]) -> impl Iterator<Item = &'d Dimension> {
    let allow: Vec<bool> = table
        .iter()
        .map(|decision| decision.outcome == Outcome::Allow)
        .collect();
    let mut stride = 1;
    let mut found = Vec::new();
    for dimension in dimensions {
        let count = dimension.choices.len().max(1);
        let depends = (0..allow.len()).any(|index| {
            let digit = index / stride % count;
            digit > 0 && allow[index] != allow[index - digit * stride]
        });
        if depends {
            found.push(dimension);
        }
        stride *= count;
    }
    found.into_iter()
}

/// Every unknown that a statement or gate of this request rests on.
fn dimensions(bound: &Bound<'_>) -> (Vec<Dimension>, bool) {
    let program = bound.program;
    let mut trace = Trace::default();
    facts(bound, &mut trace);
    let open = Open::new(bound, &trace);
    let mut complete = true;
    let mut dimensions = Vec::new();
    for (id, guesses) in places(bound, &trace) {
        let name = program.env.unknowns.get(id.0 as usize).cloned().unwrap_or_default();
        dimensions.push(Dimension {
            name,
            choices: Choices::Place(id, guesses),
        });
    }
    let mut shared: Vec<String> = Vec::new();
    for group in open.groups(bound) {
        let (choices, all) = key_choices(bound, &open, &group, &mut shared);
        complete &= all;
        let keys = group
            .keys
            .iter()
            .filter_map(|key| program.keys.get(*key as usize))
            .map(|def| def.name.clone())
            .collect();
        dimensions.push(Dimension {
            name: group.name,
            choices: Choices::Keys(keys, choices),
        });
    }
    (dimensions, complete)
}

/// Unknown policies, grants and ACLs at the gates of this request, with what each could be.
fn places(bound: &Bound<'_>, trace: &Trace) -> Vec<(UnknownId, Vec<Guess>)> {
    let mut found: Vec<(UnknownId, Vec<Guess>)> = Vec::new();
    let mut add = |id: UnknownId, guesses: &[Guess]| {
        if !found.iter().any(|(other, _)| *other == id) {
            found.push((id, guesses.to_vec()));
        }
    };
    for event in trace.events.iter().filter(|event| event.site == Site::Gate) {
        let (layer, _) = event.gate();
        let allow = Guess::Allow(GrantKind::Direct);
        for id in &bound.program.sets[event.node as usize].unknowns {
            match layer {
                Layer::Resource => add(
                    *id,
                    &[
                        Guess::Silent,
                        Guess::Allow(GrantKind::Account),
                        Guess::Allow(GrantKind::Role),
                        allow,
                        Guess::Deny,
                    ],
                ),
                Layer::Boundary | Layer::Session => add(*id, &[Guess::Absent, Guess::Silent, allow, Guess::Deny]),
                _ => add(*id, &[Guess::Silent, allow, Guess::Deny]),
            }
        }
    }
    let entries = [bound.entry, bound.policy_entry];
    for entry in entries
        .into_iter()
        .flatten()
        .filter_map(|index| bound.program.env.resources.get(index as usize))
    {
        let allow = Guess::Allow(GrantKind::Direct);
        if let crate::world::Grants::Unknown(id) = entry.grants {
            add(id, &[Guess::Silent, allow]);
        }
        if let crate::world::Acl::Unknown(id) = entry.acl {
            add(id, &[Guess::Silent, Guess::Allow(GrantKind::Account), allow]);
        }
    }
    found
}

/// What is left open: conditions and statements whose truth is unknown.
struct Open {
    conditions: Vec<u32>,
    resources: Vec<u32>,
}

/// Keys that hold one and the same unknown.
struct Group {
    name: String,
    keys: Vec<u32>,
    presence: bool,
}

impl Open {
    fn new(bound: &Bound<'_>, trace: &Trace) -> Open {
        let mut open = Open {
            conditions: Vec::new(),
            resources: Vec::new(),
        };
        let mut conditions = Vec::new();
        let mut resources = Vec::new();
        for event in &trace.events {
            match event.site {
                Site::Condition if event.truth == Truth::Unknown => conditions.push(event.node),
                Site::Resource if event.truth == Truth::Unknown => resources.push(event.node),
                Site::Statement => {
                    if event.truth == Truth::Unknown {
                        open.conditions.append(&mut conditions);
                        open.resources.append(&mut resources);
                    }
                    conditions.clear();
                    resources.clear();
                }
                _ => {}
            }
        }
        let _ = bound;
        open.conditions = set(open.conditions);
        open.resources = set(open.resources);
        open
    }

    /// Keys with an unknown value among what is left open, those of one origin together.
    fn groups(&self, bound: &Bound<'_>) -> Vec<Group> {
        let program = bound.program;
        let mut keys: Vec<u32> = Vec::new();
        for cond in self.conditions.iter().map(|id| &program.conditions[*id as usize]) {
            keys.push(cond.key);
            keys.extend(variables(bound, cond));
        }
        for statement in &self.resources {
            keys.extend(resource_variables(bound, *statement));
        }
        let mut groups: Vec<((String, String), Group)> = Vec::new();
        for key in set(keys) {
            let Value::Unknown { presence, source } = bound.value(key) else {
                continue;
            };
            let def = &program.keys[key as usize];
            let folded = def.key.folded();
            let (name, origin) = match source {
                Source::Place(id) => {
                    let place = program.env.unknowns.get(id.0 as usize).cloned().unwrap_or_default();
                    let sub = folded.get(def.subkey..).unwrap_or("").to_owned();
                    (place.clone(), (place, sub))
                }
                // The two forms of the current time follow each other.
                Source::Key if matches!(folded, "aws:currenttime" | "aws:epochtime") => {
                    (def.name.to_string(), ("clock".to_owned(), String::new()))
                }
                Source::Key => (def.name.to_string(), (folded.to_owned(), String::new())),
            };
            match groups.iter_mut().find(|(other, _)| *other == origin) {
                Some((_, group)) => group.keys.push(key),
                None => groups.push((
                    origin,
                    Group {
                        name,
                        keys: vec![key],
                        presence,
                    },
                )),
            }
        }
        groups.into_iter().map(|(_, group)| group).collect()
    }
}

/// The classes of a group of keys, one representative each where the others cannot be told from it.
fn key_choices(bound: &Bound<'_>, open: &Open, group: &Group, shared: &mut Vec<String>) -> (Vec<ContextValue>, bool) {
    let program = bound.program;
    let conditions = || open.conditions.iter().map(|id| &program.conditions[*id as usize]);
    let uses = Uses {
        conditions: conditions().filter(|cond| group.keys.contains(&cond.key)).collect(),
        compared: conditions()
            .filter(|cond| variables(bound, cond).iter().any(|key| group.keys.contains(key)))
            .collect(),
        in_resource: open.resources.iter().any(|id| {
            resource_variables(bound, *id)
                .iter()
                .any(|key| group.keys.contains(key))
        }),
        shared: shared.clone(),
    };
    let def = group.keys.first().map(|key| &program.keys[*key as usize]);
    let (single, complete) = values(bound, def.and_then(|def| def.kind), &uses);
    let mut seen: BTreeSet<Vec<u8>> = BTreeSet::new();
    let mut kept: Vec<String> = Vec::new();
    for value in single {
        let signature = signature(bound, open, group, &ContextValue::One(value.as_str().into()), &value);
        if seen.insert(signature) {
            kept.push(value);
        }
    }
    shared.extend(kept.iter().cloned());
    shared.dedup();
    let mut all = complete;
    let mut choices: Vec<ContextValue> = match def.is_some_and(|def| is_list(def.cardinality)) {
        true => {
            let (lists, complete) = lists(&kept);
            all &= complete;
            lists
        }
        false => kept.into_iter().map(|value| ContextValue::One(value.into())).collect(),
    };
    if group.presence {
        choices.insert(0, ContextValue::Absent);
    }
    (choices, all)
}

/// How everything that is open comes out with this value; values with the same signature are one class.
fn signature(bound: &Bound<'_>, open: &Open, group: &Group, value: &ContextValue, text: &str) -> Vec<u8> {
    let program = bound.program;
    let mut request = bound.request.clone();
    for key in &group.keys {
        request.context.set(&program.keys[*key as usize].name, value.clone());
    }
    let Some(bound) = Bound::new(program, &request, bound.assigned) else {
        return Vec::new();
    };
    let mut signature = Vec::new();
    let mut linked = false;
    for id in &open.conditions {
        let cond = &program.conditions[*id as usize];
        let (truth, _) = condition::condition(&bound, cond);
        let mine = group.keys.contains(&cond.key) || variables(&bound, cond).iter().any(|key| group.keys.contains(key));
        linked |= mine && truth == Truth::Unknown;
        signature.push(truth as u8);
    }
    let target = Target {
        resource: &bound.request.resource,
    };
    for id in &open.resources {
        let stmt = &program.statements[*id as usize];
        for clause in stmt.resources.of(&program.clauses) {
            let (truth, _) = element::resource(&bound, clause, &target);
            let mine = resource_variables(&bound, *id)
                .iter()
                .any(|key| group.keys.contains(key));
            linked |= mine && truth == Truth::Unknown;
            signature.push(truth as u8);
        }
    }
    if linked {
        // Compared with another unknown: the text itself matters.
        signature.extend(text.bytes());
    }
    signature
}

/// Keys that the values of a condition mention as variables.
fn variables(bound: &Bound<'_>, cond: &Cond) -> Vec<u32> {
    use crate::compile::parts::Operand;
    let mut found = Vec::new();
    for entry in cond.operands.of(&bound.program.operands) {
        match &entry.operand {
            Operand::Text(pattern) | Operand::BoolText(pattern) | Operand::ArnVariable(pattern) => {
                pattern_variables(bound, *pattern, &mut found);
            }
            Operand::Arn(parts) => parts
                .iter()
                .for_each(|part| pattern_variables(bound, *part, &mut found)),
            _ => {}
        }
    }
    found
}

fn resource_variables(bound: &Bound<'_>, statement: u32) -> Vec<u32> {
    let program = bound.program;
    let mut found = Vec::new();
    for clause in program.statements[statement as usize].resources.of(&program.clauses) {
        for entry in clause.entries.of(&program.resource_entries) {
            pattern_variables(bound, entry.pattern, &mut found);
        }
    }
    found
}

fn pattern_variables(bound: &Bound<'_>, pattern: crate::pattern::Pattern, found: &mut Vec<u32>) {
    let templates = &bound.program.templates;
    for token in pattern.tokens.of(&templates.tokens) {
        if let Token::Variable(variable) = token
            && let Some(variable) = templates.variables.get(variable.0 as usize)
        {
            found.push(variable.key);
        }
    }
}

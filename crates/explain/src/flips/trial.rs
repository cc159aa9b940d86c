//! Trying a change: the world or the request with it, decided anew.

use std::sync::Arc;

use iamwhy_engine::world::{AttachedPolicy, PolicyId};
use iamwhy_engine::{ContextValue, Environment, Fixed, KeyType, Layer, Outcome, Program, Request, Traced, Truth};
use iamwhy_policy::{Add, Json, Kind, Listed, Policy};

use super::change::Change;
use super::seen::{SeenGate, gates};
use super::text::{TextEdit, applied, settled};
use super::wanted::kind;

/// Something that stands in the way. Statements are told apart by policy and text, which outlive edits elsewhere.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Problem {
    layer: Layer,
    what: What,
}

#[derive(Clone, PartialEq, Eq, Debug)]
enum What {
    /// A Deny matches.
    Denied(String, String),
    /// A level of SCPs is silent.
    Silent(usize),
    /// The layer lacks an Allow, or refuses.
    Lacks,
}

/// What came of a trial.
#[derive(Clone, Debug)]
pub(super) struct Trial {
    pub(super) outcome: Outcome,
    pub(super) unknowns: Vec<String>,
    pub(super) problems: Vec<Problem>,
    /// Whether the caller's boundary allows it.
    pub(super) bounded: bool,
}

impl Trial {
    pub(super) fn of(program: &Program, traced: &Traced, gates: &[SeenGate]) -> Trial {
        Trial {
            outcome: traced.decision.outcome,
            unknowns: traced.unknowns.clone(),
            problems: problems(program, traced, gates),
            bounded: traced.facts.boundary == Truth::Yes,
        }
    }
}

fn problems(program: &Program, traced: &Traced, gates: &[SeenGate]) -> Vec<Problem> {
    let facts = &traced.facts;
    let mut problems = Vec::new();
    if traced.decision.outcome == Outcome::Allow {
        return problems;
    }
    let mut level = 0;
    for gate in gates {
        let rescued = gate.layer == Layer::Resource && facts.root_rescue.is_some();
        if !gate.allow && !rescued {
            for statement in gate.statements.iter().filter(|own| own.truth == Truth::Yes) {
                let (policy, text) = match program.statement(statement.id) {
                    Some(view) => (&*view.attached.name, view.attached.policy.json.raw(view.node)),
                    None => ("", ""),
                };
                problems.push(Problem {
                    layer: gate.layer,
                    what: What::Denied(policy.to_owned(), text.to_owned()),
                });
            }
        }
        if gate.allow && gate.layer == Layer::Scp {
            level += 1;
            if gate.truth == Truth::No {
                problems.push(Problem {
                    layer: gate.layer,
                    what: What::Silent(level),
                });
            }
        }
    }
    let granted = facts.sides[..if facts.two_sides { 2 } else { 1 }]
        .iter()
        .all(|side| side.direct.or(side.role).or(side.account) != Truth::No && side.cut != Truth::Yes);
    for layer in traced.blockers.iter() {
        let lacks = match layer {
            Layer::VpcEndpoint => facts.endpoint == Truth::No,
            Layer::Identity => facts.identity == Truth::No,
            Layer::Boundary => facts.boundary == Truth::No,
            Layer::Session => facts.session == Truth::No,
            Layer::Resource => !granted,
            Layer::Service => true,
            Layer::Rcp | Layer::Scp => false,
        };
        if lacks {
            problems.push(Problem {
                layer,
                what: What::Lacks,
            });
        }
    }
    problems
}

impl Problem {
    pub(super) fn layer(&self) -> Layer {
        self.layer
    }
}

/// Tries changes, a bounded number of times.
pub(super) struct Bench<'a> {
    pub(super) program: &'a Program,
    pub(super) request: &'a Request,
    /// What else the same call asks of IAM, and whether that is allowed as it is.
    beside: Vec<(&'a Request, bool)>,
    left: usize,
    most: usize,
}

/// Statements that may be compiled for all trials together.
const MOST_WORK: usize = 40_000;

/// What may be evaluated for all trials together because of unknowns that are split into cases.
const MOST_EFFORT: usize = 1 << 23;

impl<'a> Bench<'a> {
    /// The more statements there are, the fewer trials.
    pub(super) fn new(program: &'a Program, request: &'a Request) -> Bench<'a> {
        let policies = program.environment().policies.iter();
        let statements: usize = policies.map(|own| own.policy.statements.len()).sum();
        let most = (MOST_WORK / statements.max(1)).clamp(40, 400);
        Bench {
            program,
            request,
            beside: Vec::new(),
            left: most,
            most,
        }
    }

    /// The other authorizations of the same call: what allows one of a call and closes another helps nobody.
    pub(super) fn within(&mut self, call: &'a [Request]) {
        let name = |own: &'a Request| (own.action(), own.resource());
        let others = call.iter().filter(|other| name(other) != name(self.request));
        let is_open = |other: &'a Request| Some((other, self.program.decide(other)?.outcome == Outcome::Allow));
        self.beside = others.filter_map(is_open).listed();
    }

    /// Whether these changes allow all of the call, of which more than one part was refused.
    pub(super) fn opens_the_call(&mut self, changes: &[&Change]) -> bool {
        if self.beside.iter().all(|(_, open)| *open) {
            return false;
        }
        for (_, open) in &mut self.beside {
            *open = true;
        }
        self.refill(1);
        self.try_changes(changes).is_some()
    }

    /// Whether the caller's boundary allows it then.
    pub(super) fn is_bounded(&mut self, changes: &[&Change]) -> bool {
        self.refill(1);
        self.try_changes(changes).is_some_and(|trial| trial.bounded)
    }

    /// How many trials there are at first.
    pub(super) fn most(&self) -> usize {
        self.most
    }

    pub(super) fn is_spent(&self) -> bool {
        self.left == 0
    }

    /// Grants more trials, up to this number.
    pub(super) fn refill(&mut self, trials: usize) {
        self.left = self.left.max(trials);
    }

    /// Decides with these changes. None where they cannot be made together, or nothing is left to try with.
    pub(super) fn try_changes(&mut self, changes: &[&Change]) -> Option<Trial> {
        self.left = self.left.checked_sub(1)?;
        let request = changed_request(self.request, changes)?;
        let elsewhere =
            |change: &&Change| matches!(change, Change::Text { .. } | Change::Attach { .. } | Change::Set(_));
        let compiled = match changes.iter().any(elsewhere) {
            true => {
                let env = changed_world(self.program.environment(), self.request, changes)?;
                Some(Program::compile_assuming(Arc::new(env), *self.program.assume()))
            }
            false => None,
        };
        let program = compiled.as_ref().unwrap_or(self.program);
        let traced = program.trace(&request)?;
        if traced.decision.outcome == Outcome::Allow && self.closes(program, changes) {
            return None;
        }
        let cost = traced.effort.saturating_mul(self.most) / MOST_EFFORT;
        self.left = self.left.saturating_sub(cost);
        Some(Trial::of(program, &traced, &gates(&traced.trace)))
    }

    /// Whether another authorization of the call is refused then.
    fn closes(&self, program: &Program, changes: &[&Change]) -> bool {
        let is_open = |other: &Request| {
            // What differs between them, as where a service goes on in the caller's name, stays as it is.
            let shared = |change: &&&Change| match change {
                Change::Context { key, .. } => other.context.by_name(key) == self.request.context.by_name(key),
                Change::Caller(_) => other.principal == self.request.principal,
                Change::Endpoint(_) => other.endpoint == self.request.endpoint,
                _ => true,
            };
            let changes: Vec<&Change> = changes.iter().filter(shared).copied().listed();
            let decision = changed_request(other, &changes).and_then(|other| program.decide(&other));
            decision.is_some_and(|own| own.outcome == Outcome::Allow)
        };
        self.beside.iter().any(|(other, open)| *open && !is_open(other))
    }
}

/// Whether a key of this type can have such a value.
fn is_possible(key: &str, value: &ContextValue) -> bool {
    let ContextValue::One(text) = value else {
        return true;
    };
    match kind(key) {
        KeyType::Boolean => ["true", "false"].iter().any(|own| text.eq_ignore_ascii_case(own)),
        KeyType::Ip => text.parse::<std::net::IpAddr>().is_ok(),
        KeyType::Number => Fixed::read(text).is_some(),
        KeyType::Text | KeyType::Arn | KeyType::Date => true,
    }
}

fn changed_request(request: &Request, changes: &[&Change]) -> Option<Request> {
    let mut request = request.clone();
    let mut keys: Vec<(&str, &iamwhy_engine::ContextValue)> = Vec::new();
    for change in changes {
        match change {
            Change::Context { key, value } => {
                if !is_possible(key, value) {
                    return None;
                }
                // Two fixes may want one key to differ.
                let before = keys.iter().find(|(name, _)| name.eq_ignore_ascii_case(key));
                if before.is_some_and(|(_, other)| *other != value) {
                    return None;
                }
                keys.push((key, value));
                request.context.set(key, value.clone());
            }
            Change::Caller(index) => request.principal = *index,
            Change::Endpoint(index) => request.endpoint = *index,
            Change::Set(_) | Change::Text { .. } | Change::Attach { .. } => {}
        }
    }
    Some(request)
}

/// None where the edits collide or leave no JSON.
fn changed_world(env: &Environment, request: &Request, changes: &[&Change]) -> Option<Environment> {
    let mut edited: Vec<(PolicyId, Vec<TextEdit>)> = Vec::new();
    let mut attached = Vec::new();
    let mut settings = Vec::new();
    for change in changes {
        match change {
            Change::Text { policy, edits, .. } => {
                let same = |other: PolicyId| same_document(env, *policy, other);
                match edited.iter_mut().find(|(other, _)| same(*other)) {
                    Some((_, list)) if list == edits => {}
                    Some((_, list)) => list.add(edits.iter().cloned()),
                    None => edited.push((*policy, edits.clone())),
                }
            }
            Change::Attach { target, text, .. } => attached.push((*target, text)),
            Change::Set(setting) => settings.push(*setting),
            Change::Context { .. } | Change::Caller(_) | Change::Endpoint(_) => {}
        }
    }
    let mut next = env.clone();
    for setting in settings {
        setting.apply(&mut next)?;
    }
    for (policy, edits) in edited {
        let parsed = edited_policy(env, policy, edits)?;
        for (index, other) in next.policies.iter_mut().enumerate() {
            if same_document(env, policy, PolicyId(index as u32)) {
                other.policy = Arc::clone(&parsed);
            }
        }
    }
    for (target, text) in attached {
        let json = Arc::new(Json::read(text.as_str()).ok()?);
        let root = json.root();
        let id = next.add_policy(AttachedPolicy {
            policy: Arc::new(Policy::parse_at(json, root, false).policy),
            name: String::new(),
            file: String::new(),
            arn: None,
        });
        target.attach(&mut next, request, iamwhy_engine::world::Attached::Policy(id))?;
    }
    Some(next)
}

/// Whether two policies are one text: a document that is attached in several places.
pub(super) fn same_document(env: &Environment, a: PolicyId, b: PolicyId) -> bool {
    let policy = |id: PolicyId| env.policies.get(id.0 as usize).map(|own| &own.policy);
    match (policy(a), policy(b)) {
        (Some(a), Some(b)) => Arc::ptr_eq(&a.json, &b.json) && a.root == b.root,
        _ => false,
    }
}

/// The policy with its text edited. Only its own part of the file is read again: the rest stays as it is.
fn edited_policy(env: &Environment, policy: PolicyId, edits: Vec<TextEdit>) -> Option<Arc<Policy>> {
    let policy = &env.policies.get(policy.0 as usize)?.policy;
    let edits = settled(policy.json.text(), edits)?;
    let span = policy.json.span(policy.root);
    let text = applied(policy.json.raw(policy.root), edits, span.start);
    let json = Arc::new(Json::read(text).ok()?);
    let root = json.root();
    // What was taken away may have been all that there was, and something is added beside it.
    let list = json.get(root, "Statement")?;
    if json.items(list).any(|own| json.kind(own) == Kind::Array) {
        return None;
    }
    Some(Arc::new(Policy::parse_at(json, root, false).policy))
}

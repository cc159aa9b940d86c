//! What holds an allow open: each matching Allow taken away in turn.

use std::sync::Arc;

use iamwhy_engine::world::PolicyId;
use iamwhy_engine::{Layer, Outcome, Program, Request, Truth};

use super::change::is_guardrail;
use super::scene::{Placed, Scene};
use super::seen::gates;
use super::trial::same_document;
use crate::explanation::{StatementRef, TextSpan};
use crate::words::list;

/// More statements are not taken away.
const MOST: usize = 200;

/// The statements that hold an allow open.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Held {
    /// Without any one of these it is denied.
    pub needed: Vec<StatementRef>,
    /// Matching Allows of which any one could go without a change.
    pub redundant: Vec<StatementRef>,
    /// The same in a sentence.
    pub sentence: String,
}

/// What holds an allow open. Of another answer nothing is held, and the sentence says so.
#[must_use]
pub fn held_open(program: &Program, request: &Request) -> Held {
    let traced = program.trace(request);
    let (Some(traced), Some(asked)) = (traced, program.ask(request)) else {
        return Held::default();
    };
    if traced.decision.outcome != Outcome::Allow {
        return Held {
            sentence: "it is not allowed, so nothing holds it open".to_owned(),
            ..Held::default()
        };
    }
    let scene = Scene {
        program,
        request,
        asked,
        gates: gates(&traced.trace),
    };
    let mut held = Held::default();
    let mut tried: Vec<(PolicyId, u32)> = Vec::new();
    for (gate, seen) in scene.statements(true).filter(|(_, seen)| seen.truth == Truth::Yes) {
        let Some(placed) = scene.placed(gate, seen) else {
            continue;
        };
        let (policy, index) = (placed.view.policy, placed.view.index);
        let before = |own: &&(PolicyId, u32)| own.1 == index && same_document(scene.env(), own.0, policy);
        if tried.len() >= MOST || tried.iter().find(before).is_some() {
            continue;
        }
        tried.push((policy, index));
        match outcome_without(&scene, policy, index) {
            Some(Outcome::Allow) => held.redundant.push(reference(&placed)),
            _ => held.needed.push(reference(&placed)),
        }
    }
    held.sentence = sentence(&held, &scene, traced.decision.layer);
    held
}

/// What is decided when a statement never matches.
fn outcome_without(scene: &Scene<'_>, policy: PolicyId, index: u32) -> Option<Outcome> {
    let mut env = scene.env().clone();
    for (place, other) in env.policies.iter_mut().enumerate() {
        if same_document(scene.env(), policy, PolicyId(place as u32)) {
            let own = Arc::make_mut(&mut other.policy);
            own.statements.get_mut(index as usize)?.inert = true;
        }
    }
    let program = Program::compile_assuming(Arc::new(env), *scene.program.assume());
    program.decide(scene.request).map(|decision| decision.outcome)
}

fn reference(placed: &Placed<'_>) -> StatementRef {
    let attached = placed.view.attached;
    let (policy, node) = (&attached.policy, placed.view.node);
    let span = policy.json.span(node);
    let (first, last) = (policy.json.position(span.start), policy.json.position(span.end));
    StatementRef {
        policy: attached.name.clone(),
        layer: placed.layer,
        statement: placed.view.index,
        sid: placed.view.sid.map(str::to_owned),
        pointer: policy.json.pointer(node, policy.root),
        span: TextSpan {
            file: attached.file.clone(),
            line: first.line,
            column: first.column,
            end_line: last.line,
            end_column: last.column,
        },
    }
}

fn sentence(held: &Held, scene: &Scene<'_>, layer: Option<Layer>) -> String {
    let (names, others) = (names(&held.needed), names(&held.redundant));
    let (needed, redundant) = (list(&names, "and"), list(&others, "and"));
    let could_go = match others.len() {
        1 => [&*redundant, " could go"].concat(),
        _ => ["any one of ", &*redundant, " could go"].concat(),
    };
    // Guardrails let through what others grant.
    let grants = |own: &StatementRef| !is_guardrail(own.layer) && own.layer != Layer::Session;
    if !held.needed.is_empty() && !held.needed.iter().chain(&held.redundant).any(grants) {
        let what = match layer {
            Some(Layer::Service) => "the service itself allows it",
            _ => "a grant or an ACL holds it open",
        };
        return [what, ", and ", &needed, " must let it through"].concat();
    }
    match (names.len(), others.len()) {
        (0, 0) if layer == Some(Layer::Service) => "the service itself allows it; no statement is needed".to_owned(),
        (0, 0) if scene.statements(true).any(|(_, seen)| seen.truth == Truth::Unknown) => {
            "which statement holds it open depends on what is unknown".to_owned()
        }
        (0, 0) => "no statement holds it open: a grant or an ACL does".to_owned(),
        (0, _) => ["no single statement holds it open: ", &*could_go].concat(),
        (1, 0) => [&*needed, " alone holds it open"].concat(),
        (_, 0) => [&*needed, " hold it open together; without any one of them it is denied"].concat(),
        (1, _) => [&*needed, " is needed; ", &could_go].concat(),
        (_, _) => [&*needed, " are needed; ", &could_go].concat(),
    }
}

/// The statements as people call them, each once: AWS's own policies are attached at several levels under one name.
fn names(statements: &[StatementRef]) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for own in statements {
        let name = match &own.sid {
            Some(sid) if !sid.is_empty() => ["`", sid, "` of `", &own.policy, "`"].concat(),
            _ => [
                "the statement at line ",
                &*own.span.line.to_string(),
                " of `",
                &own.policy,
                "`",
            ]
            .concat(),
        };
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

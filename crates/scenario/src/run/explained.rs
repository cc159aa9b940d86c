//! Results with their explanations: every gate, policy, statement, element and value, and what would flip the answer.

use iamwhy_engine::{Request, Truth};
use iamwhy_explain::{
    Edit, ElementNode, Explanation, FEW, Flip, Gate, GateVerdict, StatementNode, TextSpan, ValueNode,
};
use serde_json::{Map, Value, json};

use super::{Loaded, Report, run};
use crate::cases::Cases;
use crate::read::ReadError;

/// The results of the cases at these places as JSON text, each authorization with `explanation` and `flips`.
#[must_use]
pub fn explain_json(loaded: &Loaded, places: &[usize]) -> String {
    let mut file = run(loaded);
    let mut place = 0;
    file.cases.retain(|_| {
        place += 1;
        places.contains(&(place - 1))
    });
    let report = Report { files: vec![file] };
    let mut document: Value = serde_json::from_str(&report.to_json()).unwrap_or_default();
    let cases = Cases::of(&loaded.scenario);
    let expanded = cases
        .all()
        .enumerate()
        .filter(|(place, _)| places.contains(place))
        .map(|(_, case)| case);
    let results = document.pointer_mut("/files/0/cases").and_then(Value::as_array_mut);
    for (result, case) in results.into_iter().flatten().zip(expanded) {
        let list = result.get_mut("authorizations").and_then(Value::as_array_mut);
        for (authorization, asked) in list.into_iter().flatten().zip(&case.authorizations) {
            let request = loaded.world.request(&loaded.program, &case, asked);
            if let (Some(object), Some(request)) = (authorization.as_object_mut(), request) {
                explain(loaded, &request, object);
            }
        }
    }
    serde_json::to_string_pretty(&document).unwrap_or_default()
}

/// What is wrong with a scenario, as JSON text.
#[must_use]
pub fn errors_json(errors: &[ReadError]) -> String {
    let list: Vec<Value> = errors
        .iter()
        .map(|error| {
            present([
                ("message", json!(error.message)),
                ("file", json!(error.file)),
                ("line", json!(error.position.line)),
                ("column", json!(error.position.column)),
                ("pointer", json!(error.pointer)),
                ("help", json!(error.help)),
            ])
        })
        .collect();
    serde_json::to_string_pretty(&json!({ "version": 1, "errors": list })).unwrap_or_default()
}

fn explain(loaded: &Loaded, request: &Request, object: &mut Map<String, Value>) {
    if let Some(explanation) = iamwhy_explain::explain(&loaded.program, request) {
        object.insert("explanation".into(), tree(&explanation));
    }
    let flips = iamwhy_explain::flips(&loaded.program, request, FEW);
    object.insert("flips".into(), flips.iter().map(flip).collect());
}

fn tree(explanation: &Explanation) -> Value {
    json!({ "sentence": explanation.sentence, "gates": explanation.gates.iter().map(gate).collect::<Vec<_>>() })
}

fn gate(gate: &Gate) -> Value {
    let verdict = match gate.verdict {
        GateVerdict::Allows => "allows",
        GateVerdict::Denies => "denies",
        GateVerdict::Silent => "silent",
        GateVerdict::NoImpact => "noImpact",
        GateVerdict::Unknown => "unknown",
    };
    let policies = gate.policies.iter().map(|policy| {
        let statements: Vec<Value> = policy.statements.iter().map(statement).collect();
        present([
            ("name", json!(policy.name)),
            ("arn", json!(policy.arn)),
            ("statements", json!(statements)),
        ])
    });
    present([
        ("layer", json!(gate.layer.word())),
        ("label", json!(gate.label)),
        ("verdict", json!(verdict)),
        ("note", json!(gate.note)),
        ("policies", policies.collect()),
    ])
}

fn statement(node: &StatementNode) -> Value {
    let own = &node.statement;
    present([
        ("statement", json!(own.statement)),
        ("sid", json!(own.sid)),
        ("effect", json!(node.effect)),
        ("matched", json!(truth(node.matched))),
        ("decisive", json!(node.decisive)),
        ("void", json!(node.void)),
        ("pointer", json!(own.pointer)),
        ("span", span(&own.span)),
        ("elements", node.elements.iter().map(element).collect()),
    ])
}

fn element(node: &ElementNode) -> Value {
    present([
        ("name", json!(node.name)),
        ("operator", json!(node.operator)),
        ("key", json!(node.key)),
        ("matched", json!(truth(node.matched))),
        ("because", json!(node.because)),
        ("request", json!(node.request)),
        ("rule", json!(node.rule)),
        ("pointer", json!(node.pointer)),
        ("span", span(&node.span)),
        ("values", node.values.iter().map(value).collect()),
    ])
}

fn value(node: &ValueNode) -> Value {
    present([
        ("text", json!(node.text)),
        ("resolved", json!(node.resolved)),
        ("matched", json!(truth(node.matched))),
        ("span", span(&node.span)),
    ])
}

fn flip(flip: &Flip) -> Value {
    json!({ "title": flip.title, "guardrail": flip.guardrail, "edits": flip.edits.iter().map(edit).collect::<Vec<_>>() })
}

fn edit(edit: &Edit) -> Value {
    match edit {
        Edit::Context { key, value } => present([("context", json!(key)), ("value", json!(value))]),
        Edit::Principal { principal } => json!({ "principal": principal }),
        Edit::Policy {
            policy,
            layer,
            span: own,
            range,
            text,
        } => json!({
            "policy": policy, "layer": layer.word(), "span": span(own), "range": [range.0, range.1], "text": text,
        }),
        Edit::Attach { place, layer, text } => json!({ "attach": place, "layer": layer.word(), "text": text }),
    }
}

fn truth(truth: Truth) -> &'static str {
    match truth {
        Truth::No => "no",
        Truth::Unknown => "unknown",
        Truth::Yes => "yes",
    }
}

fn span(span: &TextSpan) -> Value {
    json!({
        "file": span.file, "line": span.line, "column": span.column,
        "endLine": span.end_line, "endColumn": span.end_column,
    })
}

/// An object without what is absent.
fn present<const N: usize>(members: [(&str, Value); N]) -> Value {
    let kept = members.into_iter().filter(|(_, value)| !value.is_null());
    Value::Object(kept.map(|(key, value)| (key.to_owned(), value)).collect())
}

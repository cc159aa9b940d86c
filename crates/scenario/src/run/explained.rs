//! Results with their explanations: every gate, policy, statement, element and value, and what would flip the answer.

use iamwhy_engine::{Request, Truth};
use iamwhy_explain::{
    Edit, ElementNode, Explanation, FEW, Flip, Gate, GateVerdict, Held, StatementNode, StatementRef, TextSpan,
    ValueNode,
};
use iamwhy_policy::Listed;

use super::{FileReport, Loaded, Report, Run, Span, judged::deciding, written::Written};
use crate::{cases::Cases, model::Scenario, read::ReadError};

/// The results of the cases at these places as JSON text, each authorization with `explanation` and `flips`.
#[must_use]
pub fn explain_json(loaded: &Loaded, places: &[usize]) -> String {
    explained(loaded, &loaded.scenario, Some(places))
}

impl Loaded {
    /// The same as [`explain_json`] for all the cases of [`Loaded::asked`].
    #[must_use]
    pub fn explanations_json(&self, asked: &Scenario) -> String {
        explained(self, asked, None)
    }
}

fn explained(loaded: &Loaded, asked: &Scenario, places: Option<&[usize]>) -> String {
    let cases = Cases::of(asked);
    let wanted = |place: &usize| places.is_none_or(|places| places.contains(place));
    let expanded = cases.all().enumerate().filter(|(place, _)| wanted(place));
    let expanded: Vec<_> = expanded.map(|(_, case)| case).listed();
    let run = Run::of(loaded, &cases);
    let report = Report {
        files: vec![FileReport {
            file: loaded.file_name.clone(),
            title: asked.title.clone(),
            cases: expanded.iter().map(|case| run.case(case)).listed(),
        }],
    };
    let document = report.with(&|case, authorization| {
        let explained = expanded.get(case).and_then(|case| run.explain(case, authorization));
        explained.map_or_else(Vec::new, |(request, explanation)| {
            let call = expanded.get(case).map_or_else(Vec::new, |case| run.requests(case));
            explain(loaded, &request, &call, &explanation)
        })
    });
    document.pretty()
}

/// What would flip one authorization of one case, and what holds it open, as JSON text; `None` where there is none.
#[must_use]
pub fn flips_json(loaded: &Loaded, case: usize, authorization: usize) -> Option<String> {
    let cases = Cases::of(&loaded.scenario);
    let case = cases.all().nth(case)?;
    let run = Run::of(loaded, &cases);
    let (request, explanation) = run.explain(&case, authorization)?;
    let found = flips(loaded, &request, &run.requests(&case), &explanation);
    let held = match explanation.is_blocked_public_policy() {
        true => Held::default(),
        false => iamwhy_explain::held_open(&loaded.program, &request),
    };
    let statements = |list: Vec<StatementRef>| list.into_iter().map(|own| deciding(own).written()).collect();
    let document = Written::Object(vec![
        ("version", 1_u32.into()),
        ("flips", found),
        (
            "held",
            Written::Object(vec![
                ("needed", statements(held.needed)),
                ("redundant", statements(held.redundant)),
                ("sentence", (&held.sentence).into()),
            ]),
        ),
    ]);
    Some(document.pretty())
}

/// What is wrong with a scenario, as JSON text.
#[must_use]
pub fn errors_json(errors: &[ReadError]) -> String {
    let list = errors
        .iter()
        .map(|error| {
            Written::present(vec![
                ("message", (&error.message).into()),
                ("file", (&error.file).into()),
                ("line", error.position.line.into()),
                ("column", error.position.column.into()),
                ("pointer", (&error.pointer).into()),
                ("help", (&error.help).into()),
            ])
        })
        .collect();
    Written::Object(vec![("version", 1_u32.into()), ("errors", list)]).pretty()
}

fn explain(
    loaded: &Loaded,
    request: &Request,
    call: &[Request],
    explanation: &Explanation,
) -> Vec<(&'static str, Written)> {
    vec![
        ("explanation", tree(explanation)),
        ("flips", flips(loaded, request, call, explanation)),
    ]
}

/// Nothing turns a call around that is refused for the document itself.
fn flips(loaded: &Loaded, request: &Request, call: &[Request], explanation: &Explanation) -> Written {
    let found = match explanation.is_blocked_public_policy() {
        true => Vec::new(),
        false => iamwhy_explain::flips(&loaded.program, request, call, FEW),
    };
    found.iter().map(flip).collect()
}

fn tree(explanation: &Explanation) -> Written {
    Written::Object(vec![
        ("sentence", (&explanation.sentence).into()),
        ("gates", explanation.gates.iter().map(gate).collect()),
    ])
}

fn gate(gate: &Gate) -> Written {
    let verdict = match gate.verdict {
        GateVerdict::Allows => "allows",
        GateVerdict::Denies => "denies",
        GateVerdict::Silent => "silent",
        GateVerdict::NoImpact => "noImpact",
        GateVerdict::Unknown => "unknown",
    };
    let policies = gate.policies.iter().map(|policy| {
        let statements: Written = policy.statements.iter().map(statement).collect();
        Written::present(vec![
            ("name", (&policy.name).into()),
            ("arn", (&policy.arn).into()),
            ("statements", statements),
        ])
    });
    Written::present(vec![
        ("layer", gate.layer.word().into()),
        ("label", (&gate.label).into()),
        ("verdict", verdict.into()),
        ("note", (&gate.note).into()),
        ("policies", policies.collect()),
    ])
}

fn statement(node: &StatementNode) -> Written {
    let own = &node.statement;
    Written::present(vec![
        ("statement", own.statement.into()),
        ("sid", (&own.sid).into()),
        ("effect", node.effect.into()),
        ("matched", truth(node.matched).into()),
        ("decisive", node.decisive.into()),
        ("void", (&node.void).into()),
        ("pointer", (&own.pointer).into()),
        ("span", span(&own.span)),
        ("elements", node.elements.iter().map(element).collect()),
    ])
}

fn element(node: &ElementNode) -> Written {
    Written::present(vec![
        ("name", node.name.into()),
        ("operator", (&node.operator).into()),
        ("key", (&node.key).into()),
        ("matched", truth(node.matched).into()),
        ("because", (&node.because).into()),
        ("request", (&node.request).into()),
        ("rule", node.rule.into()),
        ("pointer", (&node.pointer).into()),
        ("span", span(&node.span)),
        ("values", node.values.iter().map(value).collect()),
    ])
}

fn value(node: &ValueNode) -> Written {
    Written::present(vec![
        ("text", (&node.text).into()),
        ("resolved", (&node.resolved).into()),
        ("matched", truth(node.matched).into()),
        ("span", span(&node.span)),
    ])
}

fn flip(flip: &Flip) -> Written {
    Written::Object(vec![
        ("title", (&flip.title).into()),
        ("guardrail", flip.guardrail.into()),
        ("edits", flip.edits.iter().map(edit).collect()),
    ])
}

fn edit(edit: &Edit) -> Written {
    let members = match edit {
        Edit::Context { key, value } => vec![("context", key.into()), ("value", value.as_ref().into())],
        Edit::Principal { principal } => vec![("principal", principal.into())],
        Edit::Endpoint { endpoint } => return Written::Object(vec![("endpoint", endpoint.into())]),
        Edit::Set { place, value } => vec![("set", place.into()), ("value", value.into())],
        Edit::Policy {
            policy,
            layer,
            span: own,
            range,
            text,
        } => vec![
            ("policy", policy.into()),
            ("layer", layer.word().into()),
            ("span", span(own)),
            ("range", Written::List(vec![range.0.into(), range.1.into()])),
            ("text", text.into()),
        ],
        Edit::Attach { place, layer, text } => {
            vec![
                ("attach", place.into()),
                ("layer", layer.word().into()),
                ("text", text.into()),
            ]
        }
    };
    Written::present(members)
}

fn truth(truth: Truth) -> &'static str {
    match truth {
        Truth::No => "no",
        Truth::Unknown => "unknown",
        Truth::Yes => "yes",
    }
}

fn span(span: &TextSpan) -> Written {
    Span::from(span.clone()).written()
}

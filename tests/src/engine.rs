//! The engine, asked as the oracle is: a plain scenario in, verdicts out.

use iamwhy_engine::{Exactness, GrantKind};
use iamwhy_scenario::cases::Cases;
use iamwhy_scenario::{Loaded, NoFiles};
use serde_json::{Value, json};

use crate::oracle::{self, Verdict};

/// What the engine says about one authorization.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The case, with one item of its call only.
    pub case: Value,
    /// The answer.
    pub verdict: Verdict,
    /// Whether it is exact about unknowns.
    pub exact: bool,
    /// What a decision without a trace says, where that is something else.
    pub quick: Option<String>,
}

/// Decides every authorization of a scenario, matrices written out, both quietly and with a trace; cases that write a
/// policy or name an operation are left out.
///
/// # Errors
/// Why the scenario cannot be read.
pub fn answers(scenario: &Value) -> Result<Vec<Answer>, String> {
    let text = serde_json::to_string_pretty(scenario).map_err(|error| error.to_string())?;
    let loaded = Loaded::load("generated.scenario.json", &text, &NoFiles)
        .map_err(|errors| errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))?;
    let mut answers = Vec::new();
    for (case, plain) in Cases::of(&loaded.scenario).all().zip(oracle::expand(scenario)) {
        if case.case.writes.is_some() || plain.get("operation").is_some() {
            continue;
        }
        for (index, authorization) in case.authorizations.iter().enumerate() {
            let request = loaded.world.request(&loaded.program, &case, authorization);
            let request = request.ok_or_else(|| format!("no request for {plain}"))?;
            let quick = loaded.program.decide(&request);
            let (Some(quick), Some(traced)) = (quick, loaded.program.trace(&request)) else {
                return Err(format!("no decision for {plain}"));
            };
            let decision = traced.decision;
            answers.push(Answer {
                case: alone(&plain, index),
                verdict: Verdict {
                    decision: decision.outcome.word().to_owned(),
                    layer: decision.layer.map(|layer| layer.word().to_owned()),
                    blockers: traced.blockers.iter().map(|layer| layer.word().to_owned()).collect(),
                    grant: match decision.grant {
                        GrantKind::None => None,
                        GrantKind::Account => Some("account".to_owned()),
                        GrantKind::Role => Some("role".to_owned()),
                        GrantKind::Direct => Some("direct".to_owned()),
                    },
                },
                exact: traced.exactness == Exactness::Exact,
                quick: (quick != decision).then(|| format!("decide says {quick:?}, trace says {decision:?}")),
            });
        }
    }
    Ok(answers)
}

/// Decides one case in the world of a scenario, as [`oracle::decide`] does; of a call the first item.
///
/// # Errors
/// Why it cannot be read.
pub fn decide(scenario: &Value, case: &Value) -> Result<Verdict, String> {
    let mut one = json!({ "scenario": 1, "title": "One case." });
    for (name, section) in scenario.as_object().into_iter().flatten() {
        one[name] = section.clone();
    }
    one["cases"] = json!([case]);
    let first = answers(&one)?.into_iter().next();
    first
        .map(|answer| answer.verdict)
        .ok_or_else(|| "no authorization".to_owned())
}

/// The case with one item of its call only.
fn alone(case: &Value, index: usize) -> Value {
    let mut one = case.clone();
    if let Some(call) = one.get_mut("call").and_then(Value::as_array_mut) {
        *call = call.get(index).cloned().into_iter().collect();
    }
    one
}

//! The engine and the oracle on the same scenario.

use std::collections::BTreeMap;
use std::fmt;

use iamwhy_engine::{Exactness, GrantKind, Outcome};
use iamwhy_scenario::cases::Cases;
use iamwhy_scenario::{Loaded, NoFiles};
use serde_json::Value;

use crate::oracle::{self, Verdict};

/// What was compared.
#[derive(Clone, Debug, Default)]
pub struct Compared {
    /// Authorizations that both decided.
    pub agreed: usize,
    /// Those that the oracle does not cover, by the reason.
    pub not_covered: BTreeMap<String, usize>,
    /// Those where the engine says that it is not exact, and leaves open what the oracle knows.
    pub cautious: usize,
    /// How often each pair of decision and layer was the answer.
    pub answers: BTreeMap<String, usize>,
}

/// Two answers to one authorization.
#[derive(Clone, Debug)]
pub struct Difference {
    /// What differs, the same for all differences that look alike.
    pub class: String,
    /// Both answers and the case.
    pub words: String,
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.words)
    }
}

/// Decides every authorization of a scenario with both, and the engine both quietly and with a trace.
///
/// # Errors
/// Why the scenario cannot be read.
pub fn compare(scenario: &Value) -> Result<(Compared, Vec<Difference>), String> {
    let text = serde_json::to_string_pretty(scenario).map_err(|error| error.to_string())?;
    let loaded = Loaded::load("generated.scenario.json", &text, &NoFiles)
        .map_err(|errors| errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))?;
    let cases = Cases::of(&loaded.scenario);
    let mut compared = Compared::default();
    let mut differences = Vec::new();
    for (case, plain) in cases.all().zip(oracle::expand(scenario)) {
        let mut skip = |why: &str| *compared.not_covered.entry(why.to_owned()).or_default() += 1;
        if case.case.writes.is_some() || plain.get("operation").is_some() {
            skip("writes and operations");
            continue;
        }
        for (index, authorization) in case.authorizations.iter().enumerate() {
            let one = alone(&plain, index);
            let expected = match oracle::verdicts(scenario, &one) {
                Ok(verdicts) => verdicts,
                Err(why) => {
                    *compared.not_covered.entry(why.0).or_default() += 1;
                    continue;
                }
            };
            let request = loaded.world.request(&loaded.program, &case, authorization);
            let Some(request) = request else {
                return Err(format!("no request for {plain}"));
            };
            let (Some(quick), Some(traced)) = (loaded.program.decide(&request), loaded.program.trace(&request)) else {
                return Err(format!("no decision for {plain}"));
            };
            if quick != traced.decision {
                differences.push(Difference {
                    class: "decide and trace".to_owned(),
                    words: format!("decide says {quick:?}, trace says {:?}, for {one}", traced.decision),
                });
                continue;
            }
            let actual = Verdict {
                decision: quick.outcome.word().to_owned(),
                layer: quick.layer.map(|layer| layer.word().to_owned()),
                blockers: traced.blockers.iter().map(|layer| layer.word().to_owned()).collect(),
                grant: match quick.grant {
                    GrantKind::None => None,
                    GrantKind::Account => Some("account".to_owned()),
                    GrantKind::Role => Some("role".to_owned()),
                    GrantKind::Direct => Some("direct".to_owned()),
                },
            };
            let agrees = expected.iter().any(|expected| agree(expected, &actual));
            let known = expected[0].decision.as_str();
            // Too many classes: it may say `unknown` too often, and of a denial not all that stands in the way.
            let leaves_open = quick.outcome == Outcome::Unknown && known != "unknown"
                || quick.outcome.is_deny() && known.ends_with("Deny");
            if !agrees && traced.exactness == Exactness::Cautious && leaves_open {
                compared.cautious += 1;
                continue;
            }
            if agrees {
                compared.agreed += 1;
                let answer = format!("{} {}", actual.decision, actual.layer.as_deref().unwrap_or("-"));
                *compared.answers.entry(answer).or_default() += 1;
            } else {
                differences.push(Difference {
                    class: format!("oracle {}, engine {}", class(&expected[0]), class(&actual)),
                    words: format!("oracle: {expected:?}\nengine: {actual:?}\ncase: {one}"),
                });
            }
        }
    }
    Ok((compared, differences))
}

/// The case with one item of its call only.
fn alone(case: &Value, index: usize) -> Value {
    let mut one = case.clone();
    if let Some(call) = one.get_mut("call").and_then(Value::as_array_mut) {
        *call = call.get(index).cloned().into_iter().collect();
    }
    one
}

/// What a resource would grant is not compared: of an explicit denial nobody asks it.
fn agree(expected: &Verdict, actual: &Verdict) -> bool {
    expected.decision == actual.decision && expected.layer == actual.layer && expected.blockers == actual.blockers
}

fn class(verdict: &Verdict) -> String {
    format!(
        "{} {} {:?}",
        verdict.decision,
        verdict.layer.as_deref().unwrap_or("-"),
        verdict.blockers
    )
}

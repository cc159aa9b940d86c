//! The engine and the oracle on the same scenario.

use std::collections::BTreeMap;
use std::fmt;

use serde_json::Value;

use crate::engine;
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
    let mut compared = Compared::default();
    let mut differences = Vec::new();
    for answer in engine::answers(scenario)? {
        let expected = match oracle::verdicts(scenario, &answer.case) {
            Ok(verdicts) => verdicts,
            Err(why) => {
                *compared.not_covered.entry(why.0).or_default() += 1;
                continue;
            }
        };
        let (actual, case) = (&answer.verdict, &answer.case);
        if let Some(quick) = &answer.quick {
            differences.push(Difference {
                class: "decide and trace".to_owned(),
                words: format!("{quick}, for {case}"),
            });
        } else if expected.iter().any(|expected| agree(expected, actual)) {
            compared.agreed += 1;
            let of = format!("{} {}", actual.decision, actual.layer.as_deref().unwrap_or("-"));
            *compared.answers.entry(of).or_default() += 1;
        } else if !answer.exact && leaves_open(&expected[0], actual) {
            compared.cautious += 1;
        } else {
            differences.push(Difference {
                class: format!("oracle {}, engine {}", class(&expected[0]), class(actual)),
                words: format!("oracle: {expected:?}\nengine: {actual:?}\ncase: {case}"),
            });
        }
    }
    Ok((compared, differences))
}

/// With too many classes the engine may say `unknown` too often, and of a denial not all that stands in the way.
fn leaves_open(expected: &Verdict, actual: &Verdict) -> bool {
    let denied = |verdict: &Verdict| verdict.decision.ends_with("Deny");
    actual.decision == "unknown" || denied(expected) && denied(actual)
}

/// What the resource would grant is not compared where a Deny decides and nobody asks it, nor where that rests on an
/// unknown.
fn agree(expected: &Verdict, actual: &Verdict) -> bool {
    let asked = matches!(actual.decision.as_str(), "allow" | "implicitDeny") && expected.grant.is_some();
    let grant = !asked || expected.grant == actual.grant;
    grant
        && expected.decision == actual.decision
        && expected.layer == actual.layer
        && expected.blockers == actual.blockers
}

fn class(verdict: &Verdict) -> String {
    format!(
        "{} {} {} {:?}",
        verdict.decision,
        verdict.layer.as_deref().unwrap_or("-"),
        verdict.grant.as_deref().unwrap_or("-"),
        verdict.blockers
    )
}

//! The engine and the oracle on the same scenario.

use iamwhy_engine::{GrantKind, Outcome};
use iamwhy_scenario::cases::Cases;
use iamwhy_scenario::{Loaded, NoFiles};
use serde_json::Value;

use crate::oracle;

/// What was compared.
#[derive(Copy, Clone, Debug, Default)]
pub struct Compared {
    /// Authorizations that both decided.
    pub agreed: usize,
    /// Those that the oracle does not cover.
    pub not_covered: usize,
}

/// Decides every authorization of a scenario with both, and the engine both quietly and with a trace.
///
/// # Errors
/// The first difference, in words.
pub fn compare(scenario: &Value) -> Result<Compared, String> {
    let text = serde_json::to_string_pretty(scenario).map_err(|error| error.to_string())?;
    let loaded = Loaded::load("generated.scenario.json", &text, &NoFiles)
        .map_err(|errors| errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))?;
    let cases = Cases::of(&loaded.scenario);
    let expanded = oracle::expand(scenario);
    let mut compared = Compared::default();
    for (case, plain) in cases.all().zip(&expanded) {
        if case.authorizations.len() != 1 || case.case.writes.is_some() {
            compared.not_covered += 1;
            continue;
        }
        let Some(request) = loaded.world.request(&loaded.program, &case, &case.authorizations[0]) else {
            return Err(format!("no request for {plain}"));
        };
        let Ok(expected) = oracle::decide(scenario, plain) else {
            compared.not_covered += 1;
            continue;
        };
        let quick = loaded.program.decide(&request).ok_or("no decision")?;
        let traced = loaded.program.trace(&request).ok_or("no trace")?;
        if quick != traced.decision {
            return Err(format!("decide says {quick:?}, trace says {:?}, for {plain}", traced.decision));
        }
        let actual = oracle::Verdict {
            decision: traced.decision.outcome.word().to_owned(),
            layer: traced.decision.layer.map(|layer| layer.word().to_owned()),
            blockers: traced.blockers.iter().map(|layer| layer.word().to_owned()).collect(),
            grant: match traced.decision.grant {
                _ if traced.decision.outcome == Outcome::Unknown => expected.grant.clone(),
                GrantKind::None => None,
                GrantKind::Account => Some("account".to_owned()),
                GrantKind::Role => Some("role".to_owned()),
                GrantKind::Direct => Some("direct".to_owned()),
            },
        };
        // What a resource would grant is told only of decided requests.
        let same = actual.decision == expected.decision
            && actual.layer == expected.layer
            && actual.blockers == expected.blockers;
        if !same {
            return Err(format!("oracle: {expected:?}\nengine: {actual:?}\ncase: {plain}"));
        }
        compared.agreed += 1;
    }
    Ok(compared)
}

//! One case, decided and not explained.

use iamwhy_engine::{Decision, Layer, Outcome};

use super::{Run, report::CaseReport};
use crate::{
    cases::ExpandedCase,
    model::{DecisionWord, Expectation},
};

impl Run<'_> {
    /// Decides a case without saying why, which costs a hundredth: the result has no authorizations, blockers and mismatches. None
    /// where a document would be stored, or where more is expected than a decision and its layer.
    #[must_use]
    pub fn decide(&self, case: &ExpandedCase<'_>) -> Option<CaseReport> {
        if case.case.writes.is_some() || !case.expect.is_none_or(is_plain) {
            return None;
        }
        let program = &self.loaded.program;
        let requests = self.requests(case);
        let decisions: Option<Vec<Decision>> = requests.iter().map(|request| program.decide(request)).collect();
        let decisions = decisions?;
        let denied = decisions.iter().find(|own| own.outcome.is_deny());
        let open = || decisions.iter().find(|own| own.outcome == Outcome::Unknown);
        let named = denied.or_else(open).or_else(|| decisions.first())?;
        let (decision, layer) = (named.outcome.word(), named.layer.map(Layer::word));
        Some(CaseReport {
            name: case.name.clone(),
            passed: case.expect.map(|expectation| holds(expectation, decision, layer)),
            decision,
            layer,
            blockers: Vec::new(),
            authorizations: Vec::new(),
            findings: None,
            mismatches: Vec::new(),
        })
    }
}

/// Whether nothing but the decision and its layer is expected.
fn is_plain(expectation: &Expectation) -> bool {
    let Expectation::Fields(fields) = expectation else {
        return true;
    };
    let mut rest = fields.clone();
    rest.decision = None;
    rest.layer = None;
    rest == Default::default()
}

fn holds(expectation: &Expectation, decision: &str, layer: Option<&str>) -> bool {
    let decided = match expectation.decision() {
        None => true,
        Some(DecisionWord::Deny) => matches!(decision, "explicitDeny" | "implicitDeny"),
        Some(word) => word.as_str() == decision,
    };
    let expected = match expectation {
        Expectation::Fields(fields) => fields.layer,
        Expectation::Decision(_) => None,
    };
    decided && expected.is_none_or(|expected| layer == Some(expected.as_str()))
}

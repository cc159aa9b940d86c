//! Findings of checks, which stand above the runner: whoever has them hands them in.

use iamwhy_explain::{Explanation, Warning};

use super::{Loaded, Run};
use crate::{
    cases::ExpandedCase,
    model::{Expectation, is_code},
};

/// Makes what knows the findings in a scenario. It is asked once for a run, and only where a case expects one.
pub type Checks = fn(&Loaded) -> Box<dyn Checked>;

/// What checks found in a scenario.
pub trait Checked: Send + Sync {
    /// The codes of what is about the requests of a case, or about policies with these names.
    fn of(&self, case: &ExpandedCase<'_>, policies: &[&str]) -> Vec<&'static str>;
}

impl Run<'_> {
    /// The codes of what was found about a case: in its requests, in the policies at the gates, in the document that it stores.
    /// None where nobody looks, and a code is expected.
    pub(super) fn codes(&self, case: &ExpandedCase<'_>, answers: &[Explanation]) -> Option<Vec<&'static str>> {
        let expected = case.expect.map(Expectation::warnings).unwrap_or_default();
        match expected.iter().any(|own| is_code(own)) {
            true => self.found(case, answers),
            false => Some(Vec::new()),
        }
    }

    #[cfg(not(feature = "checks"))]
    fn found(&self, _: &ExpandedCase<'_>, _: &[Explanation]) -> Option<Vec<&'static str>> {
        None
    }

    #[cfg(feature = "checks")]
    fn found(&self, case: &ExpandedCase<'_>, answers: &[Explanation]) -> Option<Vec<&'static str>> {
        let make = self.loaded.checks?;
        let gates = answers.iter().flat_map(|answer| &answer.gates);
        let mut names: Vec<&str> = gates
            .flat_map(|gate| &gate.policies)
            .map(|policy| policy.name.as_str())
            .collect();
        let stored = self.loaded.policies.at(&format!("cases[{}].writes.policy", case.index));
        names.extend(
            stored
                .and_then(|stored| stored.known())
                .map(|policy| policy.name.as_str()),
        );
        Some(self.checked.get_or_init(|| make(self.loaded)).of(case, &names))
    }
}

/// Said where a case expects a code and nobody looks for it.
pub(super) fn nobody_looks() -> Warning {
    Warning {
        rule: "EXPL-6".to_owned(),
        message: "not judged: only `iamwhy test` looks for checks".to_owned(),
        span: None,
    }
}

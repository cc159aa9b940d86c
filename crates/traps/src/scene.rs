//! A scenario with the case that is asked about.

use std::sync::Arc;

use iamwhy_explain::Explanation;
use iamwhy_scenario::{
    Expectation, Expected, Loaded, NoFiles,
    cases::{Cases, ExpandedCase},
    read::ReadError,
    run::{CaseReport, Run},
};

/// A scenario that is ready to be decided, and which of its cases is asked about.
#[derive(Clone)]
pub struct Scene {
    loaded: Arc<Loaded>,
    case: String,
}

impl Scene {
    /// Reads a scenario and looks for the case.
    ///
    /// # Errors
    /// Everything that is wrong with the scenario, or that it has no such case.
    pub fn read(file_name: &str, text: &str, case: &str) -> Result<Scene, Vec<ReadError>> {
        let loaded = Loaded::load(file_name, text, &NoFiles)?;
        let scene = Scene {
            loaded: Arc::new(loaded),
            case: case.to_owned(),
        };
        if scene.names().iter().any(|name| name == case) {
            return Ok(scene);
        }
        let message = format!("there is no case `{case}`, which is the one that is asked about");
        Err(vec![ReadError::start_of(file_name, message)])
    }

    /// The scenario.
    #[must_use]
    pub fn loaded(&self) -> &Arc<Loaded> {
        &self.loaded
    }

    /// The names of all cases, in order.
    #[must_use]
    pub fn names(&self) -> Vec<String> {
        Cases::of(&self.loaded.scenario).all().map(|case| case.name).collect()
    }

    /// What the asked case comes to.
    #[must_use]
    pub fn report(&self) -> Option<CaseReport> {
        self.with(&self.case, None, |run, case| run.case(case))
    }

    /// What all cases come to, in order.
    #[must_use]
    pub fn reports(&self) -> Vec<CaseReport> {
        let cases = Cases::of(&self.loaded.scenario);
        let run = Run::of(&self.loaded, &cases);
        cases.all().map(|case| run.case(&case)).collect()
    }

    /// Whether this can be said of the asked case.
    #[must_use]
    pub fn holds(&self, expectation: &Expectation) -> bool {
        self.holds_for(&self.case, expectation)
    }

    /// Whether this can be said of a case; not of one that is not there.
    #[must_use]
    pub fn holds_for(&self, case: &str, expectation: &Expectation) -> bool {
        self.with(case, Some(expectation), |run, case| run.case(case).passed == Some(true)) == Some(true)
    }

    /// Whether a rule is on the decision path of the asked case.
    #[must_use]
    pub fn stands_on(&self, rule: &str) -> bool {
        self.holds(&Expectation::Fields(Expected {
            rule: Some(rule.to_owned()),
            ..Expected::default()
        }))
    }

    /// Why the asked case is decided as it is; of several authorizations, the one that was refused, else the first.
    #[must_use]
    pub fn explanation(&self) -> Option<Explanation> {
        self.with(&self.case, None, |_, case| {
            let loaded = &self.loaded;
            let requests = case
                .authorizations
                .iter()
                .filter_map(|asked| loaded.world.request(&loaded.program, case, asked));
            let mut answers: Vec<Explanation> = requests
                .filter_map(|request| iamwhy_explain::explain(&loaded.program, &request))
                .collect();
            let refused = answers.iter().position(|answer| answer.decision.is_deny());
            let at = refused.unwrap_or(0);
            (at < answers.len()).then(|| answers.swap_remove(at))
        })
        .flatten()
    }

    fn with<T>(
        &self,
        name: &str,
        expect: Option<&Expectation>,
        ask: impl FnOnce(&Run<'_>, &ExpandedCase<'_>) -> T,
    ) -> Option<T> {
        let cases = Cases::of(&self.loaded.scenario);
        let run = Run::of(&self.loaded, &cases);
        let mut case = cases.all().find(|case| case.name == name)?;
        case.expect = expect;
        Some(ask(&run, &case))
    }
}

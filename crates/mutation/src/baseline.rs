//! The cases of a scene before anything is changed.

use iamwhy_catalog::Catalog;
use iamwhy_engine::{Layer, Outcome, Request};
use iamwhy_scenario::Loaded;
use iamwhy_scenario::cases::{Cases, ExpandedCase};
use iamwhy_scenario::run::Run;

use crate::heard::Heard;
use crate::mutant::Reach;
use crate::scene::Scene;

/// What is decided, and by whom.
pub(crate) type Answer = Option<(Outcome, Option<Layer>)>;

/// The cases of a scene before anything is changed.
pub struct Baseline<'a> {
    pub(crate) scene: &'a Scene,
    pub(crate) catalog: &'a Catalog,
    cases: &'a Cases<'a>,
    /// Those that expect something, which is so.
    own: Vec<ExpandedCase<'a>>,
    /// Those whose expectation speaks of more than the decision, such as warnings: a statement need not match to change that.
    demanding: Vec<usize>,
    heard: Heard,
    requests: Vec<Request>,
    failing: Vec<String>,
}

impl<'a> Baseline<'a> {
    /// Runs the cases, and listens to what they ask of the policies.
    #[must_use]
    pub fn of(scene: &'a Scene, cases: &'a Cases<'a>, catalog: &'a Catalog) -> Baseline<'a> {
        let loaded = &scene.loaded;
        let run = Run::of(loaded, cases);
        let mut baseline = Baseline {
            scene,
            catalog,
            cases,
            own: Vec::new(),
            demanding: Vec::new(),
            heard: Heard::default(),
            requests: Vec::new(),
            failing: Vec::new(),
        };
        for case in cases.all() {
            let asked = case.authorizations.iter();
            let requests: Vec<Request> = asked
                .filter_map(|asked| loaded.world.request(&loaded.program, &case, asked))
                .collect();
            let quick = run.decide(&case);
            let demanding = quick.is_none();
            match quick.unwrap_or_else(|| run.case(&case)).passed {
                None => {}
                Some(false) => baseline.failing.push(case.name),
                Some(true) => {
                    for request in &requests {
                        baseline.heard.listen(scene, baseline.own.len(), request);
                    }
                    if demanding {
                        baseline.demanding.push(baseline.own.len());
                    }
                    baseline.own.push(case);
                }
            }
            baseline.requests.extend(requests);
        }
        baseline
    }

    /// The cases that fail without any change; they can notice nothing.
    #[must_use]
    pub fn failing(&self) -> &[String] {
        &self.failing
    }

    /// How many cases can notice something.
    #[must_use]
    pub fn count(&self) -> usize {
        self.own.len()
    }

    /// Every request of a case.
    pub(crate) fn requests(&self) -> impl Iterator<Item = &Request> {
        self.requests.iter()
    }

    /// The first case that notices a change.
    pub(crate) fn notices(&self, reach: &Reach, changed: &Loaded) -> Option<&str> {
        let run = Run::of(changed, self.cases);
        let within = self.heard.within(reach, &self.demanding, self.own.len());
        let mut cases = within.into_iter().filter_map(|at| self.own.get(at));
        let noticed = cases.find(|case| passes(&run, case) != Some(true))?;
        Some(&noticed.name)
    }
}

/// Whether an expectation holds; an explanation is asked for only where the expectation speaks of one.
fn passes(run: &Run<'_>, case: &ExpandedCase<'_>) -> Option<bool> {
    run.decide(case).unwrap_or_else(|| run.case(case)).passed
}

/// What is decided, and by whom.
pub(crate) fn answer(loaded: &Loaded, request: &Request) -> Answer {
    let decision = loaded.program.decide(request)?;
    Some((decision.outcome, decision.layer))
}

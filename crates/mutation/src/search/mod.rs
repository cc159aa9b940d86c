//! The search for a request that tells a mutant from the policy: the requests of the cases, then the same with actions, resources
//! and context as the changed statement asks for them.

mod context;
mod paste;
mod places;
mod texts;

use iamwhy_engine::{Outcome, Request};
use iamwhy_scenario::Loaded;

use crate::baseline::{Answer, Baseline, answer};
use crate::judge::Difference;
use crate::mutant::Mutant;
use places::Places;

/// More requests are not tried: a bound on what one mutant costs.
const MOST: usize = 6_000;
/// More cases are not tried out: each is read twice with its whole scenario.
const MOST_CASES: usize = 12;
/// More callers are not tried.
const CALLERS: usize = 24;

/// A request that is decided differently, as a case that was tried out.
pub(crate) fn difference(baseline: &Baseline<'_>, changed: &Loaded, mutant: &Mutant) -> Option<Difference> {
    let loaded = &baseline.scene.loaded;
    let names = |own: &Loaded| -> Vec<String> {
        let principals = &own.world.environment().principals;
        principals.iter().map(|own| own.name.clone()).collect()
    };
    // A request names its caller by number.
    if names(loaded) != names(changed) {
        return None;
    }
    let mut search = Search {
        baseline,
        changed,
        mutant,
        tried: 0,
        pasted: 0,
        second: None,
    };
    search.as_they_are().or_else(|| search.varied()).or(search.second)
}

struct Search<'s> {
    baseline: &'s Baseline<'s>,
    changed: &'s Loaded,
    mutant: &'s Mutant,
    tried: usize,
    pasted: usize,
    /// The same decision by another layer, which is worth less.
    second: Option<Difference>,
}

impl Search<'_> {
    fn as_they_are(&mut self) -> Option<Difference> {
        let baseline = self.baseline;
        baseline
            .requests()
            .take(MOST / 4)
            .find_map(|request| self.told_apart(request))
    }

    fn varied(&mut self) -> Option<Difference> {
        let places = Places::of(self.baseline, self.mutant);
        for base in self.callers() {
            for action in places.actions(base.action()) {
                for resource in places.resources(&self.baseline.scene.loaded.program, &base) {
                    for context in places.contexts(&base.context) {
                        if self.tried > MOST {
                            return None;
                        }
                        let mut request = Request::new(base.principal, action.as_str(), resource.as_str());
                        request.context = context;
                        request.tags.clone_from(&base.tags);
                        request.endpoint = base.endpoint;
                        request.via.clone_from(&base.via);
                        request.resource_owner.clone_from(&base.resource_owner);
                        if let Some(found) = self.told_apart(&request) {
                            return Some(found);
                        }
                    }
                }
            }
        }
        None
    }

    /// One request for each way to call; callers of whom no case speaks come last.
    fn callers(&self) -> Vec<Request> {
        let mut callers: Vec<Request> = Vec::new();
        for request in self.baseline.requests() {
            let known = callers.iter().any(|own| {
                own.principal == request.principal && own.endpoint == request.endpoint && own.via == request.via
            });
            if !known {
                callers.push(request.clone());
            }
        }
        let all = 0..self.baseline.scene.loaded.world.environment().principals.len();
        for principal in all {
            if !callers.iter().any(|own| own.principal == principal) {
                callers.push(Request::new(principal, "", "*"));
            }
        }
        callers.truncate(CALLERS);
        callers
    }

    fn told_apart(&mut self, request: &Request) -> Option<Difference> {
        self.tried += 1;
        let loaded = &self.baseline.scene.loaded;
        let (before, after) = (answer(loaded, request), answer(self.changed, request));
        if before == after || (self.second.is_some() && outcome(before) == outcome(after)) {
            return None;
        }
        let known = |answer: Answer| outcome(answer).is_some_and(|own| own != Outcome::Unknown);
        if !known(before) || !known(after) || self.pasted >= MOST_CASES {
            return None;
        }
        self.pasted += 1;
        let found = paste::case(self.baseline.scene, request, before, after)
            .filter(|found| paste::holds_and_fails(self.baseline.scene, self.mutant, found))?;
        if outcome(before) == outcome(after) {
            self.second = Some(found);
            return None;
        }
        Some(found)
    }
}

fn outcome(answer: Answer) -> Option<Outcome> {
    answer.map(|(outcome, _)| outcome)
}

//! A text that was pinned, and what is different by now.

use std::sync::Arc;

use iamwhy_scenario::Loaded;

use crate::{
    bench::Bench,
    diff::{DiffLine, diff},
    policy_view::PolicyView,
    results::{CaseView, results},
};

/// A pinned text with its results.
pub struct Baseline {
    /// The text.
    pub text: Arc<str>,
    /// It, loaded.
    pub loaded: Arc<Loaded>,
    /// Its results.
    pub results: Vec<CaseView>,
}

/// A case whose decision is another one than in the pinned text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Changed {
    /// Index among the results of now; none for a case that is gone.
    pub now: Option<usize>,
    /// Its name.
    pub name: String,
    /// What was decided, and at which layer; none for a new case.
    pub before: Option<(&'static str, Option<&'static str>)>,
    /// What is decided now.
    pub after: Option<(&'static str, Option<&'static str>)>,
}

impl Bench {
    /// Pins the text as it is, to watch what changes. Nothing is pinned while it cannot be read.
    pub fn pin(&mut self) {
        if let Some(loaded) = self.loaded().filter(|_| !self.answer().stale) {
            self.baseline = Some(Arc::new(Baseline {
                text: Arc::clone(&self.state.text),
                loaded: Arc::clone(loaded),
                results: results(loaded),
            }));
        }
    }

    /// Forgets the pinned text.
    pub fn unpin(&mut self) {
        self.baseline = None;
    }

    /// What is pinned.
    #[must_use]
    pub fn baseline(&self) -> Option<&Arc<Baseline>> {
        self.baseline.as_ref()
    }

    /// The lines of a policy against those that it had in the pinned text.
    #[must_use]
    pub fn policy_diff(&self, at: &str) -> Vec<DiffLine> {
        let Some(baseline) = &self.baseline else {
            return Vec::new();
        };
        let before = PolicyView::at(&baseline.loaded.json, at)
            .map(|view| view.lens.text)
            .unwrap_or_default();
        let after = self.policy(at).map(|view| view.text().to_owned()).unwrap_or_default();
        diff(&before, &after)
    }

    /// The lines of the whole text against those of the pinned one.
    #[must_use]
    pub fn text_diff(&self) -> Vec<DiffLine> {
        self.baseline
            .as_ref()
            .map_or_else(Vec::new, |own| diff(&own.text, &self.state.text))
    }
}

impl Baseline {
    /// The cases that are decided otherwise now, and those that came or went. Cases are the same by their names.
    #[must_use]
    pub fn changed(&self, now: &[CaseView]) -> Vec<Changed> {
        let word = |view: &CaseView| (view.result.decision, view.result.layer);
        let mut found = Vec::new();
        let mut left: Vec<&CaseView> = self.results.iter().collect();
        for (at, view) in now.iter().enumerate() {
            let place = left.iter().position(|own| own.name == view.name);
            let before = place.map(|place| word(left.remove(place)));
            if before != Some(word(view)) {
                found.push(Changed {
                    now: Some(at),
                    name: view.name.clone(),
                    before,
                    after: Some(word(view)),
                });
            }
        }
        found.extend(left.into_iter().map(|own| Changed {
            now: None,
            name: own.name.clone(),
            before: Some(word(own)),
            after: None,
        }));
        found
    }
}

//! Several authorizations, one answer: any denied makes the call denied, else any unknown makes it unknown, else it is allowed.

use iamwhy_engine::{Layer, Outcome};
use iamwhy_explain::Explanation;

/// The answer to a whole call.
pub(super) struct Combined {
    pub(super) outcome: Outcome,
    pub(super) layer: Option<Layer>,
    pub(super) blockers: Vec<Layer>,
    /// The first one that was refused.
    pub(super) failing: Option<usize>,
    /// The unknowns that decide.
    pub(super) unknowns: Vec<String>,
}

impl Combined {
    /// None where nothing was asked.
    pub(super) fn of(answers: &[Explanation]) -> Option<Combined> {
        let failing = answers.iter().position(|answer| answer.decision.is_deny());
        let open = answers.iter().any(|answer| answer.decision == Outcome::Unknown);
        let named = match failing {
            Some(index) => answers.get(index)?,
            None if open => answers.iter().find(|answer| answer.decision == Outcome::Unknown)?,
            None => answers.first()?,
        };
        let mut unknowns: Vec<String> = Vec::new();
        if failing.is_none() && open {
            for unknown in answers.iter().flat_map(|answer| &answer.unknowns) {
                if let Err(place) = unknowns.binary_search(unknown) {
                    unknowns.insert(place, unknown.clone());
                }
            }
        }
        Some(Combined {
            outcome: named.decision,
            layer: named.layer,
            blockers: named.blockers.clone(),
            failing,
            unknowns,
        })
    }
}

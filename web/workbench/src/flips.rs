//! What would turn the selected answer around: for tests, and for browsers without workers.

use iamwhy_engine::Outcome;
use iamwhy_explain::{Flip, flips};

use crate::answer::Verdict;
use crate::bench::Bench;

/// What would turn the selected authorization's answer around. It tries many changes and takes its time.
#[must_use]
pub fn flips_of(bench: &Bench, limit: usize) -> Vec<Flip> {
    let answer = bench.answer();
    match (&answer.loaded, answer.authorized()) {
        // Policies allow it, and it is refused for the document that it would store.
        (Some(_), Some(asked)) if asked.decision == Outcome::Allow && is_refused(&answer.verdict) => Vec::new(),
        (Some(loaded), Some(asked)) if !answer.stale => flips(&loaded.program, &asked.request, limit),
        _ => Vec::new(),
    }
}

fn is_refused(verdict: &Verdict) -> bool {
    (verdict.decision, verdict.layer) == ("implicitDeny", Some("service"))
}

//! What would turn the selected answer around: for tests, and for browsers without workers.

use iamwhy_explain::{Flip, flips};

use crate::bench::Bench;

/// What would turn the selected authorization's answer around. It tries many changes and takes its time.
#[must_use]
pub fn flips_of(bench: &Bench, limit: usize) -> Vec<Flip> {
    let answer = bench.answer();
    let is_blocked = answer.explanation().is_some_and(|own| own.is_blocked_public_policy());
    match (&answer.loaded, answer.authorized()) {
        // Policies allow it, and it is refused for the document that it would store.
        _ if is_blocked => Vec::new(),
        (Some(loaded), Some(asked)) if !answer.stale => {
            let call: Vec<_> = answer.asked.iter().map(|own| own.request.clone()).collect();
            flips(&loaded.program, &asked.request, &call, limit)
        }
        _ => Vec::new(),
    }
}

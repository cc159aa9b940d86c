//! Obstacles and the changes that overcome them together.

use iamwhy_policy::{Add, Listed};

use super::change::{Candidate, Change};
use super::trial::Problem;

/// A change that turns the decision, or helps, and what it overcomes.
pub(super) struct Step {
    pub(super) candidate: Candidate,
    pub(super) solved: Vec<Problem>,
}

/// Whether the parts overcome everything, none of them in vain.
pub(super) fn covers(parts: &[&Step], all: usize) -> bool {
    let mut solved: Vec<&Problem> = Vec::new();
    for part in parts {
        let before = solved.len();
        for problem in &part.solved {
            if !solved.contains(&problem) {
                solved.push(problem);
            }
        }
        if solved.len() == before && parts.len() > 1 {
            return false;
        }
    }
    solved.len() == all
}

/// For many obstacles: the first fix of each that goes with those before it.
pub(super) fn greedy<'s>(steps: &[&'s Step]) -> Vec<&'s Step> {
    let mut parts: Vec<&Step> = Vec::new();
    let mut solved: Vec<&Problem> = Vec::new();
    for step in steps {
        let new: Vec<&Problem> = step.solved.iter().filter(|own| !solved.contains(own)).listed();
        let fits = parts.iter().all(|other| !excludes(&other.candidate, &step.candidate));
        if !new.is_empty() && fits {
            parts.push(step);
            solved.add(new);
        }
    }
    parts
}

/// Whether both want one key, or one piece of text, to differ.
fn excludes(a: &Candidate, b: &Candidate) -> bool {
    let pairs = a
        .changes
        .iter()
        .flat_map(|own| b.changes.iter().map(move |other| (own, other)));
    pairs.into_iter().any(|(own, other)| match (own, other) {
        (
            Change::Context { key, value },
            Change::Context {
                key: key2,
                value: value2,
            },
        ) => key.eq_ignore_ascii_case(key2) && value != value2,
        (Change::Endpoint(one), Change::Endpoint(other)) => one != other,
        (
            Change::Text { policy, edits, .. },
            Change::Text {
                policy: policy2,
                edits: edits2,
                ..
            },
        ) => policy == policy2 && edits.iter().any(|edit| edits2.iter().any(|other| edit.excludes(other))),
        _ => false,
    })
}

/// The ways to choose `size` of `count`, the lowest numbers first.
pub(super) fn choices(count: usize, size: usize) -> impl Iterator<Item = Vec<usize>> {
    let mut next: Option<Vec<usize>> = (size <= count).then(|| (0..size).listed());
    std::iter::from_fn(move || {
        let own = next.take()?;
        let mut following = own.clone();
        let place = (0..size).rev().find(|place| own[*place] + size - place < count);
        if let Some(place) = place {
            following[place] += 1;
            for later in place + 1..size {
                following[later] = following[later - 1] + 1;
            }
            next = Some(following);
        }
        Some(own)
    })
}

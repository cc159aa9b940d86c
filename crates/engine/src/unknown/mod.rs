//! Answers that hold whatever the unknowns are: exactly, by splitting each unknown into the classes that policies tell apart.

mod classes;
mod found;
mod open;
mod places;
mod respelled;
mod split;
mod words;

pub use split::{Exactness, MOST_COMBINATIONS, Resolved};
pub(crate) use split::{agree, resolve};

use crate::evaluate::GrantKind;

/// What something unknown is taken to be.
#[derive(Copy, Clone, PartialEq, Eq, Hash, Debug)]
pub(crate) enum Guess {
    /// No policy at all.
    Absent,
    /// A policy that says nothing of this request.
    Silent,
    /// A policy with an Allow that matches, and what that grants.
    Allow(GrantKind),
    /// A policy with a Deny that matches.
    Deny,
}

/// The state of one unknown while the evaluator runs.
#[derive(Copy, Clone, PartialEq, Eq, Hash, Debug, Default)]
pub(crate) enum Assigned {
    /// Left open.
    #[default]
    Open,
    /// Taken to be this.
    As(Guess),
}

//! What an evaluator says, in the words that all of them share.

use iamwhy_engine::Outcome;

/// An answer.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub enum Answer {
    /// Allowed.
    Allow,
    /// A deny matched.
    ExplicitDeny,
    /// Nothing allowed it.
    ImplicitDeny,
    /// Unknown, or an error: it agrees with nothing.
    None,
}

impl From<Outcome> for Answer {
    fn from(outcome: Outcome) -> Answer {
        match outcome {
            Outcome::Allow => Answer::Allow,
            Outcome::ExplicitDeny => Answer::ExplicitDeny,
            Outcome::ImplicitDeny => Answer::ImplicitDeny,
            Outcome::Unknown => Answer::None,
        }
    }
}

//! The evaluators, each behind the same two functions.

pub mod awsim;
pub mod cedar;
pub mod iam_rs;
pub mod iamwhy;

use crate::answer::Answer;
use crate::workload::Workload;

/// An evaluator that holds the policies and requests of one workload in its own terms.
pub trait Peer: Sized {
    /// Its name in the tables.
    const NAME: &'static str;

    /// Converts a workload; none where it cannot express it.
    fn of(workload: &Workload) -> Option<Self>;

    /// From its request object to the decision. This is what is measured.
    fn decide(&self, request: usize) -> Answer;
}

/// What a peer answers to every request of a workload, beside what AWS answers; none where it cannot express the workload.
pub fn answers<P: Peer>(workload: &Workload) -> Option<Vec<(Answer, Answer)>> {
    let peer = P::of(workload)?;
    let own = (0..workload.requests.len()).map(|index| peer.decide(index));
    Some(own.zip(workload.expected.iter().copied()).collect())
}

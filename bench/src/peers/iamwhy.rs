//! Ourselves.

use iamwhy_engine::{Program, Request};

use super::Peer;
use crate::answer::Answer;
use crate::workload::Workload;

/// The program and its requests.
pub struct Iamwhy {
    program: Program,
    requests: Vec<Request>,
}

impl Peer for Iamwhy {
    const NAME: &'static str = "iamwhy";

    fn of(workload: &Workload) -> Option<Iamwhy> {
        Some(Iamwhy {
            program: workload.program.clone(),
            requests: workload.requests.clone(),
        })
    }

    fn decide(&self, request: usize) -> Answer {
        let decision = self.program.decide(&self.requests[request]);
        decision.map_or(Answer::None, |decision| decision.outcome.into())
    }
}

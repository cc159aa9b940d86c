//! What somebody answered.

use crate::confidence::Confidence;

/// One answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Given {
    /// The trap, by its slug.
    pub trap: String,
    /// The place of the answer, from 0.
    pub answer: usize,
    /// How sure he was.
    pub confidence: Confidence,
    /// Whether it is right.
    pub right: bool,
}

/// What is remembered of a trap.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Default)]
pub struct TrapRecord {
    /// How often it was asked.
    pub seen: u32,
    /// How often it was answered rightly.
    pub right: u32,
    /// How far it has come in [`STEPS`](crate::schedule::STEPS).
    pub step: u32,
    /// The day on which to ask again.
    pub due: u32,
    /// Whether its second challenge was met.
    pub flipped: bool,
}

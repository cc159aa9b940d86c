//! A set of questions, or an interview, while it is under way.

use iamwhy_traps::Given;

/// Questions, how far they have come, and what was answered.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Round {
    /// Whether the answers come at the end.
    pub(crate) interview: bool,
    /// The traps, by their places.
    pub(crate) drawn: Vec<usize>,
    /// Which of them is asked.
    pub(crate) at: usize,
    /// What was answered so far.
    pub(crate) answers: Vec<Given>,
    /// When the time is over, in milliseconds since 1970.
    pub(crate) until: Option<f64>,
}

impl Round {
    pub(crate) fn new(interview: bool, drawn: Vec<usize>) -> Round {
        Round {
            interview,
            drawn,
            at: 0,
            answers: Vec::new(),
            until: None,
        }
    }

    /// The trap that is asked; none when all were.
    pub(crate) fn asked(&self) -> Option<usize> {
        self.drawn.get(self.at).copied()
    }

    /// Nothing more is asked.
    pub(crate) fn end(&mut self) {
        self.at = self.drawn.len();
    }
}

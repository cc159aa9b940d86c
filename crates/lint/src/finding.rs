//! Something that a check found.

use iamwhy_policy::Span;

use crate::{Check, Severity, Shown};

/// Something that a check found, at its place in the author's own text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Finding {
    /// The check.
    pub check: &'static Check,
    /// What is wrong, in lower case, the author's words in backticks, without its place.
    pub message: String,
    /// Where, in the text that the policy stands in.
    pub span: Span,
    /// The same as a JSON pointer below the policy; of a key, its value's.
    pub pointer: String,
    /// The statement's place in the policy, from 0, where it is in one.
    pub statement: Option<u32>,
    /// Other places that belong to it.
    pub related: Vec<Related>,
    /// How to mend it, where that is sure to be what is meant, or nearly so.
    pub fix: Option<Fix>,
    /// A request that shows it, where the evaluator was asked.
    pub shows: Option<Shown>,
}

impl Finding {
    /// The check's code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        self.check.code
    }

    /// How bad it is.
    #[must_use]
    pub fn severity(&self) -> Severity {
        self.check.severity
    }
}

/// Another place that belongs to a finding.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Related {
    /// Where.
    pub span: Span,
    /// What it has to do with it.
    pub message: String,
}

/// A change that mends a finding.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fix {
    /// What it does, such as: write `Allow`.
    pub title: String,
    /// The edits, which do not overlap.
    pub edits: Vec<Edit>,
    /// Whether it changes no decision, or only what cannot have been meant otherwise: `--fix` makes these.
    pub safe: bool,
}

/// A range of the text, and what takes its place.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Edit {
    /// What goes.
    pub span: Span,
    /// What comes.
    pub text: String,
}

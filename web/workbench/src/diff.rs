//! Lines that differ.

use iamwhy_policy::lines::{Line, compare};

/// A line of a comparison.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum DiffLine {
    /// In both.
    Same(String),
    /// Only before.
    Removed(String),
    /// Only now.
    Added(String),
}

/// The lines of two texts, a longest common part kept.
#[must_use]
pub fn diff(before: &str, after: &str) -> Vec<DiffLine> {
    let lines = compare(before, after).into_iter().map(|line| match line {
        Line::Same(line) => DiffLine::Same(line.to_owned()),
        Line::Removed(line) => DiffLine::Removed(line.to_owned()),
        Line::Added(line) => DiffLine::Added(line.to_owned()),
    });
    lines.collect()
}

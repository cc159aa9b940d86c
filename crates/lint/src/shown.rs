//! A request that shows a finding.

/// A request that shows a finding: a scenario that can be run as it is, and that has been run, with every case as expected.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Shown {
    /// What the requests show, as a sentence.
    pub title: String,
    /// The text of the scenario file.
    pub scenario: String,
}

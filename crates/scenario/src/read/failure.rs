//! Why a type could not be read, and at which node.

use iamwhy_policy::{Listed, NodeId};

use super::{did_you_mean, shortened};

/// Why the types could not be read.
#[derive(Debug)]
pub struct Failure(Box<Why>);

/// What is known of it; behind a pointer, because a failure passes through every type on its way out.
#[derive(Debug)]
pub(crate) struct Why {
    /// Filled by the innermost node that the error passes.
    pub(crate) node: Option<NodeId>,
    pub(crate) message: String,
    pub(crate) help: Option<String>,
    /// A repeated field, which the search for duplicate keys reports already.
    pub(crate) repeated: bool,
}

impl Failure {
    /// What is wrong, and what to do about it.
    pub fn new(message: String, help: Option<String>) -> Failure {
        Failure(Box::new(Why {
            node: None,
            message,
            help,
            repeated: false,
        }))
    }

    pub(crate) fn why(self) -> Why {
        *self.0
    }

    /// The same with this advice, unless there is one.
    pub(crate) fn advising(mut self, help: &str) -> Failure {
        self.0.help.get_or_insert_with(|| help.to_owned());
        self
    }

    /// The same, at this node unless an inner one is known.
    pub fn at(mut self, node: NodeId) -> Failure {
        self.0.node.get_or_insert(node);
        self
    }
}

impl Failure {
    pub(crate) fn unknown_variant(word: &str, expected: &[&str]) -> Failure {
        Failure::new(
            format!("unknown word `{}`", shortened(word)),
            did_you_mean(word, expected.iter().copied()).or_else(|| one_of(expected)),
        )
    }

    pub(crate) fn unknown_field(field: &str, expected: &[&str]) -> Failure {
        Failure::new(
            format!("unknown field `{}`", shortened(field)),
            did_you_mean(field, expected.iter().copied()).or_else(|| one_of(expected)),
        )
    }

    pub(crate) fn missing_field(field: &str) -> Failure {
        Failure::new(format!("missing field `{field}`"), None)
    }

    pub(crate) fn repeated_field(field: &str) -> Failure {
        let mut failure = Failure::new(super::duplicates::message(field), None);
        failure.0.repeated = true;
        failure
    }
}

/// The words to choose from.
pub(crate) fn one_of(words: &[&str]) -> Option<String> {
    match words {
        [] => None,
        [one] => Some(format!("the only one is `{one}`")),
        [first @ .., last] => {
            let first: Vec<String> = first.iter().map(|word| format!("`{word}`")).listed();
            Some(format!("use {} or `{last}`", first.join(", ")))
        }
    }
}

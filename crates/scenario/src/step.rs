//! The way from the scenario down to a place in it.

use iamwhy_policy::{Json, NodeId};

/// One step of it.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(crate) enum Step<'a> {
    Key(&'a str),
    Item(usize),
}

/// A place in words, `principals.alice.policies[0]`.
pub(crate) fn in_words(at: &[Step<'_>]) -> String {
    let mut words = String::new();
    for step in at {
        match step {
            Step::Key(key) => {
                if !words.is_empty() {
                    words.push('.');
                }
                words.push_str(key);
            }
            Step::Item(index) => words.push_str(&format!("[{index}]")),
        }
    }
    words
}

/// The same place, one step further.
pub(crate) fn below<'s>(at: &[Step<'s>], step: Step<'s>) -> Vec<Step<'s>> {
    let mut below = at.to_vec();
    below.push(step);
    below
}

/// The node at a place; where a field is left out, the node that lacks it.
pub(crate) fn node(json: &Json, at: &[Step<'_>]) -> NodeId {
    let mut node = json.root();
    for step in at {
        let next = match step {
            Step::Key(key) => json.get(node, key),
            Step::Item(index) => json.items(node).nth(*index),
        };
        match next {
            Some(next) => node = next,
            None => break,
        }
    }
    node
}

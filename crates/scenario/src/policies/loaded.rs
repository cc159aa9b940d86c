//! A policy whose document is found.

use std::sync::Arc;

use iamwhy_policy::{Json, NodeId, Parsed, Policy};

/// A policy whose document is found; whether AWS would store it is not judged here.
#[derive(Clone)]
pub struct LoadedPolicy {
    /// The text that the document stands in.
    pub json: Arc<Json>,
    /// The document in it.
    pub root: NodeId,
    /// The name in results: its name, else `file` or `file#/pointer`, else its place.
    pub name: String,
    /// The file that the spans point into.
    pub file: String,
    /// Text that passed no check when it was saved: repeated keys follow PARSE-11.
    pub legacy: bool,
    /// The text is not JSON and was read as far as it can be; only a document that a case writes may be so.
    pub broken: bool,
    /// ARN of the policy, for messages.
    pub arn: Option<String>,
    /// Names of values in it that nobody knows yet; they stand in its text as `‹name›`.
    pub depends: Vec<String>,
}

impl LoadedPolicy {
    /// What the document says, as far as it can be read. The `arn` and `depends` beside a document in the scenario are ours, not
    /// AWS's.
    pub fn parse(&self) -> Parsed {
        if self.broken {
            return Policy::parse(self.json.text());
        }
        let mut parsed = Policy::parse_at(Arc::clone(&self.json), self.root, self.legacy);
        for (name, is_ours) in [("arn", self.arn.is_some()), ("depends", !self.depends.is_empty())] {
            let mut members = self.json.members(self.root);
            let ours = members.find(|(key, _)| self.json.string(*key) == Some(name));
            if let (Some((key, value)), true) = (ours, is_ours) {
                parsed
                    .diagnostics
                    .retain(|diagnostic| diagnostic.node != key && diagnostic.node != value);
            }
        }
        parsed
    }
}

/// What stands at a place where a policy can stand.
#[derive(Clone)]
pub enum PolicyAt {
    /// A document.
    Known(Arc<LoadedPolicy>),
    /// `{"unknown": true}`.
    Unknown,
}

impl PolicyAt {
    /// The document, if it is known.
    pub fn known(&self) -> Option<&Arc<LoadedPolicy>> {
        match self {
            PolicyAt::Known(policy) => Some(policy),
            PolicyAt::Unknown => None,
        }
    }
}

//! Policies of which nobody knows what they are attached to.
//!
//! They are not lost: whatever they may govern has a policy that nobody knows, so that no answer about it is sure that is not.

use iamwhy_policy::NodeId;

use super::{Attached, Export};

/// A policy of which nobody knows what it is attached to.
#[derive(Clone, Debug)]
pub(crate) struct Stray {
    /// Where it stands.
    pub(crate) node: NodeId,
    /// What is not known, in words that begin a message.
    pub(crate) what: String,
    /// The resources that it may govern, by name.
    pub(crate) may_govern: Vec<String>,
    /// Whether it stands beside the policy that a resource has already: a resource has one policy, but several permissions.
    pub(crate) adds: bool,
}

/// How many names a message lists.
const LISTED: usize = 3;

impl Export {
    /// A policy that is a resource of its own has found what it governs. What has two of them has one that nobody knows.
    pub(crate) fn govern(&mut self, name: &str, node: NodeId, policy: Attached) -> Attached {
        if self.governed.insert(name.to_owned()) {
            return policy;
        }
        let message =
            format!("`{name}` has more than one policy: which of them stays is not known, so it counts as unknown");
        self.note(node, message);
        Attached::Unseen { arn: None }
    }

    pub(crate) fn stray(&mut self, stray: Stray) {
        self.strays.push(stray);
    }

    /// Whatever a stray policy may govern has one that nobody knows.
    pub(super) fn settle(&mut self) {
        for stray in std::mem::take(&mut self.strays) {
            let mut unknown: Vec<String> = Vec::new();
            for resource in &mut self.resources {
                let has_its_own = !stray.adds && self.governed.contains(&resource.name);
                if stray.may_govern.contains(&resource.name) && !has_its_own {
                    resource.policy = Some(Attached::Unseen { arn: None });
                    unknown.push(format!("`{}`", resource.name));
                }
            }
            let message = counted(&stray.what, "policies", &unknown);
            self.note(stray.node, message);
        }
    }
}

/// What is not known, and whose policies count as unknown therefore.
pub(crate) fn counted(what: &str, policies: &str, whose: &[String]) -> String {
    let first = whose.iter().take(LISTED).cloned().collect::<Vec<_>>().join(", ");
    match whose.len() {
        0 => format!("{what}; nothing here can be meant, so put it where it belongs by hand"),
        1..=LISTED => format!("{what}; until then the {policies} of {first} count as unknown"),
        many => format!(
            "{what}; until then the {policies} of {first} and {} more count as unknown",
            many - LISTED
        ),
    }
}

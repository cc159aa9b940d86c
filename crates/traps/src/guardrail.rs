//! Guardrails, and whether a change loosened one.
//!
//! A guardrail is what somebody else put around those who write identity and resource policies: an SCP, an RCP, a boundary, a
//! session policy, the policy of an endpoint, every `Deny`, and S3's Block Public Access. A statement is said to be loosened unless
//! its elements show that it is not: this compares texts. Whether it made a difference, the cases say; where they do not, it is only
//! said to be possible.

mod cover;

use std::collections::BTreeMap;

use iamwhy_policy::{Json, NodeId};
use iamwhy_scenario::Loaded;

use crate::{flip::Operation, text::Change};

/// A statement and the text that it stands in.
pub(crate) struct Statement<'l> {
    pub(crate) json: &'l Json,
    pub(crate) node: NodeId,
}

/// The statements of all policies at a place, such as `principals.app.boundary` or `organization.root.scps`.
type Places<'l> = BTreeMap<String, Vec<Statement<'l>>>;

/// What was loosened between two versions of a scenario, each as a sentence. `moved` says whether a case is refused less than before.
pub(crate) fn weakened(before: &Loaded, after: &Loaded, moved: bool) -> Vec<String> {
    let (old, new) = (places(before), places(after));
    let mut said = Vec::new();
    for (place, statements) in &old {
        let now = new.get(place);
        if now.is_none() && guard(place).is_some() {
            said.push(format!("`{place}` is gone."));
            continue;
        }
        let now = now.map(Vec::as_slice).unwrap_or_default();
        for own in statements.iter().filter(|own| own.effect() == Some("Deny")) {
            if !now.iter().any(|other| cover::covers(other, own)) {
                let is_left = now
                    .iter()
                    .any(|other| other.effect() == Some("Deny") && other.sid() == own.sid());
                let what = match (is_left, moved) {
                    (false, _) => "is gone",
                    (true, true) => "denies less than before",
                    (true, false) => "is changed, and may deny less than before",
                };
                said.push(format!("{} of `{place}` {what}.", own.words("Deny")));
            }
        }
    }
    for (place, statements) in &new {
        let Some((what, allows)) = guard(place) else { continue };
        let Some(before) = old.get(place) else { continue };
        for own in statements.iter().filter(|own| own.effect() == Some("Allow")) {
            if !before.iter().any(|other| cover::covers(other, own)) {
                let allows = if moved { allows } else { "may allow" };
                said.push(format!("{what} `{place}` {allows} more than before."));
                break;
            }
        }
    }
    said
}

/// Block Public Access that was switched off.
pub(crate) fn opened(changes: &[Change], before: &Option<Json>, after: &Json) -> Vec<String> {
    let on = |json: &Json, path: &str| {
        let node = json.at_pointer(path, json.root());
        node.is_some_and(|node| json.raw(node).contains("true"))
    };
    let mut said = Vec::new();
    for change in changes
        .iter()
        .filter(|change| change.path.contains("/blockPublicAccess"))
    {
        let was_on = before.as_ref().is_some_and(|json| on(json, &change.path));
        let is_on = change.op != Operation::Remove && on(after, &change.path);
        if was_on && !is_on {
            said.push("Block Public Access is switched off.".to_owned());
        }
    }
    said
}

/// What kind of guardrail stands at a place, and its verb.
fn guard(place: &str) -> Option<(&'static str, &'static str)> {
    let last = place.rsplit('.').next().unwrap_or_default();
    Some(match last {
        "scps" => ("the SCPs at", "allow"),
        "rcps" => ("the RCPs at", "allow"),
        "boundary" => ("the boundary", "allows"),
        "sessionPolicies" => ("the session policies at", "allow"),
        "taskPolicy" => ("the task policy", "allows"),
        "policy" if place.starts_with("endpoints.") => ("the endpoint policy", "allows"),
        _ => return None,
    })
}

fn places(loaded: &Loaded) -> Places<'_> {
    let mut places = Places::new();
    for (place, policy) in loaded.policies.iter() {
        // The policies of a list count together; those that have only a name count where they are attached.
        let place = place.rsplit_once('[').map_or(place, |(list, _)| list);
        if place.starts_with("policies.") {
            continue;
        }
        let own = places.entry(place.to_owned()).or_default();
        let Some(policy) = policy.known() else { continue };
        let Some(list) = policy.json.get(policy.root, "Statement") else {
            continue;
        };
        let mut nodes: Vec<NodeId> = policy.json.items(list).collect();
        if nodes.is_empty() {
            nodes.push(list);
        }
        own.extend(nodes.into_iter().map(|node| Statement {
            json: &policy.json,
            node,
        }));
    }
    places
}

impl Statement<'_> {
    pub(crate) fn effect(&self) -> Option<&str> {
        self.json.string(self.json.get(self.node, "Effect")?)
    }

    fn sid(&self) -> Option<&str> {
        self.json.string(self.json.get(self.node, "Sid")?)
    }

    fn words(&self, effect: &str) -> String {
        match self.sid() {
            Some(sid) => format!("the {effect} `{sid}`"),
            None => format!("a {effect}"),
        }
    }
}

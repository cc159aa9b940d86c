//! What a string of the scenario is about, by the place where it stands.

use iamwhy_policy::{Json, Kind, NodeId};

/// What a string is about.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub(super) enum About {
    /// Words of the format, actions, services: it stays.
    Format,
    /// A name: all its words are somebody's own.
    Name,
    /// Anything else: ARNs, ids and addresses in it are somebody's own.
    Text,
    /// A policy as raw text.
    Policy,
}

/// Fields with words of the format, actions or services.
const FORMAT: &[&str] = &[
    "$schema",
    "Action",
    "Effect",
    "NotAction",
    "Service",
    "Version",
    "action",
    "actions",
    "blockers",
    "credential",
    "decision",
    "layer",
    "objectOwnership",
    "operation",
    "operations",
    "permission",
    "rule",
    "rules",
    "service",
    "type",
    "unknown",
    "via",
    "warnings",
];

/// Objects whose keys are names.
const NAMED: &[&str] = &[
    "accounts",
    "endpoints",
    "groups",
    "policies",
    "principals",
    "resources",
    "units",
];

/// Fields with names, and keys whose values name somebody.
const NAMES: &[&str] = &[
    "canonicalId",
    "id",
    "session",
    "sourceIdentity",
    "sts:ExternalId",
    "sts:RoleSessionName",
    "sts:SourceIdentity",
    "aws:SourceIdentity",
    "aws:userid",
    "aws:username",
];

/// What a string is about.
pub(super) fn about(json: &Json, node: NodeId) -> About {
    let steps = steps(json, node);
    let steps: Vec<&str> = steps.iter().map(|own| &**own).collect();
    if json.is_key(node) {
        let [.., holder, own] = steps.as_slice() else {
            return About::Format;
        };
        // A policy's own objects have keys of the same names.
        let inside = steps.contains(&"Statement") || steps.contains(&"cases");
        return if NAMED.contains(holder) && *own != "unknown" && !inside {
            About::Name
        } else {
            About::Format
        };
    }
    let field = steps.iter().rev().find(|step| **step != ITEM).copied().unwrap_or("");
    match steps.as_slice() {
        ["assume", ..] | [.., "operation", "name"] => About::Format,
        _ if FORMAT.contains(&field) => About::Format,
        [.., "text"] if json.string(node).is_some_and(|text| text.contains('{')) => About::Policy,
        ["accounts", _, "name"] | ["principals" | "resources" | "cases", _, "tags" | "sessionTags", _] => About::Name,
        _ if NAMES.iter().any(|own| own.eq_ignore_ascii_case(field)) => About::Name,
        _ if field.contains("Tag/") => About::Name,
        _ => About::Text,
    }
}

/// The step to an item of a list.
const ITEM: &str = "#";

/// The keys on the way to a node.
fn steps(json: &Json, node: NodeId) -> Vec<Box<str>> {
    let mut steps: Vec<Box<str>> = Vec::new();
    let mut at = node;
    if json.is_key(node) {
        steps.push(json.string(node).unwrap_or_default().into());
        at = json.parent(node).unwrap_or(json.root());
    }
    while let Some(parent) = json.parent(at) {
        if json.kind(parent) == Kind::Object {
            // The key is a leaf, hence the entry before its value.
            steps.push(json.string(NodeId(at.0.saturating_sub(1))).unwrap_or_default().into());
        } else {
            steps.push(ITEM.into());
        }
        at = parent;
    }
    steps.reverse();
    steps
}

//! What `aws sts decode-authorization-message` prints: `DecodedMessage` as a text, or that text itself.

use iamwhy_policy::{Json, NodeId};

use super::{Recorded, bare, text};
use crate::denial::{Denial, Effect};

/// Names among the conditions that describe the resource and that no policy can ask for.
const PARTS: [&str; 7] = [
    "aws:ARN",
    "aws:Account",
    "aws:ID",
    "aws:Region",
    "aws:Resource",
    "aws:Service",
    "aws:Type",
];

pub(super) fn decoded(json: &Json, root: NodeId) -> Option<Denial> {
    if let Some(inner) = json.get(root, "DecodedMessage").and_then(|own| json.string(own)) {
        let inner = Json::read(inner).ok()?;
        return message(&inner, inner.root());
    }
    message(json, root)
}

fn message(json: &Json, root: NodeId) -> Option<Denial> {
    let at = |pointer: &str| text(json, root, pointer);
    if at("/allowed") == Some("true") || (at("/context/action").is_none() && at("/context/principal/arn").is_none()) {
        return None;
    }
    let mut denial = bare()?;
    denial.reason.effect = match at("/explicitDeny") {
        Some("true") => Effect::Explicit,
        Some("false") => Effect::Implicit,
        _ => Effect::Unsaid,
    };
    let mut recorded = Recorded {
        what: "a decoded authorization message",
        ..Recorded::default()
    };
    if let Some(caller) = at("/context/principal/arn") {
        denial.set_caller(caller);
    }
    // Of a session it is the id of the role with the session's name.
    let id = at("/context/principal/id").and_then(|id| id.split(':').next());
    recorded.id = id.map(str::to_owned);
    if let Some(action) = at("/context/action") {
        denial.set_action(action);
    }
    if let Some(resource) = at("/context/resource") {
        denial.set_resource(resource);
    }
    let items = |pointer: &str| {
        json.at_pointer(pointer, root)
            .into_iter()
            .flat_map(|list| json.items(list))
    };
    for item in items("/context/conditions/items") {
        let Some(key) = text(json, item, "/key").filter(|key| !PARTS.contains(key)) else {
            continue;
        };
        let values = json
            .at_pointer("/values/items", item)
            .into_iter()
            .flat_map(|list| json.items(list));
        let values: Vec<&str> = values.filter_map(|own| text(json, own, "/value")).collect();
        recorded.add_all(key, &values);
    }
    for item in items("/matchedStatements/items") {
        let effect = text(json, item, "/effect").unwrap_or("?");
        let name = text(json, item, "/statementId")
            .map_or_else(|| "a statement without a Sid".to_owned(), |sid| format!("`{sid}`"));
        recorded.notes.push(format!("{name} matched ({effect})"));
    }
    denial.recorded = Some(Box::new(recorded));
    Some(denial)
}

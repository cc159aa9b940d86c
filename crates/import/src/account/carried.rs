//! What an entry of a user or role says beside its policies. What is there and cannot be read is unknown, and noted.

use iamwhy_policy::{Json, Kind, NodeId};

use super::{Pages, by_arn, text};
use crate::export::{Attached, Export, texts};

/// The items of a list; an absent one is empty, none where something else stands there.
pub(super) fn items(export: &mut Export, json: &Json, owner: NodeId, key: &str) -> Option<Vec<NodeId>> {
    let Some(list) = json.get(owner, key) else {
        return Some(Vec::new());
    };
    if json.kind(list) != Kind::Array {
        export.note(list, format!("`{key}` is no list: what it would have said is unknown"));
        return None;
    }
    Some(json.items(list).collect())
}

/// The permissions boundary.
pub(super) fn boundary(export: &mut Export, json: &Json, owner: NodeId, known: &Pages) -> Option<Attached> {
    let own = json.get(owner, "PermissionsBoundary")?;
    if json.kind(own) == Kind::Null {
        return None;
    }
    if let Some(arn) = text(json, own, "PermissionsBoundaryArn") {
        return Some(by_arn(arn, known));
    }
    export.note(
        own,
        "a boundary here has no `PermissionsBoundaryArn`: which policy it is, is unknown",
    );
    Some(Attached::Unseen { arn: None })
}

/// The tags; none where one of them cannot be read.
pub(super) fn tags(export: &mut Export, json: &Json, owner: NodeId) -> Option<Vec<(String, String)>> {
    let all = items(export, json, owner, "Tags")?;
    let readable = |tag: &NodeId| json.get(*tag, "Key").is_some_and(|key| json.scalar(key).is_some());
    if let Some(tag) = all.iter().find(|tag| !readable(tag)) {
        export.note(*tag, "a tag here has no `Key`: the tags are unknown");
        return None;
    }
    Some(
        json.get(owner, "Tags")
            .map(|tags| texts::pairs(json, tags, "Key", "Value"))
            .unwrap_or_default(),
    )
}

/// A managed policy in a list of what is attached.
pub(super) fn attachment(export: &mut Export, json: &Json, node: NodeId, known: &Pages) -> Attached {
    match text(json, node, "PolicyArn") {
        Some(arn) => by_arn(arn, known),
        None => {
            export.note(
                node,
                "an attachment here has no `PolicyArn`: which policy it is, is unknown",
            );
            Attached::Unseen { arn: None }
        }
    }
}

/// A role's trust policy that is not in the file: every role has one.
pub(super) fn no_trust(export: &mut Export, role: NodeId) -> Attached {
    export.note(
        role,
        "a role here has no `AssumeRolePolicyDocument`: its trust policy is unknown",
    );
    Attached::Unseen { arn: None }
}

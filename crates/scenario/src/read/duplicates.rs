//! Repeated keys: an error everywhere, as nobody can say which one counts.

use iamwhy_policy::{Add, Json, Kind, NodeId};

use super::{Errors, shortened};

/// Adds an error for every repeated key at or below `root`.
pub(crate) fn duplicates(json: &Json, root: NodeId, errors: &mut Errors<'_>) {
    let mut open = vec![root];
    while let Some(node) = open.pop() {
        match json.kind(node) {
            Kind::Array => open.add(json.items(node)),
            Kind::Object => {
                for key in json.duplicates(node) {
                    let name = json.string(key).unwrap_or_default();
                    errors.push(key, message(name), Some("keep one of them".to_owned()));
                }
                open.add(json.members(node).map(|(_, value)| value));
            }
            _ => {}
        }
    }
}

pub(crate) fn message(key: &str) -> String {
    format!("duplicate key `{}`", shortened(key))
}

//! Lists of small texts.

use iamwhy_policy::{Json, NodeId};

/// A list of objects with a key and a value, such as tags.
pub(crate) fn pairs(json: &Json, list: NodeId, key: &str, value: &str) -> Vec<(String, String)> {
    let text = |node, key: &str| json.get(node, key).and_then(|own| json.scalar(own)).map(str::to_owned);
    json.items(list)
        .filter_map(|node| Some((text(node, key)?, text(node, value).unwrap_or_default())))
        .collect()
}

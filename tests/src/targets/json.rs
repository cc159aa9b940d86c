//! Our reader against serde_json: same accept and reject, same values.

use iamwhy_policy::{Json, Kind, NodeId};
use serde_json::Value;

/// Reads the bytes with both readers.
///
/// # Panics
/// Where they disagree.
pub fn check(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let ours = Json::read(text);
    let theirs = serde_json::from_str::<Value>(text);
    match (ours, theirs) {
        (Ok(json), Ok(value)) => assert!(same(&json, json.root(), &value), "other values for {text:?}"),
        (Err(_), Err(_)) => {}
        (ours, theirs) => assert_eq!(
            ours.is_ok(),
            theirs.is_ok(),
            "one reader accepts what the other refuses: {text:?}"
        ),
    }
    // The recovering reader takes anything.
    let (json, _) = Json::read_recovering(text);
    let _ = json.pointer(json.root(), json.root());
}

/// Compares values; of duplicate keys serde_json keeps the last.
fn same(json: &Json, node: NodeId, value: &Value) -> bool {
    match (json.kind(node), value) {
        (Kind::Null, Value::Null) => true,
        (Kind::Bool, Value::Bool(other)) => json.boolean(node) == Some(*other),
        (Kind::String, Value::String(other)) => json.string(node) == Some(other),
        // With arbitrary precision both keep the text, but serde_json writes exponents in its own way.
        (Kind::Number, Value::Number(other)) => plain(json.raw(node)) == plain(&other.to_string()),
        (Kind::Array, Value::Array(other)) => {
            let items: Vec<NodeId> = json.items(node).collect();
            items.len() == other.len() && items.iter().zip(other).all(|(item, other)| same(json, *item, other))
        }
        (Kind::Object, Value::Object(other)) => {
            let members: Vec<(&str, NodeId)> = json
                .members(node)
                .filter_map(|(key, value)| Some((json.string(key)?, value)))
                .collect();
            other.iter().all(|(key, value)| {
                members
                    .iter()
                    .rev()
                    .find(|(own, _)| own == key)
                    .is_some_and(|(_, own)| same(json, *own, value))
            }) && members.iter().all(|(key, _)| other.contains_key(*key))
        }
        _ => false,
    }
}

fn plain(number: &str) -> String {
    number.to_ascii_lowercase().replace("e+", "e")
}

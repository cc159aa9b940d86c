//! Members of an object.

use iamwhy_policy::{ConditionPair, Json, Kind, Listed, NodeId};

use super::TextEdit;
use super::list::cut;
use super::style::{colon, quoted, separator};

fn spans(json: &Json, object: NodeId) -> Vec<(u32, u32)> {
    json.members(object)
        .map(|(key, value)| (json.span(key).start, json.span(value).end))
        .listed()
}

/// Adds a member, `value` being JSON text, behind the last one.
pub(crate) fn add_member(json: &Json, object: NodeId, name: &str, value: &str) -> Option<TextEdit> {
    if json.kind(object) != Kind::Object {
        return None;
    }
    let spans = spans(json, object);
    let last = json.members(object).last().map(|(key, _)| key);
    let member = [&*quoted(name), colon(json, last), value].concat();
    match spans.last() {
        Some((_, end)) => Some(TextEdit::insert(*end, separator(json.text(), &spans) + &member)),
        None => {
            let span = json.span(object);
            Some(TextEdit {
                start: span.start,
                end: span.end,
                text: ["{ ", &*member, " }"].concat(),
            })
        }
    }
}

/// Removes a test of a condition block; what is empty then goes too.
pub(crate) fn remove_pair(json: &Json, pair: &ConditionPair) -> Option<TextEdit> {
    let mut key = pair.key;
    // A pair stands in its operator, that in `Condition`, that in the statement.
    for _ in 0..3 {
        let object = json.parent(key)?;
        let place = json.members(object).position(|(other, _)| other == key)?;
        if let Some(edit) = cut(&spans(json, object), place) {
            return Some(edit);
        }
        key = NodeId(object.0.checked_sub(1)?);
        if !json.is_key(key) {
            return None;
        }
    }
    None
}

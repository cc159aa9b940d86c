//! Values of an element: a string, or an array of strings.

use iamwhy_policy::{Json, Kind, Listed, NodeId};

use super::TextEdit;
use super::style::{quoted, separator, tight};

/// Adds a string to a value; a string becomes an array.
pub(crate) fn add_item(json: &Json, value: NodeId, item: &str) -> Option<TextEdit> {
    add_items(json, value, &[item])
}

/// Adds strings to a value; a string becomes an array.
pub(crate) fn add_items(json: &Json, value: NodeId, items: &[&str]) -> Option<TextEdit> {
    let span = json.span(value);
    let comma = if tight(json.text()) { "," } else { ", " };
    let joined = |comma: &str| items.iter().map(|item| quoted(item)).listed().join(comma);
    let item = joined(comma);
    if json.kind(value) != Kind::Array {
        let text = ["[", json.raw(value), comma, &item, "]"].concat();
        return matches!(json.kind(value), Kind::String | Kind::Number | Kind::Bool).then_some(TextEdit {
            start: span.start,
            end: span.end,
            text,
        });
    }
    let spans = spans(json, json.items(value));
    match spans.last() {
        Some((_, end)) => {
            let between = separator(json.text(), &spans);
            Some(TextEdit::insert(*end, [&*between, &joined(&between)].concat()))
        }
        None => Some(TextEdit {
            start: span.start,
            end: span.end,
            text: ["[", &*item, "]"].concat(),
        }),
    }
}

/// Removes one of several values.
pub(crate) fn remove_item(json: &Json, item: NodeId) -> Option<TextEdit> {
    let list = json.parent(item)?;
    if json.kind(list) != Kind::Array {
        return None;
    }
    let place = json.items(list).position(|other| other == item)?;
    cut(&spans(json, json.items(list)), place)
}

pub(super) fn spans(json: &Json, nodes: impl Iterator<Item = NodeId>) -> Vec<(u32, u32)> {
    nodes
        .map(|node| {
            let span = json.span(node);
            (span.start, span.end)
        })
        .listed()
}

/// Takes one neighbour out with its comma; none where it stands alone.
pub(super) fn cut(spans: &[(u32, u32)], place: usize) -> Option<TextEdit> {
    let own = spans.get(place)?;
    let (start, end) = match (spans.get(place + 1), place.checked_sub(1).and_then(|at| spans.get(at))) {
        (Some(next), _) => (own.0, next.0),
        (None, Some(before)) => (before.1, own.1),
        (None, None) => return None,
    };
    Some(TextEdit {
        start,
        end,
        text: String::new(),
    })
}

//! Taking out, and moving about.

use iamwhy_policy::{Json, Kind};

use super::{TextEdit, pointer};

/// Takes a member or an item out, with the comma beside it.
#[must_use]
pub fn remove(json: &Json, at: &str) -> Option<TextEdit> {
    let (parent, _) = pointer::split(at)?;
    let node = json.at_pointer(at, json.root())?;
    let container = json.at_pointer(parent, json.root())?;
    let mut spans: Vec<(usize, usize)> = Vec::new();
    let mut place = None;
    for (key, value) in json.members(container) {
        if value == node {
            place = Some(spans.len());
        }
        spans.push((json.span(key).start as usize, json.span(value).end as usize));
    }
    for item in json.items(container) {
        if item == node {
            place = Some(spans.len());
        }
        spans.push((json.span(item).start as usize, json.span(item).end as usize));
    }
    let place = place?;
    let own = spans.get(place)?;
    let before = place.checked_sub(1).and_then(|before| spans.get(before));
    let (start, end) = match (spans.get(place + 1), before) {
        (Some(next), _) => (own.0, next.0),
        (None, Some(before)) => (before.1, own.1),
        // The brackets close up.
        (None, None) => {
            let span = json.span(container);
            (span.start as usize + 1, span.end as usize - 1)
        }
    };
    Some(TextEdit {
        start,
        end,
        text: String::new(),
    })
}

/// Changes the order of an array: the item at `from` stands at `to` afterwards. The new text of the whole array.
#[must_use]
pub fn move_item(json: &Json, array: &str, from: usize, to: usize) -> Option<TextEdit> {
    let node = json.at_pointer(array, json.root())?;
    if json.kind(node) != Kind::Array {
        return None;
    }
    let items: Vec<_> = json.items(node).collect();
    let mut order: Vec<usize> = (0..items.len()).collect();
    if from >= items.len() || to >= items.len() {
        return None;
    }
    let moved = order.remove(from);
    order.insert(to, moved);
    let (first, last) = (json.span(*items.first()?).start, json.span(*items.last()?).end);
    let mut text = String::with_capacity((last - first) as usize);
    for (place, index) in order.iter().enumerate() {
        text.push_str(json.raw(*items.get(*index)?));
        // What stands between two places stays there.
        if let (Some(own), Some(next)) = (items.get(place), items.get(place + 1)) {
            let between = json.span(*own).end as usize..json.span(*next).start as usize;
            text.push_str(json.text().get(between)?);
        }
    }
    Some(TextEdit {
        start: first as usize,
        end: last as usize,
        text,
    })
}

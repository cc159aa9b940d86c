//! Setting and adding.

use iamwhy_policy::{Json, Kind, NodeId};

use iamwhy_policy::layout::{begins_line, indent_of_line, indented, newline, quoted, unit};

use super::{TextEdit, order, pointer};

/// Sets the value at a pointer, `value` being JSON text; objects on the way there are made. None where something else stands
/// in the way.
#[must_use]
pub fn set(json: &Json, at: &str, value: &str) -> Option<TextEdit> {
    if let Some(node) = json.at_pointer(at, json.root()) {
        return Some(replace(json, node, value));
    }
    let (mut parent, step) = pointer::split(at)?;
    let mut missing = vec![step];
    while json.at_pointer(parent, json.root()).is_none() {
        let (outer, step) = pointer::split(parent)?;
        missing.push(step);
        parent = outer;
    }
    let name = missing.pop()?;
    let mut whole = value.to_owned();
    for key in &missing {
        whole = wrapped(key, &whole);
    }
    let node = json.at_pointer(parent, json.root())?;
    match json.kind(node) {
        Kind::Array => {
            let index = name.parse().ok()?;
            (index == json.items(node).count()).then(|| insert_item(json, parent, index, &whole))?
        }
        _ => insert_member(json, parent, &name, &whole),
    }
}

/// An object with one member.
fn wrapped(key: &str, value: &str) -> String {
    match value.contains('\n') {
        true => ["{\n  ", &quoted(key), ": ", &indented(value, "  ", "\n"), "\n}"].concat(),
        false => ["{ ", &quoted(key), ": ", value, " }"].concat(),
    }
}

fn replace(json: &Json, node: NodeId, value: &str) -> TextEdit {
    let span = json.span(node);
    let text = json.text();
    TextEdit {
        start: span.start as usize,
        end: span.end as usize,
        text: indented(value, indent_of_line(text, span.start as usize), newline(text)),
    }
}

/// Adds a member to an object, where the format would list it, else behind the last one.
#[must_use]
pub fn insert_member(json: &Json, object: &str, name: &str, value: &str) -> Option<TextEdit> {
    let node = json.at_pointer(object, json.root())?;
    if json.kind(node) != Kind::Object {
        return None;
    }
    let mut spans = Vec::new();
    let mut place = None;
    for (key, value) in json.members(node) {
        if place.is_none() && order::is_behind(object, name, json.string(key).unwrap_or_default()) {
            place = Some(spans.len());
        }
        spans.push((json.span(key).start as usize, json.span(value).end as usize));
    }
    let colon = json.members(node).last().and_then(|(key, value)| {
        let between = json.span(key).end as usize..json.span(value).start as usize;
        json.text().get(between)
    });
    let member = [&quoted(name), colon.unwrap_or(": "), value].concat();
    Some(between(json, node, &spans, place.unwrap_or(spans.len()), &member))
}

/// Adds an item to an array, so that it stands at `index`.
#[must_use]
pub fn insert_item(json: &Json, array: &str, index: usize, value: &str) -> Option<TextEdit> {
    let node = json.at_pointer(array, json.root())?;
    if json.kind(node) != Kind::Array {
        return None;
    }
    let span = |node| (json.span(node).start as usize, json.span(node).end as usize);
    let spans: Vec<(usize, usize)> = json.items(node).map(span).collect();
    Some(between(json, node, &spans, index.min(spans.len()), value))
}

/// Adds an item behind the last one; where there is no array yet, it is made.
#[must_use]
pub fn append(json: &Json, array: &str, value: &str) -> Option<TextEdit> {
    match json.at_pointer(array, json.root()) {
        Some(node) => insert_item(json, array, json.items(node).count(), value),
        None => set(json, array, &listed(value)),
    }
}

/// An array of one.
fn listed(value: &str) -> String {
    match value.contains('\n') {
        true => ["[\n  ", &indented(value, "  ", "\n"), "\n]"].concat(),
        false => ["[", value, "]"].concat(),
    }
}

/// Puts a new neighbour among those of a container.
fn between(json: &Json, container: NodeId, spans: &[(usize, usize)], place: usize, new: &str) -> TextEdit {
    let text = json.text();
    let newline = newline(text);
    let Some(last) = spans.last() else {
        return fill(json, container, new);
    };
    if new.contains('\n') && !json.raw(container).contains('\n') {
        return spread(json, container, spans, place, new);
    }
    let separator = match spans {
        [.., before, last] => text.get(before.1..last.0).unwrap_or(", ").to_owned(),
        [only, ..] if begins_line(text, only.0) => [",", newline, indent_of_line(text, only.0)].concat(),
        _ if tight(text) => ",".to_owned(),
        _ => ", ".to_owned(),
    };
    let indent = match separator.rsplit_once('\n') {
        Some((_, indent)) => indent.to_owned(),
        None => indent_of_line(text, last.0).to_owned(),
    };
    let new = indented(new, &indent, newline);
    match spans.get(place) {
        Some(next) => TextEdit {
            start: next.0,
            end: next.0,
            text: [new.as_str(), &separator].concat(),
        },
        None => TextEdit {
            start: last.1,
            end: last.1,
            text: [&separator, new.as_str()].concat(),
        },
    }
}

/// A container that stood on one line gets a line for each entry, because the new one has several.
fn spread(json: &Json, container: NodeId, spans: &[(usize, usize)], place: usize, new: &str) -> TextEdit {
    let text = json.text();
    let newline = newline(text);
    let span = json.span(container);
    let (start, end) = (span.start as usize, span.end as usize);
    let outer = indent_of_line(text, start);
    let inner = [outer, unit(json)].concat();
    let new = indented(new, &inner, newline);
    let mut entries: Vec<&str> = spans
        .iter()
        .map(|(from, to)| text.get(*from..*to).unwrap_or_default())
        .collect();
    entries.insert(place.min(entries.len()), &new);
    let separator = [",", newline, &inner].concat();
    let (open, close) = if json.kind(container) == Kind::Object {
        ("{", "}")
    } else {
        ("[", "]")
    };
    TextEdit {
        start,
        end,
        text: [open, newline, &inner, &entries.join(&separator), newline, outer, close].concat(),
    }
}

/// The first entry of an empty container.
fn fill(json: &Json, container: NodeId, new: &str) -> TextEdit {
    let text = json.text();
    let span = json.span(container);
    let (start, end) = (span.start as usize, span.end as usize);
    let (open, close, space) = match json.kind(container) {
        Kind::Object => ("{", "}", " "),
        _ => ("[", "]", ""),
    };
    let outer = indent_of_line(text, start);
    // Names of a section stand on lines of their own.
    let section = json.parent(container) == Some(json.root()) && json.kind(container) == Kind::Object;
    let text = if new.contains('\n') || section && !tight(text) {
        let newline = newline(text);
        let inner = [outer, unit(json)].concat();
        let new = indented(new, &inner, newline);
        [open, newline, &inner, &new, newline, outer, close].concat()
    } else {
        [open, space, new, space, close].concat()
    };
    TextEdit { start, end, text }
}

/// Whether the text is written without spaces.
fn tight(text: &str) -> bool {
    !text.contains("\": ") && !text.contains("\", ")
}

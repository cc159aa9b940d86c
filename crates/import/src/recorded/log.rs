//! Where events stand: alone, in a log file, in what commands and services wrap around them, one in a line, or as rows.

use iamwhy_policy::{Json, Kind, NodeId};

use super::{row, table};
use crate::printed;
use crate::value::Value;

/// Members that list events, or what each of them is wrapped in.
const LISTS: [&str; 6] = ["Records", "Events", "events", "logEvents", "QueryResultRows", "results"];
/// Members that hold an event as a text.
const TEXTS: [&str; 6] = ["CloudTrailEvent", "message", "@message", "body", "Message", "_raw"];
/// Members that hold an event.
const OBJECTS: [&str; 3] = ["detail", "Sns", "_source"];
/// How often an event may be wrapped: EventBridge's in SNS's in the body of a message of SQS.
const DEEPEST: usize = 5;
/// How often the text may be gone through because of brackets that nobody closed.
const PASSES: usize = 8;

/// Where an event stands.
pub(super) enum Found {
    Here(NodeId),
    /// In a document of its own.
    Inside(Json, NodeId),
}

impl Found {
    /// Its document and its place in it.
    pub(super) fn of<'j>(&'j self, whole: &'j Json) -> (&'j Json, NodeId) {
        match self {
            Found::Here(node) => (whole, *node),
            Found::Inside(json, node) => (json, *node),
        }
    }
}

/// What may be events.
pub(super) fn entries(json: &Json, root: NodeId) -> Vec<NodeId> {
    if json.kind(root) == Kind::Array {
        return json.items(root).collect();
    }
    let list = LISTS.iter().filter_map(|name| json.get(root, name));
    match list.into_iter().find(|own| json.kind(*own) == Kind::Array) {
        Some(list) if !is_event(json, root) => json.items(list).collect(),
        _ => vec![root],
    }
}

/// Whether the events of CloudTrail are here: the first entries tell.
pub(crate) fn is_log(json: &Json, root: NodeId) -> bool {
    let is_one = |node| json.get(node, "CloudTrailEvent").is_some() || find(json, node, 0).is_some();
    table::result_set(json, root).is_some()
        || entries(json, root).into_iter().take(3).any(is_one)
        || why_none(json, root).is_some()
}

/// Why files of CloudTrail hold no request.
pub(crate) fn why_none(json: &Json, root: NodeId) -> Option<&'static str> {
    let has = |node, name| json.get(node, name).is_some();
    if has(root, "digestS3Object") {
        return Some(
            "this is a digest file of CloudTrail, which lists log files and has no request in it: paste one of those, unpacked",
        );
    }
    let entries = entries(json, root);
    if entries.is_empty() && ["Records", "Events"].iter().any(|name| has(root, name)) {
        return Some(
            "this log of CloudTrail holds no events: look into the files of other times, regions and accounts",
        );
    }
    let insight = |node: &NodeId| has(*node, "insightDetails");
    entries.first().is_some_and(insight).then_some(
        "this is an Insights event of CloudTrail, which counts calls and has no request in it: paste one of the events that it counts",
    )
}

/// An event has both, and its source is a service. Notifications of S3 and Lambda's records are none.
fn is_event(json: &Json, node: NodeId) -> bool {
    let source = json.get(node, "eventSource");
    let is_notice = source
        .and_then(|own| json.string(own))
        .is_some_and(|own| own.starts_with("aws:"));
    source.is_some() && !is_notice && json.get(node, "eventName").is_some()
}

/// The event in an entry, whatever is wrapped around it.
pub(super) fn find(json: &Json, node: NodeId, depth: usize) -> Option<Found> {
    if depth > DEEPEST {
        return None;
    }
    if row::is_row(json, node) {
        let event = row::event(json, node)?;
        let root = event.root();
        return is_event(&event, root).then_some(Found::Inside(event, root));
    }
    if is_event(json, node) {
        return Some(Found::Here(node));
    }
    if json.kind(node) == Kind::Array {
        let row = row_of(json, node)?;
        return inside(row, depth);
    }
    for name in OBJECTS {
        if let Some(found) = json.get(node, name).and_then(|own| find(json, own, depth + 1)) {
            return Some(found);
        }
    }
    let texts = TEXTS.iter().filter_map(|name| json.string(json.get(node, name)?));
    let mut documents = texts.filter(|text| text.trim_start().starts_with('{'));
    inside(Json::read(documents.next()?).ok()?, depth)
}

fn inside(json: Json, depth: usize) -> Option<Found> {
    Some(match find(&json, json.root(), depth + 1)? {
        Found::Here(node) => Found::Inside(json, node),
        inner => inner,
    })
}

/// A row as a list of cells: `{"eventName": "…"}` of CloudTrail Lake, `{"field": "@message", "value": "…"}` of CloudWatch Logs.
fn row_of(json: &Json, list: NodeId) -> Option<Json> {
    let text = |node, name| json.get(node, name).and_then(|own| json.string(own));
    let cells = json.items(list).flat_map(|cell| match text(cell, "field") {
        Some(field) => vec![(field.to_owned(), text(cell, "value").unwrap_or_default().into())],
        None => json
            .members(cell)
            .filter_map(|(key, value)| Some((json.string(key)?.to_owned(), Value::of(json, value))))
            .collect(),
    });
    Json::read(Value::Object(cells.collect()).compact()).ok()
}

/// A text that is not one document as a list of the events in it, and whether it breaks off: an event in each line, the output of a
/// loop, what is left of a log that was cut.
pub(crate) fn joined(text: &str) -> Option<(Json, bool)> {
    let speaks = |word: &str| crate::search::find(text, word).is_some();
    if !speaks("eventsource") || !speaks("eventname") {
        return None;
    }
    if let Some(table) = table::separated(text) {
        return Some((table, false));
    }
    let (mut list, mut at) = (String::from("["), 0);
    let (mut breaks_off, mut left) = (false, text.len().saturating_mul(PASSES));
    while let Some(start) = text.get(at..).and_then(|rest| rest.find('{')).map(|own| at + own) {
        let rest = text.get(start..).unwrap_or_default();
        let document = rest.get(..printed::end_of(rest)).unwrap_or_default();
        let Ok(json) = Json::read(document) else {
            breaks_off = true;
            left = left.saturating_sub(document.len());
            if left == 0 {
                break;
            }
            // What stands in a list that nobody closed may be whole.
            at = start + 1;
            continue;
        };
        for entry in entries(&json, json.root()) {
            if find(&json, entry, 0).is_some() {
                list.push_str(if list.len() > 1 { "," } else { "" });
                list.push_str(json.raw(entry));
            }
        }
        at = start + document.len();
    }
    if list.len() == 1 {
        return None;
    }
    list.push(']');
    Some((Json::read(list).ok()?, breaks_off))
}

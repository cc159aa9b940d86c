//! The document of a policy, as it stands in a scenario.

use iamwhy_policy::{
    Add, Json, Kind, Listed, NodeId,
    layout::{indent_of_line, pretty, quoted},
};

use crate::policies::LoadedPolicy;

/// A document on one line that is longer is laid out on several.
const LONG: usize = 100;

/// Documents that nest deeper than this would nest too deep in a scenario.
const DEEP: u32 = iamwhy_policy::json::DEPTH - 8;

/// What our format puts beside the elements of a document.
const OURS: [&str; 2] = ["arn", "depends"];

/// The policy, with what is known of it beside its document, indented by `unit`.
pub(super) fn text(policy: &LoadedPolicy, unit: &str) -> String {
    let (json, root) = (&policy.json, policy.root);
    let mut beside = Vec::new();
    beside.add(policy.arn.as_deref().map(|arn| ("arn", plain(arn))));
    // What AWS would call an unknown element must not become ours.
    let has_ours = OURS.iter().any(|name| json.get(root, name).is_some());
    if (has_ours || is_deep(json, root)) && policy.depends.is_empty() {
        beside.insert(0, ("text", quoted(&in_json(json, root))));
        let members: Vec<String> = beside
            .iter()
            .map(|(name, value)| [&quoted(name), ": ", value].concat())
            .listed();
        return ["{", &members.join(", "), "}"].concat();
    }
    if !policy.depends.is_empty() {
        let names: Vec<String> = policy.depends.iter().map(|name| plain(name)).listed();
        beside.push(("depends", super::edits::list(&names, unit)));
    }
    beside.retain(|(name, _)| json.get(root, name).is_none());
    with(stepped(&in_json(json, root), unit), &beside)
}

/// A string in the letters that IAM takes in a document, which end at U+00FF (PARSE-9).
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len() + 2);
    for letter in quoted(text).chars() {
        if letter <= '\u{ff}' {
            plain.push(letter);
            continue;
        }
        for unit in letter.encode_utf16(&mut [0; 2]) {
            plain.push_str(&format!("\\u{unit:04x}"));
        }
    }
    plain
}

/// The author's own text, moved to the left margin; laid out where it is one long line.
fn in_json(json: &Json, root: NodeId) -> String {
    let raw = json.raw(root);
    if !json.is_json() {
        return iamwhy_import::json_of(json, root);
    }
    if !raw.contains('\n') {
        return match raw.len() > LONG {
            true => pretty(json, root),
            false => raw.to_owned(),
        };
    }
    let indent = indent_of_line(json.text(), json.span(root).start as usize);
    let mut text = String::with_capacity(raw.len());
    for (at, line) in raw.lines().enumerate() {
        if at > 0 {
            text.push('\n');
        }
        text.push_str(match at {
            0 => line,
            _ => line.strip_prefix(indent).unwrap_or(line.trim_start()),
        });
    }
    text
}

/// The text with another step of indentation than its own, which its first member shows.
fn stepped(text: &str, unit: &str) -> String {
    let second = text.lines().nth(1).unwrap_or_default();
    let own = second
        .get(..second.len() - second.trim_start().len())
        .unwrap_or_default();
    if own.is_empty() || own == unit {
        return text.to_owned();
    }
    let mut stepped = String::with_capacity(text.len());
    for (at, mut line) in text.split('\n').enumerate() {
        if at > 0 {
            stepped.push('\n');
        }
        while let Some(rest) = line.strip_prefix(own) {
            stepped.push_str(unit);
            line = rest;
        }
        stepped.push_str(line);
    }
    stepped
}

/// The text of a document with further members at its end.
fn with(mut document: String, members: &[(&str, String)]) -> String {
    if members.is_empty() {
        return document;
    }
    let first = document.get(1..).unwrap_or_default();
    let space = first.get(..first.len() - first.trim_start().len()).unwrap_or_default();
    let between = match space.rsplit_once('\n') {
        Some((_, indent)) => ["\n", indent].concat(),
        None => " ".to_owned(),
    };
    let inside = document.strip_suffix('}').unwrap_or(&document).trim_end();
    let end = document.get(inside.len()..).unwrap_or_default().to_owned();
    document.truncate(inside.len());
    for (name, value) in members {
        document.push(',');
        document.push_str(&between);
        document.push_str(&[&quoted(name), ": ", value.as_str()].concat());
    }
    document.push_str(&end);
    document
}

fn is_deep(json: &Json, root: NodeId) -> bool {
    let mut open: Vec<(NodeId, u32)> = vec![(root, 1)];
    while let Some((node, depth)) = open.pop() {
        if depth > DEEP {
            return true;
        }
        let inner = |node: &NodeId| matches!(json.kind(*node), Kind::Object | Kind::Array);
        open.add(json.items(node).filter(inner).map(|item| (item, depth + 1)));
        open.add(
            json.members(node)
                .map(|(_, value)| value)
                .filter(inner)
                .map(|value| (value, depth + 1)),
        );
    }
    false
}

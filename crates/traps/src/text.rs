//! Edits of a JSON text, and what differs between two.

use iamwhy_policy::{Json, Kind, NodeId};

use crate::flip::{Edit, Operation};

/// A place at which two texts differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Its JSON pointer, in the text that has it; where both have, in the first.
    pub path: String,
    /// Whether something is new there, gone, or another.
    pub op: Operation,
}

/// Every place at which two texts differ. The order of members, and white space, do not count.
pub(crate) fn changes(before: &Json, after: &Json) -> Vec<Change> {
    let mut found = Vec::new();
    compare(&Side(before, before.root()), &Side(after, after.root()), &mut found);
    found
}

/// A node of one of the texts.
struct Side<'j>(&'j Json, NodeId);

impl<'j> Side<'j> {
    fn at(&self, node: NodeId) -> Side<'j> {
        Side(self.0, node)
    }

    fn path(&self) -> String {
        self.0.pointer(self.1, self.0.root())
    }

    fn items(&self) -> Vec<Side<'j>> {
        self.0.items(self.1).map(|item| self.at(item)).collect()
    }
}

/// Recursion is bounded by the depth bound of JSON.
fn compare(before: &Side<'_>, after: &Side<'_>, found: &mut Vec<Change>) {
    let change = |side: &Side<'_>, op| Change { path: side.path(), op };
    match (before.0.kind(before.1), after.0.kind(after.1)) {
        (Kind::Object, Kind::Object) => {
            for (key, value) in before.0.members(before.1) {
                let name = before.0.string(key).unwrap_or_default();
                match after.0.get(after.1, name) {
                    Some(other) => compare(&before.at(value), &after.at(other), found),
                    None => found.push(change(&before.at(value), Operation::Remove)),
                }
            }
            for (key, value) in after.0.members(after.1) {
                let name = after.0.string(key).unwrap_or_default();
                if before.0.get(before.1, name).is_none() {
                    found.push(change(&after.at(value), Operation::Add));
                }
            }
        }
        (Kind::Array, Kind::Array) => {
            let (old, new) = (before.items(), after.items());
            let ahead = old.iter().zip(&new).take_while(|(one, other)| same(one, other)).count();
            let most = old.len().min(new.len()) - ahead;
            let behind = old.iter().rev().zip(new.iter().rev());
            let behind = behind.take(most).take_while(|(one, other)| same(one, other)).count();
            let old = old.get(ahead..old.len() - behind).unwrap_or_default();
            let new = new.get(ahead..new.len() - behind).unwrap_or_default();
            for (one, other) in old.iter().zip(new) {
                compare(one, other, found);
            }
            found.extend(old.iter().skip(new.len()).map(|one| change(one, Operation::Remove)));
            found.extend(new.iter().skip(old.len()).map(|one| change(one, Operation::Add)));
        }
        _ => {
            if !same(before, after) {
                found.push(change(before, Operation::Replace));
            }
        }
    }
}

/// Whether two nodes say the same. Recursion is bounded by the depth bound of JSON.
fn same(one: &Side<'_>, other: &Side<'_>) -> bool {
    equal(one.0, one.1, other.0, other.1)
}

/// Whether two nodes say the same; the order of members does not count.
pub(crate) fn equal(one: &Json, node: NodeId, other: &Json, beside: NodeId) -> bool {
    match (one.kind(node), other.kind(beside)) {
        (Kind::String, Kind::String) => one.string(node) == other.string(beside),
        (Kind::Object, Kind::Object) => {
            one.members(node).count() == other.members(beside).count()
                && one.members(node).all(|(key, value)| {
                    let name = one.string(key).unwrap_or_default();
                    other.get(beside, name).is_some_and(|own| equal(one, value, other, own))
                })
        }
        (Kind::Array, Kind::Array) => {
            one.items(node).count() == other.items(beside).count()
                && one
                    .items(node)
                    .zip(other.items(beside))
                    .all(|(value, own)| equal(one, value, other, own))
        }
        (a, b) => a == b && one.raw(node) == other.raw(beside),
    }
}

impl Edit {
    /// The text with this edit, which leaves the rest of it as its author wrote it. None where the text is no JSON, or has no
    /// such place.
    #[must_use]
    pub fn apply(&self, text: &str) -> Option<String> {
        let json = Json::read(text).ok()?;
        let root = json.root();
        let value = self.value.as_ref().map(|value| value.0.as_str());
        if self.op == Operation::Replace {
            let node = json.at_pointer(&self.path, root)?;
            let span = json.span(node);
            return splice(text, span.start, span.end, &fitted(value?, margin(text, span.start)));
        }
        let (above, name) = self.path.rsplit_once('/')?;
        let parent = json.at_pointer(above, root)?;
        let name = name.replace("~1", "/").replace("~0", "~");
        match self.op {
            Operation::Add => add(&json, parent, &name, value?),
            _ => remove(&json, parent, json.at_pointer(&self.path, root)?),
        }
    }
}

fn splice(text: &str, start: u32, end: u32, with: &str) -> Option<String> {
    let before = text.get(..start as usize)?;
    let after = text.get(end as usize..)?;
    Some([before, with, after].concat())
}

fn add(json: &Json, parent: NodeId, name: &str, value: &str) -> Option<String> {
    let text = json.text();
    let open = json.span(parent).start + 1;
    let (new, items): (String, Vec<NodeId>) = match json.kind(parent) {
        Kind::Object => {
            if let Some(there) = json.get(parent, name) {
                let span = json.span(there);
                return splice(text, span.start, span.end, &fitted(value, margin(text, span.start)));
            }
            let key = iamwhy_scenario::Written::from(name).to_string();
            (
                [&key, ": ", value].concat(),
                json.members(parent).map(|(_, value)| value).collect(),
            )
        }
        Kind::Array => (value.to_owned(), json.items(parent).collect()),
        _ => return None,
    };
    let at = match (json.kind(parent), name) {
        (Kind::Array, place) if place != "-" => place.parse::<usize>().ok().filter(|at| *at <= items.len())?,
        _ => items.len(),
    };
    match (at.checked_sub(1).and_then(|before| items.get(before)), items.first()) {
        (Some(before), _) => {
            let end = json.span(*before).end;
            let gap = gap_before(text, json, items.first().copied().unwrap_or(*before));
            let new = fitted(&new, gap.rsplit('\n').next().unwrap_or_default());
            splice(text, end, end, &[",", gap, &new].concat())
        }
        (None, Some(first)) => {
            let start = json.span(*first).start;
            let new = fitted(&new, margin(text, start));
            splice(
                text,
                start,
                start,
                &[&new, ",", gap_before(text, json, *first)].concat(),
            )
        }
        (None, None) => splice(text, open, json.span(parent).end - 1, &new),
    }
}

/// The white space that the line of a place begins with.
fn margin(text: &str, at: u32) -> &str {
    let before = text.get(..at as usize).unwrap_or_default();
    let line = before.rsplit('\n').next().unwrap_or_default();
    line.get(..line.len() - line.trim_start().len()).unwrap_or_default()
}

/// A piece of JSON from elsewhere, with this margin.
fn fitted(value: &str, margin: &str) -> String {
    dedented(value).replace('\n', &["\n", margin].concat())
}

/// A piece of a JSON text that began somewhere in a line, moved to the left margin.
pub(crate) fn dedented(text: &str) -> String {
    let inner = text.lines().skip(1).filter(|line| !line.trim().is_empty());
    let margin = inner
        .map(|line| line.len() - line.trim_start().len())
        .min()
        .unwrap_or(0);
    let lines = text.lines().enumerate().map(|(at, line)| match at {
        0 => line,
        _ => line.get(margin..).unwrap_or_default(),
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// The white space before an item, or before the key of a member.
fn gap_before<'t>(text: &'t str, json: &Json, node: NodeId) -> &'t str {
    let start = match json.parent(node) {
        Some(parent) if json.kind(parent) == Kind::Object => {
            let key = json.members(parent).find(|(_, value)| *value == node);
            key.map_or(json.span(node).start, |(key, _)| json.span(key).start)
        }
        _ => json.span(node).start,
    };
    let before = text.get(..start as usize).unwrap_or_default();
    let trimmed = before.trim_end().len();
    before.get(trimmed..).unwrap_or(" ")
}

fn remove(json: &Json, parent: NodeId, node: NodeId) -> Option<String> {
    let text = json.text();
    let (mut start, mut end) = (json.span(node).start, json.span(node).end);
    if json.kind(parent) == Kind::Object {
        let (key, _) = json.members(parent).find(|(_, value)| *value == node)?;
        start = json.span(key).start;
    }
    let behind = text.get(end as usize..)?;
    let next = behind.trim_start();
    if next.starts_with(',') {
        let rest = next.get(1..)?;
        let gap = rest.len() - rest.trim_start().len();
        end = u32::try_from(text.len() - rest.len() + gap).ok()?;
    } else {
        let before = text.get(..start as usize)?.trim_end();
        let before = before.strip_suffix(',').unwrap_or(before);
        start = u32::try_from(before.len()).ok()?;
    }
    splice(text, start, end, "")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::flip::JsonText;

    const TEXT: &str = "{\n  \"a\": [\n    1,\n    { \"b\": 2 }\n  ],\n  \"c\": {}\n}";

    fn edited(op: Operation, path: &str, value: &str) -> String {
        let edit = Edit {
            op,
            path: path.to_owned(),
            value: (!value.is_empty()).then(|| JsonText(value.to_owned())),
        };
        edit.apply(TEXT).unwrap()
    }

    fn differences(after: &str) -> Vec<(Operation, String)> {
        let found = changes(&Json::read(TEXT).unwrap(), &Json::read(after.to_owned()).unwrap());
        found.into_iter().map(|change| (change.op, change.path)).collect()
    }

    #[test]
    fn every_edit_is_one_difference() {
        use Operation::{Add, Remove, Replace};
        for (op, path, value, differs) in [
            (Replace, "/a/0", "7", "/a/0"),
            (Replace, "/a/1/b", "[3]", "/a/1/b"),
            (Add, "/a/-", "3", "/a/2"),
            (Add, "/a/0", "3", "/a/0"),
            (Add, "/a/1/d", "3", "/a/1/d"),
            (Add, "/c/x~1y", "{}", "/c/x~1y"),
            (Remove, "/a/0", "", "/a/0"),
            (Remove, "/a/1", "", "/a/1"),
            (Remove, "/a/1/b", "", "/a/1/b"),
            (Remove, "/c", "", "/c"),
            (Remove, "/a", "", "/a"),
        ] {
            let after = edited(op, path, value);
            assert_eq!(differences(&after), [(op, differs.to_owned())], "{after}");
        }
    }

    #[test]
    fn what_is_put_in_stands_where_it_belongs() {
        let after = edited(Operation::Replace, "/a/1", "{\n          \"b\": 3\n        }");
        assert!(after.contains("\n    {\n      \"b\": 3\n    }\n"), "{after}");
    }

    #[test]
    fn nothing_differs_when_nothing_is_said_otherwise() {
        assert_eq!(differences("{\"c\":{}, \"a\":[1,{\"b\":2}]}"), []);
        assert_eq!(differences("{\"c\":{\"d\":1}, \"a\":[2,{\"b\":2}]}").len(), 2);
    }

    #[test]
    fn a_place_that_is_not_there_cannot_be_edited() {
        let edit = |path: &str| Edit {
            op: Operation::Replace,
            path: path.to_owned(),
            value: Some(JsonText("1".to_owned())),
        };
        assert_eq!(edit("/a/9").apply(TEXT), None);
        assert_eq!(edit("a").apply("no JSON"), None);
    }
}

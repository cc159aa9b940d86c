//! Changes to the author's text, made all at once: what they do not touch stays as it is, byte for byte.

use iamwhy_policy::{
    Json, NodeId,
    layout::{UNIT, begins_line, indent_of_line, indented, newline, quoted, unit},
};

/// Lists of names that are no longer than this stay on one line.
const SHORT: usize = 100;

/// The sections of a scenario, in the order of the format.
const SECTIONS: [&str; 9] = [
    "policies",
    "organization",
    "accounts",
    "principals",
    "resources",
    "endpoints",
    "context",
    "assume",
    "cases",
];

/// Members of an object: names, and values as JSON text.
pub(super) type Members = Vec<(String, String)>;

/// The changes to a text.
pub(super) struct Edits<'a> {
    pub(super) json: &'a Json,
    /// The bytes that go, and what comes instead.
    found: Vec<(usize, usize, String)>,
}

impl<'a> Edits<'a> {
    pub(super) fn of(json: &'a Json) -> Edits<'a> {
        Edits {
            json,
            found: Vec::new(),
        }
    }

    /// Puts another value in the place of one.
    pub(super) fn replace(&mut self, node: NodeId, value: &str) {
        let span = self.json.span(node);
        let (start, end) = (span.start as usize, span.end as usize);
        let text = self.json.text();
        let value = indented(value, indent_of_line(text, start), newline(text));
        self.found.push((start, end, value));
    }

    /// Adds members to an object, behind its own; one that it has already gets another value.
    pub(super) fn add(&mut self, object: NodeId, mut members: Members) {
        members.retain(|(name, value)| match self.json.get(object, name) {
            Some(own) => {
                self.replace(own, value);
                false
            }
            None => true,
        });
        if members.is_empty() {
            return;
        }
        let Some((key, value)) = self.json.members(object).last() else {
            return self.replace(object, &block(&members, unit(self.json)));
        };
        let (text, key) = (self.json.text(), self.json.span(key).start as usize);
        let (indent, newline) = (indent_of_line(text, key), newline(text));
        let between = match begins_line(text, key) {
            true => [",", newline, indent].concat(),
            false => ", ".to_owned(),
        };
        let mut new = String::new();
        for (name, value) in &members {
            new.push_str(&between);
            new.push_str(&[&quoted(name), ": ", &indented(value, indent, newline)].concat());
        }
        let end = self.json.span(value).end as usize;
        self.found.push((end, end, new));
    }

    /// Adds members to a section of the scenario, which is made where the format has it.
    pub(super) fn section(&mut self, section: &str, members: Members) {
        if members.is_empty() {
            return;
        }
        let (json, text) = (self.json, self.json.text());
        if let Some(own) = json.get(json.root(), section) {
            return self.add(own, members);
        }
        let rank = |name: &str| SECTIONS.iter().position(|own| *own == name);
        let is_later = |(key, _): &(NodeId, NodeId)| json.string(*key).and_then(rank) > rank(section);
        let block = block(&members, unit(json));
        let Some((key, _)) = json.members(json.root()).find(is_later) else {
            return self.add(json.root(), vec![(section.to_owned(), block)]);
        };
        let start = json.span(key).start as usize;
        let (indent, newline) = (indent_of_line(text, start), newline(text));
        let before = text.get(..start).unwrap_or_default();
        let between = match begins_line(text, start) {
            true => [newline, indent].concat(),
            false => before.get(before.trim_end().len()..).unwrap_or_default().to_owned(),
        };
        let new = [
            &quoted(section),
            ": ",
            &indented(&block, indent, newline),
            ",",
            &between,
        ]
        .concat();
        self.found.push((start, start, new));
    }

    /// The text with all changes made.
    pub(super) fn made(mut self) -> String {
        // Two that stand at the same place stay in the order in which they came.
        self.found.sort_by_key(|(start, _, _)| *start);
        let text = self.json.text();
        let mut made = String::with_capacity(text.len());
        let mut done = 0;
        for (start, end, new) in &self.found {
            made.push_str(text.get(done..*start).unwrap_or_default());
            made.push_str(new);
            done = *end;
        }
        made.push_str(text.get(done..).unwrap_or_default());
        made
    }
}

/// An object, a line for each member.
pub(super) fn block(members: &[(String, String)], unit: &str) -> String {
    let lines: Vec<String> = members
        .iter()
        .map(|(name, value)| ["\n", unit, &quoted(name), ": ", &indented(value, unit, "\n")].concat())
        .collect();
    match lines.is_empty() {
        true => "{}".to_owned(),
        false => ["{", &lines.join(","), "\n}"].concat(),
    }
}

/// A list on one line if it is short, else on one line for each item.
pub(super) fn list(items: &[String]) -> String {
    let one = ["[", &items.join(", "), "]"].concat();
    if one.len() <= SHORT {
        return one;
    }
    let lines: Vec<String> = items.iter().map(|item| ["\n", UNIT, item].concat()).collect();
    ["[", &lines.join(","), "\n]"].concat()
}

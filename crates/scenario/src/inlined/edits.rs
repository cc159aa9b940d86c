//! Changes to the author's text, made all at once: what they do not touch stays as it is, byte for byte.

use iamwhy_policy::{
    Json, Listed, NodeId,
    layout::{indented, newline, quoted, unit},
};

use super::nodes::Nodes;
use crate::step::Step;

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
    nodes: Nodes<'a>,
    /// Where lines begin; the first one is not among them.
    lines: Vec<usize>,
    newline: &'static str,
}

impl<'a> Edits<'a> {
    pub(super) fn of(json: &'a Json) -> Edits<'a> {
        Edits {
            json,
            found: Vec::new(),
            nodes: Nodes::of(json),
            lines: json.text().match_indices('\n').map(|(at, _)| at + 1).listed(),
            newline: newline(json.text()),
        }
    }

    /// One step of indentation in the text.
    pub(super) fn unit(&self) -> &'a str {
        unit(self.json)
    }

    /// The white space that the line of `offset` begins with, and whether it ends there.
    fn indent(&self, offset: usize) -> (&'a str, bool) {
        let line = self.lines.partition_point(|line| *line <= offset);
        let line = line.checked_sub(1).and_then(|line| self.lines.get(line)).copied();
        let before = self.json.text().get(line.unwrap_or(0)..offset).unwrap_or_default();
        let end = before.find(|letter| letter != ' ' && letter != '\t');
        let indent = before.get(..end.unwrap_or(before.len())).unwrap_or_default();
        (indent, line.is_some() && end.is_none())
    }

    /// Puts another value to a place.
    pub(super) fn replace_at(&mut self, place: &[Step<'_>], value: &str) {
        if let Some(node) = self.nodes.at(place) {
            self.replace(node, value);
        }
    }

    /// Puts another value in the place of one.
    pub(super) fn replace(&mut self, node: NodeId, value: &str) {
        let span = self.json.span(node);
        let (start, end) = (span.start as usize, span.end as usize);
        let value = indented(value, self.indent(start).0, self.newline);
        self.found.push((start, end, value));
    }

    /// Adds members to the object at a place, which has none of these names.
    pub(super) fn add_at(&mut self, place: &[Step<'_>], members: Members) {
        if let Some(node) = self.nodes.at(place) {
            self.add(node, members);
        }
    }

    /// Adds members to an object that has none of these names, behind its own.
    fn add(&mut self, object: NodeId, members: Members) {
        if members.is_empty() {
            return;
        }
        let Some((key, value)) = self.json.members(object).last() else {
            return self.replace(object, &block(&members, self.unit()));
        };
        let (indent, begins) = self.indent(self.json.span(key).start as usize);
        let between = match begins {
            true => [",", self.newline, indent].concat(),
            false => ", ".to_owned(),
        };
        let mut new = String::new();
        for (name, value) in &members {
            new.push_str(&between);
            new.push_str(&[&quoted(name), ": ", &indented(value, indent, self.newline)].concat());
        }
        let end = self.json.span(value).end as usize;
        self.found.push((end, end, new));
    }

    /// Adds members to a section of the scenario, which is made where the format has it.
    pub(super) fn section(&mut self, section: &str, members: Members) {
        if members.is_empty() {
            return;
        }
        let json = self.json;
        if let Some(own) = json.get(json.root(), section) {
            return self.add(own, members);
        }
        let rank = |name: &str| SECTIONS.iter().position(|own| *own == name);
        let is_later = |(key, _): &(NodeId, NodeId)| json.string(*key).and_then(rank) > rank(section);
        let block = block(&members, self.unit());
        let Some((key, _)) = json.members(json.root()).find(is_later) else {
            return self.add(json.root(), vec![(section.to_owned(), block)]);
        };
        let start = json.span(key).start as usize;
        let (indent, begins) = self.indent(start);
        let before = json.text().get(..start).unwrap_or_default();
        let between = match begins {
            true => [self.newline, indent].concat(),
            false => before.get(before.trim_end().len()..).unwrap_or_default().to_owned(),
        };
        let block = indented(&block, indent, self.newline);
        let new = [&quoted(section), ": ", &block, ",", &between].concat();
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
        .listed();
    match lines.is_empty() {
        true => "{}".to_owned(),
        false => ["{", &lines.join(","), "\n}"].concat(),
    }
}

/// A list on one line if it is short, else on one line for each item.
pub(super) fn list(items: &[String], unit: &str) -> String {
    let one = ["[", &items.join(", "), "]"].concat();
    if one.len() <= SHORT && !one.contains('\n') {
        return one;
    }
    let lines: Vec<String> = items
        .iter()
        .map(|item| ["\n", unit, &indented(item, unit, "\n")].concat())
        .listed();
    ["[", &lines.join(","), "\n]"].concat()
}

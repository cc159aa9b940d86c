//! What is wrong with a scenario, and where.

use std::fmt;

use iamwhy_policy::{Json, JsonError, Listed, NodeId, Position};

use super::Failure;

/// An error in a scenario, or in a file that it names.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub struct ReadError {
    /// The file.
    pub file: String,
    /// Line and column in it.
    pub position: Position,
    /// JSON pointer of the place.
    pub pointer: String,
    /// What is wrong.
    pub message: String,
    /// What to do, such as "did you mean `policies`?".
    pub help: Option<String>,
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Position { line, column } = self.position;
        write!(f, "{}:{line}:{column}: {}", self.file, self.message)?;
        if !self.pointer.is_empty() {
            write!(f, " (at {})", self.pointer)?;
        }
        if let Some(help) = &self.help {
            write!(f, "; {help}")?;
        }
        Ok(())
    }
}

impl ReadError {
    /// An error of JSON's own grammar.
    pub(crate) fn syntax(file: &str, text: &str, error: &JsonError) -> ReadError {
        ReadError {
            file: file.to_owned(),
            position: position(text, error.span.start),
            pointer: String::new(),
            message: error.message.clone(),
            help: None,
        }
    }

    /// An error about a text as a whole.
    pub fn start_of(file: &str, message: String) -> ReadError {
        ReadError {
            file: file.to_owned(),
            position: Position { line: 1, column: 1 },
            pointer: String::new(),
            message,
            help: None,
        }
    }

    /// An error at a node.
    pub fn at(file: &str, json: &Json, node: NodeId, message: String, help: Option<String>) -> ReadError {
        ReadError {
            file: file.to_owned(),
            position: json.position(json.span(node).start),
            pointer: json.pointer(node, json.root()),
            message,
            help,
        }
    }
}

/// Line and column of a byte offset, where there is no tree to ask.
fn position(text: &str, offset: u32) -> Position {
    let mut end = (offset as usize).min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let before = text.get(..end).unwrap_or_default();
    let line = before.bytes().filter(|b| *b == b'\n').count();
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count();
    Position {
        line: count(line),
        column: count(column),
    }
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX).saturating_add(1)
}

/// The errors found so far, at most [`Errors::LIMIT`]: whoever has made more wants to see the first.
pub(crate) struct Errors<'a> {
    file: &'a str,
    json: &'a Json,
    /// In the order of the text.
    found: Vec<(NodeId, ReadError)>,
}

impl<'a> Errors<'a> {
    /// A bound on the time that a hostile file costs.
    pub(crate) const LIMIT: usize = 100;

    pub(crate) fn new(file: &'a str, json: &'a Json) -> Errors<'a> {
        Errors {
            file,
            json,
            found: Vec::new(),
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    pub(crate) fn is_full(&self) -> bool {
        self.found.len() >= Self::LIMIT
    }

    pub(crate) fn add(&mut self, failure: Failure) {
        let failure = failure.why();
        if failure.repeated && !self.is_empty() {
            return;
        }
        let node = failure.node.unwrap_or(self.json.root());
        self.push(node, failure.message, failure.help);
    }

    pub(crate) fn push(&mut self, node: NodeId, message: String, help: Option<String>) {
        if !self.is_full() && !self.found.iter().any(|(n, e)| *n == node && e.message == message) {
            let place = self.found.partition_point(|(n, _)| *n <= node);
            let error = ReadError::at(self.file, self.json, node, message, help);
            self.found.insert(place, (node, error));
        }
    }

    /// All of them, in the order of the text.
    pub(crate) fn finish(self) -> Vec<ReadError> {
        self.found.into_iter().map(|(_, error)| error).listed()
    }
}

//! The reader: one pass over the bytes. It keeps no stack: the way out of a container is its
//! node's parent.

use std::sync::{Arc, OnceLock};

use super::node::{Kind, NONE, Node, Span};
use super::number::{is_number, is_number_byte};
use super::string::{decode, plain_run};
use super::{DEPTH, Json, JsonError};

/// More errors than this are not reported; nobody reads them.
const MOST_ERRORS: usize = 64;

/// Offsets and node counts are 32 bits wide; broken text can make more nodes than it has bytes.
const MOST_BYTES: usize = 1 << 30;

/// What is read next.
pub(super) enum Step {
    /// The value of the document or of a member.
    Value,
    /// After `[`: an item or `]`.
    FirstItem,
    /// After `,` in an array.
    Item,
    /// After `{`: a key or `}`.
    FirstKey,
    /// After `,` in an object.
    Key,
    /// After a key.
    Colon,
    /// After a value: `,`, the end of the container, or the end of the text.
    Next,
    /// Nothing.
    End,
}

/// Strict reading stops here; recovering reading never makes one.
pub(super) struct Stop;

pub(super) type Read<T> = Result<T, Stop>;

pub(super) struct Reader {
    pub(super) text: Arc<str>,
    pub(super) at: usize,
    pub(super) nodes: Vec<Node>,
    decoded: String,
    ends: Vec<u32>,
    /// The container that is open.
    pub(super) open: u32,
    depth: u32,
    recover: bool,
    /// After an error until something has been read well: one mistake is one error.
    pub(super) quiet: bool,
    errors: Vec<JsonError>,
}

impl Reader {
    pub(super) fn new(text: Arc<str>, recover: bool) -> Reader {
        let nodes = Vec::with_capacity(text.len() / 8 + 4);
        Reader {
            text,
            at: 0,
            nodes,
            decoded: String::new(),
            ends: Vec::new(),
            open: NONE,
            depth: 0,
            recover,
            quiet: false,
            errors: Vec::new(),
        }
    }

    pub(super) fn run(mut self) -> (Json, Vec<JsonError>) {
        if self.text.len() > MOST_BYTES {
            self.errors.push(JsonError {
                message: "the text is larger than 1 GiB".to_owned(),
                span: Span { start: 0, end: 0 },
            });
            self.text = Arc::from("");
            self.push(Kind::Broken, 0, 0);
        } else if self.steps().is_err() && self.nodes.is_empty() {
            self.push(Kind::Broken, 0, 0);
        }
        let Reader {
            text,
            nodes,
            decoded,
            ends,
            errors,
            ..
        } = self;
        (
            Json {
                text,
                nodes,
                decoded,
                ends,
                lines: OnceLock::new(),
            },
            errors,
        )
    }

    fn steps(&mut self) -> Read<()> {
        let mut step = Step::Value;
        loop {
            self.skip_whitespace();
            step = match step {
                Step::Value => self.value()?,
                Step::FirstItem => match self.peek() {
                    Some(b']') => self.close(),
                    _ => self.value()?,
                },
                Step::Item => match self.peek() {
                    Some(b']') => self.trailing_comma()?,
                    _ => self.value()?,
                },
                Step::FirstKey => match self.peek() {
                    Some(b'}') => self.close(),
                    _ => self.key()?,
                },
                Step::Key => match self.peek() {
                    Some(b'}') => self.trailing_comma()?,
                    _ => self.key()?,
                },
                Step::Colon => match self.peek() {
                    Some(b':') => {
                        self.at += 1;
                        Step::Value
                    }
                    _ => self.no_colon()?,
                },
                Step::Next => self.next()?,
                Step::End => return Ok(()),
            };
        }
    }

    pub(super) fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn skip_whitespace(&mut self) {
        let bytes = self.text.as_bytes();
        let mut at = self.at;
        while let Some(b' ' | b'\n' | b'\r' | b'\t') = bytes.get(at) {
            at += 1;
        }
        self.at = at;
    }

    pub(super) fn push(&mut self, kind: Kind, start: usize, end: usize) -> u32 {
        let id = self.nodes.len() as u32;
        self.nodes.push(Node {
            start: start as u32,
            end: end as u32,
            next: id + 1,
            parent: self.open,
            decoded: NONE,
            kind,
            key: false,
        });
        id
    }

    /// Reports an error; strict reading stops with it.
    pub(super) fn fail(&mut self, message: impl Into<String>, start: usize, end: usize) -> Read<()> {
        if !self.quiet && self.errors.len() < MOST_ERRORS {
            let span = Span {
                start: start as u32,
                end: end as u32,
            };
            self.errors.push(JsonError {
                message: message.into(),
                span,
            });
        }
        self.quiet = true;
        if self.recover { Ok(()) } else { Err(Stop) }
    }

    fn value(&mut self) -> Read<Step> {
        match self.peek() {
            Some(b'"') => self.string(false)?,
            Some(b'{') => return self.enter(Kind::Object, Step::FirstKey),
            Some(b'[') => return self.enter(Kind::Array, Step::FirstItem),
            Some(b'-' | b'0'..=b'9') => self.number()?,
            Some(b't') => self.word(b"true", Kind::Bool)?,
            Some(b'f') => self.word(b"false", Kind::Bool)?,
            Some(b'n') => self.word(b"null", Kind::Null)?,
            _ => self.no_value()?,
        }
        Ok(Step::Next)
    }

    fn word(&mut self, word: &[u8], kind: Kind) -> Read<()> {
        if self
            .text
            .as_bytes()
            .get(self.at..)
            .is_some_and(|rest| rest.starts_with(word))
        {
            self.quiet = false;
            self.push(kind, self.at, self.at + word.len());
            self.at += word.len();
            return Ok(());
        }
        self.no_value()
    }

    fn number(&mut self) -> Read<()> {
        let start = self.at;
        let bytes = self.text.as_bytes();
        let length = bytes
            .get(start..)
            .map_or(0, |rest| rest.iter().take_while(|&&b| is_number_byte(b)).count());
        self.at = start + length;
        if bytes.get(start..self.at).is_some_and(is_number) {
            self.quiet = false;
            self.push(Kind::Number, start, self.at);
            return Ok(());
        }
        let message = match self.at == bytes.len() {
            true => "unexpected end of text inside a number",
            false => "not a number as JSON writes them",
        };
        self.push(Kind::Broken, start, self.at);
        self.fail(message, start, self.at)
    }

    pub(super) fn string(&mut self, key: bool) -> Read<()> {
        let start = self.at;
        let bytes = self.text.as_bytes();
        let stop = plain_run(bytes, start + 1);
        if bytes.get(stop) == Some(&b'"') {
            self.at = stop + 1;
            self.push(Kind::String, start, stop + 1);
        } else {
            let kept = self.decoded.len();
            match decode(&self.text, start + 1, stop, &mut self.decoded) {
                Ok(end) => {
                    self.at = end;
                    self.push(Kind::String, start, end);
                    if let Some(node) = self.nodes.last_mut() {
                        node.decoded = self.ends.len() as u32;
                    }
                    self.ends.push(self.decoded.len() as u32);
                }
                Err(error) => {
                    self.decoded.truncate(kept);
                    self.at = self.end_of_string(error.start);
                    self.push(Kind::Broken, start, self.at);
                    self.mark_key(key);
                    return self.fail(error.message, error.start, error.end);
                }
            }
        }
        self.quiet = false;
        self.mark_key(key);
        Ok(())
    }

    pub(super) fn mark_key(&mut self, key: bool) {
        if let Some(node) = self.nodes.last_mut() {
            node.key = key;
        }
    }

    fn key(&mut self) -> Read<Step> {
        match self.peek() {
            Some(b'"') => {
                self.string(true)?;
                Ok(Step::Colon)
            }
            _ => self.no_key(),
        }
    }

    fn enter(&mut self, kind: Kind, step: Step) -> Read<Step> {
        if self.depth + 1 >= DEPTH {
            return self.too_deep();
        }
        self.quiet = false;
        self.open = self.push(kind, self.at, self.at + 1);
        self.depth += 1;
        self.at += 1;
        Ok(step)
    }

    /// Ends the open container with the byte at hand.
    fn close(&mut self) -> Step {
        self.at += 1;
        self.quiet = false;
        self.leave();
        Step::Next
    }

    /// Ends the open container here.
    pub(super) fn leave(&mut self) {
        let next = self.nodes.len() as u32;
        if let Some(node) = self.nodes.get_mut(self.open as usize) {
            node.end = self.at as u32;
            node.next = next;
            self.open = node.parent;
            self.depth -= 1;
        }
    }

    pub(super) fn open_kind(&self) -> Option<Kind> {
        self.nodes.get(self.open as usize).map(|node| node.kind)
    }

    fn next(&mut self) -> Read<Step> {
        match (self.open_kind(), self.peek()) {
            (None, None) => Ok(Step::End),
            (Some(Kind::Object), Some(b',')) => {
                self.at += 1;
                Ok(Step::Key)
            }
            (Some(_), Some(b',')) => {
                self.at += 1;
                Ok(Step::Item)
            }
            (Some(Kind::Object), Some(b'}')) | (Some(Kind::Array), Some(b']')) => Ok(self.close()),
            _ => self.no_next(),
        }
    }
}

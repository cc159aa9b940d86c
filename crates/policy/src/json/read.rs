//! The reader: one pass over the bytes. It keeps no stack: the way out of a container is its
//! node's parent.

use super::JsonError;
use super::node::{Kind, NONE, Node, Span, Tree};
use super::number::{is_number, is_number_byte};
use super::string::{decode, plain_run};

/// More errors than this are not reported; nobody reads them.
const MOST_ERRORS: usize = 64;

/// Offsets and node counts are 32 bits wide; broken text can make more nodes than it has bytes.
const MOST_BYTES: usize = 1 << 30;

/// Room for this many nodes is made at once, at one node for eight bytes, which suits policies.
const MOST_ROOM: usize = 1 << 20;

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

pub(super) struct Reader<'a> {
    pub(super) text: &'a str,
    pub(super) at: usize,
    pub(super) tree: Tree,
    /// The container that is open.
    pub(super) open: u32,
    pub(super) depth: u32,
    recover: bool,
    /// After an error until something has been read well: one mistake is one error.
    pub(super) quiet: bool,
    errors: Vec<JsonError>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(text: &'a str, recover: bool) -> Reader<'a> {
        let mut tree = Tree::default();
        tree.nodes.reserve((text.len() / 8 + 4).min(MOST_ROOM));
        let errors = Vec::new();
        Reader {
            text,
            at: 0,
            tree,
            open: NONE,
            depth: 0,
            recover,
            quiet: false,
            errors,
        }
    }

    pub(super) fn run(mut self) -> (Tree, Vec<JsonError>) {
        if self.text.len() > MOST_BYTES {
            let span = Span { start: 0, end: 0 };
            self.errors.push(JsonError {
                message: "the text is larger than 1 GiB".to_owned(),
                span,
            });
        } else if self.steps().is_ok() {
            return (self.tree, self.errors);
        }
        // Nobody looks at the tree of a text that failed, but every tree has a root.
        self.push(Kind::Broken, 0, 0);
        (self.tree, self.errors)
    }

    fn steps(&mut self) -> Read<()> {
        let mut step = Step::Value;
        loop {
            self.skip_whitespace();
            step = match (step, self.peek()) {
                (Step::FirstItem, Some(b']')) | (Step::FirstKey, Some(b'}')) => self.close(),
                (Step::Item, Some(b']')) | (Step::Key, Some(b'}')) => self.trailing_comma()?,
                (Step::Value | Step::FirstItem | Step::Item, first) => self.value(first)?,
                (Step::FirstKey | Step::Key, first) => self.key(first)?,
                (Step::Colon, Some(b':')) => {
                    self.at += 1;
                    Step::Value
                }
                (Step::Colon, _) => self.no_colon()?,
                (Step::Next, byte) => self.next(byte)?,
                (Step::End, _) => return Ok(()),
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
            // Most of it is indentation.
            while bytes.get(at..at + 8) == Some(b"        ") {
                at += 8;
            }
        }
        self.at = at;
    }

    pub(super) fn push(&mut self, kind: Kind, start: usize, end: usize) -> u32 {
        let id = self.tree.nodes.len() as u32;
        self.tree.nodes.push(Node {
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

    fn value(&mut self, first: Option<u8>) -> Read<Step> {
        match first {
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
        if bytes.get(stop) != Some(&b'"') {
            return self.escaped_string(stop, key);
        }
        self.at = stop + 1;
        self.push(Kind::String, start, stop + 1);
        self.mark_key(key);
        self.quiet = false;
        Ok(())
    }

    /// A string with escapes, or one that went wrong; it is plain up to `stop`.
    #[cold]
    fn escaped_string(&mut self, stop: usize, key: bool) -> Read<()> {
        let start = self.at;
        let kept = self.tree.decoded.len();
        match decode(self.text, start + 1, stop, &mut self.tree.decoded) {
            Ok(end) => {
                self.at = end;
                self.push(Kind::String, start, end);
                self.mark_key(key);
                if let Some(node) = self.tree.nodes.last_mut() {
                    node.decoded = self.tree.ends.len() as u32;
                }
                self.tree.ends.push(self.tree.decoded.len() as u32);
                self.quiet = false;
                Ok(())
            }
            Err(error) => {
                self.tree.decoded.truncate(kept);
                self.at = self.end_of_string(error.start);
                self.push(Kind::Broken, start, self.at);
                self.mark_key(key);
                self.fail(error.message, error.start, error.end)
            }
        }
    }

    pub(super) fn mark_key(&mut self, key: bool) {
        if let Some(node) = self.tree.nodes.last_mut() {
            node.key = key;
        }
    }

    fn key(&mut self, first: Option<u8>) -> Read<Step> {
        if first != Some(b'"') {
            return self.no_key();
        }
        self.string(true)?;
        Ok(Step::Colon)
    }
}

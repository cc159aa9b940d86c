//! What the reader says and does where the text is not JSON.

use super::DEPTH;
use super::node::{Kind, NONE};
use super::read::{Read, Reader, Step};
use crate::spelling::shortened;

impl Reader<'_> {
    /// A value was expected.
    pub(super) fn no_value(&mut self) -> Read<()> {
        let start = self.at;
        let (message, end) = match self.peek() {
            None => ("unexpected end of text: expected a value".to_owned(), start),
            Some(b',' | b'}' | b']' | b':') => ("expected a value".to_owned(), start + 1),
            Some(_) => (self.instead_of_value(), self.char_end(self.word_end().max(start + 1))),
        };
        self.skip_to(b",}]");
        // A member and the document must have a value; an array can do without an empty item.
        if self.at > start || self.open_kind() != Some(Kind::Array) {
            self.push(Kind::Broken, start, self.at);
            self.trim();
        }
        self.fail(message, start, end)
    }

    fn instead_of_value(&self) -> String {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let word = rest.get(..self.word_end() - self.at).unwrap_or_default();
        match word {
            "True" | "TRUE" | "False" | "FALSE" => {
                format!("unexpected `{word}`: JSON writes `{}`", word.to_ascii_lowercase())
            }
            "None" | "NULL" | "Null" | "nil" | "undefined" => format!("unexpected `{word}`: JSON writes `null`"),
            _ if rest.starts_with("//") || rest.starts_with("/*") || rest.starts_with('#') => {
                "JSON has no comments: remove this one".to_owned()
            }
            _ if rest.starts_with('\'') => "a string stands in double quotes".to_owned(),
            _ if rest.starts_with('\u{feff}') => "unexpected byte order mark: save the text without one".to_owned(),
            _ if word.is_empty() => match rest.chars().next() {
                Some(other) => format!("unexpected `{}`: expected a value", other.escape_debug()),
                None => "expected a value".to_owned(),
            },
            _ => format!("unexpected `{}`: expected a value", shortened(word, 40)),
        }
    }

    /// A key was expected.
    pub(super) fn no_key(&mut self) -> Read<Step> {
        let start = self.at;
        let end = self.word_end().max(start + usize::from(start < self.text.len()));
        let message = match self.peek() {
            None => "unexpected end of text: expected a key".to_owned(),
            Some(b'\'') => "a key stands in double quotes".to_owned(),
            Some(b'/' | b'#') => "JSON has no comments: remove this one".to_owned(),
            Some(_) => match self.text.get(start..self.word_end()) {
                Some(word) if !word.is_empty() => {
                    format!("unexpected `{}`: a key stands in double quotes", shortened(word, 40))
                }
                _ => "expected a key".to_owned(),
            },
        };
        if self.peek().is_none() {
            self.fail(message, start, start)?;
            return Ok(Step::Next);
        }
        self.skip_to(b":,}]");
        self.fail(message, start, self.char_end(end))?;
        if self.at == start && self.peek() != Some(b':') {
            return Ok(Step::Next);
        }
        self.push(Kind::Broken, start, self.at);
        self.trim();
        self.mark_key(true);
        match self.peek() {
            Some(b':') => Ok(Step::Colon),
            _ => {
                self.push(Kind::Broken, self.at, self.at);
                Ok(Step::Next)
            }
        }
    }

    /// A colon was expected.
    pub(super) fn no_colon(&mut self) -> Read<Step> {
        let start = self.at;
        let message = match self.peek() {
            None => "unexpected end of text: expected `:` after the key",
            Some(_) => "expected `:` after the key",
        };
        self.skip_to(b",}]");
        self.push(Kind::Broken, start, self.at);
        self.trim();
        self.fail(message, start, self.char_end(start + 1))?;
        Ok(Step::Next)
    }

    /// `,` stands right before the end of its container.
    pub(super) fn trailing_comma(&mut self) -> Read<Step> {
        self.fail("trailing comma: remove it", self.comma(), self.comma() + 1)?;
        Ok(Step::Next)
    }

    /// The last comma before here.
    fn comma(&self) -> usize {
        self.text
            .get(..self.at)
            .and_then(|before| before.rfind(','))
            .unwrap_or(self.at)
    }

    /// A comma or the end of the container or of the text was expected.
    pub(super) fn no_next(&mut self) -> Read<Step> {
        let at = self.at;
        let Some(byte) = self.peek() else {
            let message = match self.open_kind() {
                Some(Kind::Object) => "unexpected end of text: expected `,` or `}`",
                _ => "unexpected end of text: expected `,` or `]`",
            };
            self.fail(message, at, at)?;
            while self.open != NONE {
                self.leave();
            }
            return Ok(Step::End);
        };
        let Some(kind) = self.open_kind() else {
            self.fail(
                "unexpected text after the end of the document",
                at,
                self.char_end(at + 1),
            )?;
            return Ok(Step::End);
        };
        match (kind, byte) {
            (Kind::Object, b'"') => {
                self.fail("expected `,` before the next member", at, at + 1)?;
                return Ok(Step::Key);
            }
            (Kind::Array, b'"' | b'{' | b'[') => {
                self.fail("expected `,` before the next item", at, at + 1)?;
                return Ok(Step::Item);
            }
            (Kind::Object, b']') => {
                self.mismatch(Kind::Array, "`]` does not close the `{` before it: expected `,` or `}`")?
            }
            (Kind::Array, b'}') => self.mismatch(
                Kind::Object,
                "`}` does not close the `[` before it: expected `,` or `]`",
            )?,
            _ => {
                let expected = if kind == Kind::Object {
                    "expected `,` or `}`"
                } else {
                    "expected `,` or `]`"
                };
                self.fail(expected, at, self.char_end(self.word_end().max(at + 1)))?;
                self.skip_to(b",}]");
            }
        }
        Ok(Step::Next)
    }

    /// A closing bracket of the other sort: where it closes an outer container, the inner ones were
    /// left open; else it is one too many. At most [`DEPTH`] containers are open.
    fn mismatch(&mut self, closes: Kind, message: &str) -> Read<()> {
        self.fail(message, self.at, self.at + 1)?;
        let mut outer = self.open;
        while let Some(node) = self.tree.nodes.get(outer as usize) {
            if node.kind == closes {
                self.leave();
                return Ok(());
            }
            outer = node.parent;
        }
        self.at += 1;
        Ok(())
    }

    /// One container too many.
    pub(super) fn too_deep(&mut self) -> Read<Step> {
        let start = self.at;
        self.skip_to(b",}]");
        self.push(Kind::Broken, start, self.at);
        self.fail(format!("nested deeper than {} levels", DEPTH - 1), start, start + 1)?;
        Ok(Step::Next)
    }

    /// Where a string that went wrong at `from` ends: after its quote, else before the line's end.
    pub(super) fn end_of_string(&self, from: usize) -> usize {
        let bytes = self.text.as_bytes();
        let mut at = from;
        while let Some(&byte) = bytes.get(at) {
            match byte {
                b'"' => return at + 1,
                b'\n' | b'\r' => return at,
                b'\\' if !matches!(bytes.get(at + 1), None | Some(b'\n' | b'\r')) => at += 2,
                _ => at += 1,
            }
        }
        bytes.len()
    }

    fn skip_to(&mut self, stops: &[u8]) {
        let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
        self.at += rest.iter().position(|byte| stops.contains(byte)).unwrap_or(rest.len());
    }

    /// Takes trailing whitespace off the span of the node just pushed.
    fn trim(&mut self) {
        if let Some(node) = self.tree.nodes.last_mut() {
            let raw = self
                .text
                .get(node.start as usize..node.end as usize)
                .unwrap_or_default();
            node.end = node.start + raw.trim_end().len() as u32;
        }
    }

    /// The end of the word that starts here.
    fn word_end(&self) -> usize {
        let rest = self.text.get(self.at..).unwrap_or_default();
        self.at
            + rest
                .find(|c: char| !c.is_alphanumeric() && !matches!(c, '_' | '-' | '.'))
                .unwrap_or(rest.len())
    }

    /// `at`, or the next place where a character ends.
    fn char_end(&self, at: usize) -> usize {
        let mut at = at.min(self.text.len());
        while !self.text.is_char_boundary(at) {
            at += 1;
        }
        at
    }
}

//! What others have written, on its way to a terminal or a log: it must not act there.
//!
//! Names, Sids and ARNs come from files that somebody else may have written. A control character in them moves a terminal's cursor
//! or hides what stands there, a line that begins with `::` is a command to GitHub. Everything that is written passes here, so that
//! it does not matter which report, which field and which command it comes from. That one line stays one line is what
//! `iamwhy_explain::visible` is for.

use std::io::{self, StderrLock, StdoutLock, Write};

use iamwhy_explain::is_hidden;

use crate::colour::{CODES, Colour};

/// What is written, and so what in it would act.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub(crate) enum Speech {
    /// Text for people; with colours only those that are ours pass.
    Text(Colour),
    /// A table whose lines end as RFC 4180 has it.
    Csv,
    /// Commands of GitHub, which are escaped where they are made.
    Commands,
    /// JSON: what is hidden is written as JSON writes it.
    Json,
}

/// A writer through which nothing passes that acts.
pub(crate) struct Plain<W: Write> {
    to: W,
    speech: Speech,
    line: Line,
    /// The end of a letter that came in two pieces.
    rest: Vec<u8>,
}

/// How a line begins so far.
#[derive(Copy, Clone, PartialEq, Eq)]
enum Line {
    Begins,
    Colon,
    Hash,
    Hashes,
    Runs,
}

/// Standard output.
pub(crate) fn stdout(speech: Speech) -> Plain<StdoutLock<'static>> {
    Plain::new(io::stdout().lock(), speech)
}

/// Standard error.
pub(crate) fn stderr(colour: Colour) -> Plain<StderrLock<'static>> {
    Plain::new(io::stderr().lock(), Speech::Text(colour))
}

impl<W: Write> Plain<W> {
    pub(crate) fn new(to: W, speech: Speech) -> Plain<W> {
        Plain {
            to,
            speech,
            line: Line::Begins,
            rest: Vec::new(),
        }
    }

    fn text(&mut self, text: &str) -> io::Result<()> {
        // What stays as it is goes on in one piece.
        let (mut from, mut at) = (0, 0);
        while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
            let own = self.own_code(rest);
            let letter = rest.chars().next().unwrap_or_default();
            let after = at + own.map_or(letter.len_utf8(), str::len);
            if own.is_none()
                && let Some(shown) = self.shown(letter)
            {
                let before = text.get(from..at).unwrap_or_default();
                self.to.write_all(before.as_bytes())?;
                self.to.write_all(shown.as_bytes())?;
                from = after;
            }
            at = after;
        }
        self.to.write_all(text.get(from..).unwrap_or_default().as_bytes())
    }

    /// A colour that we have written ourselves.
    fn own_code(&self, rest: &str) -> Option<&'static str> {
        match self.speech {
            Speech::Text(colour) if colour.is_on() && rest.starts_with('\u{1b}') => {
                CODES.into_iter().find(|code| rest.starts_with(code))
            }
            _ => None,
        }
    }

    /// What is written instead of a letter.
    fn shown(&mut self, letter: char) -> Option<String> {
        if letter == '\n' {
            self.line = Line::Begins;
            return None;
        }
        if is_hidden(letter) {
            return match self.speech {
                _ if letter == '\t' => None,
                Speech::Csv if letter == '\r' => None,
                Speech::Json => Some(format!("\\u{:04x}", u32::from(letter))),
                _ => Some(letter.escape_default().collect()),
            };
        }
        let acts = match (self.line, letter) {
            // GitHub takes `::word` at the beginning of a line as a command, and `##[word]` anywhere in one.
            (Line::Colon, ':') => matches!(self.speech, Speech::Text(_) | Speech::Csv),
            (Line::Hashes, '[') => self.speech != Speech::Json,
            _ => false,
        };
        self.line = match (self.line, letter) {
            (Line::Begins, ':') => Line::Colon,
            (Line::Begins, letter) if letter.is_whitespace() => Line::Begins,
            (Line::Hash | Line::Hashes, '#') => Line::Hashes,
            (_, '#') => Line::Hash,
            _ => Line::Runs,
        };
        acts.then(|| ['\\', letter].iter().collect())
    }
}

impl<W: Write> Write for Plain<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let is_harmless = |byte: &u8| matches!(byte, b' '..=b'~' | b'\n');
        if self.speech == Speech::Json && self.rest.is_empty() && bytes.iter().all(is_harmless) {
            self.to.write_all(bytes)?;
            return Ok(bytes.len());
        }
        let mut start = std::mem::take(&mut self.rest);
        let joined = match start.is_empty() {
            true => bytes,
            false => {
                start.extend_from_slice(bytes);
                &start
            }
        };
        let mut chunks = joined.utf8_chunks().peekable();
        while let Some(chunk) = chunks.next() {
            self.text(chunk.valid())?;
            match chunk.invalid() {
                [] => {}
                // What is cut off is not wrong yet.
                cut if chunks.peek().is_none()
                    && std::str::from_utf8(cut).is_err_and(|own| own.error_len().is_none()) =>
                {
                    self.rest = cut.to_vec();
                }
                _ => self.text("\u{fffd}")?,
            }
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.to.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(speech: Speech, pieces: &[&[u8]]) -> String {
        let mut out = Vec::new();
        let mut plain = Plain::new(&mut out, speech);
        for piece in pieces {
            plain.write_all(piece).unwrap();
        }
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn nothing_passes_that_acts() {
        let text = Speech::Text(Colour::none());
        for (from, to) in [
            ("a\tb é\n", "a\tb é\n"),
            ("\u{1b}[2J", "\\u{1b}[2J"),
            ("\u{1b}[1m", "\\u{1b}[1m"),
            ("a\r\u{8}\u{9b}31m\u{7f}", "a\\r\\u{8}\\u{9b}31m\\u{7f}"),
            ("\u{202e}evil", "\\u{202e}evil"),
            ("ok\n::error::x", "ok\n:\\:error::x"),
            ("  ::set-output", "  :\\:set-output"),
            ("a::b", "a::b"),
            ("x ##[error]y", "x ##\\[error]y"),
        ] {
            assert_eq!(written(text, &[from.as_bytes()]), to);
            let bytes: Vec<&[u8]> = from.as_bytes().chunks(1).collect();
            assert_eq!(written(text, &bytes), to, "in pieces");
        }
        assert_eq!(written(Speech::Commands, &[b"::error::x\x1b"]), "::error::x\\u{1b}");
        assert_eq!(
            written(Speech::Json, &["\"::\u{9b}\u{202e}\"\n".as_bytes()]),
            "\"::\\u009b\\u202e\"\n"
        );
        assert_eq!(written(text, &[b"\xff\xfe."]), "\u{fffd}\u{fffd}.");
    }

    #[test]
    fn our_colours_pass_and_no_others() {
        let text = Speech::Text(Colour::choose(crate::colour::When::Always));
        assert_eq!(
            written(text, &["\u{1b}[1;31mx\u{1b}[0m".as_bytes()]),
            "\u{1b}[1;31mx\u{1b}[0m"
        );
        assert_eq!(written(text, &["\u{1b}[8mx".as_bytes()]), "\\u{1b}[8mx");
    }
}

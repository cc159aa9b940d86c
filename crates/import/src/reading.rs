//! Pasted text without what terminals, logs and documents wrap around it, every byte of it traced to where it stood.
//!
//! What is taken away: colours, box drawing, line breaks inside a sentence, JSON escapes, XML entities, typographic
//! quotes. A line break that is left marks an end: an empty line, the end of a JSON string, or a tag.

use std::ops::Range;

use iamwhy_policy::Span;

use crate::Piece;

/// What stands where a text ends that a sentence cannot reach across.
pub(crate) const END: u8 = b'\n';

pub(crate) struct Reading {
    pub(crate) text: String,
    /// For every byte of `text`, the bytes of the pasted text that it stands for.
    from: Vec<(u32, u32)>,
}

impl Reading {
    pub(crate) fn of(pasted: &str) -> Reading {
        let mut reader = Reader {
            pasted,
            escaped: pasted.contains("\\\""),
            marked_up: pasted.contains("&quot;") || pasted.contains("<Message>"),
            reading: Reading {
                text: String::with_capacity(pasted.len()),
                from: Vec::with_capacity(pasted.len()),
            },
            is_cut: is_cut(pasted),
            lines: 0,
            line_from: (0, 0),
        };
        reader.run();
        reader.reading
    }

    /// Where a part of the text stood.
    pub(crate) fn span(&self, range: Range<usize>) -> Span {
        let start = self.from.get(range.start).map_or(0, |from| from.0);
        let last = range.end.checked_sub(1).and_then(|last| self.from.get(last));
        Span {
            start,
            end: last.map_or(start, |from| from.1).max(start),
        }
    }

    pub(crate) fn part(&self, range: Range<usize>) -> &str {
        self.text.get(range).unwrap_or_default()
    }

    pub(crate) fn piece(&self, range: Range<usize>) -> Piece {
        Piece {
            text: self.part(range.clone()).to_owned(),
            span: self.span(range),
        }
    }
}

struct Reader<'p> {
    pasted: &'p str,
    escaped: bool,
    marked_up: bool,
    reading: Reading,
    /// A terminal broke its lines, wherever that was in a word.
    is_cut: bool,
    /// Line breaks since the last letter.
    lines: u32,
    line_from: (u32, u32),
}

impl Reader<'_> {
    fn run(&mut self) {
        let mut at = 0;
        while let Some(letter) = self.rest(at).chars().next() {
            let after = at + letter.len_utf8();
            at = match letter {
                '\u{1b}' => at + colour(self.rest(at)),
                '\\' if self.escaped => self.escape(at),
                '"' if self.escaped => self.put('\n', at, after),
                '&' if self.marked_up => self.entity(at),
                '<' if self.marked_up => self.tag(at),
                '\n' => self.line(at, after),
                '|' | '>' if self.starts_line() => after,
                '\u{2500}'..='\u{257f}' | '\r' => after,
                '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' => after,
                '\u{201c}' | '\u{201d}' => self.put('"', at, after),
                '\u{2018}' | '\u{2019}' => self.put('\'', at, after),
                '\u{a0}' => self.put(' ', at, after),
                letter if letter.is_control() => self.put(' ', at, after),
                letter => self.put(letter, at, after),
            };
        }
    }

    fn rest(&self, at: usize) -> &str {
        self.pasted.get(at..).unwrap_or_default()
    }

    /// Whether only white space, or nothing, stands before this place in its line.
    fn starts_line(&self) -> bool {
        self.lines > 0 || self.reading.text.is_empty()
    }

    fn line(&mut self, at: usize, after: usize) -> usize {
        if self.lines == 0 {
            self.line_from = (at as u32, after as u32);
        }
        self.lines += 1;
        after
    }

    /// Adds a letter that stands for the bytes from `at` to `after`.
    fn put(&mut self, letter: char, at: usize, after: usize) -> usize {
        if self.lines == 1 && self.is_cut {
            self.lines = 0;
        }
        if self.lines > 0 {
            if letter == ' ' {
                return after;
            }
            // One line break is a space, an empty line an end.
            let kept = self.reading.text.trim_end_matches(' ').len();
            self.reading.text.truncate(kept);
            self.reading.from.truncate(kept);
            self.reading.text.push(if self.lines == 1 { ' ' } else { '\n' });
            self.reading.from.push(self.line_from);
            self.lines = 0;
        }
        self.reading.text.push(letter);
        let from = (at as u32, after as u32);
        self.reading.from.extend(std::iter::repeat_n(from, letter.len_utf8()));
        after
    }

    /// Backslashes, and what they stand before. Logs escape a message more than once.
    fn escape(&mut self, at: usize) -> usize {
        let rest = self.rest(at);
        let slashes = rest.bytes().take_while(|byte| *byte == b'\\').count();
        let after = at + slashes + 1;
        match rest.as_bytes().get(slashes) {
            Some(b'"') => self.put('"', at, after),
            Some(b'/') => self.put('/', at, after),
            Some(b'n') => self.line(at, after),
            Some(b'r' | b't') => self.put(' ', at, after),
            Some(b'u') => {
                let code = rest
                    .get(slashes + 1..slashes + 5)
                    .and_then(|digits| u32::from_str_radix(digits, 16).ok());
                match code.and_then(char::from_u32) {
                    Some('\n') => self.line(at, after + 4),
                    Some(letter) if letter.is_control() => self.put(' ', at, after + 4),
                    Some(letter) => self.put(letter, at, after + 4),
                    None => self.put('\\', at, at + slashes),
                }
            }
            _ => self.put('\\', at, at + slashes),
        }
    }

    fn entity(&mut self, at: usize) -> usize {
        const NAMED: [(&str, char); 7] = [
            ("&quot;", '"'),
            ("&#34;", '"'),
            ("&#x22;", '"'),
            ("&apos;", '\''),
            ("&amp;", '&'),
            ("&lt;", '<'),
            ("&gt;", '>'),
        ];
        let found = NAMED.iter().find(|(name, _)| self.rest(at).starts_with(name));
        match found {
            Some((name, letter)) => self.put(*letter, at, at + name.len()),
            None => self.put('&', at, at + 1),
        }
    }

    /// A tag, short as tags of answers are; a lone `<` is a letter.
    fn tag(&mut self, at: usize) -> usize {
        let inside = self.rest(at).bytes().take(64).position(|byte| byte == b'>');
        match inside {
            Some(close) => self.put('\n', at, at + close + 1),
            None => self.put('<', at, at + 1),
        }
    }
}

/// Whether all lines but the last are of one length, as nobody writes them.
fn is_cut(text: &str) -> bool {
    let mut lines = text.trim().lines().map(|line| line.chars().count()).peekable();
    let first = lines.peek().copied().unwrap_or_default();
    let mut count = 0;
    while let Some(length) = lines.next() {
        count += 1;
        let fits = if lines.peek().is_some() {
            length == first
        } else {
            length <= first
        };
        if !fits {
            return false;
        }
    }
    count > 2 && first >= 40
}

/// The length of an escape sequence of a terminal.
fn colour(rest: &str) -> usize {
    let bytes = rest.as_bytes();
    if bytes.get(1) != Some(&b'[') {
        return 1;
    }
    let parameters = bytes.iter().skip(2).take(32);
    let parameters = parameters
        .take_while(|byte| byte.is_ascii_digit() || **byte == b';')
        .count();
    let last = usize::from(bytes.get(2 + parameters).is_some_and(u8::is_ascii_alphabetic));
    2 + parameters + last
}

//! From byte offsets to lines and columns, worked out only when somebody asks.

use crate::Add;

/// A place in a text as people count it, from 1.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Position {
    /// The line, from 1.
    pub line: u32,
    /// The column, from 1, in Unicode scalar values.
    pub column: u32,
}

impl Position {
    /// The position of a byte offset in `text`; an offset past the end means the end.
    ///
    /// ```
    /// use iamwhy_policy::Position;
    /// assert_eq!(Position::of("a\né!", 4), Position { line: 2, column: 2 });
    /// ```
    pub fn of(text: &str, offset: u32) -> Position {
        let before = text.as_bytes();
        let before = before.get(..offset as usize).unwrap_or(before);
        let line_start = before.iter().rposition(|&b| b == b'\n').map_or(0, |i| i + 1);
        let line = before.iter().filter(|&&b| b == b'\n').count();
        let column = before.get(line_start..).map_or(0, scalars);
        Position {
            line: line as u32 + 1,
            column: column + 1,
        }
    }
}

/// Distance between two counted marks. Keeps a look-up short even where a document is one long line.
const STRIDE: usize = 128;

/// Line starts, and the number of scalars before every [`STRIDE`]th byte; no marks where every byte is a scalar.
#[derive(Clone, Debug)]
pub(super) struct Lines {
    starts: Vec<u32>,
    marks: Vec<u32>,
}

impl Lines {
    pub(super) fn of(text: &str) -> Lines {
        let bytes = text.as_bytes();
        let mut starts = vec![0];
        starts.add(
            (1u32..)
                .zip(bytes)
                .filter(|&(_, &b)| b == b'\n')
                .map(|(after, _)| after),
        );
        let mut marks = Vec::new();
        if text.is_ascii() {
            return Lines { starts, marks };
        }
        let mut count = 0;
        for chunk in bytes.chunks(STRIDE) {
            marks.push(count);
            count += scalars(chunk);
        }
        Lines { starts, marks }
    }

    /// Where a line begins.
    pub(super) fn start(&self, line: u32) -> Option<u32> {
        self.starts.get(line.saturating_sub(1) as usize).copied()
    }

    pub(super) fn position(&self, text: &str, offset: u32) -> Position {
        let offset = offset.min(text.len() as u32);
        let line = self.starts.partition_point(|&start| start <= offset);
        let start = self.starts.get(line.wrapping_sub(1)).copied().unwrap_or(0);
        let column = self.scalars_before(text, offset) - self.scalars_before(text, start);
        Position {
            line: line as u32,
            column: column + 1,
        }
    }

    fn scalars_before(&self, text: &str, offset: u32) -> u32 {
        if self.marks.is_empty() {
            return offset;
        }
        let offset = offset as usize;
        let mark = offset / STRIDE;
        match self.marks.get(mark) {
            Some(&count) => count + text.as_bytes().get(mark * STRIDE..offset).map_or(0, scalars),
            // The end of a text whose length is a multiple of the stride.
            None => {
                let last = self.marks.len().saturating_sub(1);
                let count = self.marks.last().copied().unwrap_or(0);
                count + text.as_bytes().get(last * STRIDE..offset).map_or(0, scalars)
            }
        }
    }
}

/// Scalars that begin in `bytes`: every byte but the continuation bytes.
fn scalars(bytes: &[u8]) -> u32 {
    bytes.iter().filter(|&&b| b & 0xC0 != 0x80).count() as u32
}

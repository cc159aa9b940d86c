//! The columns of the packed catalogue, and how numbers and lines are taken from them.

use std::ops::Range;

use super::Unreadable;

/// Each column, in the order of the file.
pub(super) struct Columns<'b> {
    pub(super) head: Text<'b>,
    pub(super) services: Text<'b>,
    pub(super) key_names: Text<'b>,
    pub(super) key_kinds: Column<'b>,
    pub(super) types: Text<'b>,
    pub(super) type_keys: Column<'b>,
    pub(super) verbs: Text<'b>,
    pub(super) nouns: Text<'b>,
    pub(super) noun_counts: Column<'b>,
    pub(super) action_verbs: Column<'b>,
    pub(super) access: Column<'b>,
    pub(super) action_keys: Column<'b>,
    pub(super) action_on: Column<'b>,
    pub(super) action_needs: Column<'b>,
    pub(super) key_sets: Column<'b>,
    pub(super) on_sets: Column<'b>,
    pub(super) on_items: Column<'b>,
    pub(super) need_sets: Column<'b>,
}

impl<'b> Columns<'b> {
    /// Each column stands behind its length.
    pub(super) fn cut(body: &'b [u8]) -> Result<Self, Unreadable> {
        let mut rest = Column {
            name: "its columns",
            bytes: body,
        };
        let columns = Self {
            head: rest.text("head")?,
            services: rest.text("services")?,
            key_names: rest.text("key_names")?,
            key_kinds: rest.column("key_kinds")?,
            types: rest.text("types")?,
            type_keys: rest.column("type_keys")?,
            verbs: rest.text("verbs")?,
            nouns: rest.text("nouns")?,
            noun_counts: rest.column("noun_counts")?,
            action_verbs: rest.column("action_verbs")?,
            access: rest.column("access")?,
            action_keys: rest.column("action_keys")?,
            action_on: rest.column("action_on")?,
            action_needs: rest.column("action_needs")?,
            key_sets: rest.column("key_sets")?,
            on_sets: rest.column("on_sets")?,
            on_items: rest.column("on_items")?,
            need_sets: rest.column("need_sets")?,
        };
        if rest.is_empty() {
            Ok(columns)
        } else {
            Err(rest.damaged())
        }
    }
}

/// A column of numbers.
pub(super) struct Column<'b> {
    name: &'static str,
    bytes: &'b [u8],
}

impl<'b> Column<'b> {
    pub(super) fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }

    pub(super) fn damaged(&self) -> Unreadable {
        Unreadable::Damaged(self.name)
    }

    pub(super) fn byte(&mut self) -> Result<u8, Unreadable> {
        let (first, rest) = self.bytes.split_first().ok_or(Unreadable::Damaged(self.name))?;
        self.bytes = rest;
        Ok(*first)
    }

    /// Seven bits a byte, the low ones first; the eighth says that more follow.
    pub(super) fn number(&mut self) -> Result<u64, Unreadable> {
        let mut value = 0;
        for shift in (0..63).step_by(7) {
            let byte = self.byte()?;
            value |= u64::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return Ok(value);
            }
        }
        Err(self.damaged())
    }

    /// A number below a limit.
    pub(super) fn below(&mut self, limit: usize) -> Result<u32, Unreadable> {
        let number = self.number()?;
        let small = usize::try_from(number).is_ok_and(|number| number < limit);
        match u32::try_from(number) {
            Ok(number) if small => Ok(number),
            _ => Err(self.damaged()),
        }
    }

    /// A number that counts from the start of a range, as one of the range.
    pub(super) fn in_range(&mut self, range: &Range<u32>) -> Result<u32, Unreadable> {
        let number = self.below(range.len())?;
        Ok(range.start + number)
    }

    fn column(&mut self, name: &'static str) -> Result<Column<'b>, Unreadable> {
        let length = usize::try_from(self.number()?).map_err(|_| self.damaged())?;
        let (bytes, rest) = self.bytes.split_at_checked(length).ok_or(self.damaged())?;
        self.bytes = rest;
        Ok(Column { name, bytes })
    }

    fn text(&mut self, name: &'static str) -> Result<Text<'b>, Unreadable> {
        let column = self.column(name)?;
        let text = std::str::from_utf8(column.bytes).map_err(|_| column.damaged())?;
        Ok(Text { name, text })
    }
}

/// A column of lines.
pub(super) struct Text<'b> {
    name: &'static str,
    text: &'b str,
}

impl<'b> Text<'b> {
    /// The next line, which must be there.
    pub(super) fn line(&mut self) -> Result<&'b str, Unreadable> {
        self.next().ok_or(Unreadable::Damaged(self.name))
    }
}

impl<'b> Iterator for Text<'b> {
    type Item = &'b str;

    fn next(&mut self) -> Option<&'b str> {
        let (line, rest) = self.text.split_once('\n')?;
        self.text = rest;
        Some(line)
    }
}

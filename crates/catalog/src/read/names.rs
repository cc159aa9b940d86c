//! Names: where they are kept, and in which order.

use super::{Unreadable, span};
use crate::rows::Span;
use crate::{Catalog, Key};

impl Catalog {
    /// Keeps a text that comes in pieces.
    pub(super) fn write(&mut self, pieces: &[&str]) -> Result<Span, Unreadable> {
        let start = self.text.len();
        self.text.extend(pieces.iter().copied());
        let written = self.text.get(start..).unwrap_or_default();
        let lower = self.lower.len();
        self.lower.push_str(written);
        if let Some(own) = self.lower.get_mut(lower..) {
            own.make_ascii_lowercase();
        }
        span(start, self.text.len())
    }

    /// One row for each name. Where a name has several, ours wins, then that of the service whose key it is.
    pub(super) fn index_key_names(&mut self) {
        let mut rows: Vec<(u32, bool)> = Vec::with_capacity(self.keys.len());
        let mut add = |row: u32, own: bool| rows.push((row, own));
        let global = self
            .services
            .first()
            .map_or(self.keys.len(), |row| row.keys.start as usize);
        for row in 0..global {
            add(u32::try_from(row).unwrap_or(u32::MAX), true);
        }
        for service in &self.services {
            let prefix = self.at(service.prefix);
            for row in service.keys.clone() {
                add(row, Key::new(self, row).prefix().eq_ignore_ascii_case(prefix));
            }
        }
        let name = |row: u32| Key::new(self, row).lower();
        // Stable: among rows of one name the global one is the first already.
        let first = |row: u32| (row as usize) < global;
        rows.sort_by(|one, other| {
            name(one.0)
                .cmp(name(other.0))
                .then(first(other.0).cmp(&first(one.0)))
                .then(other.1.cmp(&one.1))
        });
        rows.dedup_by(|one, other| name(one.0) == name(other.0));
        let names: Vec<u32> = rows.into_iter().map(|(row, _)| row).collect();
        let templates = names.iter().copied().filter(|row| Key::new(self, *row).is_template());
        self.key_templates = templates.collect();
        self.key_names = names;
    }
}

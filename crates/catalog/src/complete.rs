//! What somebody may be about to type.

use std::cmp::Ordering;
use std::ops::Range;

use crate::{Action, Catalog, Key, Service};

impl Catalog {
    /// The actions whose names begin with what was typed, in order: of one service after `s3:g`, of all services whose
    /// prefixes begin so after `s3`.
    ///
    /// ```
    /// # let catalog = iamwhy_catalog::Catalog::embedded();
    /// let names: Vec<_> = catalog.complete("S3:getobjectt").map(|action| action.to_string()).collect();
    /// assert_eq!(names, ["s3:GetObjectTagging", "s3:GetObjectTorrent"]);
    /// ```
    pub fn complete<'c>(
        &'c self,
        typed: &str,
    ) -> impl ExactSizeIterator<Item = Action<'c>> + DoubleEndedIterator + use<'c> {
        let typed = typed.to_ascii_lowercase();
        let rows = match typed.split_once(':') {
            Some((prefix, name)) => {
                let rows = self.service(prefix).map_or(0..0, Service::action_rows);
                self.beginning_with(rows, name)
            }
            None => {
                let services = between(&self.services, |row| place(self.lower_at(row.prefix), &typed));
                let rows = self.services.get(services).unwrap_or_default();
                let start = rows.first().map_or(0, |row| row.actions.start as usize);
                start..rows.last().map_or(0, |row| row.actions.end as usize)
            }
        };
        rows.map(|index| Action::new(self, index))
    }

    /// The services whose prefixes begin with what was typed.
    pub fn complete_service<'c>(&'c self, typed: &str) -> impl Iterator<Item = Service<'c>> + use<'c> {
        let typed = typed.to_ascii_lowercase();
        between(&self.services, |row| place(self.lower_at(row.prefix), &typed)).map(|index| Service::new(self, index))
    }

    /// The condition keys whose names begin with what was typed.
    pub fn complete_key<'c>(&'c self, typed: &str) -> impl Iterator<Item = Key<'c>> + use<'c> {
        let typed = typed.to_ascii_lowercase();
        let rows = between(&self.key_names, |row| place(Key::new(self, *row).lower(), &typed));
        let rows = self.key_names.get(rows).unwrap_or_default();
        rows.iter().map(|row| Key::new(self, *row))
    }

    /// Of the actions of one service, those whose names begin so; in lower case.
    pub(crate) fn beginning_with(&self, rows: Range<usize>, name: &str) -> Range<usize> {
        let start = rows.start;
        let slice = self.actions.get(rows).unwrap_or_default();
        let found = between(slice, |row| place(self.lower_at(row.name), name));
        start + found.start..start + found.end
    }
}

/// The rows that are neither less nor greater, of rows in order.
fn between<T>(rows: &[T], order: impl Fn(&T) -> Ordering) -> Range<usize> {
    let start = rows.partition_point(|row| order(row).is_lt());
    let length = rows
        .get(start..)
        .unwrap_or_default()
        .partition_point(|row| order(row).is_le());
    start..start + length
}

/// Where a name stands beside all that begin so: among them, before, or behind.
fn place(name: &str, beginning: &str) -> Ordering {
    let (name, beginning) = (name.as_bytes(), beginning.as_bytes());
    name.get(..beginning.len()).unwrap_or(name).cmp(beginning)
}

//! What somebody may be about to type.

use std::ops::Range;

use crate::{Action, Catalog, Key, Service, fold};

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
        let rows = match typed.split_once(':') {
            Some((prefix, name)) => {
                let rows = self.service(prefix).map_or(0..0, Service::action_rows);
                self.beginning_with(rows, name)
            }
            None => {
                let services = between(&self.services, |row| fold::compare_start(self.at(row.prefix), typed));
                let rows = self.services.get(services).unwrap_or_default();
                let start = rows.first().map_or(0, |row| row.actions.start as usize);
                start..rows.last().map_or(0, |row| row.actions.end as usize)
            }
        };
        rows.map(|index| Action::new(self, index))
    }

    /// The services whose prefixes begin with what was typed.
    pub fn complete_service<'c>(&'c self, typed: &str) -> impl Iterator<Item = Service<'c>> + use<'c> {
        between(&self.services, |row| fold::compare_start(self.at(row.prefix), typed))
            .map(|index| Service::new(self, index))
    }

    /// The condition keys whose names begin with what was typed.
    pub fn complete_key<'c>(&'c self, typed: &str) -> impl Iterator<Item = Key<'c>> + use<'c> {
        let rows = between(&self.key_names, |row| {
            fold::compare_start(Key::new(self, *row).name(), typed)
        });
        let rows = self.key_names.get(rows).unwrap_or_default();
        rows.iter().map(|row| Key::new(self, *row))
    }

    /// Of the actions of one service, those whose names begin so.
    pub(crate) fn beginning_with(&self, rows: Range<usize>, name: &str) -> Range<usize> {
        let start = rows.start;
        let slice = self.actions.get(rows).unwrap_or_default();
        let found = between(slice, |row| fold::compare_start(self.at(row.name), name));
        start + found.start..start + found.end
    }
}

/// The rows that are neither less nor greater, of rows in order.
fn between<T>(rows: &[T], order: impl Fn(&T) -> std::cmp::Ordering) -> Range<usize> {
    let start = rows.partition_point(|row| order(row).is_lt());
    let length = rows
        .get(start..)
        .unwrap_or_default()
        .partition_point(|row| order(row).is_le());
    start..start + length
}

//! A service.

use std::fmt;
use std::ops::Range;

use crate::rows::ServiceRow;
use crate::{Action, Catalog, Key, ResourceType, template, walk};

/// A service of AWS, as policies name it: everything before the colon of an action.
#[derive(Copy, Clone)]
pub struct Service<'c> {
    catalog: &'c Catalog,
    index: usize,
}

impl<'c> Service<'c> {
    pub(crate) fn new(catalog: &'c Catalog, index: usize) -> Self {
        Self { catalog, index }
    }

    pub(crate) fn lower(self) -> &'c str {
        self.row().map_or("", |row| self.catalog.lower_at(row.prefix))
    }

    pub(crate) fn index(self) -> usize {
        self.index
    }

    /// Such as `s3`.
    pub fn prefix(self) -> &'c str {
        self.row().map_or("", |row| self.catalog.at(row.prefix))
    }

    /// Such as `Amazon S3`.
    pub fn name(self) -> &'c str {
        self.row().map_or("", |row| self.catalog.at(row.name))
    }

    /// Its actions, in the order of their names.
    pub fn actions(self) -> impl Iterator<Item = Action<'c>> {
        self.action_rows().map(move |index| Action::new(self.catalog, index))
    }

    /// The action of this name, such as `GetObject`, in any case.
    pub fn action(self, name: &str) -> Option<Action<'c>> {
        let rows = self.action_rows();
        let start = rows.start;
        let slice = self.catalog.actions.get(rows)?;
        let found = slice.binary_search_by(|row| walk::order(self.catalog.lower_at(row.name), name));
        found.ok().map(|index| Action::new(self.catalog, start + index))
    }

    /// Its resource types, in the order of their names.
    pub fn resource_types(self) -> impl Iterator<Item = ResourceType<'c>> {
        let rows = self.row().map_or(0..0, |row| row.types.clone());
        rows.map(move |row| ResourceType::new(self.catalog, row))
    }

    /// The resource type of this name, such as `bucket`, in any case.
    pub fn resource_type(self, name: &str) -> Option<ResourceType<'c>> {
        self.resource_types().find(|one| one.name().eq_ignore_ascii_case(name))
    }

    /// The condition keys that AWS lists for it, in the order of their names: its own, those of other services that it
    /// sends, and the tag keys `aws:RequestTag`, `aws:ResourceTag` and `aws:TagKeys`.
    pub fn keys(self) -> impl Iterator<Item = Key<'c>> {
        let rows = self.row().map_or(0..0, |row| row.keys.clone());
        rows.map(move |row| Key::new(self.catalog, row))
    }

    /// The condition key that AWS lists for it under this name, in any case, variable parts filled or not.
    pub fn key(self, name: &str) -> Option<Key<'c>> {
        let exact = self.keys().find(|key| key.name().eq_ignore_ascii_case(name));
        exact.or_else(|| template::closest(self.keys(), |key| key.name(), name))
    }

    pub(crate) fn action_rows(self) -> Range<usize> {
        self.row()
            .map_or(0..0, |row| row.actions.start as usize..row.actions.end as usize)
    }

    fn row(self) -> Option<&'c ServiceRow> {
        self.catalog.services.get(self.index)
    }
}

impl PartialEq for Service<'_> {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.catalog, other.catalog) && self.index == other.index
    }
}

impl Eq for Service<'_> {}

impl fmt::Display for Service<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.pad(self.prefix())
    }
}

impl fmt::Debug for Service<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Service({self})")
    }
}

//! A type of resources.

use std::fmt;

use crate::rows::TypeRow;
use crate::{Catalog, Key, Service, arn};

/// A type of resources of a service, such as the buckets of S3.
#[derive(Copy, Clone)]
pub struct ResourceType<'c> {
    catalog: &'c Catalog,
    row: u32,
}

impl<'c> ResourceType<'c> {
    pub(crate) fn new(catalog: &'c Catalog, row: u32) -> Self {
        Self { catalog, row }
    }

    /// Whose it is.
    pub fn service(self) -> Service<'c> {
        Service::new(self.catalog, self.row().map_or(usize::MAX, |row| row.service as usize))
    }

    /// Such as `bucket`.
    pub fn name(self) -> &'c str {
        self.row().map_or("", |row| self.catalog.at(row.name))
    }

    /// How its ARNs look, such as `arn:${Partition}:s3:::${BucketName}`. Most types have one form, some have two.
    pub fn arns(self) -> impl Iterator<Item = &'c str> {
        let all = self.row().map_or("", |row| self.catalog.at(row.arns));
        all.split(' ').filter(|arn| !arn.is_empty())
    }

    /// Whether a `Resource` of a policy can name a resource of this type; see
    /// [`matches_resource_type`](crate::matches_resource_type).
    pub fn matches(self, resource: &str) -> bool {
        self.arns().any(|one| arn::matches_resource_type(one, resource))
    }

    /// The condition keys that AWS lists for resources of this type.
    pub fn keys(self) -> impl Iterator<Item = Key<'c>> {
        Key::set(self.catalog, self.row().map_or(u32::MAX, |row| row.keys))
    }

    fn row(self) -> Option<&'c TypeRow> {
        self.catalog.types.get(self.row as usize)
    }
}

impl PartialEq for ResourceType<'_> {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.catalog, other.catalog) && self.row == other.row
    }
}

impl Eq for ResourceType<'_> {}

impl fmt::Debug for ResourceType<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "ResourceType({}:{})", self.service(), self.name())
    }
}

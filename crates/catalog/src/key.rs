//! A condition key.

use std::fmt;

use crate::{Catalog, template};

/// A condition key, such as `aws:SourceIp` or `s3:ExistingObjectTag/<key>`.
#[derive(Copy, Clone)]
pub struct Key<'c> {
    catalog: &'c Catalog,
    row: u32,
}

/// What the values of a key are.
#[derive(Copy, Clone, PartialEq, Eq, Hash, Debug)]
pub enum KeyType {
    /// Text.
    String,
    /// `true` or `false`.
    Bool,
    /// A number.
    Numeric,
    /// A point in time.
    Date,
    /// An address, compared with addresses and blocks.
    IpAddress,
    /// An ARN; string operators work too.
    Arn,
    /// Bytes, in Base64.
    Binary,
    /// A point in time that number operators compare too: `aws:EpochTime`.
    DateOrNumeric,
}

impl KeyType {
    const ALL: [Self; 8] = [
        Self::String,
        Self::Bool,
        Self::Numeric,
        Self::Date,
        Self::IpAddress,
        Self::Arn,
        Self::Binary,
        Self::DateOrNumeric,
    ];

    /// Such as `ARN`.
    pub fn word(self) -> &'static str {
        match self {
            Self::String => "String",
            Self::Bool => "Bool",
            Self::Numeric => "Numeric",
            Self::Date => "Date",
            Self::IpAddress => "IPAddress",
            Self::Arn => "ARN",
            Self::Binary => "Binary",
            Self::DateOrNumeric => "Date or Numeric",
        }
    }
}

/// Where a key comes from.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub(crate) enum Group {
    /// A service sends it for some of its actions.
    Service,
    /// Any request may carry it.
    Request,
    /// Requests with tags, or for resources with tags, may carry it.
    Tag,
    /// It comes with the credentials of some callers.
    Session,
    /// As `Request`, but there is a better one.
    Deprecated,
}

const GROUPS: [Group; 5] = [
    Group::Service,
    Group::Request,
    Group::Tag,
    Group::Session,
    Group::Deprecated,
];

/// Whether a kind names a type and a group that there are.
pub(crate) fn is_kind(kind: u8) -> bool {
    usize::from(kind >> 4) < GROUPS.len()
}

impl<'c> Key<'c> {
    pub(crate) fn new(catalog: &'c Catalog, row: u32) -> Self {
        Self { catalog, row }
    }

    pub(crate) fn set(catalog: &'c Catalog, set: u32) -> impl Iterator<Item = Self> {
        catalog
            .key_sets
            .get(set)
            .iter()
            .map(move |row| Self::new(catalog, *row))
    }

    /// As AWS spells it; a variable part is a placeholder, such as `${TagKey}` or `<key>`.
    pub fn name(self) -> &'c str {
        let row = self.catalog.keys.get(self.row as usize);
        row.map_or("", |row| self.catalog.at(row.name))
    }

    pub(crate) fn lower(self) -> &'c str {
        let row = self.catalog.keys.get(self.row as usize);
        row.map_or("", |row| self.catalog.lower_at(row.name))
    }

    /// What its values are.
    pub fn value_type(self) -> KeyType {
        let kind = KeyType::ALL.get(usize::from(self.kind() & 7));
        kind.copied().unwrap_or(KeyType::String)
    }

    /// Whether a request can carry several values, so that conditions need `ForAllValues` or `ForAnyValue`.
    pub fn is_multivalued(self) -> bool {
        self.kind() & 8 != 0
    }

    /// Whether its prefix is `aws:`.
    pub fn is_global(self) -> bool {
        self.prefix().eq_ignore_ascii_case("aws")
    }

    /// What stands before the colon: `aws`, a service, or an identity provider.
    pub fn prefix(self) -> &'c str {
        self.name().split_once(':').map_or("", |(prefix, _)| prefix)
    }

    /// Whether its name has a variable part, such as a tag's key.
    pub fn is_template(self) -> bool {
        template::is_template(self.name())
    }

    /// Whether AWS advises another key in its place.
    pub fn is_deprecated(self) -> bool {
        self.group() == Group::Deprecated
    }

    pub(crate) fn is_of_service(self) -> bool {
        self.group() == Group::Service
    }

    pub(crate) fn group(self) -> Group {
        let group = GROUPS.get(usize::from(self.kind() >> 4));
        group.copied().unwrap_or(Group::Service)
    }

    fn kind(self) -> u8 {
        self.catalog.keys.get(self.row as usize).map_or(0, |row| row.kind)
    }
}

/// The same row: one name can have two types in two services.
impl PartialEq for Key<'_> {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.catalog, other.catalog) && self.row == other.row
    }
}

impl Eq for Key<'_> {}

impl fmt::Display for Key<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.pad(self.name())
    }
}

impl fmt::Debug for Key<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Key({self})")
    }
}

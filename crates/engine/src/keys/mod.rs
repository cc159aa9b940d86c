//! Context keys: what AWS says of each, and how its value follows from the world and the request (section 4).

mod created;
mod derive;
mod given;
mod objects;
mod pairs;
mod table;
mod value;

pub(crate) use derive::derive;
pub(crate) use objects::sends_new_tags;
pub use pairs::Pairs;
pub use table::{Cardinality, KeyInfo, KeyType, global_keys, key_info};
pub(crate) use table::{Derived, DerivedSet, lookup};
pub use value::{List, Source, Value};

/// Whether a key is single or multi valued; none for keys that nobody knows.
#[must_use]
pub fn key_cardinality(name: &str) -> Option<Cardinality> {
    key_info(name).map(|info| info.cardinality)
}

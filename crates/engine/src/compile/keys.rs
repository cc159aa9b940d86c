//! Condition keys and variable names, interned case-insensitively (CKEY-1).

use super::parts::KeyDef;
use crate::keys::{Cardinality, Derived, KeyType, lookup};
use crate::request::ContextKey;

/// The number of a key; a new one gets the next. `index` lists the numbers by the keys' names.
pub(crate) fn intern(keys: &mut Vec<KeyDef>, index: &mut Vec<u32>, name: &str) -> u32 {
    let key = ContextKey::new(name);
    let name_of = |id: &u32| keys.get(*id as usize).map(|def| def.key.folded());
    let place = match index.binary_search_by(|id| name_of(id).cmp(&Some(key.folded()))) {
        Ok(found) => return index.get(found).copied().unwrap_or_default(),
        Err(place) => place,
    };
    let def = match lookup(name) {
        Some((info, subkey)) => KeyDef {
            name: name.into(),
            kind: Some(info.kind),
            cardinality: Some(info.cardinality),
            derived: info.derived,
            subkey,
            key,
        },
        None => unknown(name, key),
    };
    let id = keys.len() as u32;
    index.insert(place, id);
    keys.push(def);
    id
}

/// A key outside the table: a service's own resource tag (CKEY-7), or one that we know nothing of.
fn unknown(name: &str, key: ContextKey) -> KeyDef {
    let tag = key.folded().find(":resourcetag/").map(|at| at + ":resourcetag/".len());
    let (derived, kind, cardinality, subkey) = match tag {
        Some(subkey) if subkey < key.folded().len() => (
            Derived::ServiceResourceTag,
            Some(KeyType::Text),
            Some(Cardinality::Single),
            subkey,
        ),
        _ => (Derived::Input, None, None, 0),
    };
    KeyDef {
        name: name.into(),
        kind,
        cardinality,
        derived,
        subkey,
        key,
    }
}

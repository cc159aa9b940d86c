//! Condition keys and variable names, interned case-insensitively (CKEY-1).

use std::collections::HashMap;

use super::parts::KeyDef;
use crate::keys::{Cardinality, Derived, KeyType, lookup};
use crate::request::ContextKey;

pub(crate) fn intern(keys: &mut Vec<KeyDef>, index: &mut HashMap<Box<str>, u32>, name: &str) -> u32 {
    let key = ContextKey::new(name);
    if let Some(id) = index.get(key.folded()) {
        return *id;
    }
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
    index.insert(def.key.folded().into(), id);
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

//! Condition keys and variable names, interned case-insensitively (CKEY-1).

use super::intern::Interner;
use super::parts::KeyDef;
use crate::compare::fold;
use crate::keys::{Cardinality, Derived, KeyType, lookup};
use crate::pattern::Templates;
use crate::request::ContextKey;

/// The numbers of keys by their folded names.
#[derive(Default)]
pub(crate) struct KeyIndex {
    names: Interner,
    pool: Templates,
    /// The name at hand, folded.
    folded: String,
}

impl KeyIndex {
    /// The number of a key; a new one gets the next.
    pub(crate) fn intern(&mut self, keys: &mut Vec<KeyDef>, name: &str) -> u32 {
        fold::lower_into(name, &mut self.folded);
        let id = self.names.intern(&self.folded, &mut self.pool);
        if id as usize == keys.len() {
            keys.push(define(name, ContextKey::of_folded(self.folded.as_str().into())));
        }
        id
    }
}

fn define(name: &str, key: ContextKey) -> KeyDef {
    match lookup(name) {
        Some((info, subkey)) => KeyDef {
            name: name.into(),
            kind: Some(info.kind),
            cardinality: Some(info.cardinality),
            derived: info.derived,
            subkey,
            key,
        },
        None => unknown(name, key),
    }
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

//! The resources of a template by everything that a reference to them may be.

use std::collections::BTreeMap;

use super::{Entry, Template};

/// Resources by type and by reference, ARN or name; of several the first.
pub(super) struct Named<'e>(BTreeMap<&'e str, BTreeMap<String, Entry<'e>>>);

impl<'e> Named<'e> {
    pub(super) fn of(template: &Template<'_>, entries: &[Entry<'e>]) -> Named<'e> {
        let mut known: BTreeMap<&'e str, BTreeMap<String, Entry<'e>>> = BTreeMap::new();
        for entry in entries {
            let identity = template.identity(entry.id);
            let of_kind = known.entry(entry.kind).or_default();
            for spelling in [identity.reference, identity.arn, identity.name] {
                of_kind.entry(spelling).or_insert(*entry);
            }
        }
        Named(known)
    }

    /// The resource that a reference means.
    pub(super) fn find(&self, kind: &str, text: &str) -> Option<Entry<'e>> {
        self.0.get(kind)?.get(text).copied()
    }
}

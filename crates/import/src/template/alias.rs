//! `AWS::KMS::Alias`: another name of a key.

use super::named::Named;
use super::{Entry, Template};
use crate::export::{Alias, Behind, Export};
use crate::open::{is_open, open};

const KEYS: [&str; 2] = ["AWS::KMS::Key", "AWS::KMS::ReplicaKey"];

pub(super) fn read(export: &mut Export, template: &Template<'_>, entries: &[Entry<'_>], known: &Named<'_>) {
    let aliases = entries.iter().filter(|entry| entry.kind == "AWS::KMS::Alias");
    let aliases = aliases.map(|entry| Alias {
        name: entry.id.to_owned(),
        node: entry.node,
        key: behind(template, *entry, known),
    });
    let aliases = aliases.collect();
    export.link(aliases);
}

fn behind(template: &Template<'_>, entry: Entry<'_>, known: &Named<'_>) -> Behind {
    let written = template
        .text(entry, "TargetKeyId")
        .unwrap_or_else(|| open(&[entry.id, ".TargetKeyId"].concat()));
    // One of two aliases may be there, of the same name, each of another key.
    if entry.doubtful {
        return Behind::Unknown(format!("nobody knows whether `{}` will be there", entry.id));
    }
    match KEYS.iter().find_map(|kind| known.find(kind, &written)) {
        Some(key) => Behind::Here(key.id.to_owned()),
        None if is_open(&written) => Behind::Unknown(format!(
            "which key `{}` is an alias of is not known: `{written}`",
            entry.id
        )),
        None => Behind::Elsewhere(written),
    }
}

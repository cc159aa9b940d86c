//! New names for members.

use iamwhy_policy::{Json, Kind, NodeId};

use super::{TextEdit, pointer, quoted};

/// Gives a member another key. None where there is no such member, or one of the new name already.
#[must_use]
pub fn rename_key(json: &Json, at: &str, name: &str) -> Option<TextEdit> {
    let (parent, _) = pointer::split(at)?;
    let object = json.at_pointer(parent, json.root())?;
    let value = json.at_pointer(at, json.root())?;
    if json.kind(object) != Kind::Object || json.get(object, name).is_some() {
        return None;
    }
    // The key is a leaf, hence the entry before its value.
    let key = NodeId(value.0.checked_sub(1)?);
    let span = json.span(key);
    Some(TextEdit {
        start: span.start as usize,
        end: span.end as usize,
        text: quoted(name),
    })
}

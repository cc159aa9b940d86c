//! Tags of what a call creates.

use super::derive::tag;
use super::value::{Source, Value};
use crate::bind::Bound;
use crate::request::ContextValue;
use crate::world::Tags;

/// The tag that the resource gets from the call that creates it; none where it has tags already, or is not created by the call.
pub(super) fn new_tag<'a>(bound: &'a Bound<'_>, key: &'a str) -> Option<Value<'a>> {
    let bare = match bound.tags() {
        Some(Tags::Known(list)) => list.is_empty(),
        Some(Tags::Unknown(_)) => false,
        None => true,
    };
    (bare && creates(bound)).then(|| passed(bound, key))
}

/// A tag of the request: as the context writes it, else as it was passed.
fn passed<'a>(bound: &'a Bound<'_>, key: &'a str) -> Value<'a> {
    let mut context = bound.request.context.iter();
    let written = context.find(|entry| entry.key.folded().strip_prefix("aws:requesttag/") == Some(key));
    match written.map(|entry| &entry.value) {
        None => tag(&bound.request.tags, key),
        Some(ContextValue::One(text)) => Value::One(text),
        Some(ContextValue::Unknown { presence }) => Value::Unknown {
            presence: *presence,
            source: Source::Key,
        },
        Some(_) => Value::Absent,
    }
}

/// Whether the name of the action is `Create` and the type in the ARN. Not of EC2, which asks for the tags of what such a call uses.
fn creates(bound: &Bound<'_>) -> bool {
    let Some(made) = bound.action_name().strip_prefix("create") else {
        return false;
    };
    let rest = bound.part(5).unwrap_or("");
    match bound.service() {
        "ec2" => false,
        "sqs" => made == "queue",
        "sns" => made == "topic",
        _ => rest.split_once(['/', ':']).is_some_and(|(kind, _)| {
            let letters = kind.bytes().filter(|own| *own != b'-');
            letters.map(|own| own.to_ascii_lowercase()).eq(made.bytes())
        }),
    }
}

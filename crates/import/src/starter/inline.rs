//! Documents, written out.

use iamwhy_policy::{Json, Kind};

use crate::export::{Document, Export, ExportedPolicy};
use crate::percent;
use crate::value::Value;

/// A policy with its document.
pub(super) fn policy(export: &Export, policy: &ExportedPolicy) -> Value {
    let mut value = match &policy.document {
        Document::Unknown(_) => Value::unknown(),
        Document::Made(text) => of_text(text),
        Document::There => match export.json.string(policy.node) {
            Some(text) if export.json.kind(policy.node) == Kind::String => of_text(text),
            _ => Value::of(&export.json, policy.node),
        },
    };
    if let (Value::Object(members), Some(arn)) = (&mut value, &policy.arn) {
        members.push(("arn".to_owned(), arn.as_str().into()));
    }
    Value::Document(Box::new(value))
}

/// The document in a text; what is none stays a text.
fn of_text(text: &str) -> Value {
    let plain = percent::decoded(text);
    match Json::read(plain.as_deref().unwrap_or(text)) {
        Ok(json) if json.kind(json.root()) == Kind::Object => Value::of(&json, json.root()),
        _ => Value::object([("text", text.into())]),
    }
}

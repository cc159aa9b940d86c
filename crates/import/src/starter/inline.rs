//! Documents, written out.

use std::sync::Arc;

use iamwhy_policy::{Json, Kind, NodeId};

use crate::export::{Document, Export, ExportedPolicy};
use crate::percent;
use crate::value::{There, Value};

/// A policy with its document.
pub(super) fn policy(export: &Export, policy: &ExportedPolicy) -> Value {
    let value = match &policy.document {
        Document::Unknown(_) => Value::unknown(),
        Document::Made(text) => of_text(text),
        Document::There => {
            return Value::There(There {
                json: Arc::clone(&export.json),
                node: policy.node,
                arn: policy.arn.clone(),
            });
        }
    };
    with_arn(value, policy.arn.as_deref())
}

fn with_arn(mut value: Value, arn: Option<&str>) -> Value {
    if let (Value::Object(members), Some(arn)) = (&mut value, arn) {
        members.push(("arn".to_owned(), arn.into()));
    }
    Value::Document(Box::new(value))
}

impl There {
    /// The document, taken out of the file.
    pub(crate) fn value(&self) -> Value {
        let value = match self.json.string(self.node) {
            Some(text) if self.json.kind(self.node) == Kind::String => of_text(text),
            _ => Value::of(&self.json, self.node),
        };
        with_arn(value, self.arn.as_deref())
    }
}

/// The document in a text; what is none stays a text.
fn of_text(text: &str) -> Value {
    let plain = percent::decoded(text);
    match Json::read(plain.as_deref().unwrap_or(text)) {
        Ok(json) if json.kind(json.root()) == Kind::Object => Value::of(&json, json.root()),
        _ => Value::object([("text", text.into())]),
    }
}

/// What stands in a file, as JSON on several lines: also out of a template in YAML.
#[must_use]
pub fn json_of(json: &Json, node: NodeId) -> String {
    let text = Value::of(json, node).pretty();
    text.trim_end().to_owned()
}

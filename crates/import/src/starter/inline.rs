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
    beside(value, policy.arn.as_deref(), &policy.depends)
}

/// A document with what is said of it beside: its ARN, and the values in it that nobody knows yet.
fn beside(mut value: Value, arn: Option<&str>, depends: &[String]) -> Value {
    if let Value::Object(members) = &mut value {
        members.extend(arn.map(|arn| ("arn".to_owned(), arn.into())));
        // A text can say only its ARN.
        let names: Vec<Value> = depends.iter().map(|name| name.as_str().into()).collect();
        if !names.is_empty() && members.iter().any(|(name, _)| name == "Statement") {
            members.push(("depends".to_owned(), Value::List(names)));
        }
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
        beside(value, self.arn.as_deref(), &[])
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

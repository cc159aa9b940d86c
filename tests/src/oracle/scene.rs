//! Reading a scenario: names, policies, unknowns, toggles. No decision is made here.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::compare::Number;
use super::{Known, Stop, not_covered};

/// What has been chosen for the unknowns, by their place.
pub(crate) type Filled = BTreeMap<String, Value>;

/// A policy document.
pub(crate) type Document<'a> = Cow<'a, Value>;

/// A scenario and one way of filling in its unknowns.
pub(crate) struct Scene<'a> {
    pub(crate) root: &'a Value,
    pub(crate) filled: &'a Filled,
    /// The operands of every condition key and of every variable in the whole file.
    pub(crate) operands: &'a super::candidates::Collected<'a>,
}

impl<'a> Scene<'a> {
    pub(crate) fn assumes(&self, id: &str, word: &str) -> bool {
        self.root["assume"][id] == word
    }

    /// What stands in the place of an unknown.
    pub(crate) fn fill(&self, place: &str, choices: impl FnOnce() -> Vec<Value>) -> Known<&'a Value> {
        match self.filled.get(place) {
            Some(value) => Ok(value),
            None => Err(Stop::Need {
                place: place.to_owned(),
                choices: choices(),
            }),
        }
    }

    /// The document that a policy field names; `None` for an unknown policy that turned out not to be there.
    pub(crate) fn document(
        &self,
        value: &'a Value,
        place: &str,
        choices: &dyn Fn() -> Vec<Value>,
    ) -> Known<Option<Document<'a>>> {
        let named;
        let (value, place) = match value.as_str() {
            None => (value, place),
            Some(name) => match (self.root["policies"].get(name), built_in(name)) {
                (Some(value), _) => {
                    named = format!("policies.{name}");
                    (value, named.as_str())
                }
                (None, Some(document)) => return Ok(Some(Cow::Owned(document))),
                (None, None) => return not_covered(format!("no policy is called `{name}`")),
            },
        };
        if is_unknown(value) {
            let value = self.fill(place, || [vec![Value::Null], choices()].concat())?;
            return Ok((!value.is_null()).then_some(Cow::Borrowed(value)));
        }
        match value.get("text").and_then(Value::as_str) {
            Some(text) if value["stored"] != true => match serde_json::from_str(text) {
                Ok(document) => Ok(Some(Cow::Owned(document))),
                Err(error) => not_covered(error.to_string()),
            },
            None if value.get("Statement").is_some() => Ok(Some(Cow::Borrowed(value))),
            _ => not_covered(format!("the form of the policy at `{place}`")),
        }
    }

    /// The documents of a list field.
    pub(crate) fn documents(
        &self,
        value: Option<&'a Value>,
        place: &str,
        choices: &dyn Fn() -> Vec<Value>,
    ) -> Known<Vec<Document<'a>>> {
        let Some(mut value) = value else { return Ok(Vec::new()) };
        if is_unknown(value) {
            let lists = || {
                std::iter::once(json!([]))
                    .chain(choices().iter().map(|c| json!([c])))
                    .collect()
            };
            value = self.fill(place, lists)?;
        }
        let mut documents = Vec::new();
        for (index, item) in value.as_array().into_iter().flatten().enumerate() {
            documents.extend(self.document(item, &format!("{place}[{index}]"), choices)?);
        }
        Ok(documents)
    }
}

pub(crate) fn is_unknown(value: &Value) -> bool {
    value.get("unknown").is_some_and(|u| *u == true || *u == "presence")
}

pub(crate) fn str_of<'v>(value: &'v Value, field: &str) -> Option<&'v str> {
    value.get(field).and_then(Value::as_str)
}

/// A string or a list of strings; `None` for anything else.
pub(crate) fn texts(value: &Value) -> Option<Vec<&str>> {
    match value {
        Value::String(text) => Some(vec![text]),
        Value::Array(list) => list.iter().map(Value::as_str).collect(),
        _ => None,
    }
}

/// PARSE-31: the text of a condition's value.
pub(crate) fn text_of(scene: &Scene, value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Bool(flag) => Some(flag.to_string()),
        Value::Number(number) => {
            let lexeme = number.to_string();
            let canonical = || Number::parse(&lexeme).and_then(|n| n.canonical());
            Some(if scene.assumes("UND-22", "canonical") {
                canonical().unwrap_or(lexeme)
            } else {
                lexeme
            })
        }
        _ => None,
    }
}

/// The field of an ARN, counted from zero; the sixth holds the rest.
pub(crate) fn arn_field(arn: &str, index: usize) -> Option<&str> {
    let fields: Vec<&str> = arn.splitn(6, ':').collect();
    if fields.len() == 6 && fields[0] == "arn" {
        Some(fields[index])
    } else {
        None
    }
}

fn built_in(name: &str) -> Option<Value> {
    let allow = |principal: bool| {
        let mut statement = json!({ "Effect": "Allow", "Action": "*", "Resource": "*" });
        if principal {
            statement["Principal"] = json!("*");
        }
        json!({ "Version": "2012-10-17", "Statement": [statement] })
    };
    match name {
        "FullAWSAccess" | "AdministratorAccess" => Some(allow(false)),
        "RCPFullAWSAccess" => Some(allow(true)),
        _ => None,
    }
}

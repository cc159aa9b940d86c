//! JSON that is written: scenarios, and policies whose references are filled in.

use std::sync::Arc;

use iamwhy_policy::{Json, Kind, NodeId};

/// A value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Value {
    Null,
    Bool(bool),
    /// A number, as it is written.
    Number(String),
    Text(String),
    List(Vec<Value>),
    Object(Vec<(String, Value)>),
    /// A policy document: the marks of open values are escaped in it, because IAM's letters end at U+00FF.
    Document(Box<Value>),
    /// A policy document that stands in a file. It is taken out only while it is written: there may be thousands.
    There(There),
}

/// A policy document in a file.
#[derive(Clone, Debug)]
pub(crate) struct There {
    pub(crate) json: Arc<Json>,
    pub(crate) node: NodeId,
    /// What is said of it beside: its ARN.
    pub(crate) arn: Option<String>,
}

impl PartialEq for There {
    fn eq(&self, other: &There) -> bool {
        Arc::ptr_eq(&self.json, &other.json) && self.node == other.node && self.arn == other.arn
    }
}

impl Eq for There {}

impl Value {
    /// `{"unknown": true}`: there may be one that we cannot see.
    pub(crate) fn unknown() -> Value {
        Value::object([("unknown", Value::Bool(true))])
    }

    /// An unknown policy of which the ARN is known.
    pub(crate) fn unseen(arn: &str) -> Value {
        Value::object([("unknown", Value::Bool(true)), ("arn", arn.into())])
    }

    pub(crate) fn object<const N: usize>(members: [(&str, Value); N]) -> Value {
        Value::Object(
            members
                .into_iter()
                .map(|(name, value)| (name.to_owned(), value))
                .collect(),
        )
    }

    /// What stands in a file. Recursion is bounded by the depth bound of JSON.
    pub(crate) fn of(json: &Json, node: NodeId) -> Value {
        match json.kind(node) {
            Kind::Array => Value::List(json.items(node).map(|item| Value::of(json, item)).collect()),
            Kind::Object => {
                let members = json.members(node);
                let member = |(key, value)| (json.string(key).unwrap_or_default().to_owned(), Value::of(json, value));
                Value::Object(members.map(member).collect())
            }
            _ => Value::scalar(json, node),
        }
    }

    /// What stands in a file and holds nothing else.
    pub(crate) fn scalar(json: &Json, node: NodeId) -> Value {
        match json.kind(node) {
            Kind::String => Value::Text(json.string(node).unwrap_or_default().to_owned()),
            Kind::Number => Value::Number(json.raw(node).to_owned()),
            Kind::Bool => Value::Bool(json.boolean(node) == Some(true)),
            _ => Value::Null,
        }
    }

    /// A text, or a number or boolean as text.
    pub(crate) fn text(&self) -> Option<String> {
        match self {
            Value::Text(text) | Value::Number(text) => Some(text.clone()),
            Value::Bool(own) => Some(own.to_string()),
            _ => None,
        }
    }

    /// A member of an object.
    pub(crate) fn get(&self, name: &str) -> Option<&Value> {
        match self {
            Value::Object(members) => members.iter().find(|(own, _)| own == name).map(|(_, value)| value),
            _ => None,
        }
    }

    /// A member of an object, to change it.
    pub(crate) fn member(&mut self, name: &str) -> Option<&mut Value> {
        match self {
            Value::Object(members) => members.iter_mut().find(|(own, _)| own == name).map(|(_, value)| value),
            _ => None,
        }
    }

    /// The items of a list, or the only one, to change them.
    pub(crate) fn items_mut(&mut self) -> &mut [Value] {
        match self {
            Value::List(items) => items,
            Value::Null => &mut [],
            one => std::slice::from_mut(one),
        }
    }

    /// The items of a list, or the only one.
    pub(crate) fn items(&self) -> &[Value] {
        match self {
            Value::List(items) => items,
            Value::Null => &[],
            one => std::slice::from_ref(one),
        }
    }

    /// Every text in it, also names of members.
    pub(crate) fn each_text(&self, visit: &mut dyn FnMut(&str)) {
        match self {
            Value::Text(text) => visit(text),
            Value::List(items) => items.iter().for_each(|item| item.each_text(visit)),
            Value::Object(members) => {
                for (name, value) in members {
                    visit(name);
                    value.each_text(visit);
                }
            }
            _ => {}
        }
    }

    /// On several lines; what fits into one stays there.
    pub(crate) fn pretty(&self) -> String {
        let mut text = String::new();
        self.write(&mut text, Some(0));
        text.push('\n');
        text
    }

    /// On one line.
    pub(crate) fn compact(&self) -> String {
        let mut text = String::new();
        self.write(&mut text, None);
        text
    }

    /// Recursion is as deep as a scenario that is made here.
    fn write(&self, out: &mut String, level: Option<usize>) {
        match self {
            Value::Null => out.push_str("null"),
            Value::Bool(own) => out.push_str(if *own { "true" } else { "false" }),
            Value::Number(number) => out.push_str(number),
            Value::Document(document) => {
                let mut text = String::new();
                document.write(&mut text, level);
                out.push_str(&text.replace('‹', "\\u2039").replace('›', "\\u203a"));
            }
            Value::There(there) => there.value().write(out, level),
            Value::Text(text) => quoted(out, text),
            Value::List(items) => {
                let items: Vec<(Option<&str>, &Value)> = items.iter().map(|item| (None, item)).collect();
                container(out, level, &items, ['[', ']']);
            }
            Value::Object(members) => {
                let members: Vec<(Option<&str>, &Value)> = members
                    .iter()
                    .map(|(name, value)| (Some(name.as_str()), value))
                    .collect();
                container(out, level, &members, ['{', '}']);
            }
        }
    }

    /// Whether it has no container inside another.
    fn is_flat(&self) -> bool {
        let scalar = |value: &Value| {
            !matches!(
                value,
                Value::List(_) | Value::Object(_) | Value::Document(_) | Value::There(_)
            )
        };
        match self {
            Value::List(items) => items.iter().all(scalar),
            Value::Object(members) => members.len() < 4 && members.iter().all(|(_, value)| scalar(value)),
            Value::Document(document) => document.is_flat(),
            Value::There(there) => there.value().is_flat(),
            _ => true,
        }
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Value {
        Value::Text(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Value {
        Value::Text(text)
    }
}

fn container(out: &mut String, level: Option<usize>, members: &[(Option<&str>, &Value)], [open, close]: [char; 2]) {
    out.push(open);
    for (at, (name, value)) in members.iter().enumerate() {
        if at > 0 {
            out.push(',');
        }
        match level {
            Some(level) => line(out, level + 1),
            None if at > 0 => out.push(' '),
            None => {}
        }
        if let Some(name) = name {
            quoted(out, name);
            out.push_str(": ");
        }
        value.write(out, level.filter(|_| !value.is_flat()).map(|level| level + 1));
    }
    if let Some(level) = level.filter(|_| !members.is_empty()) {
        line(out, level);
    }
    out.push(close);
}

fn line(out: &mut String, level: usize) {
    out.push('\n');
    (0..level).for_each(|_| out.push_str("  "));
}

fn quoted(out: &mut String, text: &str) {
    out.push('"');
    for letter in text.chars() {
        match letter {
            '"' | '\\' => {
                out.push('\\');
                out.push(letter);
            }
            '\n' => out.push_str("\\n"),
            '\0'..' ' => {
                let code = u32::from(letter);
                let digit = |digit| char::from_digit(digit, 16).unwrap_or('0');
                out.push_str("\\u00");
                out.extend([digit(code / 16), digit(code % 16)]);
            }
            _ => out.push(letter),
        }
    }
    out.push('"');
}

//! Documents of which not everything is known.

use crate::open::is_open;
use crate::value::Value;

/// Why nothing can be said about a document: what is not known in it decides more than which ARN or value is meant.
pub(crate) fn unreadable(document: &Value) -> Option<String> {
    match document.get("Statement") {
        Some(statements) => statements.items().iter().find_map(unreadable_statement),
        None => Some("it has no `Statement`".to_owned()),
    }
}

fn unreadable_statement(statement: &Value) -> Option<String> {
    if let Value::Text(text) = statement {
        return Some(format!("`{text}` stands for a whole statement"));
    }
    for name in ["Effect", "Action", "NotAction"] {
        let mut found = None;
        if let Some(value) = statement.get(name) {
            value.each_text(&mut |text| found = found.take().or_else(|| is_open(text).then(|| text.to_owned())));
        }
        if let Some(text) = found {
            return Some(format!("`{text}` stands in `{name}`"));
        }
    }
    ["Condition", "Principal", "NotPrincipal"]
        .iter()
        .find_map(|name| unreadable_part(name, statement.get(name)?))
}

/// A part of which more is open than a value in it. Such a part matches nothing, so that a Deny would be lost.
fn unreadable_part(name: &str, part: &Value) -> Option<String> {
    let (member, key) = match name {
        "Condition" => ("an operator", "a key"),
        _ => ("a kind", ""),
    };
    match part {
        Value::Text(text) => is_open(text).then(|| format!("`{text}` stands for a whole `{name}`")),
        Value::Object(members) => members.iter().find_map(|(own, value)| match value {
            _ if is_open(own) => Some(format!("`{own}` stands for {member} of `{name}`")),
            Value::Text(text) if !key.is_empty() && is_open(text) => {
                Some(format!("`{text}` stands for what `{own}` compares"))
            }
            Value::Object(pairs) if !key.is_empty() => {
                let open = pairs.iter().map(|(key, _)| key).find(|key| is_open(key))?;
                Some(format!("`{open}` stands for {key} of `{own}`"))
            }
            _ => None,
        }),
        _ => None,
    }
}

//! Everything that is known of each action, for programs.

use std::io::{self, Write};

use iamwhy_catalog::{Action, Descriptions, Key, On};
use serde_json::{Map, Value, json};

use super::Expansion;

pub(super) fn write(out: &mut dyn Write, expansion: &Expansion) -> io::Result<()> {
    let patterns = expansion
        .patterns
        .iter()
        .map(|(pattern, actions)| json!({ "pattern": pattern, "actions": actions }));
    let mut document = json!({
        "version": 1,
        "catalogue": { "source": expansion.catalog.source(), "date": expansion.catalog.date() },
        "patterns": patterns.collect::<Vec<_>>(),
    });
    if let Some(document) = document.as_object_mut() {
        let actions = expansion.actions.iter().map(|one| action(*one));
        document.insert("actions".to_owned(), actions.collect());
        if let Some(shrunk) = &expansion.shrunk {
            document.insert("shrunk".to_owned(), json!(shrunk));
        }
    }
    serde_json::to_writer_pretty(&mut *out, &document)?;
    writeln!(out)
}

fn action(action: Action<'_>) -> Value {
    let mut row = Map::new();
    row.insert("action".to_owned(), json!(action.to_string()));
    row.insert("accessLevel".to_owned(), json!(action.access().word()));
    let said = Descriptions::embedded(action.service().prefix());
    if let Some(said) = said.and_then(|service| service.action(action.name())) {
        row.insert("description".to_owned(), json!(said));
    }
    row.insert("resourceTypes".to_owned(), action.on().map(on).collect());
    row.insert("conditionKeys".to_owned(), keys(action.own_keys()));
    let needs = action.dependent_actions().map(|one| json!(one.to_string()));
    row.insert("dependentActions".to_owned(), needs.collect());
    Value::Object(row)
}

fn on(on: On<'_>) -> Value {
    let one = on.resource_type();
    json!({
        "name": one.name(),
        "required": on.required(),
        "arns": one.arns().collect::<Vec<_>>(),
        "conditionKeys": keys(on.keys()),
    })
}

fn keys<'c>(keys: impl Iterator<Item = Key<'c>>) -> Value {
    keys.map(|key| json!(key.name())).collect()
}

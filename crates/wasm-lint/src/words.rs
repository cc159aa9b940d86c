//! What the catalogue says of the words of a policy: what can follow, and what they mean.

use std::fmt::Write as _;

use iamwhy_catalog::{Action, Catalog, Descriptions, Key};
use iamwhy_policy::Policy;
use serde_json::{Value, json};

/// Most words to choose from.
const MOST: usize = 300;
/// Most actions of a wildcard that are named.
const NAMED: usize = 12;

/// The actions that begin so, each with its access level; before the colon, services too.
pub(crate) fn actions(catalog: &Catalog, beginning: &str) -> Value {
    let mut list = Vec::new();
    if !beginning.contains(':') {
        let services = catalog.complete_service(beginning).take(MOST);
        list.extend(services.map(|own| json!([format!("{}:*", own.prefix()), format!("all of {}", own.name())])));
    }
    let rest = MOST.saturating_sub(list.len());
    let actions = catalog.complete(beginning).take(rest);
    list.extend(actions.map(|own| json!([own.to_string(), own.access().word()])));
    Value::Array(list)
}

/// The condition keys that begin so: those of the statement's actions first.
pub(crate) fn keys(catalog: &Catalog, beginning: &str, patterns: &[String]) -> Value {
    let begins = |key: &Key<'_>| {
        let own = key.name().get(..beginning.len());
        own.is_some_and(|own| own.eq_ignore_ascii_case(beginning))
    };
    let mut own: Vec<Key<'_>> = Vec::new();
    for action in patterns.iter().flat_map(|own| catalog.expand(own)).take(MOST) {
        for key in action.keys().into_iter().filter(|key| begins(key)) {
            if !own.contains(&key) {
                own.push(key);
            }
        }
    }
    let first = own.len();
    let global = catalog.complete_key(beginning).filter(|key| key.is_global());
    let others = global.chain(catalog.complete_key(beginning)).take(2 * MOST);
    for key in others {
        if !own.contains(&key) && own.len() < MOST {
            own.push(key);
        }
    }
    let told = own.iter().enumerate().map(|(index, key)| {
        let of = if index < first { ", sent with this action" } else { "" };
        json!([written(key.name()), format!("{}{of}", key.value_type().word())])
    });
    told.collect()
}

/// A key as one begins to write it: without the placeholder behind its slash.
fn written(name: &str) -> &str {
    name.split("${").next().unwrap_or(name)
}

/// What AWS says of an action, a wildcard, a condition key or a resource, in lines; empty where it says nothing.
pub(crate) fn describe(catalog: &Catalog, kind: &str, word: &str, said: &str) -> String {
    let said = Descriptions::read(said);
    match kind {
        "action" if word.contains(['*', '?']) => wildcard(catalog, word),
        "action" => catalog.action(word).map(|own| action(own, said)).unwrap_or_default(),
        "key" => catalog.key(word).map(|own| key(own, said)).unwrap_or_default(),
        "resource" => resource(catalog, word),
        _ => String::new(),
    }
}

fn action(own: Action<'_>, said: Descriptions<'_>) -> String {
    let mut text = format!("{own} · {} · {}", own.access().word(), own.service().name());
    if let Some(said) = said.action(own.name()) {
        let _ = write!(text, "\nGrants permission to {said}");
    }
    let on: Vec<&str> = own.on().map(|on| on.resource_type().name()).collect();
    let _ = match on.is_empty() {
        true => write!(text, "\nResource: only *"),
        false => write!(text, "\nResource: {}", on.join(", ")),
    };
    let needs: Vec<String> = own.dependent_actions().map(|own| own.to_string()).collect();
    if !needs.is_empty() {
        let _ = write!(text, "\nAlso needs: {}", needs.join(", "));
    }
    text
}

fn wildcard(catalog: &Catalog, word: &str) -> String {
    let mut found = catalog.expand(word);
    let first: Vec<String> = found.by_ref().take(NAMED).map(|own| own.to_string()).collect();
    let count = first.len() + found.count();
    match count {
        0 => format!("{word} matches no action that AWS lists"),
        1 => format!("{word} matches 1 action: {}", first.join(", ")),
        _ => {
            let more = if count > first.len() { ", …" } else { "" };
            format!("{word} matches {count} actions: {}{more}", first.join(", "))
        }
    }
}

fn key(own: Key<'_>, said: Descriptions<'_>) -> String {
    let many = if own.is_multivalued() { ", several values" } else { "" };
    let old = if own.is_deprecated() { " · deprecated" } else { "" };
    let mut text = format!("{} · {}{many}{old}", own.name(), own.value_type().word());
    if let Some(said) = said.key(own.name()) {
        let _ = write!(text, "\n{said}");
    }
    text
}

fn resource(catalog: &Catalog, word: &str) -> String {
    let service = word.split(':').nth(2).and_then(|prefix| catalog.service(prefix));
    let types = service.into_iter().flat_map(|own| own.resource_types());
    let found: Vec<String> = types
        .filter(|own| own.matches(word))
        .take(NAMED)
        .map(|own| {
            format!(
                "{} of {}: {}",
                own.name(),
                own.service().name(),
                own.arns().collect::<Vec<_>>().join(" or ")
            )
        })
        .collect();
    found.join("\n")
}

/// The `Action` entries of the statement at an index.
pub(crate) fn patterns(text: &str, statement: usize) -> Vec<String> {
    let parsed = Policy::parse(text);
    let json = &parsed.policy.json;
    let Some(list) = json.get(parsed.policy.root, "Statement") else {
        return Vec::new();
    };
    let own = match json.kind(list) {
        iamwhy_policy::Kind::Array => json.items(list).nth(statement),
        _ => Some(list),
    };
    let Some(action) = own.and_then(|own| json.get(own, "Action")) else {
        return Vec::new();
    };
    match json.string(action) {
        Some(one) => vec![one.to_owned()],
        None => json
            .items(action)
            .filter_map(|own| json.string(own))
            .map(str::to_owned)
            .collect(),
    }
}

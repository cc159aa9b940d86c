//! A request as a case to paste, tried out before it is shown.

use iamwhy_engine::{ContextValue, Layer, Outcome, Request};
use iamwhy_scenario::{Loaded, run};
use serde_json::{Map, Value, json};

use crate::baseline::Answer;
use crate::edit::Edit;
use crate::judge::Difference;
use crate::mutant::Mutant;
use crate::scene::Scene;

/// A case for a request.
pub(super) fn case(scene: &Scene, request: &Request, before: Answer, after: Answer) -> Option<Difference> {
    let env = scene.loaded.world.environment();
    let ((before, layer), (after, other)) = (before?, after?);
    let mut case = Map::new();
    case.insert("principal".into(), json!(env.principals.get(request.principal)?.name));
    case.insert("action".into(), json!(request.action()));
    case.insert("resource".into(), json!(request.resource()));
    let context: Map<String, Value> = request
        .context
        .iter()
        .map(|entry| (entry.name.to_string(), value(&entry.value)))
        .collect();
    if !context.is_empty() {
        case.insert("context".into(), Value::Object(context));
    }
    if !request.tags.is_empty() {
        let tags: Map<String, Value> = request
            .tags
            .iter()
            .map(|(key, value)| (key.clone(), json!(value)))
            .collect();
        case.insert("tags".into(), Value::Object(tags));
    }
    if let Some(endpoint) = request.endpoint {
        case.insert("endpoint".into(), json!(env.endpoints.get(endpoint)?.id));
    }
    if !request.via.is_empty() {
        case.insert("via".into(), json!(request.via));
    }
    if let Some(owner) = &request.resource_owner {
        case.insert("resourceOwner".into(), json!(owner));
    }
    let expect = match before == after {
        true => json!({ "decision": before.word(), "layer": layer.map(Layer::word) }),
        false => json!(before.word()),
    };
    case.insert("expect".into(), expect);
    let words = |outcome: Outcome, layer: Option<Layer>| match before == after {
        true => layer.map_or(outcome.word(), Layer::word),
        false => outcome.word(),
    };
    Some(Difference {
        file: scene.loaded.file_name.clone(),
        case: spaced(&Value::Object(case)),
        before: words(before, layer),
        after: words(after, other),
    })
}

fn value(value: &ContextValue) -> Value {
    match value {
        ContextValue::Absent => Value::Null,
        ContextValue::One(text) => json!(text),
        ContextValue::Many(texts) => json!(texts),
        ContextValue::Unknown { presence: true } => json!({ "unknown": "presence" }),
        ContextValue::Unknown { presence: false } => json!({ "unknown": true }),
    }
}

/// On one line, with room between things, as people write it.
fn spaced(value: &Value) -> String {
    match value {
        Value::Object(members) if !members.is_empty() => {
            let members = members
                .iter()
                .map(|(key, value)| format!("{}: {}", json!(key), spaced(value)));
            format!("{{ {} }}", members.collect::<Vec<_>>().join(", "))
        }
        Value::Array(items) => {
            let items: Vec<String> = items.iter().map(spaced).collect();
            format!("[{}]", items.join(", "))
        }
        other => other.to_string(),
    }
}

/// Whether the case, as the only one of its scenario, holds now and fails with the mutant.
pub(super) fn holds_and_fails(scene: &Scene, mutant: &Mutant, found: &Difference) -> bool {
    let json = &scene.loaded.json;
    let Some(cases) = json.get(json.root(), "cases") else {
        return false;
    };
    let only = Edit::of(json.span(cases), format!("[{}]", found.case));
    let alone = |text: &str| -> Option<Scene> {
        let text = only.apply(text)?;
        let loaded = Loaded::load(&scene.loaded.file_name, &text, &Unchanged(scene)).ok()?;
        let files = scene.files.clone();
        Some(Scene { loaded, text, files })
    };
    let Some(now) = alone(&scene.text) else { return false };
    if passed(&now.loaded) != Some(true) {
        return false;
    }
    // The cases may stand before what is edited, and moved it.
    let mut moved = mutant.clone();
    if mutant.file == scene.loaded.file_name && mutant.edit.start >= only.end {
        let longer = |at: usize| (at + only.text.len() + only.start).checked_sub(only.end);
        let (Some(start), Some(end)) = (longer(mutant.edit.start), longer(mutant.edit.end)) else {
            return false;
        };
        (moved.edit.start, moved.edit.end) = (start, end);
    }
    now.with(&moved).is_some_and(|changed| passed(&changed) == Some(false))
}

fn passed(loaded: &Loaded) -> Option<bool> {
    run::run(loaded).cases.first()?.passed
}

struct Unchanged<'s>(&'s Scene);

impl iamwhy_scenario::Files for Unchanged<'_> {
    fn read(&self, path: &str) -> Result<String, String> {
        let file = self.0.files.get(path).ok_or("it was not there before")?;
        Ok(file.text.clone())
    }
}

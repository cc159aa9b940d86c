//! What a session hands on to the next one: STS-8 to STS-10.

use serde_json::Value;

use super::Known;
use super::caller::Caller;
use super::scene::{Scene, str_of};

/// The transitive tags that a session inherits; `depth` bounds the chain of roles.
pub(super) fn inherited(scene: &Scene, caller: &Caller, depth: usize) -> Known<Option<Value>> {
    let Some(by) = caller.assumed_by(scene)?.filter(|_| depth > 0) else {
        return Ok(None);
    };
    let mut tags = inherited(scene, &by, depth - 1)?
        .and_then(|tags| tags.as_object().cloned())
        .unwrap_or_default();
    let transitive: Vec<&str> = by.session["transitiveTags"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .collect();
    for (key, value) in by.session["sessionTags"].as_object().into_iter().flatten() {
        if transitive.iter().any(|t| t.eq_ignore_ascii_case(key)) && !tags.keys().any(|k| k.eq_ignore_ascii_case(key)) {
            tags.insert(key.clone(), value.clone());
        }
    }
    Ok(Some(Value::Object(tags)))
}

/// The lower-case keys of the tags that a session of this caller must hand on unchanged.
pub(crate) fn transitive_keys(scene: &Scene, caller: &Caller) -> Known<Vec<String>> {
    let mut keys: Vec<String> = inherited(scene, caller, 8)?
        .and_then(|t| t.as_object().map(|t| t.keys().cloned().collect()))
        .unwrap_or_default();
    let tagged = |key: &str| {
        caller.session["sessionTags"]
            .as_object()
            .is_some_and(|tags| tags.keys().any(|k| k.eq_ignore_ascii_case(key)))
    };
    let own = caller.session["transitiveTags"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .filter(|key| tagged(key));
    keys.extend(own.map(str::to_owned));
    Ok(keys.into_iter().map(|key| key.to_lowercase()).collect())
}

/// The source identity of the session, the first of the chain.
pub(super) fn source_identity(scene: &Scene, caller: &Caller) -> Known<Option<String>> {
    let mut inherited = caller.assumed_by(scene)?;
    let mut found = str_of(caller.session, "sourceIdentity").map(str::to_owned);
    for _ in 0..8 {
        let Some(by) = inherited else { break };
        found = str_of(by.session, "sourceIdentity").map(str::to_owned).or(found); // STS-10: the first one stays
        inherited = by.assumed_by(scene)?;
    }
    Ok(found)
}

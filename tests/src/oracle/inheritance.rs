//! What a session hands on to the next one: STS-8 to STS-10.

use std::collections::BTreeMap;

use serde_json::Value;

use super::Known;
use super::caller::Caller;
use super::context::{Attribute, Context};
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

/// The tags that a session of this caller hands on unchanged.
pub(super) fn handed_on(scene: &Scene, caller: &Caller) -> Known<Vec<(String, String)>> {
    let text = |(key, value): (&String, &Value)| Some((key.clone(), value.as_str()?.to_owned()));
    let older = inherited(scene, caller, 8)?.and_then(|tags| tags.as_object().cloned());
    let mut all: Vec<(String, String)> = older.iter().flatten().filter_map(text).collect();
    let lives_on = |key: &str| {
        let list = caller.session["transitiveTags"].as_array().into_iter().flatten();
        list.filter_map(Value::as_str).any(|own| own.eq_ignore_ascii_case(key))
    };
    for (key, value) in caller.session["sessionTags"]
        .as_object()
        .into_iter()
        .flatten()
        .filter_map(text)
    {
        if lives_on(&key) && !all.iter().any(|(older, _)| older.eq_ignore_ascii_case(&key)) {
            all.push((key, value));
        }
    }
    Ok(all)
}

/// The lower-case keys of these tags.
pub(crate) fn transitive_keys(scene: &Scene, caller: &Caller) -> Known<Vec<String>> {
    let keys = handed_on(scene, caller)?.into_iter();
    Ok(keys.map(|(key, _)| key.to_lowercase()).collect())
}

impl Context {
    /// STS-8, STS-10: what a session hands on is in its request for the next one, as if it were passed.
    pub(super) fn hand_on(
        &mut self,
        scene: &Scene,
        caller: &Caller,
        action: &str,
        given: &BTreeMap<String, &Value>,
    ) -> Known<Vec<String>> {
        let action = action.to_ascii_lowercase();
        let next =
            action.starts_with("sts:assumerole") || action == "sts:tagsession" || action == "sts:setsourceidentity";
        if !next || !caller.is_iam() {
            return Ok(Vec::new());
        }
        if !given.contains_key("sts:sourceidentity")
            && let Some(own) = self.keys.get("aws:sourceidentity").cloned()
        {
            let own = match own {
                Attribute::Unknown { presence, .. } => Attribute::Unknown {
                    place: "sts:sourceidentity".to_owned(),
                    presence,
                },
                known => known,
            };
            self.keys.insert("sts:sourceidentity".to_owned(), own);
        }
        let mut keys = Vec::new();
        for (key, value) in handed_on(scene, caller)? {
            let name = format!("aws:requesttag/{}", key.to_lowercase());
            if !self.keys.contains_key(&name) && !self.open.iter().any(|(head, _)| name.starts_with(head)) {
                self.keys.insert(name.clone(), Attribute::One(value));
                self.handed_on.push(name);
                keys.push(key);
            }
        }
        Ok(keys)
    }
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

//! `cedar-policy`: another language, translated to.
//!
//! One `permit` or `forbid` per statement. Actions are entities, and a pattern of actions is a group that they belong to;
//! the ARN is an attribute of the resource. Cedar's `like` takes constants only, so the variables of the caller are put into
//! the text when it is translated, which favours it. What it cannot, or what this adapter does not translate: layers that
//! narrow (so not workload b), operators other than `StringEquals` and `Bool`, `?` in patterns, negated elements, unknowns.
//! Entities are in their store before the clock starts.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::str::FromStr;

use cedar_policy::{Authorizer, Context, Decision, Entities, EntityUid, PolicySet, Request};
use iamwhy_engine::{OwnedValue, PatternKind, pattern_matches};
use serde_json::{Value, json};

use super::Peer;
use crate::answer::Answer;
use crate::layers::{Layers, context};
use crate::workload::Workload;

/// Policies, entities and requests.
pub struct Cedar {
    authorizer: Authorizer,
    policies: PolicySet,
    entities: Entities,
    requests: Vec<Request>,
}

impl Cedar {
    /// The policies that decide a request, as Cedar numbers them.
    pub fn reasons(&self, request: usize) -> Vec<String> {
        let response = self
            .authorizer
            .is_authorized(&self.requests[request], &self.policies, &self.entities);
        response.diagnostics().reason().map(ToString::to_string).collect()
    }
}

/// A workload in Cedar's language.
pub struct Translated {
    /// The policies.
    pub policies: String,
    /// Every entity that they or the requests name.
    pub entities: Value,
    /// Of each request principal, action and resource as Cedar writes them, and the context.
    pub requests: Vec<([String; 3], Value)>,
}

impl Translated {
    /// None where Cedar, or this adapter, cannot say it.
    pub fn of(workload: &Workload) -> Option<Translated> {
        let program = &workload.program;
        let first = Layers::of(program, workload.requests.first()?);
        let mut patterns = BTreeSet::new();
        let mut text = String::new();
        for policy in &first.identity {
            let policy: Value = serde_json::from_str(policy).ok()?;
            for statement in policy["Statement"].as_array()? {
                let variable = |name: &str| match program.ask(&workload.requests[0])?.value(name) {
                    OwnedValue::One(value) => Some(value),
                    _ => None,
                };
                text.push_str(&translate(statement, &mut patterns, &variable)?);
            }
        }
        let mut requests = Vec::new();
        let mut entities = Vec::new();
        let mut seen = BTreeSet::new();
        for request in &workload.requests {
            if Layers::of(program, request)
                != (Layers {
                    identity: first.identity.clone(),
                    ..Layers::default()
                })
            {
                return None;
            }
            let principal = &program.environment().principals[request.principal].name;
            let ids = [
                ("User", principal.as_str()),
                ("Action", request.action()),
                ("Resource", request.resource()),
            ];
            if seen.insert(ids[1]) {
                let groups = patterns.iter().filter(|pattern| {
                    **pattern != request.action() && pattern_matches(PatternKind::Text, pattern, request.action())
                });
                let parents: Vec<Value> = groups
                    .map(|pattern| json!({ "type": "Action", "id": pattern }))
                    .collect();
                entities.push(entity("Action", request.action(), json!({}), json!(parents)));
            }
            if seen.insert(ids[2]) {
                entities.push(entity(
                    "Resource",
                    request.resource(),
                    json!({ "arn": request.resource() }),
                    json!([]),
                ));
            }
            let ids = ids.map(|(kind, id)| uid(kind, id));
            let values: serde_json::Map<String, Value> = context(program, request)
                .into_iter()
                .map(|(key, value)| (key, Value::String(value)))
                .collect();
            requests.push((ids, Value::Object(values)));
        }
        for pattern in &patterns {
            if seen.insert(("Action", pattern)) {
                entities.push(entity("Action", pattern, json!({}), json!([])));
            }
        }
        Some(Translated {
            policies: text,
            entities: Value::Array(entities),
            requests,
        })
    }
}

impl Peer for Cedar {
    const NAME: &'static str = "cedar-policy";

    fn of(workload: &Workload) -> Option<Cedar> {
        let translated = Translated::of(workload)?;
        let request = |([user, action, resource], context): &([String; 3], Value)| {
            let [user, action, resource] = [user, action, resource].map(|id| EntityUid::from_str(id).ok());
            let context = Context::from_json_value(context.clone(), None).ok()?;
            Request::new(user?, action?, resource?, context, None).ok()
        };
        Some(Cedar {
            authorizer: Authorizer::new(),
            policies: PolicySet::from_str(&translated.policies).ok()?,
            entities: Entities::from_json_value(translated.entities, None).ok()?,
            requests: translated.requests.iter().map(request).collect::<Option<Vec<_>>>()?,
        })
    }

    fn decide(&self, request: usize) -> Answer {
        let response = self
            .authorizer
            .is_authorized(&self.requests[request], &self.policies, &self.entities);
        match response.decision() {
            Decision::Allow => Answer::Allow,
            Decision::Deny if response.diagnostics().reason().next().is_some() => Answer::ExplicitDeny,
            Decision::Deny => Answer::ImplicitDeny,
        }
    }
}

fn uid(kind: &str, id: &str) -> String {
    format!("{kind}::{}", Value::from(id))
}

fn entity(kind: &str, id: &str, attributes: Value, parents: Value) -> Value {
    json!({ "uid": { "type": kind, "id": id }, "attrs": attributes, "parents": parents })
}

/// One value, or a list of them.
fn list(value: &Value) -> Option<Vec<&str>> {
    match value {
        Value::Array(values) => values.iter().map(Value::as_str).collect(),
        value => Some(vec![value.as_str()?]),
    }
}

fn translate(
    statement: &Value,
    patterns: &mut BTreeSet<String>,
    variable: &dyn Fn(&str) -> Option<String>,
) -> Option<String> {
    let effect = if statement["Effect"] == "Allow" {
        "permit"
    } else {
        "forbid"
    };
    let actions = list(&statement["Action"])?;
    patterns.extend(actions.iter().map(|action| (*action).to_owned()));
    let actions: Vec<String> = actions.iter().map(|action| uid("Action", action)).collect();
    let mut text = format!("{effect} (principal, action in [{}], resource)", actions.join(", "));
    let resources = list(&statement["Resource"])?;
    if resources != ["*"] {
        let likes = resources.iter().map(|resource| {
            let pattern = Value::from(filled(resource, variable)?).to_string();
            Some(format!("resource.arn like {pattern}"))
        });
        let _ = write!(text, " when {{ {} }}", likes.collect::<Option<Vec<_>>>()?.join(" || "));
    }
    for (operator, keys) in statement
        .get("Condition")
        .and_then(Value::as_object)
        .into_iter()
        .flatten()
    {
        if !matches!(operator.as_str(), "StringEquals" | "Bool") {
            return None;
        }
        for (key, values) in keys.as_object()? {
            let (key, values) = (Value::from(key.as_str()), json!(list(values)?));
            let _ = write!(
                text,
                " when {{ context has {key} && {values}.contains(context[{key}]) }}"
            );
        }
    }
    text.push_str(";\n");
    Some(text)
}

/// The text with variables put in. `?` has no counterpart.
fn filled(pattern: &str, variable: &dyn Fn(&str) -> Option<String>) -> Option<String> {
    let mut text = String::new();
    let mut rest = pattern;
    while let Some((before, behind)) = rest.split_once("${") {
        let (name, after) = behind.split_once('}')?;
        text.push_str(before);
        text.push_str(&variable(name)?);
        rest = after;
    }
    text.push_str(rest);
    (!text.contains('?')).then_some(text)
}

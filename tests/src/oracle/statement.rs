//! Does a statement match? Sections 1.4 and 2 of the semantics.

use serde_json::Value;

use super::caller::Caller;
use super::condition;
use super::context::Context;
use super::glob::{Token, matches, pattern};
use super::principal::{Grant, principal};
use super::scene::{Document, Scene, arn_field, texts};
use super::service::Action;
use super::template::{next_variable, template};
use super::Known;

/// The types of policies that read their elements differently.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Type {
    Identity,
    Boundary,
    Session,
    Scp,
    Rcp,
    Endpoint { gateway: bool },
    Resource,
    Trust,
}

impl Type {
    /// MATCH-2.
    pub(crate) fn has_principal(self) -> bool {
        !matches!(self, Type::Identity | Type::Boundary | Type::Session | Type::Scp)
    }
}

/// One authorization: MODEL-1.
pub(crate) struct Request<'r> {
    pub(crate) scene: &'r Scene<'r>,
    pub(crate) caller: &'r Caller<'r>,
    pub(crate) action: &'r Action,
    pub(crate) context: &'r Context,
}

/// What the documents of one place contribute: a Deny, and the strongest Allow.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Voice {
    pub(crate) denies: bool,
    pub(crate) grant: Grant,
}

impl Voice {
    pub(crate) fn allows(self) -> bool {
        self.grant > Grant::None
    }
}

/// MODEL-3, MODEL-4: every statement of every document is heard; order is nothing.
pub(crate) fn hear(request: &Request, documents: &[Document], kind: Type, resource: &str) -> Known<Voice> {
    let mut voice = Voice::default();
    for document in documents {
        let active = document["Version"] == "2012-10-17"; // VAR-1, PARSE-5
        let statements = match &document["Statement"] {
            Value::Array(list) => list.as_slice(),
            one => std::slice::from_ref(one),
        };
        for statement in statements.iter().filter(|s| is_sound(s, kind)) {
            if let Some(grant) = statement_matches(request, statement, kind, resource, active)? {
                match statement["Effect"] == "Deny" {
                    true => voice.denies = true,
                    false => voice.grant = voice.grant.max(grant),
                }
            }
        }
    }
    Ok(voice)
}

/// MATCH-1: all four tests.
fn statement_matches(request: &Request, statement: &Value, kind: Type, resource: &str, active: bool) -> Known<Option<Grant>> {
    let grant = if kind.has_principal() { principal(request, statement, kind)? } else { Grant::Direct };
    let listed = |element: &str| statement.get(element).and_then(texts).map(|list| list.iter().any(|entry| action_matches(entry, request.action)));
    let action = listed("Action").unwrap_or(false) || listed("NotAction") == Some(false);
    if grant == Grant::None || !action || !resource_test(request, statement, kind, resource, active)? {
        return Ok(None);
    }
    let met = match statement.get("Condition").and_then(Value::as_object) {
        Some(block) => condition::holds(request.scene, request.context, block, active)?,
        None => true,
    };
    Ok(met.then_some(grant))
}

/// ACT-1 to ACT-6.
fn action_matches(entry: &str, action: &Action) -> bool {
    let fold = |text: &str| text.to_ascii_lowercase();
    let glob = |p: &str, t: &str| matches(&pattern(&fold(p)), &t.chars().collect::<Vec<_>>());
    entry == "*" || entry.split_once(':').is_some_and(|(service, name)| glob(service, &action.service) && glob(name, &action.name))
}

fn resource_test(request: &Request, statement: &Value, kind: Type, resource: &str, active: bool) -> Known<bool> {
    let negated = statement.get("NotResource");
    let Some(entries) = statement.get("Resource").or(negated).and_then(texts) else { return Ok(true) }; // TYPE-7
    let mut any = false;
    for entry in entries {
        match resource_matches(request, entry, kind, resource, active)? {
            Some(hit) => any |= hit,
            None if negated.is_some() && request.scene.assumes("UND-4", "statementVoid") => return Ok(false), // VAR-9
            None => {}
        }
    }
    Ok(any != negated.is_some())
}

/// RES-1 to RES-8; `None` where a variable has no value.
fn resource_matches(request: &Request, entry: &str, kind: Type, resource: &str, active: bool) -> Known<Option<bool>> {
    let scene = request.scene;
    if entry == "*" {
        return Ok(Some(true));
    }
    if active && has_early_variable(entry) && !scene.assumes("UND-32", "substituted") {
        return Ok(Some(false)); // VAR-18
    }
    let Some(mut tokens) = template(scene, request.context, entry, active)? else { return Ok(None) };
    let colon = Token::Written(':');
    let missing = 5usize.saturating_sub(tokens.iter().filter(|&&t| t == colon).count());
    match kind {
        Type::Identity | Type::Boundary => (0..missing).for_each(|_| tokens.extend([colon, Token::Star(true)])), // AMEND-1
        Type::Session | Type::Rcp if missing > 0 => return Ok(Some(false)),
        Type::Scp if missing > 0 && tokens.last() != Some(&Token::Star(true)) => return Ok(Some(false)),
        _ => {}
    }
    let segments = scene.assumes("UND-31", "segments");
    let mut colons = 0;
    for at in 0..tokens.len() {
        let ends_part = tokens.get(at + 1).is_none_or(|&next| next == colon);
        match tokens[at] {
            Token::Written(':') => colons += 1,
            Token::Star(_) if colons < 5 => tokens[at] = Token::Star(ends_part && !segments), // RES-2
            Token::Mark(_) if colons < 5 => tokens[at] = Token::Mark(false),
            _ => {}
        }
    }
    let mut text: Vec<char> = resource.chars().collect();
    if scene.assumes("UND-28", "insensitive") && arn_field(resource, 2) == Some("iam") {
        text.iter_mut().for_each(|c| *c = c.to_ascii_lowercase());
        for token in &mut tokens {
            *token = match *token {
                Token::Written(c) => Token::Written(c.to_ascii_lowercase()),
                Token::Given(c) => Token::Given(c.to_ascii_lowercase()),
                other => other,
            };
        }
    }
    Ok(Some(matches(&tokens, &text)))
}

/// Whether a variable stands before the fifth colon of the text.
fn has_early_variable(text: &str) -> bool {
    next_variable(text).is_some_and(|(before, ..)| before.matches(':').count() < 5)
}

/// TYPE-1, PARSE-20 to PARSE-28: a statement that its type of policy cannot hold has no effect.
pub(crate) fn is_sound(statement: &Value, kind: Type) -> bool {
    const ELEMENTS: [&str; 9] = ["Sid", "Effect", "Principal", "NotPrincipal", "Action", "NotAction", "Resource", "NotResource", "Condition"];
    let Some(fields) = statement.as_object() else { return false };
    let has = |element: &str| fields.contains_key(element);
    let lists = ["Action", "NotAction", "Resource", "NotResource"];
    let principals = usize::from(has("Principal")) + usize::from(has("NotPrincipal"));
    let resources = usize::from(has("Resource")) + usize::from(has("NotResource"));
    let scalar = |v: &Value| v.is_string() || v.is_boolean() || v.is_number();
    let values = |v: &Value| scalar(v) || v.as_array().is_some_and(|list| list.iter().all(scalar));
    let keys = |v: &Value| v.as_object().is_some_and(|keys| keys.values().all(values));
    fields.keys().all(|key| ELEMENTS.contains(&key.as_str()))
        && (statement["Effect"] == "Allow" || statement["Effect"] == "Deny")
        && lists.iter().all(|l| fields.get(*l).is_none_or(|v| texts(v).is_some()))
        && has("Action") != has("NotAction")
        && fields.get("Condition").is_none_or(|c| c.as_object().is_some_and(|operators| operators.values().all(keys)))
        && principals == usize::from(kind.has_principal())
        && match kind {
            Type::Trust => resources == 0 && !has("NotPrincipal"),
            Type::Resource => resources <= 1,
            Type::Rcp => resources == 1 && statement["Effect"] == "Deny" && statement["Principal"] == "*" && has("Action") && !names_bare_star(&statement["Action"]),
            _ => resources == 1,
        }
}

/// TYPE-5.
fn names_bare_star(action: &Value) -> bool {
    texts(action).is_some_and(|list| list.contains(&"*"))
}

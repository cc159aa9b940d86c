//! Does a statement match? Sections 1.4 and 2 of the semantics.

use serde_json::Value;

use super::Known;
use super::caller::Caller;
use super::condition;
use super::context::Context;
use super::glob::{Token, matches, pattern};
use super::policies::Attached;
use super::principal::{Grant, principal};
use super::scene::{Document, Scene, arn_field, str_of, texts};
use super::service::Action;
use super::soundness::is_sound;
use super::target::Target;
use super::template::{next_variable, template};

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
    AccessPoint,
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
    pub(crate) target: &'r Target<'r>,
    pub(crate) attached: &'r Attached<'r>,
}

/// What the documents of one place contribute: a Deny, and the strongest Allow.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Voice {
    pub(crate) denies: bool,
    pub(crate) grant: Grant,
}

impl Voice {
    /// What a layer says that does not exist.
    pub(crate) const OPEN: Voice = Voice {
        denies: false,
        grant: Grant::Direct,
    };

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
fn statement_matches(
    request: &Request,
    statement: &Value,
    kind: Type,
    resource: &str,
    active: bool,
) -> Known<Option<Grant>> {
    let grant = if kind.has_principal() {
        principal(request, statement, kind)?
    } else {
        Grant::Direct
    };
    let listed = |element: &str| {
        statement
            .get(element)
            .and_then(texts)
            .map(|list| list.iter().any(|entry| action_matches(entry, request.action)))
    };
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
    entry == "*"
        || entry
            .split_once(':')
            .is_some_and(|(service, name)| glob(service, &action.service) && glob(name, &action.name))
}

fn resource_test(request: &Request, statement: &Value, kind: Type, resource: &str, active: bool) -> Known<bool> {
    let negated = statement.get("NotResource");
    let Some(entries) = statement.get("Resource").or(negated).and_then(texts) else {
        return Ok(true);
    }; // TYPE-7
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
    let interface = str_of(request.target.entry, "arn").filter(|arn| arn_field(arn, 2) == Some("execute-api"));
    let short = entry.strip_prefix("execute-api:/").zip(interface);
    let whole = short.map(|(rest, arn)| format!("{}/{rest}", arn.split('/').next().unwrap_or(arn))); // SRV-6
    let entry = whole.as_deref().filter(|_| kind == Type::Resource).unwrap_or(entry);
    if active && has_early_variable(entry) && !scene.assumes("UND-32", "substituted") {
        return Ok(Some(false)); // VAR-18
    }
    let Some(mut tokens) = template(scene, request.context, entry, active)? else {
        return Ok(None);
    };
    let colon = Token::Written(':');
    let missing = 5usize.saturating_sub(tokens.iter().filter(|&&t| t == colon).count());
    if matches!(kind, Type::Identity | Type::Boundary) {
        (0..missing).for_each(|_| tokens.extend([colon, Token::Star(true)])); // AMEND-1
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

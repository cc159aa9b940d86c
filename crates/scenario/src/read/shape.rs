//! Which variant of a type a node is: told by its shape, so that errors inside it stay exact.

use iamwhy_policy::{Json, Kind, NodeId};

use super::{Failure, failure::one_of, spelling};
use crate::model::Principal;

pub(super) type Chosen = Result<&'static str, Failure>;

/// How many fields are looked at for a misspelt one: a bound for hostile files.
const FEW: usize = 50;

/// The variant of the enum `name` that the node is.
pub(super) fn variant(name: &str, json: &Json, node: NodeId) -> Chosen {
    let shape = json.kind(node);
    match name {
        "Known" => known(json, node),
        "PolicySource" => policy(json, node),
        "Principal" => principal(json, node),
        "OrganizationSource" => match json.get(node, "from") {
            Some(_) => Ok("Imported"),
            None => Ok("Written"),
        },
        "ContextValue" => match shape {
            Kind::Null => Ok("Absent"),
            Kind::Array => Ok("Many"),
            Kind::Object => Ok("Unknown"),
            _ => Ok("One"),
        },
        "UnknownValue" => unknown_value(json, node),
        "Scalar" => match shape {
            Kind::String => Ok("Text"),
            Kind::Number => Ok("Number"),
            Kind::Bool => Ok("Boolean"),
            other => expected("a string, a number, true or false", other),
        },
        "Operation" => match shape {
            Kind::String => Ok("Name"),
            Kind::Object => Ok("Call"),
            other => expected("an operation's name, or an object with `name`", other),
        },
        "OneOrMany" => match shape {
            Kind::String => Ok("One"),
            Kind::Array => Ok("Many"),
            other => expected("a resource, or a list of resources", other),
        },
        "Parameter" => match shape {
            Kind::Array => Ok("Many"),
            Kind::Object => Ok("Pairs"),
            _ => Ok("One"),
        },
        "Expect" => match shape {
            Kind::Array => Ok("Each"),
            _ => Ok("All"),
        },
        "Expectation" => match shape {
            Kind::String => Ok("Decision"),
            Kind::Object => Ok("Fields"),
            other => expected("a decision word, or an object", other),
        },
        "StatementRef" => match shape {
            Kind::String => Ok("Sid"),
            Kind::Number => Ok("Index"),
            other => expected("a `Sid`, or a zero-based index", other),
        },
        "Failing" => match shape {
            Kind::String => Ok("Action"),
            Kind::Number => Ok("Index"),
            Kind::Object => Ok("Both"),
            other => expected(
                "an action, a zero-based index, or an object with `action` and `resource`",
                other,
            ),
        },
        _ => Ok(""),
    }
}

fn expected(what: &str, found: Kind) -> Chosen {
    // Of which, nobody asks here.
    let found = words(found).replacen("the ", "a ", 1);
    Err(Failure::new(format!("expected {what}, found {found}"), None))
}

/// A kind of JSON value, in words.
pub(super) fn words(kind: Kind) -> &'static str {
    match kind {
        Kind::Null => "null",
        Kind::Bool => "the boolean",
        Kind::Number => "the number",
        Kind::String => "the string",
        Kind::Array => "a list",
        Kind::Object => "an object",
        Kind::Broken => "broken text",
    }
}

/// `{"unknown": true}` wherever something may be unknown; a tag named `unknown` has a string as its value.
fn known(json: &Json, node: NodeId) -> Chosen {
    let mut members = json.members(node);
    match (members.next(), members.next()) {
        (Some((key, value)), None) if json.string(key) == Some("unknown") => match json.boolean(value) {
            Some(true) => Ok("Unknown"),
            Some(false) => Err(not_true(value)),
            None => Ok("Known"),
        },
        _ => Ok("Known"),
    }
}

fn not_true(value: NodeId) -> Failure {
    Failure::new(
        "`unknown` can only be `true`".to_owned(),
        Some("write what is known instead".to_owned()),
    )
    .at(value)
}

fn unknown_value(json: &Json, node: NodeId) -> Chosen {
    if let Some((key, _)) = json.members(node).find(|(key, _)| json.string(*key) != Some("unknown")) {
        let name = spelling::shortened(json.string(key).unwrap_or_default());
        let message = format!("unknown field `{name}` in the value of a context key");
        let help = "an object here can only be `{\"unknown\": true}` or `{\"unknown\": \"presence\"}`";
        return Err(Failure::new(message, Some(help.to_owned())).at(key));
    }
    let Some(value) = json.get(node, "unknown") else {
        let help = "write `{\"unknown\": true}` if it is not known";
        return Err(Failure::new(
            "an empty object is not the value of a context key".to_owned(),
            Some(help.to_owned()),
        ));
    };
    match (json.boolean(value), json.string(value)) {
        (Some(true), _) => Ok("Value"),
        (_, Some("presence")) => Ok("Presence"),
        _ => Err(Failure::new("`unknown` can only be `true` or `presence` here".to_owned(), None).at(value)),
    }
}

/// The forms of a policy that are an object, by the field that tells them.
const POLICY_FORMS: [(&str, &str); 5] = [
    ("Statement", "Document"),
    ("from", "Import"),
    ("file", "File"),
    ("text", "Text"),
    ("unknown", "Unknown"),
];

fn policy(json: &Json, node: NodeId) -> Chosen {
    match json.kind(node) {
        Kind::String => return Ok("Name"),
        Kind::Object => {}
        other => {
            return expected(
                "a policy: a document, a name, `{\"file\": …}`, `{\"text\": …}` or `{\"unknown\": true}`",
                other,
            );
        }
    }
    let Some((_, form)) = POLICY_FORMS.iter().find(|(field, _)| json.get(node, field).is_some()) else {
        let help = json
            .members(node)
            .take(FEW)
            .find_map(|(key, _)| {
                let key = json.string(key)?;
                if key.eq_ignore_ascii_case("Statement") {
                    return Some("write `Statement` with a capital".to_owned());
                }
                spelling::did_you_mean(key, POLICY_FORMS.iter().map(|(field, _)| *field))
            })
            .unwrap_or_else(|| {
                "a policy is a document with `Statement`, a name, or an object with `file`, `text` or `unknown`"
                    .to_owned()
            });
        return Err(Failure::new("this policy has no `Statement`".to_owned(), Some(help)));
    };
    if *form == "Unknown" {
        for (key, value) in json.members(node) {
            match json.string(key) {
                Some("unknown") if json.boolean(value) == Some(true) => {}
                Some("unknown") => return Err(not_true(value)),
                // An unknown policy may carry its ARN, as every object form.
                Some("arn") => {}
                other => {
                    let name = spelling::shortened(other.unwrap_or_default());
                    return Err(Failure::new(format!("unknown field `{name}` beside `unknown`"), None).at(key));
                }
            }
        }
    }
    Ok(form)
}

/// The variants of a principal, as its fields.
const PRINCIPALS: [&str; 10] = [
    "User",
    "Role",
    "RoleSession",
    "FederatedUser",
    "Root",
    "Service",
    "WebIdentity",
    "Saml",
    "Anonymous",
    "Imported",
];

fn principal(json: &Json, node: NodeId) -> Chosen {
    if json.kind(node) != Kind::Object {
        return expected("a principal: an object", json.kind(node));
    }
    let mut found = json.members(node).filter_map(|(key, _)| {
        let name = json.string(key)?;
        let at = Principal::FIELDS.iter().position(|field| *field == name)?;
        Some((key, Principal::FIELDS.get(at)?, PRINCIPALS.get(at)?))
    });
    match (found.next(), found.next()) {
        (Some((_, _, variant)), None) => Ok(variant),
        (Some((_, first, variant)), Some((key, second, _))) => {
            if first == second {
                return Ok(variant);
            }
            Err(Failure::new(
                format!("a principal has one identifying field, found `{first}` and `{second}`"),
                Some("keep one of them, or make two principals".to_owned()),
            )
            .at(key))
        }
        (None, _) => {
            let near = json
                .members(node)
                .take(FEW)
                .find_map(|(key, _)| spelling::did_you_mean(json.string(key)?, Principal::FIELDS));
            Err(Failure::new(
                "a principal needs one identifying field".to_owned(),
                near.or_else(|| one_of(&Principal::FIELDS)),
            ))
        }
    }
}

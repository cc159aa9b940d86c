//! Context that a message does not tell: present or not, nobody knows. Only what the policies at hand ask for is worth saying.

use std::collections::HashSet;
use std::path::Path;

use serde_json::{Map, Value, json};

use crate::args::{Flags, Without};
use crate::{disk, given};

/// Whether an option tells it.
type Tells = fn(&Flags) -> bool;

/// Keys whose value follows from what a message tells, or that the evaluator leaves open by itself; in lower case.
const TOLD: [&str; 20] = [
    "aws:currenttime",
    "aws:epochtime",
    "aws:principalaccount",
    "aws:principalarn",
    "aws:principalisawsservice",
    "aws:principalservicename",
    "aws:principalservicenameslist",
    "aws:principaltype",
    "aws:requestedregion",
    "aws:resourceaccount",
    "aws:securetransport",
    "aws:sourceip",
    "aws:useragent",
    "aws:userid",
    "aws:username",
    "aws:viaawsservice",
    "aws:calledvia",
    "aws:calledviafirst",
    "aws:calledvialast",
    "s3:resourceaccount",
];
/// What only an endpoint brings.
const OF_ENDPOINT: [&str; 7] = [
    "aws:sourcevpc",
    "aws:sourcevpcarn",
    "aws:sourcevpce",
    "aws:vpceaccount",
    "aws:vpceorgid",
    "aws:vpceorgpaths",
    "aws:vpcsourceip",
];
/// Tags, of which the options may tell.
const OF_TAGS: [(&str, Tells); 3] = [
    ("aws:principaltag/", |flags| !flags.principal_tag.is_empty()),
    ("aws:resourcetag/", |flags| !flags.resource_tag.is_empty()),
    ("aws:requesttag/", |flags| !flags.request_tag.is_empty()),
];

/// Keys that follow from what stands in the entry of the caller, which a record fills.
const OF_CALLER: [(&str, &str); 3] = [
    ("credential", "aws:multifactorauthpresent"),
    ("federatedProvider", "aws:federatedprovider"),
    ("sourceIdentity", "aws:sourceidentity"),
];

/// Makes unknown in the case whatever the policies at hand ask for and nobody told.
pub(crate) fn unseen(
    flags: &Flags,
    without: &[Without],
    caller: Option<&Map<String, Value>>,
    piped: Option<&Value>,
    case: &mut Map<String, Value>,
) {
    let mut asked = Vec::new();
    for file in files(flags) {
        // What cannot be read is said when it is needed.
        if let Some(policy) = document(file, piped) {
            keys(&policy, &mut asked);
        }
    }
    // A request's tags are told as a whole.
    let has_tags = case.contains_key("tags");
    let of_caller = |key: &str| {
        let has = |field: &str| caller.is_some_and(|own| own.contains_key(field));
        OF_CALLER.iter().any(|(field, own)| *own == key && has(field))
    };
    let told = |key: &str| {
        let key = key.to_ascii_lowercase();
        TOLD.contains(&key.as_str())
            || of_caller(&key)
            || (has_tags && (key == "aws:tagkeys" || key.starts_with("aws:requesttag/")))
            || (without.contains(&Without::Endpoint) && OF_ENDPOINT.contains(&key.as_str()))
            || OF_TAGS
                .iter()
                .any(|(prefix, given)| key.starts_with(prefix) && given(flags))
    };
    let context = case.entry("context").or_insert_with(|| json!({}));
    if let Some(context) = context.as_object_mut() {
        let mut known: HashSet<String> = context.keys().map(|own| own.to_ascii_lowercase()).collect();
        for key in asked.into_iter().filter(|key| !told(key)) {
            if known.insert(key.to_ascii_lowercase()) {
                context.insert(key, json!({ "unknown": "presence" }));
            }
        }
        if context.is_empty() {
            case.shift_remove("context");
        }
    }
}

/// The policy that an option names, wherever it stands in its file.
fn document(name: &str, piped: Option<&Value>) -> Option<Value> {
    let place = given::policy(name);
    let text = match place.as_str() {
        Some(own) => piped?.get(own)?.get("text")?.as_str()?.to_owned(),
        None => disk::read(Path::new(place.get("file")?.as_str()?)).ok()?,
    };
    let whole: Value = serde_json::from_str(&text).ok()?;
    let own = whole.pointer(place.get("pointer").and_then(Value::as_str).unwrap_or_default())?;
    // A document may be a text in another.
    match own.as_str() {
        Some(inner) => serde_json::from_str(inner).ok(),
        None => Some(own.clone()),
    }
}

fn files(flags: &Flags) -> impl Iterator<Item = &str> {
    let levels = flags.scp.iter().chain(&flags.rcp).flat_map(|level| level.split(','));
    let lists = flags.identity.iter().chain(&flags.session_policy);
    let single = flags
        .boundary
        .iter()
        .chain(&flags.resource_policy)
        .chain(&flags.endpoint_policy);
    lists.chain(single).map(String::as_str).chain(levels.map(str::trim))
}

/// The keys of every statement's `Condition`, and those that stand as variables in it.
fn keys(policy: &Value, found: &mut Vec<String>) {
    let statements = match policy.get("Statement") {
        Some(Value::Array(list)) => list.as_slice(),
        Some(one) => std::slice::from_ref(one),
        None => return,
    };
    let conditions = statements.iter().filter_map(|own| own.get("Condition")?.as_object());
    for operands in conditions.flat_map(Map::values).filter_map(Value::as_object) {
        found.extend(operands.keys().cloned());
    }
    statements.iter().for_each(|own| variables(own, found));
}

/// `${aws:PrincipalTag/team}`, `${aws:SourceVpc, 'none'}`: JSON's own depth bounds the recursion.
fn variables(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::String(text) => {
            for part in text.split("${").skip(1) {
                let name = part.split(['}', ',']).next().unwrap_or_default().trim();
                if name.contains(':') {
                    found.push(name.to_owned());
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|own| variables(own, found)),
        Value::Object(members) => members.values().for_each(|own| variables(own, found)),
        _ => {}
    }
}

//! Context that a message does not tell: present or not, nobody knows. Only what the policies at hand ask for is worth saying.

use std::path::Path;

use serde_json::{Map, Value, json};

use crate::args::{Flags, Without};
use crate::disk;

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
    case: &mut Map<String, Value>,
) {
    let mut asked = Vec::new();
    for file in files(flags) {
        let read = disk::read(Path::new(file)).ok();
        // What cannot be read is said when it is needed.
        if let Some(policy) = read.and_then(|text| serde_json::from_str::<Value>(&text).ok()) {
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
        for key in asked.into_iter().filter(|key| !told(key)) {
            if !context.keys().any(|given| given.eq_ignore_ascii_case(&key)) {
                context.insert(key, json!({ "unknown": "presence" }));
            }
        }
        if context.is_empty() {
            case.shift_remove("context");
        }
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

/// The keys of every statement's `Condition`.
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
}

//! The scenario of a message, with the policies that are known put in where it says unknown.

use serde_json::{Map, Value, json};

use crate::CannotRun;
use crate::args::{Explain, Without};
use crate::flags::{UNKNOWN_ORGANIZATION, circumstances, organization, organization_unknown, pairs};
use crate::given::{self, policy};
use crate::unseen::unseen;

/// How the scenario of a message names what it speaks of.
const RESOURCE: &str = "resource";
const TARGET: &str = "target role";
const ENDPOINT: &str = "vpce-1";

/// Puts in what the options say; without any, the text stays as it is. `caller` is the ARN that the message writes.
pub(crate) fn fill(text: &str, caller: Option<&str>, options: &Explain) -> Result<String, CannotRun> {
    let unreadable = |error: serde_json::Error| CannotRun::Input(error.to_string());
    let mut scene: Map<String, Value> = serde_json::from_str(text).map_err(unreadable)?;
    let before = scene.clone();
    principal(&mut scene, options)?;
    resource(&mut scene, options)?;
    if let Some(caller) = caller {
        bare(&mut scene, caller);
    }
    levels(&mut scene, options)?;
    endpoint(&mut scene, options);
    let mut case = first_case(&scene).cloned().unwrap_or_default();
    let recorded = ["context", "tags"].map(|field| (field, case.shift_remove(field)));
    circumstances(&options.flags, &mut case, &mut scene)?;
    for (field, told) in recorded {
        beside(&mut case, field, told);
    }
    given::piped(&options.flags, options.error.as_deref() == Some("-"), &mut scene)?;
    let piped = scene.get("policies").cloned();
    let caller = case.get("principal").and_then(Value::as_str).unwrap_or_default();
    let caller = scene.get("principals").and_then(|all| all.get(caller)).cloned();
    let caller = caller.as_ref().and_then(Value::as_object);
    unseen(&options.flags, &options.without, caller, piped.as_ref(), &mut case);
    scene.insert("cases".into(), json!([case]));
    if scene == before {
        return Ok(text.to_owned());
    }
    organization_unknown(&mut scene);
    serde_json::to_string_pretty(&scene).map_err(unreadable)
}

/// What a record told stays, but where an option says something else.
fn beside(case: &mut Map<String, Value>, field: &str, told: Option<Value>) {
    let Some(Value::Object(mut told)) = told else { return };
    // Names of tags are compared as those of keys are.
    if let Some(Value::Object(given)) = case.shift_remove(field) {
        told.retain(|key, _| !given.keys().any(|own| own.eq_ignore_ascii_case(key)));
        told.extend(given);
    }
    case.insert(field.to_owned(), Value::Object(told));
}

fn first_case(scene: &Map<String, Value>) -> Option<&Map<String, Value>> {
    scene.get("cases")?.get(0)?.as_object()
}

fn entry<'s>(scene: &'s mut Map<String, Value>, section: &str, name: &str) -> Option<&'s mut Map<String, Value>> {
    scene.get_mut(section)?.get_mut(name)?.as_object_mut()
}

/// The policies of the caller.
fn principal(scene: &mut Map<String, Value>, options: &Explain) -> Result<(), CannotRun> {
    let flags = &options.flags;
    let name = first_case(scene).and_then(|case| case.get("principal")?.as_str().map(str::to_owned));
    let Some(caller) = entry(scene, "principals", &name.unwrap_or_default()) else {
        return Ok(());
    };
    let without = |kind| options.without.contains(&kind);
    let list = |files: &[String]| files.iter().map(|file| policy(file)).collect::<Value>();
    if !flags.identity.is_empty() {
        caller.insert("policies".into(), list(&flags.identity));
    } else if without(Without::Identity) && caller.contains_key("policies") {
        caller.insert("policies".into(), json!([]));
    }
    match &flags.boundary {
        Some(file) => {
            caller.insert("boundary".into(), policy(file));
        }
        None if without(Without::Boundary) => {
            caller.shift_remove("boundary");
        }
        None => {}
    }
    if !flags.session_policy.is_empty() {
        caller.insert("sessionPolicies".into(), list(&flags.session_policy));
    } else if without(Without::Session) {
        caller.shift_remove("sessionPolicies");
    }
    let tags = pairs(&flags.principal_tag, "--principal-tag")?;
    if !tags.is_empty() {
        let told = caller.shift_remove("tags");
        caller.insert("tags".into(), Value::Object(tags));
        beside(caller, "tags", told);
    }
    Ok(())
}

/// A caller whose ARN says all that is known has no entry: it would say that a session's role has no path, and it cannot say
/// that the root user is one of another partition.
fn bare(scene: &mut Map<String, Value>, arn: &str) {
    let name = first_case(scene).and_then(|case| case.get("principal")?.as_str().map(str::to_owned));
    let name = name.unwrap_or_default();
    let Some(entry) = entry(scene, "principals", &name) else {
        return;
    };
    let says_nothing = |(field, value): (&String, &Value)| match field.as_str() {
        "role" => {
            let role = arn
                .split_once(":assumed-role/")
                .and_then(|(_, own)| own.split('/').next());
            let whole = value.as_str().and_then(|own| own.split_once(":role/"));
            role.is_some() && role == whole.map(|(_, own)| own)
        }
        "root" => !arn.starts_with("arn:aws:"),
        "session" => true,
        "policies" => *value == json!([]),
        _ => false,
    };
    if !entry.iter().all(says_nothing) {
        return;
    }
    if let Some(principals) = scene.get_mut("principals").and_then(Value::as_object_mut) {
        principals.shift_remove(&name);
    }
    let case = scene
        .get_mut("cases")
        .and_then(|cases| cases.get_mut(0)?.as_object_mut());
    if let Some(case) = case {
        case.insert("principal".into(), json!(arn));
    }
}

/// The policy of the resource, or the trust policy of the role that somebody wants to become.
fn resource(scene: &mut Map<String, Value>, options: &Explain) -> Result<(), CannotRun> {
    let flags = &options.flags;
    let tags = pairs(&flags.resource_tag, "--resource-tag")?;
    let case = first_case(scene);
    let named = |field: &str| case.and_then(|case| case.get(field)?.as_str().map(str::to_owned));
    let (name, arn) = (named("principal").unwrap_or_default(), named("resource"));
    let is_own_role = entry(scene, "principals", &name).is_some_and(|caller| caller.contains_key("trust"));
    let role = if is_own_role { name.as_str() } else { TARGET };
    let has_trust = is_own_role || entry(scene, "principals", TARGET).is_some();
    if has_trust && let Some(target) = entry(scene, "principals", role) {
        if let Some(file) = &flags.resource_policy {
            target.insert("trust".into(), policy(file));
        }
        if !tags.is_empty() {
            target.insert("tags".into(), Value::Object(tags));
        }
        return Ok(());
    }
    let wanted = flags.resource_policy.is_some() || !tags.is_empty();
    if entry(scene, "resources", RESOURCE).is_none() && wanted {
        let Some(arn) = arn.filter(|arn| arn != "*") else {
            return Err(CannotRun::Input(
                "the message names no resource for `--resource-policy` and `--resource-tag`: say which with `--resource`".into(),
            ));
        };
        scene.insert("resources".into(), json!({ RESOURCE: { "arn": arn } }));
    }
    let Some(resource) = entry(scene, "resources", RESOURCE) else {
        return Ok(());
    };
    if let Some(file) = &flags.resource_policy {
        resource.insert("policy".into(), policy(file));
    } else if options.without.contains(&Without::Resource) {
        resource.shift_remove("policy");
    }
    if options.without.contains(&Without::Grants) {
        resource.shift_remove("grants");
    }
    if !tags.is_empty() {
        let told = resource.shift_remove("tags");
        resource.insert("tags".into(), Value::Object(tags));
        beside(resource, "tags", told);
    }
    Ok(())
}

/// SCPs and RCPs: the levels that the options give, or none.
fn levels(scene: &mut Map<String, Value>, options: &Explain) -> Result<(), CannotRun> {
    let flags = &options.flags;
    for (field, kind) in [("scps", Without::Scp), ("rcps", Without::Rcp)] {
        if options.without.contains(&kind) {
            each_level(scene, &mut |level| {
                level.shift_remove(field);
            });
        }
    }
    if flags.scp.is_empty() && flags.rcp.is_empty() {
        return Ok(());
    }
    let members = |scene: &Map<String, Value>| {
        let accounts = scene.get("accounts").and_then(Value::as_object);
        accounts
            .map(|accounts| accounts.keys().cloned().collect::<Vec<String>>())
            .unwrap_or_default()
    };
    let members = members(scene);
    let mut given = Map::new();
    let (caller, owner) = (members.first().map(String::as_str), members.get(1).map(String::as_str));
    organization(flags, caller, owner, &mut given)?;
    // Who is left outside by the options is in the organization all the same, as far as the message says.
    let missing = members
        .iter()
        .filter(|member| {
            given
                .get("accounts")
                .is_some_and(|own| own.get(member.as_str()).is_none())
        })
        .cloned()
        .collect::<Vec<_>>();
    for member in missing {
        if let Some(accounts) = given.get_mut("accounts").and_then(Value::as_object_mut) {
            accounts.insert(member.clone(), json!({}));
        }
        let mut level = entry(&mut given, "organization", "root");
        while let Some(own) = level {
            if let Some(list) = own.get_mut("accounts").and_then(Value::as_array_mut) {
                list.push(json!(member));
                break;
            }
            let units = own.get_mut("units").and_then(Value::as_object_mut);
            level = units.and_then(|units| units.values_mut().next()?.as_object_mut());
        }
    }
    // What the options leave out stays unknown, or absent where they say so.
    let still = |field: &str, own: bool, kind| (!own && !options.without.contains(&kind)).then(|| field.to_owned());
    let open: Vec<String> = [
        still("scps", !flags.scp.is_empty(), Without::Scp),
        still("rcps", !flags.rcp.is_empty(), Without::Rcp),
    ]
    .into_iter()
    .flatten()
    .collect();
    each_level(&mut given, &mut |level| {
        for field in &open {
            level.insert(field.clone(), json!({ "unknown": true }));
        }
    });
    if let (Some(own), Some(new)) = (
        scene.get("organization").and_then(Value::as_object),
        given.get_mut("organization").and_then(Value::as_object_mut),
    ) {
        for field in ["id", "managementAccount"] {
            if let Some(value) = own.get(field).filter(|value| **value != json!(UNKNOWN_ORGANIZATION)) {
                new.insert(field.into(), value.clone());
            }
        }
    }
    for section in ["organization", "accounts"] {
        if let Some(value) = given.shift_remove(section) {
            scene.insert(section.into(), value);
        }
    }
    Ok(())
}

/// Root, units and accounts.
fn each_level(scene: &mut Map<String, Value>, visit: &mut dyn FnMut(&mut Map<String, Value>)) {
    let accounts = scene.get_mut("accounts").and_then(Value::as_object_mut);
    for account in accounts
        .into_iter()
        .flat_map(Map::values_mut)
        .filter_map(Value::as_object_mut)
    {
        visit(account);
    }
    // As deep as the options that were given.
    let mut next = entry(scene, "organization", "root");
    while let Some(level) = next {
        visit(level);
        let units = level.get_mut("units").and_then(Value::as_object_mut);
        next = units.and_then(|units| units.values_mut().next()?.as_object_mut());
    }
}

fn endpoint(scene: &mut Map<String, Value>, options: &Explain) {
    // A record names the endpoint; its VPC it does not know.
    let named = scene
        .get("endpoints")
        .and_then(Value::as_object)
        .and_then(|own| own.keys().next().cloned());
    let id = named.clone().unwrap_or_else(|| ENDPOINT.to_owned());
    let set = match &options.flags.endpoint_policy {
        Some(file) => {
            let entry = match named.filter(|own| own != ENDPOINT) {
                Some(_) => json!({ "policy": policy(file) }),
                None => json!({ "vpc": "vpc-1", "policy": policy(file) }),
            };
            scene.insert("endpoints".into(), json!({ &id: entry }));
            true
        }
        None if options.without.contains(&Without::Endpoint) => {
            scene.shift_remove("endpoints");
            false
        }
        None => return,
    };
    let case = scene
        .get_mut("cases")
        .and_then(|cases| cases.get_mut(0)?.as_object_mut());
    if let Some(case) = case {
        match set {
            true => case.insert("endpoint".into(), json!(id)),
            false => case.shift_remove("endpoint"),
        };
    }
}

//! The scenario that command-line options stand for.

use serde_json::{Map, Value, json};

use crate::CannotRun;
use crate::args::Flags;
use crate::caller::Caller;
use crate::given::{self, policy};

const ORGANIZATION: &str = "o-commandline";
/// The name of the scenario that options stand for.
pub(crate) const NAME: &str = "command line";
/// What stands in a message's scenario where the message does not say the organization.
pub(crate) const UNKNOWN_ORGANIZATION: &str = "o-unknown";
const MANAGEMENT: &str = "000000000000";

/// Writes the scenario, or says which option is missing or wrong.
pub(crate) fn scenario(flags: &Flags) -> Result<Value, CannotRun> {
    let needed = |value: &Option<String>, option: &str| {
        value.clone().ok_or_else(|| {
            CannotRun::Input(format!(
                "`{option}` is missing: give a scenario file, or at least --principal and --action"
            ))
        })
    };
    let principal = needed(&flags.principal, "--principal")?;
    let action = needed(&flags.action, "--action")?;
    let account = account_of(&principal);
    let mut scene = Map::new();
    scene.insert("scenario".into(), json!(1));
    let on = flags
        .resource
        .as_deref()
        .map(|resource| format!(" on {resource}"))
        .unwrap_or_default();
    scene.insert("title".into(), json!(format!("May {principal} do {action}{on}?")));
    let owner = flags.resource.as_deref().and_then(account_of);
    let owner = owner.or(flags.resource_account.clone());
    organization(flags, account.as_deref(), owner.as_deref(), &mut scene)?;
    let mut case = Map::new();
    let caller = Caller::of(flags, &principal)?;
    if let Some(entry) = caller.entry {
        scene.insert("principals".into(), json!({ caller.name.clone(): entry }));
    }
    case.insert("principal".into(), json!(caller.name));
    case.insert("action".into(), json!(action));
    if let Some(arn) = &flags.resource {
        is_resource(arn, &action, flags.resource_account.as_deref())?;
        case.insert("resource".into(), json!(arn));
        resource(flags, arn, account.as_deref(), &mut scene)?;
    }
    if let Some(file) = &flags.endpoint_policy {
        scene.insert(
            "endpoints".into(),
            json!({ "vpce-1": { "vpc": "vpc-1", "policy": policy(file) } }),
        );
        case.insert("endpoint".into(), json!("vpce-1"));
    }
    if let (Some(owner), None) = (&flags.resource_account, &flags.resource_policy) {
        case.insert("resourceOwner".into(), json!(owner));
    }
    circumstances(flags, &mut case, &mut scene)?;
    scene.insert("cases".into(), json!([case]));
    organization_unknown(&mut scene);
    given::piped(flags, false, &mut scene)?;
    Ok(Value::Object(scene))
}

/// An ARN or `*`, whose account no other option contradicts.
fn is_resource(arn: &str, action: &str, owner: Option<&str>) -> Result<(), CannotRun> {
    if arn != "*" && !arn.starts_with("arn:") {
        let like = match action.split_once(':') {
            Some((service, _)) if service.eq_ignore_ascii_case("s3") => format!("`arn:aws:s3:::{arn}`"),
            _ => "`arn:aws:sqs:eu-west-1:111122223333:jobs`".to_owned(),
        };
        return Err(CannotRun::Input(format!(
            "`--resource {arn}` is no ARN: write one such as {like}, or `*`"
        )));
    }
    match (owner, account_of(arn)) {
        (Some(owner), Some(account)) if owner != account => Err(CannotRun::Input(format!(
            "`--resource-account {owner}`: the ARN of --resource says that `{account}` owns it; leave one of them out"
        ))),
        _ => Ok(()),
    }
}

/// What a request brings with it beside principal, action and resource.
pub(crate) fn circumstances(
    flags: &Flags,
    case: &mut Map<String, Value>,
    scene: &mut Map<String, Value>,
) -> Result<(), CannotRun> {
    let context = context(flags)?;
    if !context.is_empty() {
        case.insert("context".into(), Value::Object(context));
    }
    let tags = pairs(&flags.request_tag, "--request-tag")?;
    if !tags.is_empty() {
        case.insert("tags".into(), Value::Object(tags));
    }
    if !flags.via.is_empty() {
        case.insert("via".into(), json!(flags.via));
    }
    let assume = pairs(&flags.assume, "--assume")?;
    if !assume.is_empty() {
        scene.insert("assume".into(), Value::Object(assume));
    }
    Ok(())
}

/// The account in an ARN.
pub(crate) fn account_of(arn: &str) -> Option<String> {
    arn.split(':')
        .nth(4)
        .filter(|account| !account.is_empty())
        .map(str::to_owned)
}

fn level(text: &str) -> Value {
    text.split(',').map(|name| policy(name.trim())).collect()
}

/// Keys that rest on which organization it is, which no option says.
const OF_ORGANIZATION: [&str; 6] = [
    "aws:PrincipalOrgID",
    "aws:PrincipalOrgPaths",
    "aws:ResourceOrgID",
    "aws:ResourceOrgPaths",
    "aws:VpceOrgID",
    "aws:VpceOrgPaths",
];

/// Every `--scp` or `--rcp` is a level: the root, then units, the last one the account itself. SCPs are the caller's
/// account's, RCPs those of the resource's owner.
pub(crate) fn organization(
    flags: &Flags,
    caller: Option<&str>,
    owner: Option<&str>,
    scene: &mut Map<String, Value>,
) -> Result<(), CannotRun> {
    let levels = flags.scp.len().max(flags.rcp.len());
    if levels == 0 {
        return Ok(());
    }
    let (Some(caller), Some(owner)) = (caller.or(owner), owner.or(caller)) else {
        return Err(CannotRun::Input(
            "--scp and --rcp need a principal or a resource in an account".into(),
        ));
    };
    let node = |index: usize, scp: bool, rcp: bool| {
        let mut node = Map::new();
        if let Some(scps) = flags.scp.get(index).filter(|_| scp) {
            node.insert("scps".into(), level(scps));
        }
        if let Some(rcps) = flags.rcp.get(index).filter(|_| rcp) {
            node.insert("rcps".into(), level(rcps));
        }
        node
    };
    let mut accounts = Map::new();
    for (account, scp, rcp) in [(caller, true, caller == owner), (owner, caller == owner, true)] {
        // An account that none of the options is about is left outside.
        if (scp && !flags.scp.is_empty()) || (rcp && !flags.rcp.is_empty()) {
            accounts.insert(account.to_owned(), Value::Object(node(levels - 1, scp, rcp)));
        }
    }
    let members: Vec<&String> = accounts.keys().collect();
    let mut inner: Option<Map<String, Value>> = None;
    for index in (0..levels.saturating_sub(1)).rev() {
        let mut unit = node(index, true, true);
        unit.insert(
            "id".into(),
            json!(if index == 0 {
                "r-root".to_owned()
            } else {
                format!("ou-root-level{index:03}")
            }),
        );
        match inner.take() {
            Some(child) => {
                unit.insert("units".into(), json!({ format!("level {}", index + 1): child }));
            }
            None => {
                unit.insert("accounts".into(), json!(members));
            }
        }
        inner = Some(unit);
    }
    let root = inner.unwrap_or_else(|| {
        let mut root = Map::new();
        root.insert("id".into(), json!("r-root"));
        root.insert("accounts".into(), json!(members));
        root
    });
    let organization = json!({ "id": ORGANIZATION, "managementAccount": MANAGEMENT, "root": root });
    scene.insert("organization".into(), organization);
    scene.insert("accounts".into(), Value::Object(accounts));
    Ok(())
}

/// What rests on an organization's made-up ID is not known.
pub(crate) fn organization_unknown(scene: &mut Map<String, Value>) {
    let id = scene.get("organization").and_then(|own| own.get("id")?.as_str());
    if !id.is_some_and(|id| matches!(id, ORGANIZATION | UNKNOWN_ORGANIZATION)) {
        return;
    }
    let cases = scene.get_mut("cases").and_then(Value::as_array_mut);
    for case in cases.into_iter().flatten().filter_map(Value::as_object_mut) {
        let context = case.entry("context").or_insert_with(|| json!({}));
        let Some(context) = context.as_object_mut() else {
            continue;
        };
        for key in OF_ORGANIZATION {
            if !context.keys().any(|given| given.eq_ignore_ascii_case(key)) {
                context.insert(key.to_owned(), json!({ "unknown": "presence" }));
            }
        }
    }
}

fn resource(flags: &Flags, arn: &str, caller: Option<&str>, scene: &mut Map<String, Value>) -> Result<(), CannotRun> {
    let tags = pairs(&flags.resource_tag, "--resource-tag")?;
    if flags.resource_policy.is_none() && tags.is_empty() {
        return Ok(());
    }
    let role = arn.split(':').nth(2) == Some("iam") && arn.contains(":role/");
    if let (true, Some(file)) = (role, &flags.resource_policy) {
        let mut target = Map::new();
        target.insert("role".into(), json!(arn));
        target.insert("trust".into(), policy(file));
        if !tags.is_empty() {
            target.insert("tags".into(), Value::Object(tags));
        }
        let principals = scene.entry("principals").or_insert_with(|| json!({}));
        if let Some(principals) = principals.as_object_mut() {
            principals.insert("target role".into(), Value::Object(target));
        }
        return Ok(());
    }
    // The bucket, not the object, has the policy.
    let owner_arn = match arn.split(':').nth(2) {
        Some("s3") if !arn.contains(":accesspoint/") => arn.split('/').next().unwrap_or(arn),
        _ => arn,
    };
    let mut entry = Map::new();
    entry.insert("arn".into(), json!(owner_arn));
    let account = flags
        .resource_account
        .clone()
        .or(account_of(owner_arn))
        .or(caller.map(str::to_owned));
    if let Some(account) = account {
        entry.insert("account".into(), json!(account));
    }
    if let Some(file) = &flags.resource_policy {
        entry.insert("policy".into(), policy(file));
    }
    if !tags.is_empty() {
        entry.insert("tags".into(), Value::Object(tags));
    }
    scene.insert("resources".into(), json!({ "resource": entry }));
    Ok(())
}

/// Given once a value, given twice a list.
fn context(flags: &Flags) -> Result<Map<String, Value>, CannotRun> {
    let mut context: Map<String, Value> = Map::new();
    for text in &flags.context {
        let (key, value) = pair(text, "--context")?;
        crate::typed::check(key, value)?;
        let name = context.keys().find(|other| other.eq_ignore_ascii_case(key)).cloned();
        match name.and_then(|name| context.get_mut(&name)) {
            Some(Value::Array(list)) => list.push(json!(value)),
            Some(other) => *other = json!([other.clone(), value]),
            None => {
                context.insert(key.to_owned(), json!(value));
            }
        }
    }
    let instead = |option: &str, key: &str, value: Value, context: &mut Map<String, Value>| {
        if let Some(other) = context.keys().find(|other| other.eq_ignore_ascii_case(key)) {
            return Err(CannotRun::Input(format!(
                "`{option} {key}`: `{other}` stands in another option too: keep one of them"
            )));
        }
        context.insert(key.to_owned(), value);
        Ok(())
    };
    for key in &flags.absent {
        instead("--absent", key, Value::Null, &mut context)?;
    }
    for key in &flags.unknown {
        instead("--unknown", key, json!({ "unknown": "presence" }), &mut context)?;
    }
    Ok(context)
}

/// Names with one value each.
pub(crate) fn pairs(texts: &[String], option: &str) -> Result<Map<String, Value>, CannotRun> {
    let mut found: Map<String, Value> = Map::new();
    for text in texts {
        let (key, value) = pair(text, option)?;
        if let Some(other) = found.get(key).and_then(Value::as_str) {
            return Err(CannotRun::Input(format!(
                "`{option} {text}`: `{key}` is `{other}` already, and has one value only: keep one of them"
            )));
        }
        found.insert(key.to_owned(), json!(value));
    }
    Ok(found)
}

fn pair<'t>(text: &'t str, option: &str) -> Result<(&'t str, &'t str), CannotRun> {
    let lacks = match text.split_once('=') {
        Some((key, value)) if !key.is_empty() => return Ok((key, value)),
        Some(_) => "nothing before its `=`",
        None => "no `=`",
    };
    Err(CannotRun::Input(format!(
        "`{option} {text}` has {lacks}: write {option} KEY=VALUE"
    )))
}

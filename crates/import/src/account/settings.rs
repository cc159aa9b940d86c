//! What commands printed of resources beside their policies, and of the account that they are in.

use std::collections::BTreeMap;

use iamwhy_policy::{Json, NodeId};

use super::text;
use crate::arn::{Arn, is_account};
use crate::collected::Call;
use crate::export::{Export, ExportedResource};
use crate::printed::grants_of;
use crate::settings::{
    ACL, BLOCK, GRANTS, OWNERSHIP, Spelling, VPC, all_off, block_public_access, entries_of, told_in_vain,
};
use crate::value::Value;

const PUBLIC_ACCESS: &str = "s3api get-public-access-block";
const CONTROLS: &str = "s3api get-bucket-ownership-controls";
const BUCKET_ACL: &str = "s3api get-bucket-acl";
const POINT: &str = "s3control get-access-point";
const KEY_GRANTS: &str = "kms list-grants";
pub(super) const ENDPOINTS: &str = "ec2 describe-vpc-endpoints";
const ACCOUNT_ACCESS: &str = "s3control get-public-access-block";
const CALLER: &str = "s3api list-buckets";

/// Commands that ask about an account.
pub(super) const OF_ACCOUNTS: [&str; 2] = [ACCOUNT_ACCESS, CALLER];

/// Whether a command prints no policy, but something else that decides.
pub(super) fn is_setting(call: &Call<'_>) -> bool {
    [PUBLIC_ACCESS, CONTROLS, BUCKET_ACL, POINT, KEY_GRANTS].contains(&call.command)
        || OF_ACCOUNTS.contains(&call.command)
}

/// Whether a command failed because nothing of this kind was ever said.
pub(super) fn is_none(call: &Call<'_>) -> bool {
    let code = match call.command {
        PUBLIC_ACCESS | ACCOUNT_ACCESS => "NoSuchPublicAccessBlockConfiguration",
        CONTROLS => "OwnershipControlsNotFoundError",
        _ => return false,
    };
    call.error.contains(&["An error occurred (", code, ")"].concat())
}

/// Resources first, so that a bucket finds its owner and a point its bucket.
pub(super) fn read(export: &mut Export, json: &Json, calls: &[Call<'_>]) {
    let mut owners = BTreeMap::new();
    for call in calls.iter().filter(|call| OF_ACCOUNTS.contains(&call.command)) {
        account(export, json, call, &mut owners);
    }
    for call in calls {
        let set: fn(&mut Export, &Json, &Call<'_>, usize) = match call.command {
            PUBLIC_ACCESS => bucket_access,
            CONTROLS => ownership,
            KEY_GRANTS => grants,
            POINT => point,
            ENDPOINTS => where_it_is,
            BUCKET_ACL => {
                if let Some(place) = place(export, call) {
                    acl(export, json, call, (place, &owners));
                }
                continue;
            }
            _ => continue,
        };
        if let Some(place) = place(export, call) {
            set(export, json, call, place);
        }
    }
}

fn place(export: &mut Export, call: &Call<'_>) -> Option<usize> {
    let name = Arn::split(call.about)?.name().to_owned();
    Some(export.spoken_of(ExportedResource::of(&name, call.about.to_owned(), call.node)))
}

/// What stands in an output at a key; what failed is noted with all such calls, what is strange here.
fn at(export: &mut Export, json: &Json, call: &Call<'_>, key: &str) -> Option<NodeId> {
    let output = call.output?;
    let found = json.get(output, key);
    if found.is_none() {
        let message = format!(
            "`aws {}` printed no `{key}` about {}: it is left out",
            call.command, call.about
        );
        export.note(call.node, message);
    }
    found
}

fn switches(export: &mut Export, json: &Json, call: &Call<'_>) -> Option<Value> {
    if is_none(call) {
        return Some(all_off());
    }
    let Some(own) = at(export, json, call, "PublicAccessBlockConfiguration") else {
        let message = format!(
            "block public access of {} is not known: until `blockPublicAccess` says more, it counts as off",
            call.about
        );
        export.note(call.node, message);
        return None;
    };
    let (switches, unknown) = block_public_access(&Value::of(json, own), Spelling::CloudFormation, false);
    if !unknown.is_empty() {
        export.note(own, told_in_vain(&unknown, call.about));
    }
    Some(switches)
}

/// Of an account: its block public access, and its canonical id, by which ACLs name it.
fn account(export: &mut Export, json: &Json, call: &Call<'_>, owners: &mut BTreeMap<String, String>) {
    if !is_account(call.about) {
        return;
    }
    if call.command == ACCOUNT_ACCESS {
        if let Some(switches) = switches(export, json, call) {
            export.set_account(call.about, BLOCK, switches);
        }
        return;
    }
    let id = call.output.and_then(|output| json.at_pointer("/Owner/ID", output));
    if let Some(id) = id.and_then(|id| json.string(id)) {
        export.set_account(call.about, "canonicalId", id.into());
        owners.insert(id.to_owned(), call.about.to_owned());
    }
}

fn bucket_access(export: &mut Export, json: &Json, call: &Call<'_>, place: usize) {
    if let Some(switches) = switches(export, json, call) {
        export.set(place, BLOCK, switches, call.node);
    }
}

/// A bucket of which it was never said is one from before April 2023: who uploads an object owns it.
fn ownership(export: &mut Export, json: &Json, call: &Call<'_>, place: usize) {
    let said = match is_none(call) {
        true => Some("ObjectWriter".to_owned()),
        false => at(export, json, call, "OwnershipControls").and_then(|own| {
            let rule = json.at_pointer("/Rules/0/ObjectOwnership", own)?;
            json.string(rule).map(str::to_owned)
        }),
    };
    let known = ["BucketOwnerEnforced", "BucketOwnerPreferred", "ObjectWriter"];
    match said.filter(|own| known.contains(&own.as_str())) {
        Some(own) => export.set(place, OWNERSHIP, own.into(), call.node),
        None => export.note(
            call.node,
            format!(
                "the object ownership of {} is not known: it counts as BucketOwnerEnforced, which switches ACLs off",
                call.about
            ),
        ),
    }
}

fn acl(export: &mut Export, json: &Json, call: &Call<'_>, (place, owners): (usize, &BTreeMap<String, String>)) {
    let owner = call.output.and_then(|output| json.at_pointer("/Owner/ID", output));
    let owner = owner.and_then(|id| json.string(id));
    if let (Some(account), Some(own)) = (owner.and_then(|id| owners.get(id)), export.resources.get_mut(place)) {
        own.account = Some(account.clone());
    }
    let of = |grant: NodeId| {
        let grantee = json.get(grant, "Grantee");
        let who = grantee.and_then(|own| text(json, own, "URI").or_else(|| text(json, own, "ID")));
        (
            who.map(str::to_owned),
            text(json, grant, "Permission").map(str::to_owned),
        )
    };
    let grants = at(export, json, call, "Grants");
    let grants = grants.map(|list| json.items(list).map(of).collect::<Vec<_>>());
    let entries = grants.as_ref().and_then(|grants| entries_of(grants, owner));
    if grants.is_some() && entries.is_none() {
        let message = format!(
            "the ACL of {} names somebody whom a scenario cannot name: it counts as unknown",
            call.about
        );
        export.note(call.node, message);
    }
    match entries {
        Some(entries) if entries.items().is_empty() => {}
        entries => export.set(place, ACL, entries.unwrap_or_else(Value::unknown), call.node),
    }
}

fn grants(export: &mut Export, json: &Json, call: &Call<'_>, place: usize) {
    let grants = match call.output.and_then(|output| grants_of(json, output)) {
        Some(Ok(grants)) if grants.is_empty() => return,
        Some(Ok(grants)) => Value::List(grants),
        Some(Err(why)) => {
            let message = format!("the grants of {} count as unknown: {why}", call.about);
            export.note(call.node, message);
            Value::unknown()
        }
        None => {
            let _ = at(export, json, call, "Grants");
            Value::unknown()
        }
    };
    export.set(place, GRANTS, grants, call.node);
}

fn point(export: &mut Export, json: &Json, call: &Call<'_>, place: usize) {
    let Some(bucket) = at(export, json, call, "Bucket") else {
        return;
    };
    if let Some(switches) = switches(export, json, call) {
        export.set(place, BLOCK, switches, call.node);
    }
    let output = call.output.unwrap_or(call.node);
    let vpc = json.at_pointer("/VpcConfiguration/VpcId", output);
    if let Some(vpc) = vpc.and_then(|vpc| json.string(vpc)) {
        export.set(place, VPC, vpc.into(), call.node);
    }
    let partition = Arn::split(call.about).map_or("aws", |arn| arn.partition);
    let name = json.string(bucket).unwrap_or_default();
    if name.is_empty() || name.contains(':') {
        return;
    }
    let arn = ["arn:", partition, ":s3:::", name].concat();
    let bucket = export.spoken_of(ExportedResource {
        account: text(json, output, "BucketAccountId")
            .filter(|id| is_account(id))
            .map(str::to_owned),
        ..ExportedResource::of(name, arn, call.node)
    });
    let arn = export.resources.get(bucket).map(|own| own.arn.clone());
    if let Some(own) = export.resources.get_mut(place) {
        own.settings.bucket = arn;
    }
}

/// The endpoint that an output describes.
pub(super) fn endpoint(json: &Json, call: &Call<'_>) -> Option<NodeId> {
    let list = json.get(call.output?, "VpcEndpoints")?;
    json.items(list).next()
}

fn where_it_is(export: &mut Export, json: &Json, call: &Call<'_>, place: usize) {
    let Some(own) = endpoint(json, call) else { return };
    if let Some(vpc) = text(json, own, "VpcId") {
        export.set(place, VPC, vpc.into(), call.node);
    }
    if let Some(kind) = text(json, own, "VpcEndpointType") {
        export.endpoint_type(place, kind, call.node);
    }
}

//! S3 buckets and accounts: block public access, object ownership, ACLs.

use super::{of_kind, place_of};
use crate::arn::is_account;
use crate::export::Export;
use crate::open::is_open;
use crate::plan::{Item, Plan};
use crate::settings::{
    ACL, BLOCK, OWNERSHIP, Spelling, all_on, block_public_access, canned, entries_of, is_partly_open, some_of,
    told_in_vain,
};
use crate::value::Value;

const BUCKET: &str = "aws_s3_bucket";
const SWITCHES: [&str; 4] = [
    "block_public_acls",
    "block_public_policy",
    "ignore_public_acls",
    "restrict_public_buckets",
];

pub(super) fn read(export: &mut Export, plan: &Plan) {
    for item in of_kind(plan, "aws_s3_account_public_access_block") {
        account(export, plan, item);
    }
    for item in of_kind(plan, "aws_s3_bucket_public_access_block") {
        if let Some(place) = place_of(export, plan, item, "bucket", BUCKET) {
            let switches = block(export, plan, item);
            export.set(place, BLOCK, switches, item.node);
        }
    }
    for item in of_kind(plan, "aws_s3_bucket_ownership_controls") {
        if let Some(place) = place_of(export, plan, item, "bucket", BUCKET) {
            ownership(export, plan, item, place);
        }
    }
    for item in of_kind(plan, "aws_s3_bucket_acl") {
        if let Some(place) = place_of(export, plan, item, "bucket", BUCKET) {
            acl(export, plan, item, place);
        }
    }
    let (mut open, mut unowned) = (Vec::new(), Vec::new());
    for item in of_kind(plan, BUCKET) {
        let place = plan.place(export, item);
        if !export.has(place, ACL) {
            old_acl(export, plan, item, place);
        }
        if item.is_new {
            // AWS switches all of it on, and ACLs off (S3-2).
            if !export.has(place, BLOCK) {
                export.set(place, BLOCK, all_on(), item.node);
            }
            continue;
        }
        if !export.has(place, BLOCK) && export.may_be_public(place) {
            open.push((item.address.clone(), item.node));
        }
        if !export.has(place, OWNERSHIP) && export.has(place, ACL) {
            unowned.push((item.address.clone(), item.node));
        }
    }
    tell(
        export,
        &open,
        "what block public access is there already for",
        "it counts as off",
    );
    tell(
        export,
        &unowned,
        "what object ownership is there already for",
        "it counts as BucketOwnerEnforced, which switches ACLs off",
    );
}

/// One note for all that the plan does not say.
fn tell(export: &mut Export, whose: &[(String, iamwhy_policy::NodeId)], what: &str, counts: &str) {
    let names: Vec<String> = whose.iter().map(|(name, _)| name.clone()).collect();
    if let Some((_, node)) = whose.first() {
        export.note(
            *node,
            format!("{what} {} is not in this plan: {counts}", some_of(&names)),
        );
    }
}

fn block(export: &mut Export, plan: &Plan, item: &Item) -> Value {
    let own = plan.filled_all(item, &SWITCHES);
    let (switches, unknown) = block_public_access(&own, Spelling::Terraform, false);
    if !unknown.is_empty() {
        export.note(item.node, told_in_vain(&unknown, &item.address));
    }
    switches
}

fn account(export: &mut Export, plan: &Plan, item: &Item) {
    let id = plan
        .text(item, "account_id")
        .unwrap_or_else(|| plan.home_of(item).account);
    let switches = block(export, plan, item);
    match is_account(&id) {
        true => export.set_account(&id, BLOCK, switches),
        false => export.note(
            item.node,
            format!(
                "of which account `{}` blocks public access is not known: it is left out; give the account's id",
                item.address
            ),
        ),
    }
}

fn ownership(export: &mut Export, plan: &Plan, item: &Item, place: usize) {
    let rule = plan.filled(item, "rule");
    let rule = rule.as_ref().and_then(|rule| rule.items().first()).cloned();
    let said = rule.and_then(|rule| rule.get("object_ownership").and_then(Value::text));
    let known = ["BucketOwnerEnforced", "BucketOwnerPreferred", "ObjectWriter"];
    match said.filter(|own| known.contains(&own.as_str())) {
        Some(own) => export.set(place, OWNERSHIP, own.into(), item.node),
        None => export.note(
            item.node,
            format!(
                "`object_ownership` of `{}` is not known: it counts as BucketOwnerEnforced, which switches ACLs off",
                item.address
            ),
        ),
    }
}

/// Says an ACL, or that it is not known.
fn say(export: &mut Export, item: &Item, place: usize, attribute: &str, acl: Option<Value>) {
    if acl.is_none() {
        let message = format!(
            "the ACL that `{attribute}` of `{}` gives cannot be said here: it counts as unknown",
            item.address
        );
        export.note(item.node, message);
    }
    export.set(place, ACL, acl.unwrap_or_else(Value::unknown), item.node);
}

/// `aws_s3_bucket_acl`: a canned ACL, or a list. The list is there too after a canned one was made, and may be an older one.
fn acl(export: &mut Export, plan: &Plan, item: &Item, place: usize) {
    if let Some(name) = plan.filled(item, "acl").and_then(|own| own.text())
        && !name.is_empty()
    {
        return say(export, item, place, "acl", canned(&name));
    }
    let policy = plan.filled(item, "access_control_policy");
    let list = policy.as_ref().and_then(|own| own.items().first());
    let owner = list
        .and_then(|list| list.get("owner"))
        .and_then(|owner| owner.items().first()?.get("id")?.text());
    let grants = list.and_then(|list| list.get("grant"));
    let entries = grants.filter(|own| !is_partly_open(own)).and_then(|grants| {
        let text = |own: &Value, name: &str| own.get(name).and_then(Value::text).filter(|own| !own.is_empty());
        let of = |grant: &Value| {
            let grantee = grant.get("grantee").and_then(|own| own.items().first().cloned());
            let who = grantee.and_then(|own| text(&own, "uri").or_else(|| text(&own, "id")));
            (who, text(grant, "permission"))
        };
        let grants: Vec<_> = grants.items().iter().map(of).collect();
        entries_of(&grants, owner.as_deref().filter(|owner| !is_open(owner)))
    });
    say(export, item, place, "access_control_policy", entries);
}

/// `acl` and `grant` of the bucket itself, as older configurations have them.
fn old_acl(export: &mut Export, plan: &Plan, item: &Item, place: usize) {
    // What the configuration leaves out is read from AWS, and is known only after the apply where the bucket is new.
    let is_said = |name: &str| plan.filled(item, name).is_some() && !plan.is_left_out(item, name);
    if is_said("acl")
        && let Some(name) = plan.filled(item, "acl").and_then(|own| own.text())
    {
        return say(export, item, place, "acl", canned(&name));
    }
    let grants = plan.filled(item, "grant");
    let Some(grants) = grants.filter(|own| !own.items().is_empty()) else {
        return;
    };
    if item.is_new && plan.is_left_out(item, "grant") {
        return;
    }
    let mut all = Vec::new();
    for grant in grants.items() {
        let text = |name: &str| grant.get(name).and_then(Value::text).filter(|own| !own.is_empty());
        let who = text("uri").or_else(|| text("id"));
        let permissions = grant.get("permissions").map(Value::items).unwrap_or_default();
        for permission in permissions {
            all.push((who.clone(), permission.text()));
        }
        if permissions.is_empty() {
            all.push((who, None));
        }
    }
    // That is what AWS tells of a bucket whose owner alone may do everything.
    let is_private =
        matches!(all.as_slice(), [(Some(who), Some(what))] if !who.contains(':') && what == "FULL_CONTROL");
    if !is_private {
        say(export, item, place, "grant", entries_of(&all, None));
    }
}

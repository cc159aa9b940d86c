//! S3 buckets: block public access, object ownership, ACLs.

use iamwhy_policy::NodeId;

use super::of_kind;
use crate::export::Export;
use crate::settings::{ACL, BLOCK, OWNERSHIP, Spelling, all_on, block_public_access, canned, some_of, told_in_vain};
use crate::template::{Entry, Template};
use crate::value::Value;

pub(super) fn read(export: &mut Export, template: &Template<'_>, entries: &[Entry<'_>]) {
    let mut silent: Vec<(String, NodeId)> = Vec::new();
    for entry in of_kind(entries, "AWS::S3::Bucket") {
        let place = template.place(export, entry);
        let said = template.property(entry, "PublicAccessBlockConfiguration");
        let is_silent = said.is_none();
        match said {
            Some(own) => {
                let (switches, unknown) = block_public_access(&own, Spelling::CloudFormation, false);
                if !unknown.is_empty() {
                    export.note(entry.node, told_in_vain(&unknown, entry.id));
                }
                export.set(place, BLOCK, switches, entry.node);
            }
            None => export.set(place, BLOCK, all_on(), entry.node),
        }
        ownership(export, template, entry, place);
        acl(export, template, entry, place);
        if is_silent && export.may_be_public(place) {
            silent.push((entry.id.to_owned(), entry.node));
        }
    }
    if let Some((_, node)) = silent.first() {
        let names: Vec<String> = silent.iter().map(|(name, _)| name.clone()).collect();
        let message = format!(
            "{} says nothing of block public access: it counts as on, as AWS has it for buckets made since April 2023",
            some_of(&names)
        );
        export.note(*node, message);
    }
}

fn ownership(export: &mut Export, template: &Template<'_>, entry: Entry<'_>, place: usize) {
    let Some(own) = template.property(entry, "OwnershipControls") else {
        return;
    };
    let rule = own.get("Rules").and_then(|rules| rules.items().first());
    let said = rule.and_then(|rule| rule.get("ObjectOwnership")).and_then(Value::text);
    let known = ["BucketOwnerEnforced", "BucketOwnerPreferred", "ObjectWriter"];
    match said.filter(|own| known.contains(&own.as_str())) {
        Some(own) => export.set(place, OWNERSHIP, own.into(), entry.node),
        None => export.note(
            entry.node,
            format!(
                "the object ownership of `{}` is not known: it counts as BucketOwnerEnforced, which switches ACLs off",
                entry.id
            ),
        ),
    }
}

fn acl(export: &mut Export, template: &Template<'_>, entry: Entry<'_>, place: usize) {
    let Some(own) = template.property(entry, "AccessControl") else {
        return;
    };
    let entries = own.text().and_then(|name| canned(&name));
    if entries.is_none() {
        let message = format!(
            "the ACL that `AccessControl` of `{}` gives cannot be said here: it counts as unknown",
            entry.id
        );
        export.note(entry.node, message);
    }
    let lets_in = entries.as_ref().is_none_or(|own| !own.items().is_empty());
    export.set(place, ACL, entries.unwrap_or_else(Value::unknown), entry.node);
    if lets_in && !export.has(place, OWNERSHIP) {
        let message = format!(
            "`{}` has an `AccessControl` and no `OwnershipControls`: as in a new bucket, ACLs count as off",
            entry.id
        );
        export.note(entry.node, message);
    }
}

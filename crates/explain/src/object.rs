//! S3 objects that somebody else owns than their bucket.

use iamwhy_engine::world::{Acl, ObjectOwnership};
use iamwhy_engine::{Layer, Truth};

use crate::case::Case;
use crate::gates::Gates;
use crate::sentence::statement;
use crate::words::tick;

/// An object that somebody else owns than the bucket, whose policy cannot give it away.
pub(crate) fn foreign_object(case: &Case<'_>, gates: &Gates) -> Option<String> {
    let owner = foreign_owner(case)?;
    let allows = gates.matching(Layer::Resource, "Allow", Truth::Yes);
    let vain = match allows.first().and_then(|found| gates.node(found)) {
        Some(node) => [": ", &statement(case, gates, node), " allows it in vain"].concat(),
        None => String::new(),
    };
    Some(
        [
            "the object belongs to account ",
            owner,
            ", so the bucket policy cannot give it away",
            &vain,
            ", and the object's ACL does not let ",
            &case.who(),
            " in",
        ]
        .concat(),
    )
}

/// The account that owns the object, where it is another one than the bucket's and ACLs count.
pub(crate) fn foreign_owner<'c>(case: &'c Case<'_>) -> Option<&'c str> {
    let resources = &case.env().resources;
    let bucket = match case.asked.behind_access_point() {
        Some((index, _)) => index,
        None => case.asked.governing()?,
    };
    let enforced = resources.get(bucket)?.object_ownership == ObjectOwnership::BucketOwnerEnforced;
    let object = resources.get(case.asked.own_entry()?)?;
    let owner = object.object_owner.as_deref()?;
    (!enforced && case.asked.owner() != Some(owner)).then_some(owner)
}

/// Entries of objects with an owner or an ACL that the request's key only begins with: they describe one object each.
pub(crate) fn beside_the_object(case: &Case<'_>) -> Vec<String> {
    let mut found = Vec::new();
    let asked = case.request.resource();
    for resource in &case.env().resources {
        let own = resource.arn.as_str();
        let below = asked.strip_prefix(own).is_some_and(|tail| {
            let whole = own.ends_with('/') || tail.starts_with('/');
            whole && !tail.is_empty()
        });
        let is_object = own
            .splitn(6, ':')
            .nth(5)
            .is_some_and(|key| key.contains('/') && !key.starts_with("accesspoint/"));
        let listed = matches!(&resource.acl, Acl::Known(entries) if entries.is_empty());
        if !below || !is_object || !own.contains(":s3:") || (listed && resource.object_owner.is_none()) {
            continue;
        }
        let message = [
            &tick(&resource.name),
            " describes the one object ",
            &tick(own),
            ": its `objectOwner` and `acl` say nothing of ",
            &tick(asked),
            "; give that an entry of its own",
        ];
        found.push(message.concat());
    }
    found
}

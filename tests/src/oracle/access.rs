//! The resource's side: what its policy, its ACL, its grants and its access point grant together.

use serde_json::{Value, json};

use super::caller::Kind;
use super::organization::membership;
use super::principal::{Grant, face};
use super::public::is_public;
use super::scene::{is_unknown, str_of};
use super::service::{self, grant_covers};
use super::statement::{Request, Type, Voice};
use super::{Known, acl};

/// One side that must be willing: whether it is the caller's account, what it grants, and what to blame without a grant.
pub(crate) struct Side {
    pub(crate) same_account: bool,
    pub(crate) grant: Grant,
    pub(crate) lacking: &'static str,
}

/// Every side, and whether a KMS grant covers the request.
pub(crate) fn sides(request: &Request, point: Voice, resource: Voice) -> Known<(Vec<Side>, bool)> {
    let (scene, caller, target) = (request.scene, request.caller, request.target);
    let s3 = request.action.service == "s3";
    let mut grant = resource.grant;
    let mut owner = &target.owner;
    let object_owner = str_of(target.own, "objectOwner")
        .filter(|_| target.is_object())
        .map(str::to_owned);
    if s3 && acl::enabled(target) {
        let of_bucket =
            " putobject deleteobject deleteobjectversion restoreobject abortmultipartupload listmultipartuploadparts ";
        let of_bucket = of_bucket.contains(&format!(" {} ", request.action.name));
        if object_owner.is_some() && object_owner != *owner && !of_bucket {
            (grant, owner) = (Grant::None, &object_owner); // S3-3
        }
        grant = grant.max(acl::grant(request, blocks(request, "ignorePublicAcls"))?);
    }
    let mut of_key = key_grant(request)?;
    let retires = request.action.text == "kms:retiregrant" && service::is_gated(request.action, target);
    if retires && caller.is_iam() && target.owner == caller.account {
        of_key = of_key.max(Grant::Account); // KMS-7
    }
    if request.action.text == "sts:assumeroot" && target.arn.ends_with(":root") {
        let calls =
            caller.is_iam() && caller.account.as_deref() == str_of(&scene.root["organization"], "managementAccount");
        let member = target.owner.as_deref().and_then(|owner| membership(scene, owner));
        if calls && member.is_some_and(|own| own.in_tree && own.bound) {
            grant = grant.max(Grant::Account); // STS-19
        }
    }
    let granted_key = of_key > Grant::Account;
    grant = grant.max(match of_key {
        Grant::Direct if scene.assumes("UND-18", "capped") && caller.is_iam() => Grant::Role,
        of_key => of_key,
    });
    let trusted = request.action.service == "sts" && service::is_gated(request.action, target);
    if trusted && caller.kind == Kind::User && scene.assumes("UND-38", "limited") {
        grant = grant.min(Grant::Role);
    }
    let same = |owner: &Option<String>| caller.is_iam() && *owner == caller.account;
    let mut sides = vec![Side {
        same_account: same(owner),
        grant,
        lacking: "resource",
    }];
    if let Some((_, _, owner)) = &target.point {
        sides.push(Side {
            same_account: same(owner),
            grant: point.grant,
            lacking: "resource",
        }); // S3-4
    }
    let point_owner = target.point.as_ref().map_or(&None, |(_, _, owner)| owner);
    let spared = caller.kind == Kind::Service || same(&target.owner) || same(point_owner);
    if s3 && !spared && blocks(request, "restrictPublicBuckets") && has_public_policy(request) {
        for side in sides.iter_mut().filter(|side| side.grant > Grant::None) {
            *side = Side {
                grant: Grant::None,
                lacking: "service",
                ..*side
            };
        }
    }
    if service::keeps_out(caller, request.action, target) {
        sides
            .iter_mut()
            .for_each(|side| (side.grant, side.lacking) = (Grant::None, "resource"));
    }
    Ok((sides, granted_key))
}

/// S3-5: whether the request carries a public ACL where those are blocked.
pub(crate) fn writes_public_acl(request: &Request) -> Known<bool> {
    const WRITES: [&str; 5] = [
        "s3:putobject",
        "s3:putobjectacl",
        "s3:putobjectversionacl",
        "s3:putbucketacl",
        "s3:createbucket",
    ];
    if !WRITES.contains(&request.action.text.as_str()) || !blocks(request, "blockPublicAcls") {
        return Ok(false);
    }
    let mut public = false;
    for key in request.context.beginning("s3:x-amz-") {
        let text = match key.as_str() {
            key if key == "s3:x-amz-acl" || key.starts_with("s3:x-amz-grant-") => {
                request.context.get(request.scene, key)?
            }
            _ => None,
        };
        public |= text.is_some_and(|text| {
            text.values().iter().any(|text| {
                ["public-read", "public-read-write", "authenticated-read"].contains(&text.as_str())
                    || text.contains("/groups/global/A")
            })
        });
    }
    Ok(public)
}

/// S3-5: the settings of organization, account, bucket and access point; the most restrictive wins.
fn blocks(request: &Request, setting: &str) -> bool {
    let (root, target) = (request.scene.root, request.target);
    let point = target.point.as_ref().map(|(entry, ..)| *entry);
    let owners = [
        target.owner.as_deref(),
        target.point.as_ref().and_then(|(.., owner)| owner.as_deref()),
    ];
    let above = owners.into_iter().flatten().flat_map(|owner| {
        let member = membership(request.scene, owner).filter(|member| member.in_tree);
        [member.map(|_| &root["organization"]), Some(&root["accounts"][owner])]
    });
    above
        .chain([Some(target.entry), point])
        .flatten()
        .any(|place| place["blockPublicAccess"][setting] == true)
}

/// S3-5, S3-7: an access point inside a VPC is never public.
fn has_public_policy(request: &Request) -> bool {
    let bucket = request
        .attached
        .resource
        .as_ref()
        .is_some_and(|(document, _)| is_public(document, false));
    let inside = request
        .target
        .point
        .as_ref()
        .is_some_and(|(entry, ..)| str_of(entry, "vpc").is_some());
    bucket
        || request
            .attached
            .point
            .as_ref()
            .is_some_and(|document| !inside && is_public(document, true))
}

/// KMS-6, KMS-7: a grant counts as a statement that names the caller; to an account, as one that names the account.
fn key_grant(request: &Request) -> Known<Grant> {
    let Some(grants) = request.target.entry.get("grants") else {
        return Ok(Grant::None);
    };
    let named = |grantee: &Value| {
        let name = grantee.as_str().filter(|name| *name != "*");
        let faces =
            ["AWS", "Service"].map(|key| name.map_or(Grant::None, |name| face(request, key, name, Type::Resource)));
        match faces[0].max(faces[1]) {
            Grant::Role if request.caller.kind == Kind::Federated => Grant::None, // that is its parent
            Grant::Role => Grant::Direct,
            face => face,
        }
    };
    let caller = &request.caller.arn;
    let line = json!({ "grantee": caller, "retiring": caller, "operations": [request.action.name] });
    let place = format!("{}.grants", request.target.place);
    let grants = match is_unknown(grants) {
        true if !service::is_granted(request.action) => return Ok(Grant::None),
        true => request.scene.fill(&place, || vec![json!([]), json!([line])])?,
        false => grants,
    };
    let mut best = Grant::None;
    for grant in grants.as_array().into_iter().flatten() {
        if request.action.text == "kms:retiregrant" {
            best = best.max(named(&grant["retiring"]));
        }
        if grant_covers(request.scene, request.context, grant, request.action)? {
            best = best.max(named(&grant["grantee"]));
        }
    }
    Ok(best)
}

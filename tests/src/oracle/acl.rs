//! S3 access control lists, S3-2 and S3-3.

use serde_json::{Value, json};

use super::Known;
use super::caller::Kind;
use super::principal::{Grant, face};
use super::scene::is_unknown;
use super::statement::{Request, Type};
use super::target::Target;

/// Whether ACLs count for this bucket.
pub(crate) fn enabled(target: &Target) -> bool {
    let ownership = target.entry["objectOwnership"]
        .as_str()
        .unwrap_or("BucketOwnerEnforced");
    ownership != "BucketOwnerEnforced"
}

/// What the ACLs of the bucket and of the object grant.
pub(crate) fn grant(request: &Request, ignore_public: bool) -> Known<Grant> {
    let target = request.target;
    let bucket = [
        (
            "READ",
            vec!["listbucket", "listbucketversions", "listbucketmultipartuploads"],
        ),
        ("WRITE", vec!["putobject"]),
        ("READ_ACP", vec!["getbucketacl"]),
        ("WRITE_ACP", vec!["putbucketacl"]),
    ];
    let object = [
        ("READ", vec!["getobject", "getobjectversion"]),
        ("READ_ACP", vec!["getobjectacl", "getobjectversionacl"]),
        ("WRITE_ACP", vec!["putobjectacl", "putobjectversionacl"]),
    ];
    let mut best = Grant::None;
    for (entry, place, table) in [
        (target.entry, &target.place, &bucket[..]),
        (target.own, &target.own_place, &object[..]),
    ] {
        let needed = table
            .iter()
            .find(|(_, names)| names.contains(&request.action.name.as_str()))
            .map(|(permission, _)| *permission);
        let is_object_entry = std::ptr::eq(table.as_ptr(), object.as_ptr());
        let (Some(needed), Some(acl)) = (needed, entry.get("acl")) else {
            continue;
        };
        if is_object_entry && !target.is_object() {
            continue;
        }
        let acl = match is_unknown(acl) {
            true => request.scene.fill(&format!("{place}.acl"), || {
                vec![
                    json!([]),
                    json!([{ "grantee": "AllUsers", "permission": "FULL_CONTROL" }]),
                    json!([{ "grantee": request.caller.account, "permission": "FULL_CONTROL" }]),
                ]
            })?,
            false => acl,
        };
        for line in acl.as_array().into_iter().flatten() {
            if line["permission"] == needed || line["permission"] == "FULL_CONTROL" {
                best = best.max(grantee(request, &line["grantee"], ignore_public));
            }
        }
    }
    Ok(best)
}

fn grantee(request: &Request, grantee: &Value, ignore_public: bool) -> Grant {
    match grantee.as_str().unwrap_or_default() {
        "AllUsers" | "AuthenticatedUsers" if ignore_public => Grant::None,
        "AllUsers" => Grant::Direct,
        "AuthenticatedUsers" if request.caller.is_iam() || request.caller.kind == Kind::Service => Grant::Direct,
        "AuthenticatedUsers" => Grant::None,
        account => {
            face(request, "CanonicalUser", account, Type::Resource).max(face(request, "AWS", account, Type::Resource))
        }
    }
}

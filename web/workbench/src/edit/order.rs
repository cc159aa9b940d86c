//! The order in which the format lists fields, so that what is added stands where people look for it.

/// The fields of a scenario and of what is in it; each list is one object's.
const FIELDS: [&[&str]; 6] = [
    &[
        "$schema",
        "scenario",
        "title",
        "about",
        "policies",
        "organization",
        "accounts",
        "principals",
        "resources",
        "endpoints",
        "context",
        "assume",
        "cases",
    ],
    &[
        "name",
        "principal",
        "action",
        "resource",
        "operation",
        "call",
        "writes",
        "context",
        "tags",
        "endpoint",
        "via",
        "resourceOwner",
        "matrix",
        "expect",
        "note",
    ],
    &[
        "user",
        "role",
        "sessionOf",
        "federatedUser",
        "of",
        "root",
        "service",
        "webIdentity",
        "saml",
        "anonymous",
        "id",
        "policies",
        "groups",
        "boundary",
        "tags",
        "trust",
        "session",
        "sessionPolicies",
        "taskPolicy",
        "sessionTags",
        "transitiveTags",
        "sourceIdentity",
        "federatedProvider",
        "assumedBy",
        "credential",
        "sourceArn",
        "sourceAccount",
        "claims",
    ],
    &[
        "arn",
        "account",
        "policy",
        "tags",
        "blockPublicAccess",
        "objectOwnership",
        "encryptedWith",
        "objectOwner",
        "acl",
        "aliases",
        "grants",
        "bucket",
        "vpc",
    ],
    &[
        "id",
        "name",
        "managementAccount",
        "root",
        "scpsEnabled",
        "scps",
        "rcps",
        "accounts",
        "units",
        "canonicalId",
    ],
    &["vpc", "account", "type", "policy"],
];

/// The fields of the object at a pointer, in the order of the format.
pub(crate) fn fields(pointer: &str) -> Option<&'static [&'static str]> {
    let depth = pointer.matches('/').count();
    let section = pointer.split('/').nth(1).unwrap_or("");
    let which = match (section, depth) {
        (_, 0) => 0,
        ("cases", 2) => 1,
        ("principals", 2) => 2,
        ("resources", 2) => 3,
        ("organization" | "accounts", _) => 4,
        ("endpoints", 2) => 5,
        _ => return None,
    };
    FIELDS.get(which).copied()
}

/// Whether `other` stands behind `name` in the object at this pointer.
pub(super) fn is_behind(pointer: &str, name: &str, other: &str) -> bool {
    let Some(fields) = fields(pointer) else { return false };
    let place = |name: &str| fields.iter().position(|own| *own == name);
    match (place(name), place(other)) {
        (Some(own), Some(other)) => other > own,
        _ => false,
    }
}

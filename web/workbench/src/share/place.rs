//! What a string of the scenario is about, by the place where it stands.

use iamwhy_policy::{Json, Kind, NodeId};

/// What a string is about.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub(super) enum About {
    /// Words of the format, actions, services: it stays.
    Format,
    /// A condition key: what AWS named stays, a tag's key or a provider in it is somebody's own.
    Key,
    /// The key of a tag.
    Tag,
    /// The name of a statement, which may hold only letters and digits.
    Sid,
    /// Written for readers; no decision looks at it.
    Free,
    /// A place in the scenario, as results name it: `principals.alice.policies`.
    Place,
    /// A name: all its words are somebody's own.
    Name,
    /// Anything else: ARNs, ids and addresses in it are somebody's own.
    Text,
    /// A policy as raw text.
    Policy,
}

/// Fields with words of the format, actions or services.
const FORMAT: &[&str] = &[
    "$schema",
    "Action",
    "Effect",
    "NotAction",
    "Service",
    "Version",
    "action",
    "actions",
    "blockers",
    "credential",
    "decision",
    "layer",
    "objectOwnership",
    "operation",
    "operations",
    "permission",
    "rule",
    "rules",
    "service",
    "type",
    "unknown",
    "via",
    "warnings",
];

/// Values that AWS names: canned ACLs, types of principals.
const VALUES: &[&str] = &[
    "Account",
    "Anonymous",
    "AssumedRole",
    "FederatedUser",
    "User",
    "authenticated-read",
    "aws-exec-read",
    "bucket-owner-full-control",
    "bucket-owner-read",
    "log-delivery-write",
    "private",
    "public-read",
    "public-read-write",
];

/// Objects whose keys are names.
const NAMED: &[&str] = &[
    "accounts",
    "endpoints",
    "groups",
    "policies",
    "principals",
    "resources",
    "units",
];

/// Fields with names, and keys whose values name somebody.
const NAMES: &[&str] = &[
    "aliases",
    "canonicalId",
    "dynamodb:Attributes",
    "dynamodb:LeadingKeys",
    "id",
    "kms:RequestAlias",
    "kms:ResourceAliases",
    "session",
    "sourceIdentity",
    "s3:prefix",
    "sts:ExternalId",
    "sts:RoleSessionName",
    "sts:SourceIdentity",
    "aws:SourceIdentity",
    "aws:userid",
    "aws:username",
];

/// What a string is about.
pub(super) fn about(json: &Json, node: NodeId) -> About {
    let steps = steps(json, node);
    let steps: Vec<&str> = steps.iter().map(|own| &**own).collect();
    if json.is_key(node) {
        return key(&steps);
    }
    let field = steps.iter().rev().find(|step| **step != ITEM).copied().unwrap_or("");
    // In a matrix.
    let field = field.strip_prefix("context.").unwrap_or(field);
    let text = json.string(node).unwrap_or_default();
    match steps.as_slice() {
        ["title" | "about"] | ["cases", _, "name" | "note"] => About::Free,
        // A tag may be called like a field.
        ["principals" | "resources" | "cases", _, "tags" | "sessionTags", _] => About::Name,
        [
            ..,
            "grants",
            _,
            "encryptionContextEquals" | "encryptionContextSubset",
            _,
        ] => About::Name,
        ["principals", _, "transitiveTags", _] => About::Tag,
        ["cases", _, "expect", .., "statement"] => About::Sid,
        ["cases", _, "expect", .., "policy"] | ["cases", _, "expect", .., "unknowns", _] => About::Place,
        ["assume", ..] | [.., "operation", "name"] | ["cases", _, "expect", .., "failing"] => About::Format,
        _ if FORMAT.contains(&field) => About::Format,
        _ if field == "Sid" => About::Sid,
        [.., "text"] if text.contains('{') => About::Policy,
        // A name of the scenario with the path of an object.
        ["cases", .., "resource"]
        | ["cases", _, "matrix", "resource", _]
        | ["cases", _, "operation", "resources", ..]
            if !text.starts_with("arn:") =>
        {
            About::Name
        }
        ["accounts", _, "name"] => About::Name,
        // A word of AWS's stays one where a path has the same.
        _ if (field.contains(':') || steps.contains(&"parameters")) && VALUES.contains(&text) => About::Format,
        _ => field_of(field),
    }
}

/// What the key of an object is about, by the keys on the way to it and its own.
pub(super) fn key(steps: &[&str]) -> About {
    let (holder, own) = match steps {
        [.., holder, own] => (*holder, *own),
        [own] => ("", *own),
        [] => return About::Format,
    };
    if own == "unknown" {
        return About::Format;
    }
    match steps {
        ["principals" | "resources" | "cases", _, "tags" | "sessionTags", _]
        | [
            ..,
            "grants",
            _,
            "encryptionContextEquals" | "encryptionContextSubset",
            _,
        ] => return About::Tag,
        _ => {}
    }
    // A policy's own objects have keys of the same names.
    let inside = steps.contains(&"Statement") || steps.contains(&"cases");
    match NAMED.contains(&holder) && !inside {
        true => About::Name,
        false if own.contains(':') => About::Key,
        false => About::Format,
    }
}

/// What a value is about, by its field or its condition key.
fn field_of(field: &str) -> About {
    let folded = field.to_ascii_lowercase();
    let provider = folded.rsplit_once(':').filter(|(head, _)| head.contains('.'));
    if folded.ends_with("tagkeys") || folded == "kms:encryptioncontextkeys" {
        About::Tag
    } else if NAMES.iter().any(|own| own.eq_ignore_ascii_case(field))
        || folded.contains("tag/")
        || folded.starts_with("kms:encryptioncontext:")
        || provider.is_some_and(|(_, claim)| claim == "sub")
    {
        About::Name
    } else {
        About::Text
    }
}

/// A condition key in three: what AWS named, the key of a tag or a provider, what AWS named.
pub(super) fn parts_of_key(text: &str) -> (&str, &str, &str) {
    let folded = text.to_ascii_lowercase();
    let at = ["tag/", "kms:encryptioncontext:"]
        .iter()
        .find_map(|own| folded.find(own).map(|at| at + own.len()));
    if let Some((before, own)) = at.and_then(|at| text.split_at_checked(at)) {
        return (before, own, "");
    }
    let start = text.strip_prefix("context.").map_or(0, |rest| text.len() - rest.len());
    let (before, rest) = text.split_at_checked(start).unwrap_or(("", text));
    match rest.rfind(':').and_then(|at| rest.split_at_checked(at)) {
        Some((provider, claim)) if provider.contains('.') => (before, provider, claim),
        _ => (text, "", ""),
    }
}

/// A text in pieces: what is written, and the keys of its variables.
pub(super) fn pieces(text: &str) -> Vec<(bool, &str)> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some((before, variable)) = rest.find("${").and_then(|at| rest.split_at_checked(at + 2)) {
        let end = variable.find([',', '}']).unwrap_or(variable.len());
        let (key, behind) = variable.split_at_checked(end).unwrap_or((variable, ""));
        pieces.extend([(false, before), (true, key)]);
        rest = behind;
    }
    pieces.push((false, rest));
    pieces
}

/// The step to an item of a list.
const ITEM: &str = "#";

/// The keys on the way to a node.
fn steps(json: &Json, node: NodeId) -> Vec<Box<str>> {
    let mut steps: Vec<Box<str>> = Vec::new();
    let mut at = node;
    if json.is_key(node) {
        steps.push(json.string(node).unwrap_or_default().into());
        at = json.parent(node).unwrap_or(json.root());
    }
    while let Some(parent) = json.parent(at) {
        if json.kind(parent) == Kind::Object {
            // The key is a leaf, hence the entry before its value.
            steps.push(json.string(NodeId(at.0.saturating_sub(1))).unwrap_or_default().into());
        } else {
            steps.push(ITEM.into());
        }
        at = parent;
    }
    steps.reverse();
    steps
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_fall_into_what_aws_named_and_what_somebody_named() {
        for (key, parts) in [
            ("aws:SourceIp", ("aws:SourceIp", "", "")),
            ("aws:ResourceTag/acme:team", ("aws:ResourceTag/", "acme:team", "")),
            ("context.aws:RequestTag/team", ("context.aws:RequestTag/", "team", "")),
            ("kms:EncryptionContext:acme", ("kms:EncryptionContext:", "acme", "")),
            ("id.acme.com/eu:sub", ("", "id.acme.com/eu", ":sub")),
            ("context.id.acme.com:sub", ("context.", "id.acme.com", ":sub")),
            ("ForAllValues:StringEquals", ("ForAllValues:StringEquals", "", "")),
        ] {
            assert_eq!(parts_of_key(key), parts);
        }
    }

    #[test]
    fn variables_are_pieces_of_their_own() {
        assert_eq!(
            pieces("a/${aws:PrincipalTag/t, 'x'}/${aws:username"),
            [
                (false, "a/${"),
                (true, "aws:PrincipalTag/t"),
                (false, ", 'x'}/${"),
                (true, "aws:username"),
                (false, "")
            ]
        );
    }
}

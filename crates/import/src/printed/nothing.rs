//! Outputs that say that there is none.

use iamwhy_policy::{Json, Kind, NodeId};

use super::{Printed, Tells, text};

/// Codes of errors that say so by themselves.
const CODES: &[&str] = &[
    "NoSuchAccessPointPolicy",
    "NoSuchBucketPolicy",
    "PolicyNotFound",
    "PolicyNotFoundException",
    "RepositoryPolicyNotFoundException",
    "ResourcePolicyNotFoundException",
];

/// Codes that say it of whatever was asked about: a policy, or what should have one.
const ANY: &[&str] = &[
    "EntityNotFoundException",
    "NoSuchEntity",
    "NotFoundException",
    "ResourceNotFoundException",
];

/// A text that says that there is none: `null`, or an error of the command line.
pub(crate) fn said_nothing(document: &str) -> Option<Printed> {
    if matches!(document, "null" | "None" | "[]" | "{}") {
        let sentence = ["There is none: `", document, "` is what a command prints for nothing"].concat();
        return Some(Printed::new(&sentence, Tells::Nothing { layer: None }));
    }
    let (_, rest) = document.split_once("An error occurred (")?;
    let (code, rest) = rest.split_once(") when calling the ")?;
    let (operation, message) = rest.split_once(" operation")?;
    let message = message.trim_start_matches(':').trim();
    let words = ["There is none: `", code, "` of `", operation, "`"].concat();
    if code == "NoSuchPublicAccessBlockConfiguration" {
        let (field, value) = ("blockPublicAccess", "{}".to_owned());
        return Some(Printed::new(&words, Tells::Setting { field, value }));
    }
    let of_policy = operation.ends_with("Policy") || operation.ends_with("PolicyVersion");
    let named = CODES.contains(&code) || ANY.contains(&code) && of_policy && misses_policy(message);
    if !named {
        return None;
    }
    // Of a policy of the caller it says nothing: there may be others beside it.
    let of_caller = ["GetRolePolicy", "GetUserPolicy", "GetGroupPolicy", "GetPolicyVersion"].contains(&operation)
        || code == "NoSuchEntity" && operation == "GetPolicy";
    let layer = Some("resource");
    (!of_caller).then(|| Printed::new(&words, Tells::Nothing { layer }))
}

/// Whether it is the policy that is not there: a role, a function or a table that is not says nothing about its policy.
fn misses_policy(message: &str) -> bool {
    let of_owner = ["The role with", "The user with", "The group with"];
    message.to_ascii_lowercase().contains("polic") && !of_owner.iter().any(|start| message.starts_with(start))
        // Lambda's words for it.
        || message.starts_with("The resource you requested does not exist")
}

/// Outputs that leave the policy out, or print an empty one, where there is none.
pub(super) fn without_policy(json: &Json, root: NodeId) -> Option<Printed> {
    if json.kind(root) != Kind::Object {
        return None;
    }
    let empty = |pointer: &str| {
        json.at_pointer(pointer, root)
            .is_none_or(|own| json.kind(own) == Kind::Null || json.string(own) == Some(""))
    };
    let arn = text(json, root, "ARN").or(text(json, root, "Arn")).unwrap_or_default();
    let of = |service: &str| arn.split(':').nth(2) == Some(service);
    let has = |pointer: &str| json.at_pointer(pointer, root).is_some();
    let resource = match () {
        () if of("secretsmanager") => empty("/ResourcePolicy"),
        () if of("events") => empty("/Policy"),
        () if has("/Attributes/QueueArn") || has("/Attributes/TopicArn") => empty("/Attributes/Policy"),
        () if has("/DomainStatus/ARN") => empty("/DomainStatus/AccessPolicies"),
        () if has("/endpointConfiguration") && has("/id") => empty("/policy"),
        () => ["/Policy", "/policy", "/ResourcePolicy", "/policyText"]
            .iter()
            .any(|own| has(own) && empty(own)),
    };
    let layer = match () {
        () if resource => "resource",
        () if has("/PermissionsBoundary") && empty("/PermissionsBoundary") => "boundary",
        () => return None,
    };
    let sentence = "There is none: the output holds no policy";
    Some(Printed::new(sentence, Tells::Nothing { layer: Some(layer) }))
}

//! What layers, places and nameless policies are called, and what an empty place means.

use iamwhy_engine::Layer;

use crate::{edit::pointer, places::Place, slot::Holds};

/// What to call a policy that has no name.
pub(crate) fn inline_name(at: &str) -> String {
    let steps = pointer::steps(at);
    match steps.last() {
        Some(last) if last.bytes().all(|byte| byte.is_ascii_digit()) => {
            // As sentences and flips name it.
            let list = steps.iter().rev().nth(1).map_or("", String::as_str);
            [list, "[", last, "]"].concat()
        }
        Some(last) => match last.as_str() {
            "policy" => "policy".to_owned(),
            "trust" => "trust policy".to_owned(),
            "taskPolicy" => "task policy".to_owned(),
            other => other.to_owned(),
        },
        None => String::new(),
    }
}

/// The name of a layer in a list.
pub(crate) fn label(layer: Layer, pointer: &str, service: &str) -> &'static str {
    match layer {
        Layer::Scp => "SCP",
        Layer::Rcp => "RCP",
        Layer::VpcEndpoint => "Endpoint",
        Layer::Identity => "Identity",
        Layer::Boundary => "Boundary",
        Layer::Session => "Session",
        Layer::Resource if pointer.ends_with("/trust") => "Trust policy",
        Layer::Resource => match service {
            "s3" => "Bucket policy",
            "kms" => "Key policy",
            "sqs" => "Queue policy",
            "sns" => "Topic policy",
            "iam" => "Trust policy",
            _ => "Resource policy",
        },
        Layer::Service => "Service",
    }
}

/// What it means that nothing stands in a place.
pub(crate) fn meaning(place: &Place, holds: Holds) -> &'static str {
    let empty = holds == Holds::Empty;
    match (place.layer, holds) {
        (_, Holds::Policies) => "",
        (_, Holds::Unknown) => "Unknown: there may be policies here that nobody has shown us, an Allow or a Deny.",
        (Layer::Scp, Holds::Absent) => "Left out: AWS attaches FullAWSAccess here, which allows everything.",
        (Layer::Scp, _) => "An empty list: nothing is attached here, so everything below is denied.",
        (Layer::Rcp, _) => "Only RCPFullAWSAccess, which is always attached and allows everything.",
        (Layer::VpcEndpoint, _) => "No policy: AWS's default endpoint policy allows everything.",
        (Layer::Identity, _) => "No identity policy: nothing here allows the request.",
        (Layer::Boundary, _) => {
            "No boundary: this gate is open. Not the same as an empty boundary, which allows nothing."
        }
        (Layer::Session, _) if place.pointer.ends_with("/taskPolicy") => {
            "No task policy: this is no AssumeRoot session."
        }
        (Layer::Session, _) if empty => "No session policy: this gate is open.",
        (Layer::Session, _) => {
            "No session policy: this gate is open. A session policy that allows nothing would close it."
        }
        (Layer::Resource, _) if place.pointer.ends_with("/trust") => "No trust policy: nobody can assume the role.",
        (Layer::Resource, _) => {
            "No resource policy: within one account identity policies are enough; another account cannot get in."
        }
        (Layer::Service, _) => "",
    }
}

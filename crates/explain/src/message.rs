//! The message that AWS would print (ERR-1 to ERR-18).

use iamwhy_engine::world::PrincipalIs;
use iamwhy_engine::{Layer, Outcome, OwnedValue, Truth};

use crate::case::Case;
use crate::gates::{Found, Gates};

/// The most specific template; none for an allow, and none where a service refuses by a rule of its own.
pub(crate) fn message(case: &Case<'_>, gates: &Gates, deciding: &[Found]) -> Option<String> {
    let layer = case.traced.decision.layer?;
    let action = case.request.action();
    let explicit = match case.outcome() {
        Outcome::ExplicitDeny => true,
        Outcome::ImplicitDeny => false,
        Outcome::Allow | Outcome::Unknown => return None,
    };
    if layer == Layer::Service {
        return service_message(case);
    }
    if is_bare(case, layer) {
        return Some(BARE.to_owned());
    }
    if explicit && case.facts().deny.get(layer as usize) != Some(&Truth::Yes) {
        // For other values of what is not known, it names another layer.
        return None;
    }
    // Whom a provider vouches for has no ARN yet, whichever layer refuses (ERR-14).
    if matches!(case.principal.is, PrincipalIs::WebIdentity | PrincipalIs::Saml) {
        return Some(["Not authorized to perform ", action].concat());
    }
    let trust = layer == Layer::Resource && case.is_trust();
    let head = head(case);
    let either = matches!(layer, Layer::Resource | Layer::Identity);
    if case.is_trust() && either && !explicit && case.is_cross_account() {
        return Some(head);
    }
    let tail = match explicit {
        true => [
            " with an explicit deny in ",
            phrase(layer, trust),
            &policy_arn(case, gates, deciding, layer).map_or_else(String::new, |arn| [": ", arn].concat()),
        ]
        .concat(),
        false => {
            let words = phrase(layer, trust);
            let name = words.split_once(' ').map_or(words, |(_, name)| name);
            [" because no ", name, " allows the ", action, " action"].concat()
        }
    };
    Some([head, tail].concat())
}

/// All that S3 says to whom it owes no reason (ERR-12).
const BARE: &str = "Access Denied";

/// Whether S3 gives no reason: outside the owner's account and organization, for directory buckets, and within an
/// organization where the endpoint's policy refuses (ERR-12).
fn is_bare(case: &Case<'_>, layer: Layer) -> bool {
    match case.asked.service() {
        "s3express" => true,
        "s3" => !case.asked.same_account() && (layer == Layer::VpcEndpoint || !same_organization(case)),
        _ => false,
    }
}

/// What S3 says where block public access refuses (ERR-13); other rules of services have no known words.
fn service_message(case: &Case<'_>) -> Option<String> {
    let facts = case.facts();
    if facts.public_acl {
        let (action, resource) = (case.request.action(), case.request.resource());
        return Some(blocked_public_message(&case.principal.arn, action, resource, true));
    }
    let cut = facts.refused.is_none() && facts.sides.iter().any(|side| side.cut == Truth::Yes);
    cut.then(|| match is_bare(case, Layer::Service) {
        true => BARE.to_owned(),
        // S3 calls it explicit, though no statement denies.
        false => [&head(case), " with an explicit deny in a resource-based policy"].concat(),
    })
}

/// What AWS prints where S3 block public access refuses to store a policy, or with `acl` an ACL (ERR-13).
pub(crate) fn blocked_public_message(principal: &str, action: &str, resource: &str, acl: bool) -> String {
    let (what, switch) = match acl {
        false => ("policies", "BlockPublicPolicy"),
        true => ("ACLs", "BlockPublicAcls"),
    };
    [
        "User: ",
        principal,
        " is not authorized to perform: ",
        action,
        " on resource: \"",
        resource,
        "\" because public ",
        what,
        " are prevented by the ",
        switch,
        " setting in S3 Block Public Access.",
    ]
    .concat()
}

fn head(case: &Case<'_>) -> String {
    let resource = case.request.resource();
    let quote = if case.asked.service() == "s3" { "\"" } else { "" };
    let user = match case.principal.is {
        PrincipalIs::Anonymous => "anonymous",
        _ => case.principal.arn.as_str(),
    };
    let mut head = ["User: ", user, " is not authorized to perform: ", case.request.action()].concat();
    // What the service matches for it is not what it prints (ERR-5).
    if resource != "*" && case.asked.action() != "s3:listallmybuckets" {
        head = [&head, " on resource: ", quote, resource, quote].concat();
    }
    head
}

fn phrase(layer: Layer, trust: bool) -> &'static str {
    match layer {
        Layer::Rcp => "a resource control policy",
        Layer::Scp => "a service control policy",
        Layer::VpcEndpoint => "a VPC endpoint policy",
        Layer::Resource if trust => "the role trust policy",
        Layer::Resource => "a resource-based policy",
        Layer::Identity => "an identity-based policy",
        Layer::Boundary => "a permissions boundary",
        Layer::Session | Layer::Service => "a session policy",
    }
}

/// The ARN of the policy that denies, where AWS prints it (ERR-7).
fn policy_arn<'g>(case: &Case<'_>, gates: &'g Gates, deciding: &[Found], layer: Layer) -> Option<&'g str> {
    let printed = matches!(
        layer,
        Layer::Scp | Layer::Rcp | Layer::Identity | Layer::Boundary | Layer::Session
    );
    if !printed || !(case.asked.same_account() || same_organization(case)) {
        return None;
    }
    let found = deciding
        .iter()
        .find(|found| gates.node(found).is_some_and(|node| node.matched == Truth::Yes))?;
    let policy = gates.gates.get(found.gate)?.policies.get(found.policy)?;
    policy.arn.as_deref()
}

fn same_organization(case: &Case<'_>) -> bool {
    let caller = case.asked.value("aws:PrincipalOrgID");
    matches!(&caller, OwnedValue::One(_)) && caller == case.asked.value("aws:ResourceOrgID")
}

//! Gates that have no policies, or that are gone around, and why.

use iamwhy_engine::world::PrincipalIs;
use iamwhy_engine::{GatePlace, GrantKind, Layer, Truth};

use crate::case::Case;
use crate::explanation::{Gate, GateVerdict};
use crate::gates::silent;

/// A gate that no policy stands at.
pub(crate) fn gate(case: &Case<'_>, layer: Layer) -> Gate {
    let (verdict, note) = match layer {
        Layer::Rcp => (GateVerdict::NoImpact, no_rcps(case).to_owned()),
        Layer::Scp => (GateVerdict::NoImpact, no_scps(case).to_owned()),
        Layer::VpcEndpoint => no_endpoint(case),
        Layer::Resource => no_resource_policy(case),
        Layer::Boundary => (GateVerdict::NoImpact, no_boundary(case).to_owned()),
        Layer::Session => no_session(case),
        Layer::Identity | Layer::Service => (GateVerdict::NoImpact, no_identity(case).to_owned()),
    };
    Gate {
        layer,
        label: label(case, layer),
        verdict,
        note: Some(note),
        policies: Vec::new(),
    }
}

fn label(case: &Case<'_>, layer: Layer) -> String {
    match layer {
        Layer::Rcp => "resource control policies".to_owned(),
        Layer::Scp => "service control policies".to_owned(),
        Layer::VpcEndpoint => "VPC endpoint".to_owned(),
        Layer::Resource => [case.resource_policy(), " of ", &case.owner_of_policy()].concat(),
        Layer::Identity => ["policies of ", &case.who()].concat(),
        Layer::Boundary => ["boundary of ", &case.who()].concat(),
        Layer::Session => ["session policies of ", &case.who()].concat(),
        Layer::Service => "service".to_owned(),
    }
}

/// The bucket behind an access point, where it has no policy.
pub(crate) fn bucket(case: &Case<'_>, index: usize) -> Gate {
    let side = &case.facts().sides[1];
    let verdict = match side.direct.or(side.role).or(side.account) {
        Truth::Yes => GateVerdict::Allows,
        Truth::Unknown => GateVerdict::Unknown,
        Truth::No => silent(case, Layer::Resource, true).0,
    };
    Gate {
        layer: Layer::Resource,
        label: ["bucket policy of ", &case.place(&GatePlace::Resource(index))].concat(),
        verdict,
        note: Some("the bucket behind the access point has no policy".to_owned()),
        policies: Vec::new(),
    }
}

fn no_rcps(case: &Case<'_>) -> &'static str {
    let management = |id: &str| {
        let organization = case.env().organization.as_ref();
        organization.is_some_and(|own| own.management_account == id)
    };
    match case.asked.owner() {
        _ if !case.asked.rcps_reach_service() => "resource control policies do not reach this service",
        _ if case.is_service_linked() => "resource control policies do not restrict service-linked roles",
        Some(owner) if management(owner) => {
            "resource control policies do not restrict resources of the management account"
        }
        Some(owner) if in_tree(case, owner) => "resource control policies do not apply to this call",
        _ => "the owner is outside any organization that is described: this gate is open",
    }
}

fn in_tree(case: &Case<'_>, account: &str) -> bool {
    let unit = case.env().account(account).and_then(|account| account.unit);
    unit.is_some() && case.env().organization.is_some()
}

fn no_scps(case: &Case<'_>) -> &'static str {
    let organization = case.env().organization.as_ref();
    let account = case.principal.account.as_deref();
    match (organization, account) {
        _ if case.principal.is == PrincipalIs::Service => "service control policies do not restrict AWS services",
        _ if case.principal.is == PrincipalIs::Anonymous => {
            "service control policies do not restrict anonymous callers"
        }
        _ if case.facts().outside_iam => "the caller does not belong to an account yet",
        _ if case.is_service_linked() => "service control policies do not restrict service-linked roles",
        (Some(own), Some(id)) if own.management_account == id => {
            "service control policies do not restrict the management account"
        }
        (Some(own), Some(id)) if in_tree(case, id) && !own.scps_enabled => {
            "service control policies are switched off in the organization"
        }
        _ => "the caller is outside any organization that is described: this gate is open",
    }
}

fn no_endpoint(case: &Case<'_>) -> (GateVerdict, String) {
    match case.asked.endpoint() {
        Some(endpoint) if !case.asked.heeds_endpoint_policies() => (
            GateVerdict::NoImpact,
            [
                "the service has no endpoint policies: ",
                &endpoint.id,
                " lets everything through",
            ]
            .concat(),
        ),
        Some(endpoint) => (
            GateVerdict::Allows,
            [endpoint.id.as_str(), " has the default policy, which allows everything"].concat(),
        ),
        None if case.request.endpoint.is_some() => (
            GateVerdict::NoImpact,
            "a service makes this call in the caller's name; it does not pass through the endpoint".to_owned(),
        ),
        None if case.request.context.is_from_network() => (
            GateVerdict::NoImpact,
            "the VPC endpoint that the request comes through is not described, so no policy of it is asked".to_owned(),
        ),
        None => (
            GateVerdict::NoImpact,
            "the request does not come through a VPC endpoint".to_owned(),
        ),
    }
}

fn no_resource_policy(case: &Case<'_>) -> (GateVerdict, String) {
    let side = &case.facts().sides[0];
    let grants = side.direct.or(side.role).or(side.account);
    if case.facts().always.is_some() {
        return (
            GateVerdict::NoImpact,
            "this call always succeeds, whatever policies say".to_owned(),
        );
    }
    match (grants, side.cut) {
        (Truth::Yes, Truth::Yes) => {
            let text = "S3 block public access takes back what an ACL grants to everybody";
            return (GateVerdict::Silent, text.to_owned());
        }
        (Truth::Yes, _) => return (GateVerdict::Allows, grant_without_policy(case).to_owned()),
        (Truth::Unknown, _) => return (GateVerdict::Unknown, "its grants or ACL are not known".to_owned()),
        (Truth::No, _) => {}
    }
    let (verdict, _) = silent(case, Layer::Resource, true);
    let governing = case.asked.governing().and_then(|index| case.env().resources.get(index));
    let note = match governing {
        Some(_) if case.retires_a_grant() => "who may retire a grant, the grant says and no key policy",
        Some(resource) if resource.policy.is_some() => "a trust policy is asked only when the role is assumed",
        Some(_) if case.is_trust() => "the role has no trust policy",
        Some(_) => "it has no resource-based policy",
        None if case.request.resource() == "*" => "the action is not about one resource with a policy",
        None => "no resource-based policy is described",
    };
    (verdict, note.to_owned())
}

fn no_identity(case: &Case<'_>) -> &'static str {
    match case.principal.is {
        PrincipalIs::Service => "an AWS service has no identity policies: it needs a grant on the resource",
        PrincipalIs::WebIdentity | PrincipalIs::Saml => {
            "a caller from an identity provider has no identity policies: the trust policy decides"
        }
        PrincipalIs::Anonymous => "an anonymous caller has no identity policies: it needs a grant to everybody",
        PrincipalIs::Root => root_right(case),
        _ => "no identity policies",
    }
}

/// Why root needs no identity policies.
pub(crate) fn root_right(case: &Case<'_>) -> &'static str {
    match case.principal.is {
        PrincipalIs::FederatedUser => "the session was made by the root user, which has all rights in its account",
        _ if case.is_key() && case.asked.same_account() => {
            "the root user needs no policy of its own: here only the key policy counts"
        }
        _ => "the root user has all rights in its own account, without any policy",
    }
}

fn no_boundary(case: &Case<'_>) -> &'static str {
    match case.principal.is {
        PrincipalIs::User | PrincipalIs::Role | PrincipalIs::FederatedUser => "no boundary: this gate is open",
        _ => "only users and roles can have a boundary",
    }
}

fn no_session(case: &Case<'_>) -> (GateVerdict, String) {
    let text = "without a session policy, a federated user has none of the rights of its parent";
    match case.principal.is {
        PrincipalIs::FederatedUser if case.facts().session == Truth::No => {
            let (verdict, _) = silent(case, Layer::Session, true);
            (verdict, text.to_owned())
        }
        PrincipalIs::User => (
            GateVerdict::NoImpact,
            "a user is not a session: there is no session policy".to_owned(),
        ),
        _ => (GateVerdict::NoImpact, "no session policy: this gate is open".to_owned()),
    }
}

/// What grants where no policy of the resource does.
pub(crate) fn grant_without_policy(case: &Case<'_>) -> &'static str {
    match (case.is_key(), case.traced.decision.grant) {
        (true, GrantKind::Account) if case.retires_a_grant() && case.asked.same_account() => {
            "the account of the key may retire its grants, and leaves it to policies who does"
        }
        (true, GrantKind::Account) => "a grant on the key leaves it to the policies of the account",
        _ if case.assumes_a_root() => "the management account may act as the root of a member account",
        (true, _) => "a grant on the key allows it",
        (false, _) => "an ACL allows it",
    }
}

/// A gate with no policy where one is needed.
pub(crate) fn nothing_attached(layer: Layer) -> &'static str {
    match layer {
        Layer::Scp => "nothing is attached here, so nothing is allowed",
        Layer::Identity => "no policy is attached, so nothing is allowed",
        Layer::Session => "no session policy allows anything",
        _ => "no policy, so nothing is allowed",
    }
}

/// Why a silent gate on the caller's side does not block.
pub(crate) fn gone_around(case: &Case<'_>, layer: Layer) -> Option<String> {
    let by = match case.traced.decision.grant {
        GrantKind::Direct => match case.principal.is {
            PrincipalIs::User => "the resource's policy grants to the user itself",
            PrincipalIs::Role => "the resource's policy grants to the session itself",
            _ => "the resource's policy grants to the caller itself",
        },
        GrantKind::Role if layer != Layer::Identity => return None,
        GrantKind::Role if case.principal.is == PrincipalIs::FederatedUser => {
            "the resource's policy grants to the user behind the session"
        }
        GrantKind::Role => "the resource's policy grants to the role",
        _ => return None,
    };
    let by = match () {
        () if case.grants_to_everybody() => "the resource's policy grants to `*`",
        () if !case.grants_by_policy() && case.is_key() => "a grant on the key lets the caller in",
        () if !case.grants_by_policy() => "an ACL lets the caller in",
        () => by,
    };
    let tail = match layer {
        Layer::Identity => ", so no identity policy is needed",
        Layer::Boundary => ", which goes around a boundary that is silent",
        _ => ", which goes around a session policy that is silent",
    };
    Some([by, tail].concat())
}

//! What an answer rests on because of its layers.

use iamwhy_engine::world::PrincipalIs;
use iamwhy_engine::{GrantKind, Layer, Outcome, Truth};
use iamwhy_policy::Add;

use super::Rules;
use crate::case::Case;
use crate::explanation::{GateVerdict, StatementNode};
use crate::gates::{Found, Gates};

pub(super) fn rules(case: &Case<'_>, gates: &Gates, deciding: &[Found]) -> Vec<&'static str> {
    let mut rules = Vec::new();
    let Some(layer) = case.traced.decision.layer else {
        return rules;
    };
    match case.outcome() {
        Outcome::ExplicitDeny => {
            rules.push("LAYER-3");
            rules.when(case.denying() > 1, "LAYER-6");
            rules.when(case.is_service_linked() && layer == Layer::Resource, "SLR-1");
        }
        Outcome::ImplicitDeny => implicit(case, gates, layer, &mut rules),
        Outcome::Allow => allow(case, gates, layer, deciding, &mut rules),
        Outcome::Unknown => return rules,
    }
    if case.outcome().is_deny() {
        rules.when(case.facts().root_rescue.is_some() && layer != Layer::Service, "ROOT-4");
        guardrail(case, gates, layer, &mut rules);
    }
    if !case.request.via.is_empty() && !case.facts().outside_iam && layer != Layer::Service {
        rules.push("FAS-1");
    }
    let conditional = |node: &StatementNode| node.elements.iter().any(|own| own.name == "Condition");
    let nodes = || {
        deciding
            .iter()
            .filter_map(|found| Some((gates.layer(found), gates.node(found)?)))
    };
    let asked = gates.gates.iter().filter(|gate| gate.layer == Layer::Session);
    let mut session = asked
        .flat_map(|gate| &gate.policies)
        .flat_map(|policy| &policy.statements);
    let decides = layer == Layer::Session || case.outcome() == Outcome::Allow;
    rules.when(decides && session.any(conditional), "SESS-6");
    let whole_resource = nodes().any(|(layer, node)| {
        layer == Layer::Resource && !node.elements.iter().any(|own| own.name.ends_with("Resource"))
    });
    rules.when(whole_resource, "TYPE-7");
    let cross = case.is_cross_account() && layer != Layer::Service;
    let silent_arn = case.request.resource().split(':').nth(4) == Some("");
    rules.when(cross && silent_arn, "MODEL-7");
    rules
}

/// A guardrail that denies.
fn guardrail(case: &Case<'_>, gates: &Gates, layer: Layer, rules: &mut Vec<&'static str>) {
    let forwarded = !case.request.via.is_empty();
    match layer {
        Layer::Scp => {
            let role = case.principal.is == PrincipalIs::Role;
            rules.when(forwarded || role, "SCP-7");
            let abroad = case.is_cross_account() && case.asked.service() == "sts";
            rules.when(abroad, "SCP-9");
            let scps = || gates.gates.iter().filter(|gate| gate.layer == Layer::Scp);
            let silent = case.outcome() == Outcome::ImplicitDeny;
            let first = scps().position(|gate| gate.verdict == GateVerdict::Silent);
            let lower = first.is_some_and(|first| scps().skip(first + 1).any(|own| own.verdict == GateVerdict::Allows));
            rules.when((silent && lower) || overruled(gates), "SCP-3");
            if narrowed(gates) {
                rules.add(["TYPE-4", "SCP-4"]);
            }
        }
        Layer::Rcp => {
            rules.push("RCP-5");
            rules.when(case.principal.is == PrincipalIs::Service, "SVC-1");
        }
        Layer::VpcEndpoint => {
            rules.add(["VPCE-1", "VPCE-3"]);
            let endpoint = case.asked.endpoint().and_then(|own| own.account.as_deref());
            let third =
                endpoint.is_some() && endpoint != case.principal.account.as_deref() && endpoint != case.asked.owner();
            rules.when(third, "VPCE-4");
            rules.when(case.principal.is == PrincipalIs::Anonymous, "VPCE-7");
        }
        _ => {}
    }
}

/// Whether RCPs were asked and let the request pass, which grants nothing.
fn is_passed_by_rcps(gates: &Gates) -> bool {
    let mut asked = gates.gates.iter().filter(|gate| gate.layer == Layer::Rcp);
    asked.any(|gate| gate.verdict == GateVerdict::Allows)
}

/// Whether below the level that denies somebody wrote an Allow that cannot undo it.
fn overruled(gates: &Gates) -> bool {
    let scps = || gates.gates.iter().filter(|gate| gate.layer == Layer::Scp);
    let Some(first) = scps().position(|gate| gate.verdict == GateVerdict::Denies) else {
        return false;
    };
    let below = scps().skip(first + 1).flat_map(|gate| &gate.policies);
    let mut own = below
        .filter(|policy| policy.name != "FullAWSAccess")
        .flat_map(|policy| &policy.statements);
    own.any(|node| node.effect == "Allow" && node.matched == Truth::Yes)
}

/// Whether an SCP allows less than everything, by elements that an Allow could not have before 2025 (TYPE-4).
fn narrowed(gates: &Gates) -> bool {
    let scps = gates.gates.iter().filter(|gate| gate.layer == Layer::Scp);
    let mut allows = scps
        .flat_map(|gate| &gate.policies)
        .flat_map(|policy| &policy.statements)
        .filter(|node| node.effect == "Allow");
    allows.any(|node| {
        let any = |name: &str| node.elements.iter().any(|own| own.name == name);
        let whole = |name: &str| {
            let own = node.elements.iter().find(|own| own.name == name);
            own.is_none_or(|own| own.values.iter().any(|value| value.text == "*"))
        };
        any("Condition") || any("NotAction") || any("NotResource") || !whole("Resource")
    })
}

fn implicit(case: &Case<'_>, gates: &Gates, layer: Layer, rules: &mut Vec<&'static str>) {
    let facts = case.facts();
    let caller = case.principal;
    match layer {
        Layer::Scp => rules.add(["LAYER-4", "SCP-1"]),
        Layer::VpcEndpoint => rules.push("LAYER-4"),
        Layer::Service => {
            rules.push("AMEND-5");
            rules.when(facts.refused == Some("STS-5"), "ROOT-5");
        }
        // What only cuts down cannot grant what nobody grants.
        Layer::Identity => {
            let says = |layer: Layer| {
                let mut own = gates
                    .gates
                    .iter()
                    .filter(|gate| gate.layer == layer && !gate.policies.is_empty());
                own.any(|gate| gate.verdict == GateVerdict::Allows)
            };
            let named = !gates.matching(Layer::Scp, "Allow", Truth::Yes).is_empty();
            rules.when(caller.limit().is_some() && facts.boundary == Truth::Yes, "PB-1");
            rules.when(
                caller.session_policies.is_some() && facts.session == Truth::Yes,
                "SESS-4",
            );
            rules.when(named && facts.scp == Truth::Yes, "SCP-5");
            rules.when(says(Layer::VpcEndpoint), "VPCE-2");
            rules.when(is_passed_by_rcps(gates), "RCP-6");
            rules.when(caller.is == PrincipalIs::FederatedUser, "FED-3");
            let elsewhere = crate::near::nearest(case, gates, Layer::Identity).is_some_and(|node| {
                let mut failed = node.elements.iter().filter(|own| own.matched == Truth::No);
                failed.any(|own| own.name.ends_with("Resource"))
            });
            rules.when(case.is_cross_account() && elsewhere, "XACCT-9");
        }
        Layer::Resource => {
            rules.when(is_passed_by_rcps(gates), "RCP-6");
            let unsigned = matches!(caller.is, PrincipalIs::Anonymous | PrincipalIs::Service);
            rules.when(facts.outside_iam && unsigned, "SAME-8");
            rules.when(facts.outside_iam && !unsigned, "AMEND-4");
            let governing = case.asked.governing().and_then(|index| case.env().resources.get(index));
            // A trust policy speaks only where the role is assumed.
            let none = governing.is_none_or(|resource| resource.policy.is_none() || resource.trust);
            rules.when(
                case.is_cross_account() && none && !has_policies(case.asked.service()),
                "XACCT-4",
            );
        }
        Layer::Boundary => {
            rules.when(case.traced.decision.grant == GrantKind::Role, "PB-6");
            rules.when(caller.is == PrincipalIs::FederatedUser, "FED-3");
        }
        Layer::Session => {
            let federated = caller.is == PrincipalIs::FederatedUser;
            rules.when(federated, "FED-3");
            rules.when(federated && caller.session_policies.is_none(), "SESS-7");
        }
        Layer::Rcp => {}
    }
}

/// Layers without a policy of their type, which let everything pass.
fn absent(case: &Case<'_>, gates: &Gates, rules: &mut Vec<&'static str>) {
    let caller = case.principal;
    // A grant to the caller itself would go around them.
    let around = case.traced.decision.grant == GrantKind::Direct && !case.is_cross_account();
    if around || case.facts().outside_iam || case.traced.decision.layer == Some(Layer::Service) {
        return;
    }
    let unasked = |layer: Layer| gates.gates.iter().all(|gate| gate.layer != layer);
    let session = caller.is == PrincipalIs::Role && caller.session_policies.is_none();
    rules.when(session, "SESS-3");
    rules.when(session || caller.limit().is_none() || unasked(Layer::Scp), "LAYER-7");
}

/// Whether a federated user happens to be called like the user that it comes from.
fn is_named_like_parent(case: &Case<'_>) -> bool {
    let parent = case.principal.parent.as_ref();
    parent.is_none_or(|(arn, _)| arn.rsplit('/').next() == Some(case.principal.short_name.as_str()))
}

/// Services with resource-based policies, as far as rules speak of them (section 5.2, SRV-1 to SRV-7).
fn has_policies(service: &str) -> bool {
    matches!(
        service,
        "s3" | "sqs"
            | "sns"
            | "lambda"
            | "secretsmanager"
            | "ecr"
            | "dynamodb"
            | "kms"
            | "sts"
            | "glue"
            | "execute-api"
            | "kinesis"
            | "events"
            | "elasticfilesystem"
            | "es"
            | "backup"
            | "codeartifact"
            | "s3-outposts"
    )
}

fn allow(case: &Case<'_>, gates: &Gates, layer: Layer, deciding: &[Found], rules: &mut Vec<&'static str>) {
    let facts = case.facts();
    let caller = case.principal;
    let capped = caller.limit().is_some();
    if let Some(rule) = facts.always {
        let whoami = case.asked.action() == "sts:getcalleridentity";
        rules.when(rule == "STS-1" && whoami && capped, "PB-7");
        return;
    }
    let outside = facts.outside_iam || caller.is == PrincipalIs::Root || caller.service_linked;
    let root_on_key = case.is_key() && layer == Layer::Service;
    rules.when(outside && !case.is_cross_account() && !root_on_key, "SAME-8");
    let federated = caller.is == PrincipalIs::FederatedUser;
    rules.when(federated && facts.root_right, "FED-4");
    rules.when(federated && !is_named_like_parent(case), "FED-5");
    rules.when(federated && layer == Layer::Identity, "FED-3");
    rules.when(
        matches!(caller.is, PrincipalIs::WebIdentity | PrincipalIs::Saml),
        "AMEND-4",
    );
    rules.when(narrowed(gates), "TYPE-4");
    let bare = |gate: &crate::explanation::Gate| gate.layer == Layer::Rcp && gate.policies.is_empty();
    let passed = |gate: &&crate::explanation::Gate| bare(gate) && gate.verdict == GateVerdict::Allows;
    rules.add(gates.gates.iter().find(passed).map(|_| "RCP-4"));
    let unlimited = matches!(caller.is, PrincipalIs::Root | PrincipalIs::Service) || caller.service_linked;
    rules.when(unlimited && !root_on_key, "PB-5");
    absent(case, gates, rules);
    let asked = [Layer::Scp, Layer::VpcEndpoint, Layer::Boundary, Layer::Session];
    for layer in asked {
        for found in gates.matching(layer, "Allow", Truth::Yes) {
            let Some(node) = gates.node(&found) else { continue };
            let conditions = node.elements.iter().filter(|own| own.name == "Condition");
            rules.add(conditions.flat_map(|own| own.beside.iter().copied()));
            let mut named = node.elements.iter().filter(|own| own.name == "Principal");
            let named = layer == Layer::VpcEndpoint && named.any(|own| own.rule != "PRIN-20");
            rules.when(named, "VPCE-3");
        }
    }
    let granted = deciding.iter().any(|found| gates.layer(found) == Layer::Resource);
    rules.when(granted && facts.two_sides, "S3-4");
}

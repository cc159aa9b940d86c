//! The rules on the decision path, in order: of the deciding layer, of the grant, of each element that decided.

use iamwhy_engine::world::PrincipalIs;
use iamwhy_engine::{GrantKind, Layer, Outcome, Truth};
use iamwhy_policy::{Add, Listed, PolicyType};

use crate::case::Case;
use crate::explanation::ElementNode;
use crate::gates::{Found, Gates};
use crate::rests::{Rules, further};

/// All of them, each once.
pub(crate) fn rules(case: &Case<'_>, gates: &Gates, deciding: &[Found]) -> Vec<String> {
    let mut rules: Vec<&str> = Vec::new();
    let layer = case.traced.decision.layer.unwrap_or(Layer::Service);
    match case.outcome() {
        Outcome::Unknown => rules.push("MODEL-8"),
        Outcome::ExplicitDeny => explicit(case, layer, &mut rules),
        Outcome::ImplicitDeny => implicit(case, layer, &mut rules),
        Outcome::Allow => allow(case, gates, layer, deciding, &mut rules),
    }
    let nodes = deciding.iter().filter_map(|found| gates.node(found));
    for element in nodes.flat_map(|node| &node.elements) {
        rules.push(element.rule);
        rules.add(beside(element).into_iter().flatten());
    }
    rules.add(further(case, gates, deciding));
    let mut seen: Vec<&str> = Vec::new();
    for rule in rules {
        if !seen.contains(&rule) {
            seen.push(rule);
        }
    }
    seen.into_iter().map(str::to_owned).listed()
}

/// What a condition rests on beside the rule of its operator.
fn beside(element: &ElementNode) -> [Option<&'static str>; 5] {
    let key = element.key.as_deref().unwrap_or_default().to_ascii_lowercase();
    let operator = element.operator.as_deref().unwrap_or_default();
    let hit = |text: &str| {
        element
            .values
            .iter()
            .any(|own| own.matched == Truth::Yes && own.text == text)
    };
    let tag = key.split_once('/').map(|(_, tag)| tag);
    let clock = matches!(&*key, "aws:currenttime" | "aws:epochtime" | "aws:tokenissuetime");
    [
        tag.map(|_| "CKEY-1"),
        tag.filter(|tag| tag.contains(['/', ':'])).map(|_| "CKEY-4"),
        clock.then_some("DATE-4"),
        (operator.eq_ignore_ascii_case("Null") && element.values.len() > 1).then_some("NULL-2"),
        (!key.is_empty() && hit("")).then_some("COND-14"),
    ]
}

fn explicit(case: &Case<'_>, layer: Layer, rules: &mut Vec<&'static str>) {
    let own = match layer {
        Layer::Rcp => Some("RCP-1"),
        Layer::Scp => Some("SCP-2"),
        Layer::VpcEndpoint => Some("VPCE-2"),
        Layer::Boundary => Some("PB-2"),
        Layer::Session => Some("SESS-2"),
        _ => None,
    };
    rules.add(own);
    rules.push("MODEL-3");
    let guarded = matches!(layer, Layer::Rcp | Layer::Scp | Layer::Resource);
    rules.when(layer == Layer::Scp, "SCP-1");
    rules.when(layer == Layer::Rcp && case.is_trust(), "RCP-7");
    rules.when(guarded && case.principal.is == PrincipalIs::Root, "ROOT-2");
    rules.when(guarded && case.principal.is == PrincipalIs::Anonymous, "ANON-1");
}

fn implicit(case: &Case<'_>, layer: Layer, rules: &mut Vec<&'static str>) {
    let facts = case.facts();
    let principal = case.principal.is;
    let grant = case.traced.decision.grant;
    match layer {
        Layer::Scp => rules.push("SCP-2"),
        Layer::VpcEndpoint => {
            rules.push("VPCE-2");
            rules.when(facts.two_sides, "S3-4");
        }
        Layer::Service => {
            let rule = facts.refused.unwrap_or("S3-5");
            rules.push(rule);
            rules.when(rule == "FED-6", "SRV-9");
        }
        Layer::Resource => match principal {
            _ if matches!(facts.sides[0].shut, Some("XACCT-10" | "FED-8")) => rules.add(facts.sides[0].shut),
            PrincipalIs::Anonymous => rules.push("ANON-1"),
            PrincipalIs::Service => rules.push("SVC-1"),
            PrincipalIs::WebIdentity | PrincipalIs::Saml => {
                rules.push(if case.asked.service() == "sts" {
                    "STS-11"
                } else {
                    "PRIN-27"
                });
            }
            _ if case.is_trust() => {
                rules.push("STS-2");
                rules.when(case.request.resource().contains(":role/aws-service-role/"), "SLR-1");
                let itself = case.principal.entity_arn.as_deref() == Some(case.request.resource());
                rules.when(itself, "STS-6");
            }
            PrincipalIs::Root if case.is_key() => rules.add(["KMS-1", "KMS-2"]),
            _ if case.is_key() => rules.push("KMS-1"),
            _ if facts.two_sides => rules.push("S3-4"),
            _ => rules.add(["XACCT-1", "XACCT-2"]),
        },
        Layer::Identity => match () {
            () if case.is_cross_account() => {
                rules.push("XACCT-1");
                rules.when(case.is_trust(), "STS-4");
                rules.when(case.is_key(), "KMS-5");
                rules.when(case.grants_to_everybody(), "XACCT-3");
            }
            () if case.is_let_in_abroad() => rules.add(["XACCT-1", "S3-4"]),
            () if case.is_trust() => rules.push("STS-3"),
            () if case.is_key() => rules.push("KMS-3"),
            () if grant == GrantKind::Account => rules.add(["SAME-5", "MODEL-2"]),
            () => rules.push("MODEL-2"),
        },
        Layer::Boundary | Layer::Session => {
            rules.extend(capped_grant(case, grant));
            let unlimited = case.principal.session_policies.is_none();
            match layer {
                Layer::Boundary if grant == GrantKind::Role => rules.add(["PB-3", "PB-1"]),
                Layer::Boundary => rules.add(["PB-1", "PB-3"]),
                _ if principal == PrincipalIs::FederatedUser && unlimited => rules.push("FED-2"),
                _ => rules.push("SESS-4"),
            }
        }
        Layer::Rcp => rules.push("RCP-4"),
    }
}

/// The rules of a grant that a boundary or session policy holds back.
fn capped_grant(case: &Case<'_>, grant: GrantKind) -> &'static [&'static str] {
    match (case.principal.is, grant) {
        (_, GrantKind::None) if case.is_cross_account() => &["XACCT-1"],
        _ if case.is_cross_account() => &["XACCT-1", "XACCT-2"],
        (_, GrantKind::None | GrantKind::Direct) => &[],
        _ if case.is_trust() => &["STS-3"],
        (_, GrantKind::Account) if case.is_key() => &["KMS-3"],
        _ if case.is_key() && !case.grants_by_policy() => &["KMS-6"],
        _ if case.is_key() => &["KMS-4"],
        (PrincipalIs::FederatedUser, _) => &["SAME-7"],
        (_, GrantKind::Account) => &["SAME-5"],
        _ => &["SAME-1"],
    }
}

fn allow(case: &Case<'_>, gates: &Gates, layer: Layer, deciding: &[Found], rules: &mut Vec<&'static str>) {
    let facts = case.facts();
    let root = if case.principal.is == PrincipalIs::FederatedUser {
        "FED-4"
    } else {
        "ROOT-1"
    };
    match layer {
        Layer::Service if case.is_key() => {
            rules.push("KMS-2");
            rules.when(deciding.is_empty(), "KMS-6");
        }
        Layer::Service => rules.push(facts.always.or(facts.root_rescue).unwrap_or(root)),
        Layer::Resource => {
            grant(case, deciding, rules);
            rules.when(facts.root_right && case.is_cross_account(), "XACCT-6");
        }
        _ if case.is_cross_account() => {
            rules.add(["XACCT-1", "XACCT-2"]);
            rules.when(case.is_trust(), "STS-4");
            rules.when(case.is_key(), "KMS-5");
            rules.when(case.grants_to_everybody(), "XACCT-3");
        }
        _ if case.is_trust() => rules.push("STS-3"),
        _ if case.is_key() => rules.push("KMS-3"),
        _ => {
            rules.push("LAYER-5");
            rules.when(case.traced.decision.grant == GrantKind::Account, "SAME-5");
        }
    }
    if facts.two_sides {
        rules.push("S3-4");
    }
    let scp_conditions = gates
        .matching(Layer::Scp, "Allow", Truth::Yes)
        .iter()
        .filter_map(|found| gates.node(found))
        .any(|node| node.elements.iter().any(|element| element.name == "Condition"));
    rules.when(scp_conditions, "SCP-4");
    go_around(case, rules);
}

/// The rule of the grant of a resource.
fn grant(case: &Case<'_>, deciding: &[Found], rules: &mut Vec<&'static str>) {
    let everybody = !deciding.is_empty() && case.grants_to_everybody();
    let by_statement = deciding.iter().any(|found| {
        let view = case.program.statement(found.id);
        view.is_some_and(|view| !matches!(view.kind, PolicyType::Identity | PolicyType::Managed))
    });
    let rule = match case.principal.is {
        _ if !by_statement && case.is_key() => "KMS-6",
        _ if !by_statement => "S3-3",
        PrincipalIs::Anonymous => "ANON-1",
        PrincipalIs::Service => "SVC-1",
        PrincipalIs::WebIdentity | PrincipalIs::Saml => "STS-11",
        _ if case.is_cross_account() => "XACCT-1",
        _ if case.is_trust() => "STS-3",
        _ if case.is_key() => "KMS-4",
        PrincipalIs::FederatedUser => "SAME-7",
        _ if everybody && names_caller(case, deciding) => "SAME-3",
        _ if everybody => "SAME-4",
        PrincipalIs::User => "SAME-6",
        PrincipalIs::Role if case.traced.decision.grant == GrantKind::Role => "SAME-1",
        PrincipalIs::Role => "SAME-2",
        PrincipalIs::Root => "SAME-8",
    };
    rules.push(rule);
}

/// Whether a deciding statement asks for `aws:PrincipalArn`.
fn names_caller(case: &Case<'_>, deciding: &[Found]) -> bool {
    let view = |found: &Found| case.program.statement(found.id);
    deciding.iter().filter_map(view).any(|view| {
        let mut keys = view.conditions.clone().filter_map(|id| {
            let condition = case.program.condition(id, &view.attached.policy)?;
            Some(condition.key)
        });
        keys.any(|key| key.eq_ignore_ascii_case("aws:PrincipalArn"))
    })
}

/// A grant that goes around silent caps.
fn go_around(case: &Case<'_>, rules: &mut Vec<&'static str>) {
    let facts = case.facts();
    if facts.outside_iam || facts.always.is_some() || facts.root_rescue.is_some() {
        return;
    }
    rules.when(facts.boundary == Truth::No, "PB-3");
    rules.when(facts.session == Truth::No, "SESS-4");
    if let Some(passed) = case.principal.session_policies.as_deref() {
        rules.push("SESS-4");
        rules.when(passed.len() > 1, "SESS-2");
    }
}

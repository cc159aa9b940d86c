//! Guardrails that would have denied but do not apply to this caller or resource.

use iamwhy_engine::world::PrincipalIs;
use iamwhy_engine::{GatePlace, Layer, Outcome};
use iamwhy_policy::Add;

use super::Rules;
use crate::case::Case;

/// Only of an allow: had the guardrail applied there would be none.
pub(super) fn rules(case: &Case<'_>) -> Vec<&'static str> {
    let mut rules = Vec::new();
    if case.outcome() != Outcome::Allow || case.facts().always.is_some() {
        return rules;
    }
    let (caller, owner) = (case.principal.account.as_deref(), case.asked.owner());
    let foreign = owner.filter(|own| caller != Some(*own));
    scps_of_caller(case, caller, &mut rules);
    if let Some(owner) = foreign.filter(|own| holds(case, own, Layer::Scp)) {
        let applied = case
            .env()
            .organization
            .as_ref()
            .is_some_and(|own| own.management_account != owner);
        rules.add(
            applied
                .then_some(match case.principal.is {
                    PrincipalIs::WebIdentity | PrincipalIs::Saml => ["SCP-10", "SCP-6"],
                    PrincipalIs::Service => ["SCP-6", "SVC-1"],
                    PrincipalIs::Anonymous => ["SCP-6", "ANON-1"],
                    _ => ["XACCT-5", "SCP-6"],
                })
                .into_iter()
                .flatten(),
        );
    }
    if let Some(owner) = owner.filter(|own| holds(case, own, Layer::Rcp)) {
        rcps_of_owner(case, owner, &mut rules);
    }
    if foreign.is_some() && caller.is_some_and(|own| holds(case, own, Layer::Rcp)) {
        rules.push("XACCT-5");
    }
    endpoint(case, &mut rules);
    rules
}

fn scps_of_caller(case: &Case<'_>, caller: Option<&str>, rules: &mut Vec<&'static str>) {
    let Some(account) = caller.filter(|own| holds(case, own, Layer::Scp)) else {
        return;
    };
    let Some(organization) = case.env().organization.as_ref() else {
        return;
    };
    if organization.management_account == account {
        rules.add(["SCP-1", "SCP-6"]);
        rules.when(case.principal.is == PrincipalIs::Root, "ROOT-3");
    } else if !organization.scps_enabled {
        rules.push("SCP-8");
    } else if case.is_service_linked() {
        rules.add(["SLR-1", "SCP-6"]);
    }
}

fn rcps_of_owner(case: &Case<'_>, owner: &str, rules: &mut Vec<&'static str>) {
    let linked = case.request.resource().contains(":role/aws-service-role/");
    let key = case.asked.own_entry().and_then(|index| case.env().resources.get(index));
    let managed = key.is_some_and(|key| key.aliases.iter().any(|alias| alias.starts_with("alias/aws/")));
    let organization = case.env().organization.as_ref();
    match () {
        () if organization.is_some_and(|own| own.management_account == owner) => rules.push("RCP-2"),
        () if case.is_service_linked() || linked => rules.add(["RCP-2", "SLR-1"]),
        () if case.asked.service() == "kms" && managed => rules.add(["RCP-2", "KMS-11"]),
        () if case.retires_a_grant() => rules.add(["RCP-2", "KMS-7"]),
        () if !case.asked.rcps_reach_service() => rules.push("RCP-3"),
        () => {}
    }
}

/// Endpoints whose policy would not let the request through, and that it does not pass.
fn endpoint(case: &Case<'_>, rules: &mut Vec<&'static str>) {
    let heeded = case.asked.heeds_endpoint_policies();
    if heeded && case.asked.endpoint().is_some() {
        return;
    }
    let named = case.request.endpoint;
    for index in 0..case.env().endpoints.len() {
        let sets = case.program.sets_at(&GatePlace::Endpoint(index));
        if !sets.iter().any(|set| refuses(case, *set, true)) {
            continue;
        }
        match named {
            Some(own) if own == index && case.asked.endpoint().is_some() => rules.push("VPCE-1"),
            Some(own) if own == index => rules.push("VPCE-6"),
            Some(_) => {}
            None => rules.push("VPCE-1"),
        }
    }
}

/// Whether the guardrails above an account would deny.
fn holds(case: &Case<'_>, account: &str, layer: Layer) -> bool {
    let sets = case.program.gates_above(account, layer);
    sets.iter().any(|set| refuses(case, *set, layer == Layer::Scp))
}

/// Whether a gate would deny; `needed` where it must allow too.
fn refuses(case: &Case<'_>, set: u32, needed: bool) -> bool {
    let statements = case.program.gate_statements(set);
    let applies = |effect: iamwhy_policy::Effect| {
        let mut own = statements.iter().filter(|id| {
            let view = case.program.statement(**id);
            view.is_some_and(|view| view.effect == effect)
        });
        own.any(|id| case.asked.applies(*id, case.request.resource()))
    };
    let known = case.program.gate_unknowns(set).is_empty();
    applies(iamwhy_policy::Effect::Deny) || (needed && known && !applies(iamwhy_policy::Effect::Allow))
}

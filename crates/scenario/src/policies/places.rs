//! Every place of a scenario where a policy stands.

use crate::{
    model::{Known, PolicySource, Principal, Scenario},
    step::{
        Step,
        Step::{Item, Key},
        below,
    },
};

type Visit<'v, 'a> = &'v mut dyn FnMut(&[Step<'a>], &'a PolicySource);

/// Visits every policy, in the order of the format.
pub(crate) fn each_place<'a>(scenario: &'a Scenario, visit: Visit<'_, 'a>) {
    for (name, policy) in &scenario.policies {
        visit(&[Key("policies"), Key(name)], policy);
    }
    organization(scenario, visit);
    for (id, account) in &scenario.accounts {
        let at = [Key("accounts"), Key(id)];
        listed(&below(&at, Key("scps")), account.scps.as_ref(), visit);
        listed(&below(&at, Key("rcps")), account.rcps.as_ref(), visit);
    }
    for (name, principal) in &scenario.principals {
        self::principal(&[Key("principals"), Key(name)], principal, visit);
    }
    for (name, resource) in &scenario.resources {
        one(
            &[Key("resources"), Key(name), Key("policy")],
            resource.policy.as_ref(),
            visit,
        );
    }
    for (id, endpoint) in &scenario.endpoints {
        one(
            &[Key("endpoints"), Key(id), Key("policy")],
            endpoint.policy.as_ref(),
            visit,
        );
    }
    for (i, case) in scenario.cases.iter().enumerate() {
        one(
            &[Key("cases"), Item(i), Key("writes"), Key("policy")],
            case.writes.as_ref().map(|writes| &writes.policy),
            visit,
        );
    }
}

/// Walks the units with a stack of its own, so that depth costs no machine stack.
fn organization<'a>(scenario: &'a Scenario, visit: Visit<'_, 'a>) {
    let Some(organization) = scenario.organization() else {
        return;
    };
    let mut open = vec![(vec![Key("organization"), Key("root")], &organization.root)];
    while let Some((at, unit)) = open.pop() {
        listed(&below(&at, Key("scps")), unit.scps.as_ref(), visit);
        listed(&below(&at, Key("rcps")), unit.rcps.as_ref(), visit);
        for (name, child) in unit.units.iter().rev() {
            open.push((below(&below(&at, Key("units")), Key(name)), child));
        }
    }
}

fn principal<'a>(at: &[Step<'a>], principal: &'a Principal, visit: Visit<'_, 'a>) {
    let field = |name| below(at, Key(name));
    match principal {
        Principal::User(user) => {
            listed(&field("policies"), Some(&user.policies), visit);
            for (group, policies) in &user.groups {
                listed(&below(&field("groups"), Key(group)), Some(policies), visit);
            }
            one(&field("boundary"), user.boundary.as_ref(), visit);
        }
        Principal::Role(role) => {
            listed(&field("policies"), Some(&role.policies), visit);
            one(&field("boundary"), role.boundary.as_ref(), visit);
            one(&field("trust"), role.trust.as_ref(), visit);
            listed(&field("sessionPolicies"), Some(&role.session_policies), visit);
        }
        Principal::RoleSession(session) => listed(&field("sessionPolicies"), Some(&session.session_policies), visit),
        Principal::FederatedUser(user) => listed(&field("sessionPolicies"), Some(&user.session_policies), visit),
        Principal::Root(root) => one(&field("taskPolicy"), root.task_policy.as_ref(), visit),
        Principal::Service(_)
        | Principal::WebIdentity(_)
        | Principal::Saml(_)
        | Principal::Anonymous(_)
        | Principal::Imported(_) => {}
    }
}

fn listed<'a>(at: &[Step<'a>], policies: Option<&'a Known<Vec<PolicySource>>>, visit: Visit<'_, 'a>) {
    for (i, policy) in policies.and_then(Known::known).into_iter().flatten().enumerate() {
        visit(&below(at, Item(i)), policy);
    }
}

fn one<'a>(at: &[Step<'a>], policy: Option<&'a PolicySource>, visit: Visit<'_, 'a>) {
    if let Some(policy) = policy {
        visit(at, policy);
    }
}

//! Rules that an answer rests on because of how its case is written: what the world and the request do not show any more.

use iamwhy_engine::{Layer, Outcome};
use iamwhy_explain::{Explanation, StatementRef};
use iamwhy_policy::{Add, Listed};

use crate::{
    cases::{Asked, Authorization, Cases, ExpandedCase},
    model::{Known, PolicySource, Principal},
    policies::{Policies, PolicyAt},
};

/// Adds them to the answers of a case.
pub(super) fn add(cases: &Cases<'_>, policies: &Policies, case: &ExpandedCase<'_>, answers: &mut [Explanation]) {
    let several = answers.len() > 1;
    let aligned = answers.len() == case.authorizations.len();
    let asked = |index: usize| case.authorizations.get(index).filter(|_| aligned);
    let caller = case
        .principal
        .and_then(|name| Some((name, cases.scenario().principals.get(name)?)));
    for (index, answer) in answers.iter_mut().enumerate() {
        let mut rules = Vec::new();
        if let Some(authorization) = asked(index) {
            rules.add(of_authorization(case, authorization));
        }
        if several {
            rules.add(["MODEL-1", "RES-16", "RES-17"]);
        }
        if let Some(caller) = caller.filter(|_| answer.layer != Some(Layer::Service)) {
            rules.add(of_caller(cases, policies, caller, answer));
        }
        rules.add(is_overridden(answer).then_some("AMEND-11"));
        for rule in rules {
            if !answer.rules.iter().any(|own| own == rule) {
                answer.rules.push(rule.to_owned());
            }
        }
    }
}

/// How the operation became this authorization.
fn of_authorization(case: &ExpandedCase<'_>, authorization: &Authorization) -> Vec<&'static str> {
    let mut rules = Vec::new();
    if let Some(operation) = &case.case.operation {
        let renamed = !operation.name().eq_ignore_ascii_case(&authorization.action);
        rules.add((renamed && authorization.asked == Asked::ByOperation).then_some("ACT-5"));
    }
    if authorization.sent.is_some() {
        let buckets = authorization.action.eq_ignore_ascii_case("s3:ListAllMyBuckets");
        rules.push("RES-12");
        rules.add(buckets.then_some("RES-13"));
    }
    rules
}

/// Whether a condition that decided asks for a key whose given value won over the one that follows from the world.
fn is_overridden(answer: &Explanation) -> bool {
    let given = || answer.warnings.iter().filter(|warning| warning.rule == "AMEND-11");
    let policies = answer.gates.iter().flat_map(|gate| &gate.policies);
    let decided = policies
        .flat_map(|policy| &policy.statements)
        .filter(|node| node.decisive);
    let mut keys = decided
        .flat_map(|node| &node.elements)
        .filter_map(|element| element.key.as_deref());
    keys.any(|key| {
        let key = ["`", key, "`"].concat().to_ascii_lowercase();
        given().any(|warning| warning.message.to_ascii_lowercase().contains(&key))
    })
}

/// Where the caller's rights come from.
fn of_caller(
    cases: &Cases<'_>,
    policies: &Policies,
    (name, caller): (&str, &Principal),
    answer: &Explanation,
) -> Vec<&'static str> {
    let assumed_by = match caller {
        Principal::Role(role) => role.assumed_by.as_deref(),
        Principal::RoleSession(session) => session.assumed_by.as_deref(),
        Principal::User(user) => {
            let place = ["principals.", name].concat();
            let by_group = |statement: &StatementRef| {
                let named = |(place, list): (String, &Known<Vec<PolicySource>>)| {
                    let mut places = (0..list.known().map_or(0, Vec::len)).map(|at| format!("{place}[{at}]"));
                    places.any(|place| {
                        let policy = policies.at(&place).and_then(PolicyAt::known);
                        policy.is_some_and(|policy| policy.name == statement.policy)
                    })
                };
                let mut groups = user.groups.iter();
                statement.layer == Layer::Identity
                    && !named(([&place, ".policies"].concat(), &user.policies))
                    && groups.any(|(group, own)| named(([&place, ".groups.", group].concat(), own)))
            };
            return answer
                .deciding
                .iter()
                .any(by_group)
                .then_some("LAYER-2")
                .into_iter()
                .listed();
        }
        _ => return Vec::new(),
    };
    let before = assumed_by.and_then(|name| cases.scenario().principals.get(name));
    let limits = answer.layer == Some(Layer::Session) || answer.decision == Outcome::Allow;
    let mut rules = Vec::new();
    rules.add((limits && scoped_down(caller, before)).then_some("SESS-8"));
    let Some(before) = before else { return rules };
    rules.push("STS-15");
    let (limited, passed) = match before {
        Principal::User(user) => (user.boundary.is_some(), false),
        Principal::Role(role) => (role.boundary.is_some(), given(&role.session_policies)),
        Principal::RoleSession(session) => (false, given(&session.session_policies)),
        _ => (false, false),
    };
    rules.add(limited.then_some("PB-4"));
    rules.add(passed.then_some("SESS-5"));
    let account = |arn: &str| arn.split(':').nth(4).map(str::to_owned);
    let role = match before {
        Principal::RoleSession(session) => cases.scenario().principals.get(&session.session_of),
        _ => Some(before),
    };
    let from = role.and_then(Principal::arn).and_then(account);
    let foreign = from.is_some() && from != account(&answer.principal);
    rules.add((foreign && answer.decision == Outcome::Allow).then_some("XACCT-7"));
    rules
}

/// Services and a provider that scope a session down with policies of their own: a profile of Roles Anywhere, a pod's
/// association, Cognito's policy for guests.
const SCOPING: [&str; 3] = [
    "rolesanywhere.amazonaws.com",
    "pods.eks.amazonaws.com",
    "cognito-identity.amazonaws.com",
];

/// Whether the session's policies came from a service that scopes it down.
fn scoped_down(caller: &Principal, before: Option<&Principal>) -> bool {
    let (policies, provider) = match caller {
        Principal::Role(role) => (&role.session_policies, role.federated_provider.as_deref()),
        Principal::RoleSession(session) => (&session.session_policies, session.federated_provider.as_deref()),
        _ => return false,
    };
    let by = match before {
        Some(Principal::Service(service)) => Some(service.service.as_str()),
        _ => provider,
    };
    given(policies) && by.is_some_and(|name| SCOPING.contains(&name))
}

fn given(policies: &Known<Vec<PolicySource>>) -> bool {
    policies.known().is_none_or(|own| !own.is_empty())
}

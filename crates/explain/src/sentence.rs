//! One sentence that a person would say: who, what, and what decided.

use iamwhy_engine::{Layer, Outcome, Truth};
use iamwhy_policy::Listed;

use crate::blocker;
use crate::case::Case;
use crate::explanation::{Gate, StatementNode, StatementRef};
use crate::gates::{Found, Gates};
use crate::grounds;
use crate::slept::slept;
use crate::unseen::unseen;
use crate::verb::verb;
use crate::words::{list, number, tick};

/// The sentence of an answer.
pub(crate) fn sentence(case: &Case<'_>, gates: &Gates, deciding: &[Found]) -> String {
    let deed = deed(case);
    let who = case.who();
    let text = match case.outcome() {
        Outcome::Allow => [
            &who,
            " may ",
            &deed,
            ": ",
            &grounds::allowed(case, gates, deciding),
            ".",
            &slept(case, gates),
        ]
        .concat(),
        Outcome::Unknown => {
            let unknowns = &case.traced.unknowns;
            let on = match unknowns.is_empty() {
                true => "something that is not known".to_owned(),
                false => unseen(unknowns),
            };
            let tail = match unknowns.len() {
                0 => ".",
                1 if !on.contains("s of ") => ", which is not known.",
                _ => ", which are not known.",
            };
            ["Whether ", &who, " may ", &deed, " depends on ", &on, tail].concat()
        }
        Outcome::ExplicitDeny | Outcome::ImplicitDeny => {
            let reasons = blocker::reasons(case, gates);
            let why = match reasons.as_slice() {
                [] => "nothing allows it".to_owned(),
                [one] => one.clone(),
                many => [&number(many.len()), " layers stand in the way: ", &many.join("; ")].concat(),
            };
            [&who, " may not ", &deed, ": ", &why, ".", &besides(case, gates)].concat()
        }
    };
    begin(text)
}

/// Names keep their spelling; a sentence that begins with an article begins with a capital.
pub(crate) fn begin(text: String) -> String {
    match text.strip_prefix("an ") {
        Some(rest) => ["An ", rest].concat(),
        None => text,
    }
}

/// What is to be done, such as `write acme-logs/1.gz` or `call iam:ListUsers`.
pub(crate) fn deed(case: &Case<'_>) -> String {
    let action = case.request.action();
    match (verb(case.asked.action()), case.what()) {
        (Some(verb), Some(what)) => [verb, " ", &what].concat(),
        (_, Some(what)) => ["call ", action, " on ", &what].concat(),
        (_, None) => ["call ", action].concat(),
    }
}

/// Of a denial for want of an Allow, a Deny that speaks for some values of what is not known; AWS would name that one.
fn besides(case: &Case<'_>, gates: &Gates) -> String {
    let after_policies = case.traced.decision.layer == Some(Layer::Service);
    if case.outcome() != Outcome::ImplicitDeny || after_policies {
        return String::new();
    }
    let mut nodes = gates.found.iter().filter_map(|found| gates.node(found));
    match nodes.find(|node| node.effect == "Deny" && node.matched == Truth::Unknown) {
        Some(node) => [
            " If what is not known fits, ",
            &statement(case, gates, node),
            " denies it explicitly, and AWS names that instead.",
        ]
        .concat(),
        None if case.facts().deny.contains(&Truth::Unknown) => {
            " What is not known may deny it explicitly, and AWS would name that instead.".to_owned()
        }
        None => String::new(),
    }
}

/// Statements of which each holds for some values of what is not known; nothing where there is none.
pub(crate) fn either<'g>(
    case: &Case<'_>,
    gates: &'g Gates,
    nodes: impl Iterator<Item = &'g StatementNode>,
) -> Option<String> {
    let nodes = nodes.filter(|node| node.matched == Truth::Unknown);
    let names: Vec<String> = nodes.map(|node| statement(case, gates, node)).listed();
    match names.len() {
        0 => None,
        1..=3 => Some(list(&names, "or")),
        many => Some(["one of ", &number(many), " statements"].concat()),
    }
}

/// A statement in a sentence: by its Sid, else by its line, and by its policy.
pub(crate) fn statement(case: &Case<'_>, gates: &Gates, node: &StatementNode) -> String {
    let own = &node.statement;
    let policy = policy(case, gates, own);
    match own.sid.as_deref().filter(|sid| !sid.is_empty()) {
        Some(sid) if policy == tick(sid) => policy,
        Some(sid) => [&tick(sid), " in ", &policy].concat(),
        None => ["the statement at line ", &own.span.line.to_string(), " of ", &policy].concat(),
    }
}

/// Whether a policy has no name but its place in the scenario, such as `principals.alice.policies[0]`. One of a file has the file's,
/// and `principals.json` begins like a place.
pub(crate) fn is_place(name: &str) -> bool {
    let roots = ["principals.", "resources.", "endpoints.", "organization.", "accounts."];
    let ends = ["]", ".policy", ".boundary", ".trust", ".taskPolicy"];
    roots.iter().any(|root| name.starts_with(root)) && ends.iter().any(|end| name.ends_with(end)) && !name.contains('#')
}

/// A policy in a sentence: by its name, or in words where it has none.
fn policy(case: &Case<'_>, gates: &Gates, own: &StatementRef) -> String {
    if !is_place(&own.policy) {
        return tick(&own.policy);
    }
    let holds = |gate: &&Gate| {
        let mut policies = gate.policies.iter();
        gate.layer == own.layer && policies.any(|policy| policy.name == own.policy)
    };
    let gate = gates.gates.iter().find(holds);
    let (label, alone) = gate.map_or(("", true), |gate| (gate.label.as_str(), gate.policies.len() == 1));
    let numbered = |word: &str| match own.policy.rsplit_once('.') {
        Some((_, last)) if !alone => [&case.whose(), " ", &tick(last)].concat(),
        _ => [&case.whose(), " ", word].concat(),
    };
    match own.layer {
        Layer::Identity => numbered("policy"),
        Layer::Boundary => [&case.whose(), " boundary"].concat(),
        Layer::Session if case.facts().task_limited => "the task policy".to_owned(),
        Layer::Session => numbered("session policy"),
        Layer::Scp => ["the service control policy at ", label].concat(),
        Layer::Rcp => ["the resource control policy at ", label].concat(),
        _ => ["the ", label].concat(),
    }
}

/// What a policy with a name is, to be said beside it; nothing for one that its place describes.
pub(crate) fn kind(case: &Case<'_>, gate: &Gate, own: &StatementRef) -> String {
    if is_place(&own.policy) {
        return String::new();
    }
    match own.layer {
        Layer::Rcp => ["a resource control policy at ", &gate.label].concat(),
        Layer::Scp => ["a service control policy at ", &gate.label].concat(),
        Layer::Identity => "an identity policy".to_owned(),
        Layer::Boundary => [&case.whose(), " boundary"].concat(),
        Layer::Session if case.facts().task_limited => "the task policy".to_owned(),
        Layer::Session => "a session policy".to_owned(),
        Layer::VpcEndpoint | Layer::Resource | Layer::Service => ["the ", &gate.label].concat(),
    }
}

#[cfg(test)]
mod tests {
    use super::is_place;

    #[test]
    fn a_file_is_no_place() {
        for (name, expected) in [
            ("principals.alice.policies[0]", true),
            ("principals.alice.boundary", true),
            ("resources.logs.policy", true),
            ("organization.root.units.Prod.scps[1]", true),
            ("principals.json", false),
            ("resources.policy.json", false),
            ("accounts.json#Role.policy", false),
            ("Deploy", false),
        ] {
            assert_eq!(is_place(name), expected, "{name}");
        }
    }
}

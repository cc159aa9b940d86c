//! One sentence that a person would say: who, what, and what decided.

use iamwhy_engine::{Layer, Outcome};

use crate::blocker;
use crate::case::Case;
use crate::explanation::StatementNode;
use crate::gates::{Found, Gates};
use crate::grounds;
use crate::verb::verb;
use crate::words::{list, number, tick};

/// The sentence of an answer.
pub(crate) fn sentence(case: &Case<'_>, gates: &Gates, deciding: &[Found]) -> String {
    let deed = deed(case);
    let who = case.who();
    match case.outcome() {
        Outcome::Allow => [&who, " may ", &deed, ": ", &grounds::allowed(case, gates, deciding), "."].concat(),
        Outcome::Unknown => {
            let unknowns: Vec<String> = case.traced.unknowns.iter().map(|name| tick(name)).collect();
            let on = match unknowns.is_empty() {
                true => "something that is not known".to_owned(),
                false => list(&unknowns, "and"),
            };
            let verb = if unknowns.len() > 1 { ", which are not known." } else { ", which is not known." };
            let tail = if unknowns.is_empty() { "." } else { verb };
            ["whether ", &who, " may ", &deed, " depends on ", &on, tail].concat()
        }
        Outcome::ExplicitDeny | Outcome::ImplicitDeny => {
            let reasons = blocker::reasons(case, gates);
            let why = match reasons.as_slice() {
                [] => "nothing allows it".to_owned(),
                [one] => one.clone(),
                many => [&number(many.len()), " layers stand in the way: ", &many.join("; ")].concat(),
            };
            [&who, " may not ", &deed, ": ", &why, "."].concat()
        }
    }
}

/// What is to be done, such as `write acme-logs/1.gz` or `call iam:ListUsers`.
fn deed(case: &Case<'_>) -> String {
    let action = case.request.action.as_str();
    match (verb(case.asked.action()), case.what()) {
        (Some(verb), Some(what)) => [verb, " ", &what].concat(),
        (_, Some(what)) => ["call ", action, " on ", &what].concat(),
        (_, None) => ["call ", action].concat(),
    }
}

/// A statement in a sentence: by its Sid, else by its line.
pub(crate) fn statement(node: &StatementNode) -> String {
    let own = &node.statement;
    let name = match own.sid.as_deref().filter(|sid| !sid.is_empty()) {
        Some(sid) => tick(sid),
        None => ["the statement at line ", &own.span.line.to_string()].concat(),
    };
    [&name, " in ", &tick(&own.policy)].concat()
}

/// A layer's kind of policy, with its article.
pub(crate) fn a_policy(case: &Case<'_>, layer: Layer) -> &'static str {
    match layer {
        Layer::Rcp => "a resource control policy",
        Layer::Scp => "a service control policy",
        Layer::VpcEndpoint => "the endpoint policy",
        Layer::Resource if case.is_trust() => "the trust policy",
        Layer::Resource if case.is_key() => "the key policy",
        Layer::Resource => "the resource's policy",
        Layer::Identity => "an identity policy",
        Layer::Boundary => "the permissions boundary",
        Layer::Session if case.facts().task_limited => "the task policy",
        Layer::Session => "a session policy",
        Layer::Service => "the service",
    }
}

//! What stands in the way, in words: one reason per layer.

use iamwhy_engine::world::PrincipalIs;
use iamwhy_engine::{GrantKind, Layer, Truth};
use iamwhy_policy::Listed;

use crate::case::Case;
use crate::explanation::{ElementNode, Gate, GateVerdict, StatementNode};
use crate::gates::{Gates, locked};
use crate::grounds::whom;
use crate::miss::covers;
use crate::near::{nearest, other_side};
use crate::object::foreign_object;
use crate::refusal;
use crate::sentence::{either, is_place, kind, statement};
use crate::words::tick;

/// The reasons, the deciding layer's first.
pub(crate) fn reasons(case: &Case<'_>, gates: &Gates) -> Vec<String> {
    let first = case.traced.decision.layer;
    let others = case.traced.blockers.iter().filter(|layer| Some(*layer) != first);
    let layers = first.into_iter().chain(others);
    layers.map(|layer| reason(case, gates, layer)).listed()
}

fn reason(case: &Case<'_>, gates: &Gates, layer: Layer) -> String {
    if layer == Layer::Service {
        return refusal::refusal(case);
    }
    let own = |verdict| {
        let mut gates = gates.gates.iter();
        gates.find(|gate| gate.layer == layer && gate.verdict == verdict)
    };
    if let Some(gate) = own(GateVerdict::Denies) {
        return denies(case, gates, gate, layer);
    }
    if let Some(foreign) = foreign_object(case, gates).filter(|_| layer == Layer::Resource) {
        return foreign;
    }
    let gate = own(GateVerdict::Silent);
    if gate.is_none() && own(GateVerdict::Unknown).is_some() {
        // It stands in the way for some values; for the others something else does.
        let nodes = gates.found.iter().filter_map(|found| gates.node(found));
        let such = either(case, gates, nodes.filter(|node| node.decisive));
        let such = such.map_or_else(String::new, |such| [", since ", &such, " may deny"].concat());
        return ["no value of what is not known gets past every layer", &such].concat();
    }
    let near = match nearest(case, gates, layer) {
        Some(node) => covers(case, node),
        None => gate.and_then(void),
    };
    let near = near.map_or_else(String::new, |near| [" (", &near, ")"].concat());
    match layer {
        Layer::Identity => identity(case, gates, gate, &near),
        _ => [&silent(case, layer, gate), near.as_str()].concat(),
    }
}

/// Why the first Allow of a gate where none counts can never match.
fn void(gate: &Gate) -> Option<String> {
    let mut nodes = gate.policies.iter().flat_map(|policy| &policy.statements);
    let node = nodes.find(|node| node.effect == "Allow" && node.void.is_some())?;
    let line = node.statement.span.line.to_string();
    Some(["line ", &line, ": ", node.void.as_deref()?].concat())
}

fn denies(case: &Case<'_>, gates: &Gates, gate: &Gate, layer: Layer) -> String {
    let action = case.request.action();
    let statements = gate.policies.iter().flat_map(|policy| &policy.statements);
    let hit = statements
        .filter(|node| node.effect == "Deny" && node.matched == Truth::Yes)
        .min_by_key(|node| node.elements.len());
    let Some(node) = hit else {
        let nodes = gate.policies.iter().flat_map(|policy| &policy.statements);
        let such = either(case, gates, nodes.filter(|node| node.effect == "Deny"));
        let such = such.unwrap_or_else(|| ["something in the ", layer.word(), " layer"].concat());
        return ["whatever is not known, ", &such, " denies ", action].concat();
    };
    let kind = kind(case, gate, &node.statement);
    let kind = if kind.is_empty() {
        kind
    } else {
        [", ", &kind, ","].concat()
    };
    let deny = statement(case, gates, node);
    [&deny, &kind, " denies ", action, &since(node), &others(gates, layer)].concat()
}

/// That mending the one that is named is not enough.
fn others(gates: &Gates, layer: Layer) -> String {
    let own = gates.gates.iter().filter(|gate| gate.layer == layer);
    let nodes = own.flat_map(|gate| gate.policies.iter().flat_map(|policy| &policy.statements));
    let denies = |node: &&StatementNode| node.effect == "Deny" && node.matched == Truth::Yes;
    let mut others = nodes.filter(denies).skip(1);
    match (others.next(), others.count()) {
        (None, _) => String::new(),
        (_, 0) => " (another statement denies it too)".to_owned(),
        (_, more) => [" (", &(more + 1).to_string(), " other statements deny it too)"].concat(),
    }
}

/// Why the conditions of a Deny hold, where there is one.
fn since(node: &StatementNode) -> String {
    let telling =
        |element: &&ElementNode| matches!(element.name, "Condition" | "NotAction" | "NotResource" | "NotPrincipal");
    let mut telling: Vec<&ElementNode> = node.elements.iter().filter(telling).listed();
    if telling.len() > 2 {
        // What it leaves out is told by what it lets in.
        telling.retain(|own| own.name == "Condition");
    }
    let reasons: Vec<&str> = telling.iter().map(|own| own.because.as_str()).take(2).listed();
    // A reason may have an `and` of its own.
    let between = match reasons.iter().any(|own| own.contains(" and ")) {
        true => "; and since ",
        false => ", and ",
    };
    let rest = match telling.len() {
        0 => return String::new(),
        1 | 2 => "",
        3 => "; its third condition holds too",
        _ => "; its other conditions hold too",
    };
    [", since ", &reasons.join(between), rest].concat()
}

/// Whether policies are attached of which none has an Allow: whoever took `FullAWSAccess` away closed the account.
fn only_denies(gate: Option<&Gate>) -> bool {
    let policies = gate.map_or(&[][..], |gate| &gate.policies);
    let mut statements = policies.iter().flat_map(|policy| &policy.statements);
    statements.all(|node| node.effect == "Deny")
}

/// A layer that would have to allow and does not.
fn silent(case: &Case<'_>, layer: Layer, gate: Option<&Gate>) -> String {
    let action = case.request.action();
    let nothing = gate.is_none_or(|gate| gate.policies.is_empty());
    let label = gate.map_or("", |gate| gate.label.as_str());
    let names: Vec<&str> = gate
        .map(|gate| gate.policies.iter().map(|policy| policy.name.as_str()).listed())
        .unwrap_or_default();
    let named = match names.as_slice() {
        [name] if !is_place(name) => [" ", &tick(name)].concat(),
        _ => String::new(),
    };
    match layer {
        Layer::Scp if nothing => [
            "no service control policy is attached at ",
            label,
            ", so nothing is allowed",
        ]
        .concat(),
        Layer::Scp if only_denies(gate) => [
            "no service control policy at ",
            label,
            " allows anything: they only deny, and `FullAWSAccess` is not attached",
        ]
        .concat(),
        Layer::Scp => ["no service control policy at ", label, " allows ", action].concat(),
        Layer::VpcEndpoint => ["the ", label, " has no statement that allows ", action].concat(),
        Layer::Boundary => [
            &case.whose(),
            " boundary",
            &named,
            " has no statement that allows ",
            action,
        ]
        .concat(),
        Layer::Session if case.principal.session_policies.is_none() => {
            "a federated session without a session policy has none of its user's rights".to_owned()
        }
        Layer::Session if case.facts().task_limited => ["the task policy does not allow ", action].concat(),
        Layer::Session if nothing => ["the empty list of session policies allows nothing"].concat(),
        Layer::Session if names.len() > 1 => ["none of the session policies allows ", action].concat(),
        Layer::Session => ["the session policy", &named, " has no statement that allows ", action].concat(),
        Layer::Resource => resource(case, label, nothing),
        Layer::Identity | Layer::Rcp | Layer::Service => "nothing allows it".to_owned(),
    }
}

fn identity(case: &Case<'_>, gates: &Gates, gate: Option<&Gate>, near: &str) -> String {
    let action = case.request.action();
    let who = case.who();
    let own = match gate.is_none_or(|gate| gate.policies.is_empty()) {
        true => [&who, " has no policies"].concat(),
        false => ["no policy of ", &who, " allows ", action, near].concat(),
    };
    if case.is_cross_account() {
        return match case.blocks(Layer::Resource) {
            true => own,
            false => [&own, ", and what a resource of another account grants is not enough"].concat(),
        };
    }
    if case.is_let_in_abroad() {
        return [
            &own,
            ", and what an access point of another account grants is not enough",
        ]
        .concat();
    }
    let delegates = case.traced.decision.grant == GrantKind::Account;
    let account = gates.matching(Layer::Resource, "Allow", Truth::Yes);
    if let (true, Some(node)) = (delegates, account.first().and_then(|found| gates.node(found))) {
        let leaves = " names the account, which leaves it to the caller's own policies, and ";
        return [&statement(case, gates, node), leaves, &own].concat();
    }
    let mut resources = gates.gates.iter().filter(|gate| gate.layer == Layer::Resource);
    match resources.find(|gate| !gate.policies.is_empty()) {
        Some(gate) => {
            let near = other_side(case, gates).and_then(|node| covers(case, node));
            let near = near.map_or_else(String::new, |near| [" (", &near, ")"].concat());
            [&own, ", and the ", &gate.label, " does not let ", &who, " in", &near].concat()
        }
        None => own,
    }
}

fn resource(case: &Case<'_>, label: &str, nothing: bool) -> String {
    let who = case.who();
    let role = case.owner_of_policy();
    if let Some(why) = locked(case) {
        return why.to_owned();
    }
    match nothing {
        true if case.facts().two_sides => [
            "access point and bucket must both let ",
            &who,
            " in, and ",
            &lacking(label),
        ]
        .concat(),
        true if case.is_trust() => [
            &role,
            " has no trust policy that is described, and nobody can assume a role without",
        ]
        .concat(),
        true if case.assumes_a_root() => {
            "only the management account acts as the root of a member account, or the account it made administrator of IAM".to_owned()
        }
        true if case.retires_a_grant() => [&role, " has no grant that ", &who, " may retire"].concat(),
        true if case.is_key() && case.request.resource().contains(":alias/") => {
            ["no key is described behind ", &role, ", and nobody can use a key without its policy"].concat()
        }
        true if case.is_key() => [
            &role,
            " has no key policy that is described, and nobody can use a key without",
        ]
        .concat(),
        true if case.is_cross_account() && case.asked.action() == "iam:passrole" => {
            [&role, " belongs to another account, and a role can be passed only within its own"].concat()
        }
        true if case.is_cross_account() => [
            &role,
            " belongs to another account and has no policy that lets ",
            &who,
            " in",
        ]
        .concat(),
        true => [&role, " has no policy that lets ", &who, " in"].concat(),
        false => ["the ", label, " has no statement that lets ", &who, " in"].concat(),
    }
}

/// That a resource has no policy, from the label of its gate: `acme-quiet has no bucket policy`.
fn lacking(label: &str) -> String {
    match label.split_once(" of ") {
        Some((kind, owner)) => [owner, " has no ", kind].concat(),
        None => ["there is no ", label].concat(),
    }
}

/// Whether a grant of the resource was taken back.
pub(crate) fn taken_back(case: &Case<'_>) -> String {
    let whom = match case.principal.is {
        PrincipalIs::Anonymous => "everybody",
        _ if case.is_cross_account() => "other accounts",
        _ => whom(case),
    };
    [
        "S3 block public access takes back what ",
        &case.owner_of_policy(),
        " grants to ",
        whom,
        ", since its policy or ACL is public",
    ]
    .concat()
}

//! The statement that came nearest to allowing, per layer that blocks.

use iamwhy_engine::{Layer, Outcome, Truth};
use iamwhy_policy::Listed;

use crate::case::Case;
use crate::explanation::{ElementNode, Gate, GateVerdict, NearMiss, StatementNode};
use crate::gates::Gates;
use crate::object::foreign_owner;

/// Near misses in the order of the layers. A layer that denies explicitly has none.
pub(crate) fn near_misses(case: &Case<'_>, gates: &Gates) -> Vec<NearMiss> {
    lacking(case)
        .filter_map(|layer| nearest(case, gates, layer))
        .map(|node| NearMiss {
            statement: node.statement.clone(),
            failed: failed(node),
        })
        .listed()
}

/// The layers where another statement would help: not the bucket's, where the object belongs to somebody else.
pub(crate) fn lacking(case: &Case<'_>) -> impl Iterator<Item = Layer> {
    let foreign = foreign_owner(case).is_some();
    // Nobody knows yet which layer stands in the way of an answer that depends: each that is silent may.
    let open = case.outcome() == Outcome::Unknown;
    let blocking = Layer::POLICIES
        .into_iter()
        .filter(move |layer| open || case.blocks(*layer));
    blocking.filter(move |layer| !foreign || *layer != Layer::Resource)
}

/// Of the Allows at the layer's silent gates, the one that failed in the fewest elements; of several one about the action,
/// then one about the caller, then one about the service, then one about the resource, else the first.
pub(crate) fn nearest<'g>(case: &Case<'_>, gates: &'g Gates, layer: Layer) -> Option<&'g StatementNode> {
    nearest_at(case, gates, layer, GateVerdict::Silent)
}

/// In one account either side's Allow is enough: of the resource, a statement that only one element kept from allowing.
pub(crate) fn other_side<'g>(case: &Case<'_>, gates: &'g Gates) -> Option<&'g StatementNode> {
    let either = case.blocks(Layer::Identity) && !case.blocks(Layer::Resource) && !case.is_cross_account();
    if !either || case.outcome() != Outcome::ImplicitDeny {
        return None;
    }
    let node = nearest_at(case, gates, Layer::Resource, GateVerdict::NoImpact)?;
    (failures(node) == 1).then_some(node)
}

fn nearest_at<'g>(case: &Case<'_>, gates: &'g Gates, layer: Layer, verdict: GateVerdict) -> Option<&'g StatementNode> {
    // A resource's gate where an Allow matches is not shut for want of one: its grant was taken back.
    let grants = |gate: &Gate| {
        let mut nodes = gate.policies.iter().flat_map(|policy| &policy.statements);
        layer == Layer::Resource && nodes.any(|node| node.effect == "Allow" && node.matched == Truth::Yes)
    };
    let own = |verdict| {
        let gates = gates.gates.iter().filter(move |gate| gate.layer == layer);
        gates.filter(move |gate| gate.verdict == verdict)
    };
    if own(GateVerdict::Denies).next().is_some() {
        return None;
    }
    let statements = own(verdict)
        .filter(|gate| !grants(gate))
        .flat_map(|gate| &gate.policies)
        .flat_map(|policy| &policy.statements);
    let allows = statements.filter(|node| node.effect == "Allow" && node.void.is_none());
    // A statement that matches did not block; it stands here only where something else took its grant back.
    let allows = allows.filter(|node| node.matched != Truth::Yes);
    let service = case.asked.service();
    allows.min_by_key(|node| {
        let elsewhere = (
            fails_by(node, "Action"),
            fails_by(node, "Principal"),
            !is_about(node, service),
            // A condition may be met by another request; what is about another resource stays so.
            fails_by(node, "Resource"),
        );
        (failures(node), elsewhere)
    })
}

/// Whether a statement names actions of the service that is called, or leaves them out: its author thought of it.
fn is_about(node: &StatementNode, service: &str) -> bool {
    let mut actions = node
        .elements
        .iter()
        .filter(|element| matches!(element.name, "Action" | "NotAction"));
    actions.any(|element| {
        element.values.iter().any(|value| {
            let (prefix, _) = value.text.split_once(':').unwrap_or_default();
            prefix.eq_ignore_ascii_case(service)
        })
    })
}

fn failures(node: &StatementNode) -> usize {
    failing(node).count()
}

/// The elements that failed. Of a statement that never holds, whatever is not known, they may do so only together.
fn failing(node: &StatementNode) -> impl Iterator<Item = &ElementNode> {
    let alone = node.elements.iter().any(|element| element.matched == Truth::No);
    let least = if alone || node.matched != Truth::No {
        Truth::No
    } else {
        Truth::Unknown
    };
    node.elements.iter().filter(move |element| element.matched <= least)
}

/// Whether it failed in this element, or in its negation.
fn fails_by(node: &StatementNode, name: &str) -> bool {
    let mut failed = node.elements.iter().filter(|element| element.matched == Truth::No);
    failed.any(|element| element.name.strip_prefix("Not").unwrap_or(element.name) == name)
}

/// The elements that failed, each name once.
fn failed(node: &StatementNode) -> Vec<String> {
    let mut failed: Vec<&str> = Vec::new();
    for element in failing(node) {
        if !failed.contains(&element.name) {
            failed.push(element.name);
        }
    }
    failed.into_iter().map(str::to_owned).listed()
}

//! Statements that failed by little: of an implicit deny the nearest Allow, of an allow each Deny that one element put to sleep.

use iamwhy_engine::{Layer, Outcome, Site, Truth, VoidReason};
use iamwhy_policy::{Add, Effect, PolicyType, Statement};

use super::Rules;
use super::whole;
use crate::case::Case;
use crate::explanation::{ElementNode, StatementNode};
use crate::gates::Gates;
use crate::near::{nearest, other_side};

pub(super) fn rules(case: &Case<'_>, gates: &Gates) -> Vec<&'static str> {
    match case.outcome() {
        Outcome::ImplicitDeny => lacking(case, gates),
        Outcome::Allow if case.facts().always.is_none() => spared(case, gates),
        _ => Vec::new(),
    }
}

/// What the nearest Allow of the deciding layer failed by.
fn lacking(case: &Case<'_>, gates: &Gates) -> Vec<&'static str> {
    let mut rules = Vec::new();
    let Some(layer) = case.traced.decision.layer.filter(|layer| *layer != Layer::Service) else {
        return rules;
    };
    if let Some(node) = nearest(case, gates, layer) {
        let failed = |element: &&ElementNode| element.matched == Truth::No;
        let held = node.elements.iter().any(|element| element.matched == Truth::Yes);
        rules.when(held, "MATCH-1");
        for element in node.elements.iter().filter(failed) {
            rules.add(of(element));
        }
        let by_condition = |element: &ElementNode| element.name == "Condition" && element.matched == Truth::No;
        if node.elements.iter().any(by_condition) {
            rules.add(whole(node));
        }
    }
    if let Some(node) = other_side(case, gates) {
        let failed = node.elements.iter().filter(|element| element.matched == Truth::No);
        rules.add(failed.flat_map(of));
    }
    rules.add(void(case, layer, Effect::Allow));
    rules
}

/// What spared the caller from a Deny that only one element kept asleep.
fn spared(case: &Case<'_>, gates: &Gates) -> Vec<&'static str> {
    let mut rules = Vec::new();
    let nodes = gates.found.iter().filter_map(|found| gates.node(found));
    for node in nodes.filter(|node| node.effect == "Deny") {
        if let Some(element) = asleep(node) {
            rules.add(of(element));
            // What a service lacks would have stopped it, had not another condition spared it.
            let lacks = node.elements.iter().any(|own| own.beside.contains(&"KEY-12"));
            rules.when(lacks, "KEY-12");
        }
    }
    for layer in Layer::POLICIES {
        rules.add(void(case, layer, Effect::Deny));
    }
    rules
}

/// The only element that did not hold.
pub(crate) fn asleep(node: &StatementNode) -> Option<&ElementNode> {
    let mut failed = node.elements.iter().filter(|element| element.matched != Truth::Yes);
    let only = failed.next().filter(|element| element.matched == Truth::No)?;
    failed.next().is_none().then_some(only)
}

fn of(element: &ElementNode) -> impl Iterator<Item = &'static str> {
    [element.rule].into_iter().chain(element.beside.iter().copied())
}

/// Statements about this action that can never match (TYPE-1, TYPE-6).
fn void(case: &Case<'_>, layer: Layer, effect: Effect) -> Vec<&'static str> {
    let mut rules: Vec<&str> = Vec::new();
    let passes = case.passes.iter().filter(|pass| pass.layer == layer);
    for heard in passes.flat_map(|pass| &pass.statements) {
        let view = case.program.statement(heard.id);
        let Some((view, reason)) = view.and_then(|view| view.void.map(|reason| (view, reason))) else {
            continue;
        };
        let actions = case.asked.entries(heard.id, Site::Action, 0, case.request.resource());
        let own = view.attached.policy.statements.get(view.index as usize);
        if reason == VoidReason::Broken {
            rules.add(own.map(broken));
            continue;
        }
        let negated = own.and_then(|own| own.actions.first()).is_some_and(|own| own.negated);
        let hit = actions.iter().any(|entry| entry.matched == Truth::Yes);
        if view.effect != effect || hit == negated {
            continue;
        }
        let principal = own.is_some_and(|own| !own.principals.is_empty());
        match reason {
            VoidReason::NoPrincipal => rules.add(["TYPE-6", "TYPE-1"]),
            VoidReason::Broken => {}
            VoidReason::WrongForType => {
                rules.push("TYPE-1");
                let both = |own: &Statement| {
                    let lists = [own.actions.len(), own.resources.len(), own.principals.len()];
                    lists.into_iter().any(|count| count > 1)
                };
                rules.when(own.is_some_and(both), "PARSE-22");
                rules.when(principal && !view.kind.has_principal(), "TYPE-2");
                rules.when(view.kind == PolicyType::Trust, "TYPE-3");
                rules.when(view.kind == PolicyType::Rcp, "TYPE-5");
            }
        }
    }
    rules
}

/// What is wrong with a statement that cannot be read.
fn broken(own: &Statement) -> &'static str {
    match () {
        () if own.effect.is_none() => "PARSE-21",
        () if own.actions.is_empty() => "PARSE-22",
        () => "PARSE-23",
    }
}

//! Statements and how they came out.

use iamwhy_engine::order::sort;
use iamwhy_engine::{StatementView, VoidReason};
use iamwhy_policy::{Effect, Element, Listed, PolicyType, Statement};

use crate::case::Case;
use crate::element::{Around, Detail, node};
use crate::explanation::{StatementNode, StatementRef};
use crate::pass::{Heard, Pass};
use crate::place;

/// A statement at a gate; none where the trace does not speak of it.
pub(crate) fn statement(
    case: &Case<'_>,
    pass: &Pass,
    heard: &Heard,
    seen: &str,
    detail: Detail,
) -> Option<StatementNode> {
    let view = case.program.statement(heard.id)?;
    let own = view.attached.policy.statements.get(view.index as usize)?;
    let reference = reference(&view, pass);
    let around = Around {
        case,
        view: &view,
        statement: own,
        id: heard.id,
        seen,
        pointer: &reference.pointer,
        detail,
    };
    let mut elements: Vec<_> = heard.elements.iter().filter_map(|event| node(&around, event)).listed();
    sort(&mut elements, &|one, other| order(one.name).cmp(&order(other.name)));
    Some(StatementNode {
        policy: view.policy,
        statement: reference,
        effect: effect(view.effect),
        matched: heard.truth,
        decisive: false,
        void: view.void.map(|reason| void(&view, reason)),
        elements,
    })
}

fn reference(view: &StatementView<'_>, pass: &Pass) -> StatementRef {
    StatementRef {
        policy: view.attached.name.clone(),
        layer: pass.layer,
        statement: view.index,
        sid: view.sid.map(str::to_owned),
        pointer: place::pointer(view.attached, view.node),
        span: place::span(view.attached, view.node, view.node),
    }
}

fn effect(effect: Effect) -> &'static str {
    match effect {
        Effect::Allow => "Allow",
        Effect::Deny => "Deny",
    }
}

/// The order of the grammar: who, what, on what, if.
fn order(name: &str) -> u8 {
    match name {
        "Principal" | "NotPrincipal" => 0,
        "Action" | "NotAction" => 1,
        "Resource" | "NotResource" => 2,
        _ => 3,
    }
}

/// Why a statement can never match.
pub(crate) fn void(view: &StatementView<'_>, reason: VoidReason) -> String {
    let own = view.attached.policy.statements.get(view.index as usize);
    match (reason, own) {
        (VoidReason::NoPrincipal, _) => "it names no principal, so it matches nobody".to_owned(),
        (VoidReason::WrongForType, Some(own)) => wrong(view.kind, own),
        (VoidReason::Broken | VoidReason::WrongForType, _) => "a part of it is broken, so it never matches".to_owned(),
    }
}

/// What is wrong with a statement for a policy of its type (TYPE-1).
fn wrong(kind: PolicyType, own: &Statement) -> String {
    let negated = |elements: &[Element]| elements.iter().any(|element| element.negated);
    let negated_principal = own.principals.iter().any(|element| element.negated);
    let mixed_principal = negated_principal && own.principals.iter().any(|element| !element.negated);
    let mixed = |elements: &[Element]| negated(elements) && elements.iter().any(|element| !element.negated);
    let (verb, element) = match () {
        () if !kind.has_principal() && !own.principals.is_empty() => ("may not have a ", "Principal"),
        () if mixed_principal || mixed(&own.actions) || mixed(&own.resources) => {
            ("may not have an element and its ", "negation")
        }
        () if kind == PolicyType::Trust && !own.resources.is_empty() => ("may not have a ", "Resource"),
        () if negated_principal => ("may not have a ", "NotPrincipal"),
        () if kind == PolicyType::Rcp && negated(&own.actions) => ("may not have a ", "NotAction"),
        () if own.resources.is_empty() => ("needs a ", "Resource"),
        () => ("may not have the effect ", "Allow"),
    };
    [
        "a ",
        type_name(kind),
        " ",
        verb,
        element,
        ", so this statement never matches",
    ]
    .concat()
}

/// A type of policy in a sentence.
fn type_name(kind: PolicyType) -> &'static str {
    match kind {
        PolicyType::Identity | PolicyType::Managed => "policy of a user or role",
        PolicyType::Boundary => "permissions boundary",
        PolicyType::Session => "session policy",
        PolicyType::Trust => "role trust policy",
        PolicyType::Scp => "service control policy",
        PolicyType::Rcp => "resource control policy",
        PolicyType::VpcEndpoint => "VPC endpoint policy",
        PolicyType::AccessPoint => "access point policy",
        PolicyType::Resource => "resource-based policy",
    }
}

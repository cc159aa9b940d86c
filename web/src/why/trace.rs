//! The trace: every gate, every statement, every element with the compared values.

use iamwhy_engine::{Layer, Truth};
use iamwhy_explain::{ElementNode, Explanation, Gate, StatementNode, ValueNode};

use crate::element::{Content, El, button, el, glyph, many, unseen, with_class};
use crate::page::{Chosen, Page};
use crate::words;

/// All gates of an explanation.
pub(crate) fn trace(page: Page, explanation: &Explanation) -> El {
    let gates = explanation.gates.iter().map(|one| gate(page, one)).collect::<Vec<_>>();
    with_class("div", "panel").child(gates)
}

fn gate(page: Page, gate: &Gate) -> El {
    let (class, sign, word) = words::gate(gate.verdict);
    let named = gate.policies.len() > 1;
    let policies = gate.policies.iter().map(|policy| {
        let head = named.then(|| with_class("p", "quiet").child(policy.name.clone()));
        let statements = policy.statements.iter().map(|own| statement(page, own));
        many![head, statements.collect::<Vec<_>>()]
    });
    let head = with_class("h3", "gate-head")
        .child(glyph(["dot ", class].concat(), sign))
        .child(label(gate))
        .child(with_class("span", "quiet").child(crate::answer::chips(gate.note.as_deref().unwrap_or(word))));
    el("section").child(head).child(policies.collect::<Vec<_>>())
}

/// Levels of the organization carry the name of their policies' type.
fn label(gate: &Gate) -> String {
    match gate.layer {
        Layer::Scp | Layer::Rcp if !gate.label.contains("polic") => {
            let word = if gate.layer == Layer::Scp { "SCP · " } else { "RCP · " };
            [word, &gate.label].concat()
        }
        _ => gate.label.clone(),
    }
}

fn statement(page: Page, node: &StatementNode) -> El {
    let (class, sign, word) = match node.void {
        Some(_) => ("fail", "–", "can never match"),
        None => words::truth(node.matched),
    };
    let chosen = Chosen::of(&node.statement);
    let here = chosen.clone();
    let told = chosen.clone();
    let name = match &node.statement.sid {
        Some(sid) => sid.clone(),
        None => ["statement ", &(node.statement.statement + 1).to_string()].concat(),
    };
    let failed: Vec<&str> = failed(node);
    let summary = match (node.decisive, failed.as_slice()) {
        (true, _) => "decides".to_owned(),
        (_, []) => word.to_owned(),
        (_, failed) => ["not its ", &failed.join(", ")].concat(),
    };
    let open = node.decisive || failed.len() == 1;
    let elements = node.elements.iter().map(element).collect::<Vec<_>>();
    let class_now = move || {
        if page.is_statement(&here) {
            "statement chosen"
        } else {
            "statement"
        }
    };
    let head = el("summary")
        .current(move || page.is_statement(&told))
        .child(glyph(class, sign))
        .child(el("span").child(el("b").child(node.effect)).child(" ").child(name))
        .child(with_class("span", "quiet").child(summary));
    let show = button("button plain small", move || page.choose_statement(chosen.clone()));
    el("details")
        .live_attr("class", class_now)
        .flag("open", open)
        .child(head)
        .child(el("dl").child(elements))
        .child(node.void.clone().map(|why| with_class("p", "quiet void").child(why)))
        .child(with_class("p", "to-text").child(show.child("Show it in the policy")))
}

/// The elements that do not hold.
fn failed(node: &StatementNode) -> Vec<&str> {
    let failed = node.elements.iter().filter(|element| element.matched == Truth::No);
    failed.map(|element| element.name).collect()
}

fn element(node: &ElementNode) -> Content {
    let (class, sign, word) = words::truth(node.matched);
    let name = match (&node.operator, &node.key) {
        (Some(operator), Some(key)) => [operator, " ", key].concat(),
        _ => node.name.to_owned(),
    };
    let values = node.values.iter().map(value).collect::<Vec<_>>();
    let because = el("dd")
        .child(crate::answer::chips(&node.because))
        .child(" ")
        .child(with_class("span", "quiet").child(node.rule))
        .child(with_class("span", "values").child(values));
    many![
        with_class("dt", class).label(word).child(sign),
        el("dd").child(el("code").child(name)),
        because,
    ]
}

fn value(node: &ValueNode) -> El {
    let (class, sign, word) = words::truth(node.matched);
    let resolved = node.resolved.as_ref().map(|own| [" = ", own].concat());
    with_class("span", "value")
        .child(glyph(class, sign))
        .child(unseen(word))
        .child(el("code").child(node.text.clone()).child(resolved))
}

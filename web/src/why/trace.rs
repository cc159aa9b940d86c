//! The trace: every gate, every statement, every element with the compared values.

use iamwhy_engine::{Layer, Truth};
use iamwhy_explain::{ElementNode, Explanation, Gate, StatementNode, ValueNode};
use leptos::prelude::*;

use crate::page::{Chosen, Page};
use crate::words;

/// All gates of an explanation.
pub(crate) fn trace(page: Page, explanation: &Explanation) -> AnyView {
    let gates = explanation.gates.iter().map(|one| gate(page, one)).collect::<Vec<_>>();
    view! { <div class="panel">{gates}</div> }.into_any()
}

fn gate(page: Page, gate: &Gate) -> AnyView {
    let (class, glyph, word) = words::gate(gate.verdict);
    let statements = gate.policies.iter().flat_map(|policy| {
        let named = gate.policies.len() > 1;
        let name = policy.name.clone();
        let head = named.then(|| view! { <p class="quiet">{name}</p> }.into_any());
        head.into_iter()
            .chain(policy.statements.iter().map(move |own| statement(page, own)))
    });
    let statements = statements.collect::<Vec<_>>();
    view! {
        <section>
            <h3 class="gate-head">
                <span class=["dot ", class].concat() aria-hidden="true">{glyph}</span>
                {label(gate)}
                <span class="quiet">{gate.note.clone().unwrap_or_else(|| word.to_owned())}</span>
            </h3>
            {statements}
        </section>
    }
    .into_any()
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

fn statement(page: Page, node: &StatementNode) -> AnyView {
    let (class, glyph, word) = match node.void {
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
    view! {
        <details class=move || if page.is_statement(&here) { "statement chosen" } else { "statement" } open=open>
            <summary aria-current=move || page.is_statement(&told).then_some("true")>
                <span class=class aria-hidden="true">{glyph}</span>
                <span><b>{node.effect}</b> " " {name}</span>
                <span class="quiet">{summary}</span>
            </summary>
            <dl>{elements}</dl>
            {node.void.clone().map(|why| view! { <p class="quiet void">{why}</p> })}
            <p class="to-text">
                <button type="button" class="button plain small" on:click=move |_| page.choose_statement(chosen.clone())>
                    "Show it in the policy"
                </button>
            </p>
        </details>
    }
    .into_any()
}

/// The elements that do not hold.
fn failed(node: &StatementNode) -> Vec<&str> {
    let failed = node.elements.iter().filter(|element| element.matched == Truth::No);
    failed.map(|element| element.name.as_str()).collect()
}

fn element(node: &ElementNode) -> AnyView {
    let (class, glyph, word) = words::truth(node.matched);
    let name = match (&node.operator, &node.key) {
        (Some(operator), Some(key)) => [operator, " ", key].concat(),
        _ => node.name.clone(),
    };
    let values = node.values.iter().map(value).collect::<Vec<_>>();
    view! {
        <dt class=class aria-label=word>{glyph}</dt>
        <dd><code>{name}</code></dd>
        <dd>
            {node.because.clone()} " " <span class="quiet">{node.rule.clone()}</span>
            <span class="values">{values}</span>
        </dd>
    }
    .into_any()
}

fn value(node: &ValueNode) -> AnyView {
    let (class, glyph, word) = words::truth(node.matched);
    let resolved = node.resolved.as_ref().map(|own| [" = ", own].concat());
    view! {
        <span class="value">
            <span class=class aria-hidden="true">{glyph}</span> <span class="unseen">{word}</span>
            <code>{node.text.clone()}{resolved}</code>
        </span>
    }
    .into_any()
}

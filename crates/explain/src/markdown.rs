//! An explanation as Markdown, to paste into a ticket or a pull request.

use iamwhy_engine::Truth;
use iamwhy_policy::{Add, Listed};

use crate::breadcrumb::{breadcrumb, glyph, outcome};
use crate::excerpt::excerpts;
use crate::explanation::{Explanation, Gate, Quote};
use crate::render::{assumed, at, named};
use crate::visible::visible;
use crate::words::tick;

/// The whole explanation.
#[must_use]
pub fn markdown(explanation: &Explanation) -> String {
    let mut text = String::new();
    let mut line = |parts: &[&str]| {
        text.push_str(&parts.concat());
        text.push('\n');
    };
    line(&[
        "**",
        &outcome(explanation.decision).to_string(),
        " ",
        &visible(&explanation.sentence),
        "**",
    ]);
    line(&[]);
    line(&["`", &visible(&breadcrumb(explanation)), "`"]);
    line(&[]);
    line(&["| | gate | what it says |"]);
    line(&["|---|---|---|"]);
    for gate in &explanation.gates {
        let said = cell(&said(gate));
        line(&[
            "| ",
            &glyph(gate.verdict).to_string(),
            " | ",
            &cell(&gate.label),
            " | ",
            &said,
            " |",
        ]);
    }
    for quote in &explanation.quotes {
        line(&[]);
        line(&[&quoted(quote)]);
    }
    if let Some(message) = &explanation.message {
        line(&[]);
        line(&["AWS would say: ", &fenced(&visible(message))]);
    }
    let rest = rest(explanation);
    if !rest.is_empty() {
        line(&[]);
        line(&[&rest]);
    }
    text
}

/// What a gate says, in a cell.
fn said(gate: &Gate) -> String {
    let statements = gate.policies.iter().flat_map(|policy| &policy.statements);
    let matching = statements.filter(|node| node.matched == Truth::Yes);
    let mut said: Vec<String> = matching
        .map(|node| {
            let verb = if node.effect == "Allow" { " allows" } else { " denies" };
            let name = named(&node.statement);
            match node.decisive {
                true => ["**", &name, verb, "**"].concat(),
                false => [&name, verb].concat(),
            }
        })
        .listed();
    said.add(gate.note.clone());
    if said.is_empty() {
        said.push("nothing that matches".to_owned());
    }
    said.join("; ")
}

fn cell(text: &str) -> String {
    visible(text).replace('|', "\\|")
}

fn quoted(quote: &Quote) -> String {
    let own = &quote.statement;
    let why = if quote.decided { " decided" } else { " came nearest" };
    let mut text = [&named(own), why, " (", &visible(&at(&own.span)), "):\n\n"].concat();
    let fence = fence(&quote.lines.join("\n"));
    text.push_str(&fence);
    text.push_str("json\n");
    let parts = (0..quote.lines.len()).flat_map(|index| excerpts(quote, index));
    let lines: Vec<String> = parts.map(|part| part.text).listed();
    let indent = lines.iter().map(|line| line.len() - line.trim_start().len());
    let indent = indent.min().unwrap_or(0);
    for line in &lines {
        text.push_str(&visible(line.get(indent..).unwrap_or(line)));
        text.push('\n');
    }
    text.push_str(&fence);
    for mark in &quote.marks {
        text.push_str(&["\n- line ", &mark.span.line.to_string(), ": ", &visible(&mark.text)].concat());
    }
    text
}

/// A fence that the text does not contain.
fn fence(text: &str) -> String {
    let mut fence = "```".to_owned();
    while text.contains(&fence) {
        fence.push('`');
    }
    fence
}

fn fenced(text: &str) -> String {
    match text.contains('`') {
        true => ["`` ", text, " ``"].concat(),
        false => tick(text),
    }
}

fn rest(explanation: &Explanation) -> String {
    let mut lines: Vec<String> = Vec::new();
    for own in &explanation.assumptions {
        lines.push(["- ", &visible(&assumed(own))].concat());
    }
    for own in &explanation.warnings {
        lines.push(["- warning ", &own.rule, ": ", &visible(&own.message)].concat());
    }
    if !explanation.rules.is_empty() {
        lines.push(["- rules: ", &explanation.rules.join(", ")].concat());
    }
    lines.join("\n")
}

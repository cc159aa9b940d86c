//! The keys, from the table of commands, and what the signs mean.

use iamwhy_explain::GateVerdict;
use iamwhy_workbench::{COMMANDS, MarkKind};
use leptos::prelude::*;

use crate::words;

const GATES: [GateVerdict; 5] = [
    GateVerdict::Allows,
    GateVerdict::Denies,
    GateVerdict::Silent,
    GateVerdict::NoImpact,
    GateVerdict::Unknown,
];

const MARKS: [(MarkKind, &str); 6] = [
    (MarkKind::Decisive, "decided"),
    (MarkKind::Denies, "a Deny that matches too"),
    (
        MarkKind::Needless,
        "matches, but the answer would be the same without it",
    ),
    (MarkKind::Near, "failed in one element"),
    (MarkKind::Unknown, "depends on something unknown"),
    (MarkKind::Idle, "says nothing about this request"),
];

/// The overview.
pub(crate) fn help() -> AnyView {
    let keys = COMMANDS.iter().filter(|own| !own.keys.is_empty());
    let keys = keys
        .map(|own| view! { <tr><td>{crate::commands::keys(own.keys)}</td><td>{own.title}</td></tr> })
        .collect::<Vec<_>>();
    let gates = GATES.map(|own| {
        let (class, glyph, word) = words::gate(own);
        view! { <li><span class=["dot ", class].concat() aria-hidden="true">{glyph}</span> " a gate that " {word}</li> }
    });
    let marks = MARKS.map(|(kind, word)| view! { <li><span class="dot none" aria-hidden="true">{kind.glyph().to_string()}</span> " a statement that " {word}</li> });
    view! {
        <table class="grid"><thead><tr><th scope="col">"Key"</th><th scope="col">"Does"</th></tr></thead><tbody>{keys}</tbody></table>
        <ul class="signs">{gates.into_iter().collect::<Vec<_>>()}</ul>
        <ul class="signs">{marks.into_iter().collect::<Vec<_>>()}</ul>
        <p class="quiet">"Absent, empty and unknown are three different things: nothing is sent, an empty value is sent, or nobody has told us. An answer that rests on something unknown says so."</p>
    }
    .into_any()
}

//! The two rails that meet at a lock.

use iamwhy_engine::{Layer, Outcome};
use iamwhy_explain::{Explanation, GateVerdict};
use iamwhy_workbench::rails::{CALLER_Y, Flow, LOCK_X, RESOURCE_Y, RailGate, Rails, rails};
use leptos::prelude::*;

use crate::words;

/// What the gates of a picture do when they are pressed, and which of them is looked at.
pub trait Gates: Copy + Send + Sync + 'static {
    /// Whether this layer is looked at.
    fn is_chosen(self, layer: Layer) -> bool;
    /// Looks at this layer.
    fn choose(self, layer: Layer);
}

/// The picture of one explanation.
pub fn picture(page: impl Gates, explanation: &Explanation) -> AnyView {
    let Rails {
        caller,
        resource,
        wires,
        outcome,
    } = rails(explanation);
    let joint = &explanation.joint;
    let wires: Vec<_> = wires
        .into_iter()
        .map(|wire| view! { <path class=["wire ", flow(wire.flow)].concat() d=wire.path></path> }.into_any())
        .collect();
    view! {
        <figure class="rails" aria-label="Where the request passes, and where it stops">
            <div class="track">
                <svg class="wires" viewBox="0 0 1000 300" preserveAspectRatio="none" aria-hidden="true">{wires}</svg>
                <p class="rail-name caller">"Caller · " {joint.caller.clone()}</p>
                {gates(page, caller, "caller", CALLER_Y)}
                <p class="rail-name resource">"Resource · " {joint.resource.clone()}</p>
                {gates(page, resource, "resource", RESOURCE_Y)}
                <p class="joint"><b>{joint.words.clone()}</b> <span>{joint.hint.clone()}</span></p>
                {lock(outcome)}
            </div>
        </figure>
    }
    .into_any()
}

fn gates(page: impl Gates, gates: Vec<RailGate>, rail: &'static str, y: u32) -> Vec<AnyView> {
    let mut stopped = false;
    let mut views = Vec::new();
    for gate in gates {
        stopped |= matches!(gate.verdict, GateVerdict::Denies | GateVerdict::Silent);
        views.push(one(page, gate, rail, y, stopped));
    }
    views
}

fn one(page: impl Gates, gate: RailGate, rail: &'static str, y: u32, stopped: bool) -> AnyView {
    let (class, glyph, word) = words::gate(gate.verdict);
    let layer = gate.layer;
    let classes = move || {
        let mut classes = ["gate ", rail, " ", class, if stopped { " stopped" } else { " through" }].concat();
        if gate.blocks {
            classes.push_str(" blocks");
        }
        if page.is_chosen(layer) {
            classes.push_str(" chosen");
        }
        classes
    };
    let state = [" ", word, if gate.decides { ", and decides; " } else { "; " }].concat();
    view! {
        <div class=classes style:--x=gate.x.to_string() style:--y=y.to_string()>
            <button type="button" aria-current=move || page.is_chosen(layer).then_some("true") title=gate.note on:click=move |_| page.choose(layer)>
                <span class=["disc ", class].concat() aria-hidden="true">{glyph}</span>
                <span class="name">{gate.title}<span class="unseen">{state}</span></span>
                <span class="sub">{gate.sub}</span>
            </button>
        </div>
    }
    .into_any()
}

fn lock(outcome: Outcome) -> AnyView {
    let (class, word, shackle) = match outcome {
        Outcome::Allow => ("allow", "Yes", "M18 38V26a13 13 0 0 1 26 0"),
        Outcome::Unknown => ("open", "?", "M18 38V24a13 13 0 0 1 26 0v14"),
        _ => ("deny", "No", "M18 38V24a13 13 0 0 1 26 0v14"),
    };
    view! {
        <div class=["lock ", class].concat() style:--x=LOCK_X.to_string() aria-hidden="true">
            <svg viewBox="0 0 62 78">
                <path class="shackle" d=shackle></path>
                <rect x="7" y="36" width="48" height="38" rx="9"></rect>
                <text x="31" y="60">{word}</text>
            </svg>
        </div>
    }
    .into_any()
}

fn flow(flow: Flow) -> &'static str {
    match flow {
        Flow::Open => "open",
        Flow::Stopped => "stopped",
        Flow::Idle => "idle",
        Flow::Unknown => "unknown",
        Flow::Deny => "deny",
    }
}

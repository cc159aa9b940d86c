//! The two rails that meet at a lock.

use iamwhy_engine::{Layer, Outcome};
use iamwhy_explain::{Explanation, GateVerdict};
use iamwhy_workbench::rails::{CALLER_Y, Flow, LOCK_X, RESOURCE_Y, RailGate, Rails, rails};

use crate::element::{El, button, el, glyph, unseen, with_class};
use crate::words;

/// What the gates of a picture do when they are pressed, and which of them is looked at.
pub trait Gates: Copy + Send + Sync + 'static {
    /// Whether this layer is looked at.
    fn is_chosen(self, layer: Layer) -> bool;
    /// Looks at this layer.
    fn choose(self, layer: Layer);
}

/// The picture of one explanation.
pub fn picture(page: impl Gates, explanation: &Explanation) -> El {
    let Rails {
        caller,
        resource,
        wires,
        outcome,
    } = rails(explanation);
    let joint = &explanation.joint;
    let wires = wires
        .into_iter()
        .map(|wire| with_class("path", ["wire ", flow(wire.flow)].concat()).attr("d", wire.path));
    let wires = with_class("svg", "wires")
        .attr("viewBox", "0 0 1000 300")
        .attr("preserveAspectRatio", "none")
        .silent()
        .child(wires.collect::<Vec<_>>());
    let words = with_class("p", "joint")
        .child(el("b").child(joint.words.clone()))
        .child(el("span").child(joint.hint.clone()));
    let name = |class: &'static str, name: &str, own: &str| with_class("p", class).child([name, own].concat());
    let track = with_class("div", "track")
        .child(wires)
        .child(name("rail-name caller", "Caller · ", &joint.caller))
        .child(gates(page, caller, "caller", CALLER_Y))
        .child(name("rail-name resource", "Resource · ", &joint.resource))
        .child(gates(page, resource, "resource", RESOURCE_Y))
        .child(words)
        .child(lock(outcome));
    with_class("figure", "rails")
        .label("Where the request passes, and where it stops")
        .child(track)
}

fn gates(page: impl Gates, gates: Vec<RailGate>, rail: &'static str, y: u32) -> Vec<El> {
    let mut stopped = false;
    let mut views = Vec::new();
    for gate in gates {
        stopped |= matches!(gate.verdict, GateVerdict::Denies | GateVerdict::Silent);
        views.push(one(page, gate, rail, y, stopped));
    }
    views
}

fn one(page: impl Gates, gate: RailGate, rail: &'static str, y: u32, stopped: bool) -> El {
    let (class, sign, word) = words::gate(gate.verdict);
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
    let button = button("", move || page.choose(layer))
        .current(move || page.is_chosen(layer))
        .maybe("title", gate.note)
        .child(glyph(["disc ", class].concat(), sign))
        .child(with_class("span", "name").child(gate.title).child(unseen(state)))
        .child(with_class("span", "sub").child(gate.sub));
    el("div")
        .live_attr("class", classes)
        .style("--x", gate.x)
        .style("--y", y)
        .child(button)
}

fn lock(outcome: Outcome) -> El {
    let (class, word, shackle) = match outcome {
        Outcome::Allow => ("allow", "Yes", "M18 38V26a13 13 0 0 1 26 0"),
        Outcome::Unknown => ("open", "?", "M18 38V24a13 13 0 0 1 26 0v14"),
        _ => ("deny", "No", "M18 38V24a13 13 0 0 1 26 0v14"),
    };
    let body = el("rect")
        .attr("x", "7")
        .attr("y", "36")
        .attr("width", "48")
        .attr("height", "38")
        .attr("rx", "9");
    let drawing = el("svg")
        .attr("viewBox", "0 0 62 78")
        .child(with_class("path", "shackle").attr("d", shackle))
        .child(body)
        .child(el("text").attr("x", "31").attr("y", "60").child(word));
    with_class("div", ["lock ", class].concat())
        .style("--x", LOCK_X)
        .silent()
        .child(drawing)
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

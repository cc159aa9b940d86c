//! What a trace says, gate by gate.

use iamwhy_engine::{Event, Layer, Reason, Site, Trace, Truth};

/// One gate, for one effect.
#[derive(Clone, Debug)]
pub(super) struct SeenGate {
    pub(super) layer: Layer,
    /// Whether it is about Allow statements.
    pub(super) allow: bool,
    /// The set of policies.
    pub(super) set: u32,
    /// Whether it is asked a second time, about the bucket behind an access point.
    pub(super) behind: bool,
    pub(super) truth: Truth,
    pub(super) statements: Vec<SeenStatement>,
}

/// One statement of the gate's effect.
#[derive(Clone, Debug)]
pub(super) struct SeenStatement {
    pub(super) id: u32,
    pub(super) truth: Truth,
    /// It can never match.
    pub(super) void: bool,
    pub(super) elements: Vec<Event>,
}

impl SeenStatement {
    /// The elements that do not surely hold.
    pub(super) fn failed(&self) -> impl Iterator<Item = &Event> {
        self.elements.iter().filter(|event| event.truth != Truth::Yes)
    }

    /// Whether nothing but conditions fails.
    pub(super) fn fails_by_condition(&self) -> bool {
        !self.void && self.truth != Truth::Yes && self.failed().all(|event| event.site == Site::Condition)
    }
}

/// The gates in their order. Statements stand before their gate, elements before their statement.
pub(super) fn gates(trace: &Trace) -> Vec<SeenGate> {
    let mut gates: Vec<SeenGate> = Vec::new();
    let mut statements = Vec::new();
    let mut elements = Vec::new();
    for event in &trace.events {
        match event.site {
            Site::Statement => statements.push(SeenStatement {
                id: event.node,
                truth: event.truth,
                void: event.reason == Reason::Void,
                elements: std::mem::take(&mut elements),
            }),
            Site::Gate => {
                let (layer, allow) = event.gate();
                let set = event.node;
                let mut before = gates.iter();
                let behind = before.any(|own| (own.layer, own.allow, own.set) == (layer, allow, set));
                gates.push(SeenGate {
                    layer,
                    allow,
                    set,
                    behind,
                    truth: event.truth,
                    statements: std::mem::take(&mut statements),
                });
            }
            _ => elements.push(*event),
        }
    }
    gates
}

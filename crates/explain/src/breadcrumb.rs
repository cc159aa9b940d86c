//! The gates in one line: `RCP ✔ › SCP ✔✔✔ › VPCE – › RES – › ID ✔ › PB ◯ › SP –`.

use iamwhy_engine::{Layer, Outcome};

use crate::explanation::{Explanation, GateVerdict};

/// The gates in one line, in the order of LAYER-6.
#[must_use]
pub fn breadcrumb(explanation: &Explanation) -> String {
    let mut line = String::new();
    for layer in Layer::POLICIES {
        if !line.is_empty() {
            line.push_str(" › ");
        }
        line.push_str(short(layer));
        line.push(' ');
        let own = explanation.gates.iter().filter(|gate| gate.layer == layer);
        line.extend(own.map(|gate| glyph(gate.verdict)));
    }
    line
}

/// A layer in a few letters.
pub(crate) fn short(layer: Layer) -> &'static str {
    match layer {
        Layer::Rcp => "RCP",
        Layer::Scp => "SCP",
        Layer::VpcEndpoint => "VPCE",
        Layer::Resource => "RES",
        Layer::Identity => "ID",
        Layer::Boundary => "PB",
        Layer::Session => "SP",
        Layer::Service => "SRV",
    }
}

/// A gate's verdict in one character.
pub(crate) fn glyph(verdict: GateVerdict) -> char {
    match verdict {
        GateVerdict::Allows => '✔',
        GateVerdict::Denies => '✖',
        GateVerdict::Silent => '◯',
        GateVerdict::NoImpact => '–',
        GateVerdict::Unknown => '?',
    }
}

/// An answer in one character.
pub(crate) fn outcome(outcome: Outcome) -> char {
    match outcome {
        Outcome::Allow => '✔',
        Outcome::ExplicitDeny => '✖',
        Outcome::ImplicitDeny => '◯',
        Outcome::Unknown => '?',
    }
}

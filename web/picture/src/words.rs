//! Glyphs and words for verdicts: never colour alone.

use iamwhy_engine::{Layer, Outcome, Truth};
use iamwhy_explain::GateVerdict;

/// The class, the glyph and the word of what a gate says.
pub fn gate(verdict: GateVerdict) -> (&'static str, &'static str, &'static str) {
    match verdict {
        GateVerdict::Allows => ("allows", "✓", "allows"),
        GateVerdict::Denies => ("denies", "✕", "denies"),
        GateVerdict::Silent => ("silent", "○", "does not allow"),
        GateVerdict::NoImpact => ("none", "–", "has no impact"),
        GateVerdict::Unknown => ("unknown", "?", "is not known"),
    }
}

/// The class, the glyph and the headline of a decision.
pub fn verdict(outcome: Outcome) -> (&'static str, &'static str, &'static str) {
    match outcome {
        Outcome::Allow => ("allow", "✓", "Yes."),
        Outcome::ExplicitDeny => ("deny", "✕", "No."),
        Outcome::ImplicitDeny => ("deny", "○", "No."),
        Outcome::Unknown => ("open", "?", "It depends."),
    }
}

/// A decision as a person says it.
pub fn outcome(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Allow => "allowed",
        Outcome::ExplicitDeny => "explicit deny",
        Outcome::ImplicitDeny => "implicit deny",
        Outcome::Unknown => "unknown",
    }
}

/// A layer as a person says it.
pub fn layer(layer: Layer) -> &'static str {
    match layer {
        Layer::Rcp => "resource control policy",
        Layer::Scp => "service control policy",
        Layer::VpcEndpoint => "VPC endpoint policy",
        Layer::Resource => "resource policy",
        Layer::Identity => "identity policies",
        Layer::Boundary => "permissions boundary",
        Layer::Session => "session policy",
        Layer::Service => "the service itself",
    }
}

/// Whether something matched.
pub fn truth(truth: Truth) -> (&'static str, &'static str, &'static str) {
    match truth {
        Truth::Yes => ("pass", "✓", "matches"),
        Truth::No => ("fail", "✕", "does not match"),
        Truth::Unknown => ("maybe", "?", "is not known"),
    }
}

/// The word of a result as a person says it.
pub fn outcome_word(word: &'static str) -> &'static str {
    match word {
        "allow" => "allowed",
        "explicitDeny" => "explicit deny",
        "implicitDeny" => "implicit deny",
        other => other,
    }
}

//! On which statements an answer stands.

use iamwhy_engine::{GrantKind, Layer, Outcome, Truth};
use iamwhy_explain::{Explanation, Gate, GateVerdict, StatementNode};

/// Whether the answer stands on a statement: it denied in the layer that decided; or it granted; or it is what opened a gate that
/// the grant had to pass, such as the Allow of an SCP.
pub(crate) fn is_decisive(answer: &Explanation, gate: &Gate, statement: &StatementNode) -> bool {
    if statement.decisive {
        return true;
    }
    let opens = statement.effect == "Allow" && statement.matched == Truth::Yes && gate.verdict == GateVerdict::Allows;
    if answer.decision != Outcome::Allow || !opens {
        return false;
    }
    match gate.layer {
        Layer::Scp | Layer::VpcEndpoint => true,
        // A resource that names the caller itself goes around both.
        Layer::Boundary | Layer::Session => {
            !(answer.layer == Some(Layer::Resource) && answer.grant == GrantKind::Direct)
        }
        _ => false,
    }
}

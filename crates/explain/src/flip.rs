//! What would turn a decision around.

use crate::explanation::TextSpan;

/// A change that was tried and turns the decision around.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Flip {
    /// What to do, in a sentence.
    pub title: String,
    /// The edits; all of them are needed.
    pub edits: Vec<Edit>,
    /// Whether it weakens a guardrail (SCP, RCP, boundary, endpoint policy, block public access): ask its owner.
    pub guardrail: bool,
}

/// One edit.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Edit {
    /// Sets, changes or removes a context key of the request.
    Context {
        /// The key.
        key: String,
        /// The new value as JSON text; none sends no such key, also where it would be derived.
        value: Option<String>,
    },
    /// Asks as another principal.
    Principal {
        /// Its name or ARN.
        principal: String,
    },
    /// Asks through another VPC endpoint.
    Endpoint {
        /// Its id; none asks without one.
        endpoint: Option<String>,
    },
    /// Sets a field of the world that holds no policy.
    Set {
        /// The field: `resources.logs.blockPublicAccess.restrictPublicBuckets`.
        place: String,
        /// The new value as JSON text.
        value: String,
    },
    /// Replaces text of a policy.
    Policy {
        /// The policy's name.
        policy: String,
        /// The layer that it works in.
        layer: iamwhy_engine::Layer,
        /// What to replace; an empty span inserts.
        span: TextSpan,
        /// Byte offsets of the same span in the file's text.
        range: (u32, u32),
        /// The new text.
        text: String,
    },
    /// Adds a policy where there is none.
    Attach {
        /// The place: `principals.alice.policies`, `resources.logs.policy`. A name that is an ARN is not declared yet; a
        /// new resource belongs to the account in its ARN, else to the request's `resourceOwner`, else to the caller's.
        place: String,
        /// The layer that it works in.
        layer: iamwhy_engine::Layer,
        /// The document.
        text: String,
    },
}

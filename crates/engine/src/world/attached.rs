//! Policies in their place.

use std::sync::Arc;

use iamwhy_policy::Policy;

/// Names one policy of an [`Environment`](super::Environment).
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct PolicyId(pub u32);

/// Names something that nobody told us.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct UnknownId(pub u32);

/// A policy with the name that answers call it by.
#[derive(Clone, Debug)]
pub struct AttachedPolicy {
    /// The document.
    pub policy: Arc<Policy>,
    /// Its name, file or place.
    pub name: String,
    /// The file that its spans point into.
    pub file: String,
    /// The policy's ARN, printed in messages (ERR-7).
    pub arn: Option<String>,
}

/// What stands where a policy can stand.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub enum Attached {
    /// A policy that we have.
    Policy(PolicyId),
    /// There may be one, or several, that we cannot see.
    Unknown(UnknownId),
}

//! One authorization of a request.

use crate::model::{ContextValue, Known, Named};

/// One authorization: what AWS asks of IAM.
#[derive(Clone, Debug, PartialEq)]
pub struct Authorization {
    /// The IAM action, as it is written.
    pub action: String,
    /// The resource: an ARN or `*`.
    pub resource: String,
    /// Where nobody named the resource, and the service is known to send one for the action (RES-12): what the other reading of
    /// UND-13 takes instead.
    pub sent: Option<String>,
    /// The given context: the scenario's, overridden by the operation's, the case's and the matrix's. Names differ by more than case.
    pub context: Named<ContextValue>,
    /// What the operation's parameters say of keys of which the context says otherwise: what is given wins (AMEND-11).
    pub overruled: Vec<(String, ContextValue)>,
    /// Request tags, where the authorization carries them.
    pub tags: Option<Known<Named<String>>>,
    /// Service principals of the forward access session, in order.
    pub via: Vec<String>,
    /// Why it is asked.
    pub asked: Asked,
}

/// Why an authorization is asked.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Asked {
    /// The case says so.
    ByCase,
    /// The operation asks it.
    ByOperation,
    /// A service asks it in the caller's name, to do the operation.
    ByService,
}

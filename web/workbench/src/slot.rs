//! A place where policies can stand for the selected request.

use iamwhy_explain::GateVerdict;

use crate::{policy_view::PolicyView, quota::Quota};

/// A place where policies can stand.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Slot {
    /// Its pointer, whether or not something stands there yet.
    pub pointer: String,
    /// The same in the words of results: `principals.app.policies`.
    pub place: String,
    /// What to call it: `root`, `unit Prod`, `policies of role app`.
    pub label: String,
    /// Whether it is a list; else it holds one policy.
    pub many: bool,
    /// Whether what it belongs to is declared; else adding a policy declares it first.
    pub declared: bool,
    /// What stands there.
    pub holds: Holds,
    /// What its gate says.
    pub state: GateVerdict,
    /// Why, in a few words, where no statement says it.
    pub note: Option<String>,
    /// What it means that nothing stands here; empty where something does.
    pub meaning: &'static str,
    /// Its policies, those that are switched off in their places.
    pub policies: Vec<PolicyView>,
    /// How much of AWS's limit is used, where there is one.
    pub quota: Option<Quota>,
}

/// What stands in a slot.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub enum Holds {
    /// The field is left out.
    Absent,
    /// An empty list.
    Empty,
    /// Declared unknown as a whole.
    Unknown,
    /// Policies.
    Policies,
}

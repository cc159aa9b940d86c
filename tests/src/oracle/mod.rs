//! The specification, executable: the rules of `docs/semantics.md` written down a second time.
//!
//! It shares no code with the engine, works on the plain JSON of a scenario and prefers the
//! obvious to the fast. Read `layers` first, then `statement`, `principal` and `condition`.

mod access;
mod acl;
mod caller;
mod caller_keys;
mod candidates;
mod clock;
mod compare;
mod completion;
mod condition;
mod context;
mod derive;
mod given;
pub mod glob;
mod inheritance;
mod keys;
mod layers;
mod login;
mod matrix;
mod near;
mod objects;
mod operator;
mod organization;
mod policies;
mod principal;
mod public;
mod scene;
mod service;
mod soundness;
mod statement;
mod target;
mod template;

pub use completion::{decide, verdicts};
pub use matrix::expand;
pub use public::is_public;

use serde_json::Value;

/// What the rules say about one case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// `allow`, `explicitDeny`, `implicitDeny` or `unknown`.
    pub decision: String,
    /// The deciding layer; absent where the decision is unknown, or where ways of filling in the
    /// unknowns that deny for equally few reasons name different layers.
    pub layer: Option<String>,
    /// The layers that would each have to change, in the order of LAYER-6.
    pub blockers: Vec<String>,
    /// The strongest grant of the resource side: `direct`, `role`, `account` or none.
    pub grant: Option<String>,
}

/// Why the oracle has no opinion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotCovered(pub String);

/// Why an evaluation stops early: it met an unknown that nobody has filled in yet, or something
/// that the oracle leaves to others.
#[derive(Debug, Clone)]
pub(crate) enum Stop {
    Need { place: String, choices: Vec<Value> },
    NotCovered(String),
}

pub(crate) type Known<T> = Result<T, Stop>;

pub(crate) fn not_covered<T>(why: impl Into<String>) -> Known<T> {
    Err(Stop::NotCovered(why.into()))
}

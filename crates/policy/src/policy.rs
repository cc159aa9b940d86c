//! A policy document.

use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::json::{Json, NodeId};
use crate::statement::Statement;
use crate::version::Version;

/// A policy: statements over the author's own text. It holds no strings, only places in the text.
#[derive(Clone, Debug)]
pub struct Policy {
    /// The text and its tree.
    pub json: Arc<Json>,
    /// The policy within it.
    pub root: NodeId,
    /// The version of the language.
    pub version: Version,
    /// The statements in order, the broken ones too.
    pub statements: Vec<Statement>,
}

/// A policy and what is wrong with it.
#[derive(Clone, Debug)]
pub struct Parsed {
    /// As much as could be understood.
    pub policy: Policy,
    /// What could not. With an error among them, a decision on this policy is a guess.
    pub diagnostics: Vec<Diagnostic>,
}

impl Policy {
    /// The statement's `Sid`.
    pub fn sid(&self, s: &Statement) -> Option<&str> {
        self.json.string(s.sid?)
    }
}

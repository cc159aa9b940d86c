//! A statement and the elements it is made of.

use crate::condition::ConditionPair;
use crate::few::Few;
use crate::json::NodeId;
use crate::nodes::Nodes;
use crate::principal::PrincipalElement;

/// What a statement does to the requests that it matches.
#[derive(Copy, Clone, PartialEq, Eq, Hash, Debug)]
pub enum Effect {
    /// `Allow`
    Allow,
    /// `Deny`
    Deny,
}

impl Effect {
    /// The effect that `text` names, in this case only (PARSE-21).
    pub fn parse(text: &str) -> Option<Effect> {
        match text {
            "Allow" => Some(Effect::Allow),
            "Deny" => Some(Effect::Deny),
            _ => None,
        }
    }
}

/// One statement. Elements that stand side by side, such as `Action` and `NotAction`, are two
/// entries and must both hold.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Statement {
    /// The statement itself.
    pub node: NodeId,
    /// Its place among the statements, from 0.
    pub index: u32,
    /// The value of `Sid`.
    pub sid: Option<NodeId>,
    /// `None` only where the statement is inert.
    pub effect: Option<Effect>,
    /// `Principal` and `NotPrincipal`.
    pub principals: Few<PrincipalElement>,
    /// `Action` and `NotAction`.
    pub actions: Few<Element>,
    /// `Resource` and `NotResource`.
    pub resources: Few<Element>,
    /// `Condition`, taken apart.
    pub conditions: Few<ConditionPair>,
    /// A part of the statement is broken; it never matches, whatever it says.
    pub inert: bool,
}

/// `Action`, `NotAction`, `Resource` or `NotResource`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Element {
    /// Whether the name begins with `Not`.
    pub negated: bool,
    /// The element's key.
    pub name: NodeId,
    /// The patterns, strings all.
    pub values: Nodes,
}

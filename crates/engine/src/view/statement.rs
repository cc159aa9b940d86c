//! Statements and conditions by their numbers in the trace.

use std::sync::Arc;

use iamwhy_policy::{Effect, Json, NodeId, Operator, Policy, PolicyType};

use super::Asked;
use crate::compile::Program;
use crate::compile::parts::{Settled, Void};
use crate::evaluate::{Target, statement};
use crate::truth::Truth;
use crate::world::{AttachedPolicy, PolicyId};

/// A statement in its policy.
#[derive(Clone, Debug)]
pub struct StatementView<'p> {
    /// Its policy.
    pub policy: PolicyId,
    /// The role that the policy plays.
    pub kind: PolicyType,
    /// The policy with its name.
    pub attached: &'p AttachedPolicy,
    /// Its place among the statements of the policy.
    pub index: u32,
    /// Its node in the policy's JSON.
    pub node: NodeId,
    /// Allow or Deny.
    pub effect: Effect,
    /// Its `Sid`.
    pub sid: Option<&'p str>,
    /// Why it can never match, if it cannot.
    pub void: Option<VoidReason>,
    /// The numbers of its conditions.
    pub conditions: std::ops::Range<u32>,
}

/// Why a statement can never match.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub enum VoidReason {
    /// A part of it is broken.
    Broken,
    /// An element that its type forbids, or lacks (TYPE-1).
    WrongForType,
    /// No principal in a resource-based policy (TYPE-6).
    NoPrincipal,
}

/// A condition: an operator and a key.
#[derive(Clone, Debug)]
pub struct ConditionView<'p> {
    /// The operator's name as written.
    pub operator_text: &'p str,
    /// The operator; none where it does not exist.
    pub operator: Option<Operator>,
    /// The key as written.
    pub key: &'p str,
    /// Node of the operator's name.
    pub operator_node: NodeId,
    /// Node of the key's name.
    pub key_node: NodeId,
}

impl Asked<'_> {
    /// Whether a statement applies to the request for sure, also one at a gate that the request does not pass.
    #[must_use]
    pub fn applies(&self, number: u32, resource: &str) -> bool {
        let known = self.bound.program.statements.get(number as usize).is_some();
        let matched = || {
            let target = Target { resource };
            statement(&self.bound, number, Settled::default(), target, &mut ())
        };
        known && matched().truth == Truth::Yes
    }
}

impl Program {
    /// A statement by its number in the trace.
    #[must_use]
    pub fn statement(&self, id: u32) -> Option<StatementView<'_>> {
        let stmt = self.statements.get(id as usize)?;
        let document = self.documents.get(stmt.document as usize)?;
        let attached = self.env.policies.get(document.policy.0 as usize)?;
        let own = attached.policy.statements.get(stmt.index as usize)?;
        Some(StatementView {
            policy: document.policy,
            kind: document.kind,
            attached,
            index: stmt.index,
            node: stmt.node,
            effect: stmt.effect,
            sid: attached.policy.sid(own),
            void: match stmt.void {
                Void::Live => None,
                Void::Broken => Some(VoidReason::Broken),
                Void::WrongForType => Some(VoidReason::WrongForType),
                Void::NoPrincipal => Some(VoidReason::NoPrincipal),
            },
            conditions: stmt.conditions.ids(),
        })
    }

    /// A condition by its number in the trace, with the JSON that it stands in.
    #[must_use]
    pub fn condition<'p>(&self, id: u32, policy: &'p Policy) -> Option<ConditionView<'p>> {
        let cond = self.conditions.get(id as usize)?;
        let json: &'p Arc<Json> = &policy.json;
        Some(ConditionView {
            operator_text: json.string(cond.operator_node).unwrap_or(""),
            operator: cond.operator,
            key: json.string(cond.key_node).unwrap_or(""),
            operator_node: cond.operator_node,
            key_node: cond.key_node,
        })
    }
}

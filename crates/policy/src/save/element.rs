//! Which elements a type of policy must have and must not have (section 1.4 of the rules).

use super::Desk;
use crate::json::{Kind, NodeId};
use crate::kind::PolicyType;
use crate::statement::{Effect, Statement};

impl Desk<'_> {
    pub(super) fn elements(&mut self) {
        for statement in &self.policy.statements {
            if self.json.kind(statement.node) != Kind::Object {
                continue;
            }
            self.has_principal(statement);
            match self.kind {
                PolicyType::Trust => self.trust(statement),
                PolicyType::Rcp => self.rcp(statement),
                _ => {}
            }
        }
    }

    /// TYPE-2, TYPE-4, PRIN-12: who may, must and must not say `Principal` and `NotPrincipal`.
    fn has_principal(&mut self, statement: &Statement) {
        for element in &statement.principals {
            let name = element.name;
            match (self.kind, element.negated) {
                (PolicyType::Scp, false) => {
                    self.refuse(
                        "TYPE-4",
                        name,
                        "a service control policy has no `Principal`: it holds for whole accounts",
                    );
                }
                (kind, false) if kind.is_identity_based() => {
                    let why = "the policy is about whomever it is attached to";
                    self.refuse_because("TYPE-2", name, "Policy document should not specify a principal.", why);
                }
                (_, false) => {}
                (PolicyType::Rcp, true) => {
                    self.refuse("TYPE-5", name, "a resource control policy has no `NotPrincipal`")
                }
                (kind, true) if kind.is_identity_based() => {
                    let why = "the policy is about whomever it is attached to";
                    self.refuse_because("PRIN-12", name, "Policy document should not specify a principal.", why);
                }
                (PolicyType::Scp, true) => {
                    self.refuse("PRIN-12", name, "a service control policy has no `NotPrincipal`")
                }
                (PolicyType::Trust, true) => {
                    self.refuse_because(
                        "PRIN-12",
                        name,
                        "Has prohibited field NotPrincipal",
                        "a trust policy has no `NotPrincipal`",
                    );
                }
                (_, true) => {
                    if statement.effect == Some(Effect::Allow) {
                        self.refuse(
                            "PRIN-12",
                            name,
                            "`NotPrincipal` stands with `Deny` only: with `Allow` it lets everybody else in",
                        );
                    }
                }
            }
        }
        if self.kind.has_principal() && statement.principals.is_empty() {
            let rule = match self.kind {
                PolicyType::Rcp => "TYPE-5",
                PolicyType::VpcEndpoint => "VPCE-3",
                PolicyType::Trust => "TYPE-1",
                _ => "TYPE-6",
            };
            let why = format!("a statement of a {} says whom it is about", self.kind);
            self.refuse_because(rule, statement.node, "Missing required field Principal", why);
        }
    }

    /// TYPE-3
    fn trust(&mut self, statement: &Statement) {
        for element in &statement.resources {
            let name = if element.negated { "NotResource" } else { "Resource" };
            let message = format!("Has prohibited field {name}");
            self.refuse_because(
                "TYPE-3",
                element.name,
                message,
                "the role itself is the resource of its trust policy",
            );
        }
    }

    /// TYPE-5
    fn rcp(&mut self, statement: &Statement) {
        if statement.effect == Some(Effect::Allow) {
            let node = self.json.get(statement.node, "Effect").unwrap_or(statement.node);
            self.refuse(
                "TYPE-5",
                node,
                "a resource control policy only denies: `Effect` must be `Deny`",
            );
        }
        for element in statement.principals.iter().filter(|element| !element.negated) {
            let value = NodeId(element.name.0 + 1);
            if self.json.string(value) != Some("*") {
                self.refuse(
                    "TYPE-5",
                    value,
                    "`Principal` of a resource control policy must be `\"*\"`: name callers in `Condition`",
                );
            }
        }
        for element in statement.actions.iter().filter(|element| element.negated) {
            self.refuse("TYPE-5", element.name, "a resource control policy has no `NotAction`");
        }
    }
}

//! Steps 5 and 6: every statement needs actions and resources (PARSE-22, PARSE-24).

use super::Desk;
use crate::json::{Kind, NodeId};
use crate::kind::PolicyType;
use crate::statement::{Element, Statement};

/// Services that take a missing `Resource` to be the resource the policy is attached to.
const RESOURCE_IMPLIED: [&str; 4] = ["ecr", "ecr-public", "elasticfilesystem", "sns"];

impl Desk<'_> {
    pub(super) fn missing_actions(&mut self) {
        for statement in &self.policy.statements {
            self.present(
                statement,
                &statement.actions,
                "Action",
                "Policy statement must contain actions.",
            );
        }
    }

    pub(super) fn missing_resources(&mut self) {
        let implied = self.kind == PolicyType::Resource
            && self.service.is_some_and(|service| RESOURCE_IMPLIED.contains(&service));
        for statement in &self.policy.statements {
            if self.kind == PolicyType::Trust || implied && statement.resources.is_empty() {
                continue;
            }
            self.present(
                statement,
                &statement.resources,
                "Resource",
                "Policy statement must contain resources.",
            );
        }
    }

    fn present(&mut self, statement: &Statement, elements: &[Element], name: &str, message: &str) {
        if self.json.kind(statement.node) != Kind::Object {
            return;
        }
        if elements.is_empty() {
            let why = format!("the statement has no `{name}` and no `Not{name}`");
            let message = if self.is_s3() {
                format!("Missing required field {name}")
            } else {
                message.to_owned()
            };
            self.refuse_because("PARSE-22", statement.node, message, why);
        }
        for element in elements {
            if !self.is_empty(element.name) {
                continue;
            }
            if element.negated {
                self.warn(
                    "PARSE-24",
                    element.name,
                    format!("an empty `Not{name}` leaves nothing out"),
                );
            } else {
                let why = format!("an empty `{name}` matches nothing");
                self.refuse_because("PARSE-24", element.name, message, why);
            }
        }
    }

    /// Whether the element's value is `[]`.
    fn is_empty(&self, key: NodeId) -> bool {
        let value = NodeId(key.0 + 1);
        self.json.kind(value) == Kind::Array && self.json.items(value).next().is_none()
    }
}

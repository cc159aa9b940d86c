//! One statement.

use super::Parser;
use crate::few::Few;
use crate::json::{Kind, NodeId};
use crate::spelling::{did_you_mean, quote};
use crate::statement::{Effect, Statement};

/// The elements of a statement (PARSE-20).
const ELEMENTS: [&str; 9] = [
    "Sid",
    "Effect",
    "Principal",
    "NotPrincipal",
    "Action",
    "NotAction",
    "Resource",
    "NotResource",
    "Condition",
];

impl Parser<'_> {
    pub(super) fn statement(&mut self, node: NodeId, index: u32) -> Statement {
        let json = self.json;
        let mut statement = Statement {
            node,
            index,
            sid: None,
            effect: None,
            principals: Few::new(),
            actions: Few::new(),
            resources: Few::new(),
            conditions: Few::new(),
            inert: false,
        };
        if json.kind(node) != Kind::Object {
            self.wrong_type("PARSE-8", node, "a statement", "an object");
            statement.inert = true;
            return statement;
        }
        self.duplicates(node);
        let mut effect = false;
        for (key, value) in json.members(node) {
            let Some(name) = json.string(key) else {
                statement.inert = true;
                continue;
            };
            let good = match name {
                "Sid" => self.sid(value, &mut statement),
                "Effect" => {
                    effect = true;
                    statement.effect = self.effect(value);
                    statement.effect.is_some()
                }
                "Principal" => self.principal(false, key, value, &mut statement.principals),
                "NotPrincipal" => self.principal(true, key, value, &mut statement.principals),
                "Action" => self.element(false, key, value, &mut statement.actions),
                "NotAction" => self.element(true, key, value, &mut statement.actions),
                "Resource" => self.element(false, key, value, &mut statement.resources),
                "NotResource" => self.element(true, key, value, &mut statement.resources),
                "Condition" => self.condition(value, &mut statement.conditions),
                other => {
                    let near = did_you_mean(other, ELEMENTS);
                    self.error("PARSE-20", key, format!("unknown element {}{near}", quote(other)));
                    false
                }
            };
            statement.inert |= !good;
        }
        // Where something is misspelt already, what seems to be missing is most likely that.
        if !statement.inert {
            if !effect {
                self.error(
                    "PARSE-21",
                    node,
                    "the statement needs an `Effect`: `Allow` or `Deny`".to_owned(),
                );
            }
            if statement.actions.is_empty() {
                self.error(
                    "PARSE-22",
                    node,
                    "the statement needs an `Action` or a `NotAction`".to_owned(),
                );
            }
        }
        statement.inert |= !effect || statement.actions.is_empty();
        statement
    }

    /// `Sid` decides nothing, so a bad one breaks nothing.
    fn sid(&mut self, value: NodeId, statement: &mut Statement) -> bool {
        match self.json.kind(value) {
            Kind::String => statement.sid = Some(value),
            found => {
                let message = format!("`Sid` must be a string, not {}; it has no effect", found.words());
                self.warning("PARSE-26", value, message);
            }
        }
        true
    }

    fn effect(&mut self, value: NodeId) -> Option<Effect> {
        let Some(text) = self.json.string(value) else {
            self.wrong_type("PARSE-21", value, "`Effect`", "`Allow` or `Deny`");
            return None;
        };
        let effect = Effect::parse(text);
        if effect.is_none() {
            let near = did_you_mean(text, ["Allow", "Deny"]);
            self.error(
                "PARSE-21",
                value,
                format!("`Effect` must be `Allow` or `Deny`, not {}{near}", quote(text)),
            );
        }
        effect
    }
}

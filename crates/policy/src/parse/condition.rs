//! `Condition`: operators, below them keys, below them values (PARSE-27).

use super::Parser;
use crate::condition::ConditionPair;
use crate::few::Few;
use crate::json::{Kind, NodeId};
use crate::nodes::Nodes;
use crate::operator::Operator;
use crate::spelling::{did_you_mean, quote};

impl Parser<'_> {
    /// Whether all of it is well formed. Empty objects impose nothing.
    pub(super) fn condition(&mut self, value: NodeId, into: &mut Few<ConditionPair>) -> bool {
        let json = self.json;
        if json.kind(value) != Kind::Object {
            self.wrong_type("PARSE-27", value, "`Condition`", "an object of operators");
            return false;
        }
        self.duplicates(value);
        let mut good = true;
        for (operator, block) in json.members(value) {
            match json.string(operator) {
                Some(name) => good &= self.operator(operator, name, block, into),
                None => good = false,
            }
        }
        good
    }

    fn operator(&mut self, operator: NodeId, name: &str, block: NodeId, into: &mut Few<ConditionPair>) -> bool {
        let json = self.json;
        if json.kind(block) != Kind::Object {
            self.wrong_type("PARSE-27", block, &quote(name), "an object of condition keys");
            return false;
        }
        // Even an operator that nobody knows is no error while it is empty.
        if json.members(block).next().is_none() {
            return true;
        }
        let parsed = Operator::parse(name);
        if parsed.is_none() {
            let near = did_you_mean(name, Operator::TABLE.iter().map(|row| row.name));
            self.warning(
                "PARSE-28",
                operator,
                format!("unknown operator {}, it never holds{near}", quote(name)),
            );
        }
        self.duplicates(block);
        let mut good = true;
        for (key, value) in json.members(block) {
            if json.string(key).is_none() {
                good = false;
                continue;
            }
            let list = json.kind(value) == Kind::Array;
            let mut values = Nodes::new();
            if list {
                for item in json.items(value) {
                    good &= self.value(item, "a value of a condition", &mut values);
                }
            } else {
                good &= self.value(value, "a condition", &mut values);
            }
            into.push(ConditionPair {
                operator,
                parsed,
                key,
                values,
                list,
            });
        }
        good
    }

    fn value(&mut self, value: NodeId, what: &str, into: &mut Nodes) -> bool {
        let scalar = matches!(self.json.kind(value), Kind::String | Kind::Number | Kind::Bool);
        if scalar {
            into.push(value);
        } else {
            self.wrong_type("PARSE-31", value, what, "a string, a number or a boolean");
        }
        scalar
    }
}

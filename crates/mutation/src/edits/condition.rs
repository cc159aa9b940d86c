//! Edits of conditions.

use std::collections::BTreeSet;

use iamwhy_policy::{Base, ConditionPair, Json, NodeId, Statement};

use super::document::{Becomes, Document};
use super::operator::neighbours;
use super::same::compare_alike;
use crate::edit::{Edit, quoted};
use crate::mutant::{Kind, Mutant};

impl Document<'_> {
    pub(super) fn conditions(&self, statement: &Statement, all: &mut Vec<Mutant>) {
        let mut blocks = BTreeSet::new();
        for pair in &statement.conditions {
            self.pair(statement, pair, all);
            self.values(statement, pair, all);
            // An operator is one word for all the keys below it.
            if blocks.insert(pair.operator) {
                self.operator(statement, pair, all);
            }
        }
    }

    fn pair(&self, statement: &Statement, pair: &ConditionPair, all: &mut Vec<Mutant>) {
        let json = self.json();
        let Some(edit) = drop_pair(json, pair) else { return };
        let title = format!("drop the condition {} of {}", words(json, pair), self.label(statement));
        all.push(self.mutant(Kind::DropCondition, edit, statement, Becomes::Wider, pair.key, title));
    }

    fn values(&self, statement: &Statement, pair: &ConditionPair, all: &mut Vec<Mutant>) {
        let json = self.json();
        let at = || format!("{} of {}", words(json, pair), self.label(statement));
        let is_switch = pair
            .parsed
            .is_some_and(|own| matches!(own.base, Base::Bool | Base::Null));
        for value in &pair.values {
            let text = json.scalar(*value).unwrap_or_default();
            if pair.values.len() > 1
                && let Some(edit) = Edit::remove(json, *value)
            {
                let title = format!("drop `{text}` from {}", at());
                all.push(self.mutant(Kind::DropConditionValue, edit, statement, Becomes::Other, *value, title));
            }
            let flipped = match text.to_ascii_lowercase().as_str() {
                "true" => "false",
                "false" => "true",
                _ => continue,
            };
            if is_switch && pair.values.len() == 1 {
                let edit = Edit::replace(json, *value, quoted(flipped));
                let title = format!("turn `{text}` into `{flipped}` in {}", at());
                all.push(self.mutant(Kind::FlipValue, edit, statement, Becomes::Other, *value, title));
            }
        }
    }

    fn operator(&self, statement: &Statement, pair: &ConditionPair, all: &mut Vec<Mutant>) {
        let json = self.json();
        let Some(own) = pair.parsed else { return };
        for (kind, operator) in neighbours(own) {
            let own_values = || {
                let pairs = statement.conditions.iter().filter(|own| own.operator == pair.operator);
                let values = pairs.flat_map(|own| &own.values);
                values.filter_map(|value| json.scalar(*value))
            };
            if compare_alike(own, operator, own_values()) {
                continue;
            }
            let name = operator.name();
            // It would stand there twice.
            let block = json.parent(pair.operator).map(|block| json.get(block, &name));
            if block.flatten().is_some() {
                continue;
            }
            let edit = Edit::replace(json, pair.operator, quoted(&name));
            let old = json.string(pair.operator).unwrap_or_default();
            let title = format!("turn `{old}` into `{name}` in {}", self.label(statement));
            all.push(self.mutant(kind, edit, statement, Becomes::Other, pair.operator, title));
        }
    }
}

/// Removes a key; with the last key of an operator the operator, with the last operator the whole block.
fn drop_pair(json: &Json, pair: &ConditionPair) -> Option<Edit> {
    let keys = json.parent(pair.key)?;
    if json.members(keys).count() > 1 {
        return Edit::remove(json, pair.key);
    }
    let operators = json.parent(pair.operator)?;
    if json.members(operators).count() > 1 {
        return Edit::remove(json, pair.operator);
    }
    Edit::remove(json, NodeId(operators.0.checked_sub(1)?))
}

fn words(json: &Json, pair: &ConditionPair) -> String {
    let text = |node| json.string(node).unwrap_or_default();
    format!("`{} {}`", text(pair.operator), text(pair.key))
}

//! Conditions of a template: yes, no, or nobody knows.

use iamwhy_policy::{Kind, NodeId};

use super::Template;
use crate::open::is_open;
use crate::value::Value;

/// How far conditions may lead from one to the next; CloudFormation refuses circles.
const DEEPEST: u32 = 64;

impl Template<'_> {
    /// The answer of a named condition.
    pub(super) fn condition(&self, name: &str, depth: u32) -> Option<bool> {
        if depth > DEEPEST {
            return None;
        }
        if let Some(known) = self.conditions.borrow().get(name) {
            return *known;
        }
        let node = self.get(self.get(self.root, "Conditions")?, name);
        // While it is being answered it knows no answer: a circle ends here.
        self.conditions.borrow_mut().insert(name.to_owned(), None);
        let answer = node.and_then(|node| self.answer(node, depth + 1));
        self.conditions.borrow_mut().insert(name.to_owned(), answer);
        answer
    }

    /// The answer of a condition where it stands.
    fn answer(&self, node: NodeId, depth: u32) -> Option<bool> {
        let json = &self.json;
        if let Some(own) = json.boolean(node) {
            return Some(own);
        }
        if json.kind(node) == Kind::String {
            return match json.string(node)? {
                "true" => Some(true),
                "false" => Some(false),
                _ => None,
            };
        }
        if depth > DEEPEST {
            return None;
        }
        let (key, argument) = self.members(node).next()?;
        let mut answers = json.items(argument).map(|item| self.answer(item, depth + 1));
        match json.string(key)? {
            "Condition" => self.condition(json.string(argument)?, depth),
            "Fn::Not" => answers.next()?.map(|answer| !answer),
            "Fn::And" => all(answers, true),
            "Fn::Or" => all(answers.map(|answer| answer.map(|answer| !answer)), true).map(|answer| !answer),
            "Fn::Equals" => {
                let mut sides = json.items(argument).map(|item| self.value(item));
                equal(&sides.next()??, &sides.next()??)
            }
            _ => None,
        }
    }
}

/// Three-valued: no as soon as one says so.
fn all(answers: impl Iterator<Item = Option<bool>>, start: bool) -> Option<bool> {
    let mut whole = Some(start);
    for answer in answers {
        match answer {
            Some(false) => return Some(false),
            None => whole = None,
            Some(true) => {}
        }
    }
    whole
}

fn equal(one: &Value, other: &Value) -> Option<bool> {
    let mut open = false;
    one.each_text(&mut |text| open |= is_open(text));
    other.each_text(&mut |text| open |= is_open(text));
    match (one == other, one.text(), other.text()) {
        (true, ..) => Some(true),
        _ if open => None,
        (_, Some(one), Some(other)) => Some(one == other),
        _ => Some(false),
    }
}

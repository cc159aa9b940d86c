//! Attributes with what is not known in them as texts that stand for it.

use iamwhy_policy::{Kind, NodeId};

use super::{Item, Plan};
use crate::kind;
use crate::open::open;
use crate::value::Value;

impl Plan {
    /// An attribute, filled in; none where it is not set.
    pub(super) fn filled(&self, item: &Item, name: &str) -> Option<Value> {
        let of = |node: Option<NodeId>| node.and_then(|node| self.json.get(node, name));
        let path = [&item.address, ".", name].concat();
        self.fill(
            item,
            of(item.values),
            of(item.unknown),
            self.expression(item, name),
            &path,
        )
    }

    /// Several attributes as one object.
    pub(super) fn filled_all(&self, item: &Item, names: &[&str]) -> Value {
        let own = |name: &&str| Some(((*name).to_owned(), self.filled(item, name)?));
        Value::Object(names.iter().filter_map(own).collect())
    }

    /// Recursion is bounded by the depth bound of JSON.
    fn fill(
        &self,
        item: &Item,
        node: Option<NodeId>,
        unknown: Option<NodeId>,
        expression: Option<NodeId>,
        path: &str,
    ) -> Option<Value> {
        let json = &self.json;
        if unknown.and_then(|unknown| json.boolean(unknown)) == Some(true) {
            return Some(Value::Text(self.stands_for(item, expression, path)));
        }
        let node = node.filter(|node| json.kind(*node) != Kind::Null);
        let kind_of = |node: Option<NodeId>| node.map(|node| json.kind(node));
        match (kind_of(node), kind_of(unknown)) {
            (Some(Kind::Array), _) | (None, Some(Kind::Array)) => {
                let items = |node: Option<NodeId>| -> Vec<NodeId> {
                    node.into_iter().flat_map(|node| json.items(node)).collect()
                };
                let (own, unknown, expressions) = (items(node), items(unknown), items(expression));
                // Of several blocks nobody knows which expression is whose: a set has an order of its own.
                let is_paired = expressions.len() == 1 && own.len().max(unknown.len()) == 1;
                let filled = (0..own.len().max(unknown.len())).filter_map(|place| {
                    let at = |all: &[NodeId]| all.get(place).copied();
                    let expression = at(&expressions).filter(|_| is_paired);
                    self.fill(item, at(&own), at(&unknown), expression, path)
                });
                Some(Value::List(filled.collect()))
            }
            (Some(Kind::Object), _) | (None, Some(Kind::Object)) => {
                let mut names: Vec<&str> = Vec::new();
                for node in [node, unknown].into_iter().flatten() {
                    names.extend(json.members(node).filter_map(|(key, _)| json.string(key)));
                }
                names.sort_unstable();
                names.dedup();
                let members = names.into_iter().filter_map(|name| {
                    let of = |node: Option<NodeId>| node.and_then(|node| json.get(node, name));
                    let path = [path, ".", name].concat();
                    let value = self.fill(item, of(node), of(unknown), of(expression), &path)?;
                    Some((name.to_owned(), value))
                });
                Some(Value::Object(members.collect()))
            }
            _ => node.map(|node| Value::scalar(json, node)),
        }
    }

    /// What stands for something that is not known: the ARN that will be there, where the plan leaves no doubt, or a mark.
    fn stands_for(&self, item: &Item, expression: Option<NodeId>, path: &str) -> String {
        let targets = expression.and_then(|expression| self.targets_of(item, expression));
        let [one] = targets.as_deref().unwrap_or_default() else {
            return open(path);
        };
        match self.items.get(&one.address) {
            Some(target) if one.attribute == "arn" && kind::of_plan(&target.kind).is_some() => self.arn(target),
            _ => open(&[&one.address, ".", &one.attribute].concat()),
        }
    }
}

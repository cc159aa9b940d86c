//! A document before anything is counted.

use iamwhy_engine::world::AttachedPolicy;
use iamwhy_policy::{ConditionPair, Json, NodeId};
use iamwhy_scenario::run::Span;

use crate::document::{Document, Element, Statement, Value};

/// The statements, elements and values of a policy, with nothing counted.
pub(crate) fn outline(attached: &AttachedPolicy) -> Document {
    let policy = &attached.policy;
    let text = Text {
        json: &policy.json,
        file: &attached.file,
    };
    let statement = |own: &iamwhy_policy::Statement| {
        let principals = own.principals.iter().map(|element| {
            let values: Vec<NodeId> = element.entries.iter().map(|entry| entry.value).collect();
            text.element(word("Principal", element.negated), element.name, &values)
        });
        let actions = own
            .actions
            .iter()
            .map(|element| text.element(word("Action", element.negated), element.name, &element.values));
        let resources = own
            .resources
            .iter()
            .map(|element| text.element(word("Resource", element.negated), element.name, &element.values));
        let conditions = own.conditions.iter().map(|pair| text.condition(pair));
        Statement {
            index: own.index,
            sid: policy.sid(own).map(str::to_owned),
            effect: own.effect,
            span: text.span(own.node, own.node),
            void: own
                .inert
                .then(|| "a part of it is broken, so it never matches".to_owned()),
            matched: 0,
            decisive: 0,
            elements: principals.chain(actions).chain(resources).chain(conditions).collect(),
        }
    };
    Document {
        name: attached.name.clone(),
        span: text.span(policy.root, policy.root),
        statements: policy.statements.iter().map(statement).collect(),
    }
}

fn word(name: &'static str, negated: bool) -> &'static str {
    match (name, negated) {
        ("Principal", true) => "NotPrincipal",
        ("Action", true) => "NotAction",
        ("Resource", true) => "NotResource",
        (name, _) => name,
    }
}

struct Text<'a> {
    json: &'a Json,
    file: &'a str,
}

impl Text<'_> {
    fn element(&self, name: &'static str, key: NodeId, values: &[NodeId]) -> Element {
        Element {
            name,
            operator: None,
            key: None,
            // The value of a member is the node behind its key.
            span: self.span(key, NodeId(key.0 + 1)),
            held: 0,
            failed: 0,
            values: values.iter().map(|node| self.value(*node)).collect(),
        }
    }

    fn condition(&self, pair: &ConditionPair) -> Element {
        let string = |node| Some(self.json.string(node).unwrap_or_default().to_owned());
        Element {
            operator: string(pair.operator),
            key: string(pair.key),
            ..self.element("Condition", pair.key, &pair.values)
        }
    }

    fn value(&self, node: NodeId) -> Value {
        Value {
            text: self.json.scalar(node).unwrap_or_default().to_owned(),
            span: self.span(node, node),
            matched: 0,
            unmatched: 0,
        }
    }

    fn span(&self, first: NodeId, last: NodeId) -> Span {
        let start = self.json.position(self.json.span(first).start);
        let end = self.json.position(self.json.span(last).end);
        Span {
            file: self.file.to_owned(),
            line: start.line,
            column: start.column,
            end_line: end.line,
            end_column: end.column,
        }
    }
}

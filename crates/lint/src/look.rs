//! What a check looks at: the policy, its type, and short ways to its parts.

use std::cell::Cell;

use iamwhy_catalog::Catalog;
use iamwhy_policy::save::Refusal;
use iamwhy_policy::spelling::nearest;
use iamwhy_policy::{ConditionPair, Diagnostic, Effect, Element, Json, Kind, NodeId, Policy, PolicyType, Statement};

use crate::{Edit, World, findings::part_of};

/// The elements of a statement (PARSE-20).
pub(crate) const ELEMENTS: [&str; 9] = [
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

/// What a check looks at.
pub(crate) struct Look<'a> {
    pub(crate) policy: &'a Policy,
    pub(crate) json: &'a Json,
    /// What could not be understood when it was parsed.
    pub(crate) diagnostics: &'a [Diagnostic],
    /// What AWS says when it is saved.
    pub(crate) refusals: &'a [Refusal],
    pub(crate) kind: PolicyType,
    /// Whether somebody said the type, or the policy's shape did.
    pub(crate) told: bool,
    /// Of a resource's policy, the prefix of its service, where it is known.
    pub(crate) service: Option<&'a str>,
    /// The scenario that the policy stands in; [`Look::world`] asks for it.
    pub(crate) around: Around<'a>,
    /// What AWS has, where it is loaded.
    pub(crate) catalog: Option<&'a Catalog>,
}

/// A scenario, and whether somebody asked for it.
pub(crate) struct Around<'a> {
    world: Option<World<'a>>,
    asked: Cell<bool>,
}

impl<'a> Around<'a> {
    pub(crate) fn of(world: Option<World<'a>>) -> Around<'a> {
        let asked = Cell::new(false);
        Around { world, asked }
    }

    /// Whether somebody asked since this was asked last.
    pub(crate) fn take_asked(&self) -> bool {
        self.asked.take()
    }
}

impl<'a> Look<'a> {
    /// The scenario that the policy stands in. What a rule says that asks for it does not rest on the policy alone.
    pub(crate) fn world(&self) -> Option<World<'a>> {
        self.around.asked.set(true);
        self.around.world
    }

    /// The statements, as far as they could be understood.
    pub(crate) fn statements(&self) -> impl Iterator<Item = &'a Statement> {
        self.policy.statements.iter()
    }

    /// The statements that are whole.
    pub(crate) fn whole(&self) -> impl Iterator<Item = &'a Statement> {
        self.statements().filter(|statement| !statement.inert)
    }

    /// The conditions of all statements, each with its statement.
    pub(crate) fn conditions(&self) -> impl Iterator<Item = (&'a Statement, &'a ConditionPair)> {
        self.statements()
            .flat_map(|statement| statement.conditions.iter().map(move |pair| (statement, pair)))
    }

    /// The text of a string or a key.
    pub(crate) fn text(&self, node: NodeId) -> &'a str {
        self.json.string(node).unwrap_or_default()
    }

    /// The text of a string, a number or a boolean.
    pub(crate) fn scalar(&self, node: NodeId) -> &'a str {
        self.json.scalar(node).unwrap_or_default()
    }

    /// Every entry of `Action` with its text; nothing of `NotAction`.
    pub(crate) fn actions<'s>(
        &self,
        statement: &'s Statement,
    ) -> impl Iterator<Item = (NodeId, &'a str)> + use<'a, 's> {
        entries(self.json, &statement.actions, false)
    }

    /// Every entry of `Resource` with its text; nothing of `NotResource`.
    pub(crate) fn resources<'s>(
        &self,
        statement: &'s Statement,
    ) -> impl Iterator<Item = (NodeId, &'a str)> + use<'a, 's> {
        entries(self.json, &statement.resources, false)
    }

    /// The key of an element of a statement, and its value.
    pub(crate) fn member(&self, object: NodeId, name: &str) -> Option<(NodeId, NodeId)> {
        self.json
            .members(object)
            .find(|&(key, _)| self.json.string(key) == Some(name))
    }

    /// The value that stands behind a key.
    pub(crate) fn value_of(&self, key: NodeId) -> NodeId {
        NodeId(key.0 + 1)
    }

    /// The type with its article.
    pub(crate) fn a_kind(&self) -> String {
        match self.kind {
            PolicyType::Identity => format!("an {}", self.kind),
            kind => format!("a {kind}"),
        }
    }

    /// Whether a statement has none of these elements, nor one that is nearly spelt like it: then that is what is wrong.
    pub(crate) fn lacks(&self, statement: &Statement, names: &[&str]) -> bool {
        let mut keys = self.json.members(statement.node).map(|(key, _)| self.json.string(key));
        !keys.any(|key| match key {
            Some(key) => {
                names.contains(&key) || !ELEMENTS.contains(&key) && nearest(key, &mut names.iter().copied()).is_some()
            }
            None => true,
        })
    }

    /// Whether a value is `[]` or `{}`.
    pub(crate) fn is_empty(&self, value: NodeId) -> bool {
        match self.json.kind(value) {
            Kind::Array => self.json.items(value).next().is_none(),
            Kind::Object => self.json.members(value).next().is_none(),
            _ => false,
        }
    }

    /// Whether its `Allow` gives something; that of a boundary, a session policy or an SCP only lets through.
    pub(crate) fn grants(&self) -> bool {
        matches!(self.kind, PolicyType::Identity | PolicyType::Managed)
    }

    pub(crate) fn is_allow(&self, statement: &Statement) -> bool {
        statement.effect == Some(Effect::Allow)
    }

    pub(crate) fn is_deny(&self, statement: &Statement) -> bool {
        statement.effect == Some(Effect::Deny)
    }

    /// Other text in the place of a node; `text` is JSON.
    pub(crate) fn replace(&self, node: NodeId, text: impl Into<String>) -> Vec<Edit> {
        vec![Edit {
            span: self.json.span(node),
            text: text.into(),
        }]
    }

    /// Another string in the place of one.
    pub(crate) fn rewrite(&self, node: NodeId, text: &str) -> Vec<Edit> {
        self.replace(node, quoted(text))
    }

    /// Another text in the place of a part of a string; nothing where the author wrote escapes.
    pub(crate) fn rewrite_part(&self, node: NodeId, part: std::ops::Range<usize>, text: &str) -> Vec<Edit> {
        let span = part_of(self.json, node, part);
        let inner = quoted(text);
        let inner = inner.get(1..inner.len() - 1).unwrap_or_default().to_owned();
        span.map(|span| Edit { span, text: inner }).into_iter().collect()
    }

    /// A member or an item goes, with the comma and the white space that belong to it. Of a member, `node` is the key.
    pub(crate) fn remove(&self, node: NodeId) -> Vec<Edit> {
        let json = self.json;
        let first = json.span(node);
        let last = if json.is_key(node) {
            json.span(self.value_of(node))
        } else {
            first
        };
        let text = json.text();
        let (before, after) = (
            text.get(..first.start as usize).unwrap_or_default(),
            text.get(last.end as usize..).unwrap_or_default(),
        );
        let (mut start, mut end) = (first.start, last.end);
        let behind = after.trim_start();
        if behind.starts_with(',') {
            // Up to where the next one begins.
            let rest = behind.get(1..).unwrap_or_default().trim_start();
            end = (text.len() - rest.len()) as u32;
        } else if before.trim_end().ends_with(',') {
            let kept = before.trim_end();
            start = kept.len() as u32 - 1;
        }
        vec![Edit {
            span: iamwhy_policy::Span { start, end },
            text: String::new(),
        }]
    }
}

fn entries<'a, 's>(
    json: &'a Json,
    elements: &'s [Element],
    negated: bool,
) -> impl Iterator<Item = (NodeId, &'a str)> + use<'a, 's> {
    elements
        .iter()
        .filter(move |element| element.negated == negated)
        .flat_map(|element| element.values.iter().copied())
        .map(move |node| (node, json.string(node).unwrap_or_default()))
}

/// A text as JSON.
pub(crate) fn quoted(text: &str) -> String {
    iamwhy_scenario::Written::Text(text.to_owned()).to_string()
}

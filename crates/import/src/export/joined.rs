//! Policies of a resource that all count.

use std::collections::BTreeMap;

use iamwhy_policy::Json;

use super::{Attached, Document, Export, ExportedPolicy};
use crate::value::Value;

/// What a document without `Version` has.
const OLDEST: &str = "2008-10-17";

impl Export {
    /// A policy that stands beside others of the same resource.
    pub(crate) fn govern_beside(&mut self, place: usize, policy: Attached) {
        self.beside.entry(place).or_default().push(policy);
    }

    /// Makes one policy of all that a resource has.
    pub(super) fn join(&mut self) {
        for (place, beside) in std::mem::take(&mut self.beside) {
            let Some(resource) = self.resources.get(place) else {
                continue;
            };
            let (name, node) = (resource.name.clone(), resource.node);
            let mut all: Vec<Attached> = resource.policy.clone().into_iter().collect();
            all.extend(beside);
            let joined = match all.as_slice() {
                [one] => one.clone(),
                _ => match self.joined(&all, &name) {
                    Some(policy) => self.add(policy),
                    None => {
                        let message = format!(
                            "`{name}` has several policies, and of one nobody knows what it says, or which version they are: \
                             together they count as unknown"
                        );
                        self.note(node, message);
                        Attached::Unseen { arn: None }
                    }
                },
            };
            self.attach_at(place, Some(joined));
        }
    }

    fn joined(&self, all: &[Attached], name: &str) -> Option<ExportedPolicy> {
        let mut version = None;
        let mut statements = Vec::new();
        let mut depends = Vec::new();
        let mut node = self.json.root();
        for attached in all {
            let Attached::Policy(at) = attached else { return None };
            let policy = self.policies.get(*at)?;
            let document = self.said(policy)?;
            let own = document.get("Version").and_then(Value::text);
            let own = own.unwrap_or_else(|| OLDEST.to_owned());
            // Variables are variables only in the newer version.
            if version.get_or_insert_with(|| own.clone()) != &own {
                return None;
            }
            statements.extend(document.get("Statement")?.items().iter().cloned());
            depends.extend(policy.depends.iter().cloned());
            node = policy.node;
        }
        depends.sort();
        depends.dedup();
        let document = Value::object([
            ("Version", version.unwrap_or_default().into()),
            ("Statement", Value::List(statements)),
        ]);
        Some(ExportedPolicy {
            select: [name, ".policies"].concat(),
            also: Vec::new(),
            name: name.to_owned(),
            arn: None,
            node,
            document: Document::Made(Value::Document(Box::new(document)).pretty()),
            depends,
        })
    }

    /// What a policy says.
    fn said(&self, policy: &ExportedPolicy) -> Option<Value> {
        let text = match &policy.document {
            Document::Unknown(_) => return None,
            Document::Made(text) => text.as_str(),
            Document::There => match self.json.string(policy.node) {
                Some(text) => text,
                None => return Some(Value::of(&self.json, policy.node)),
            },
        };
        let json = Json::read(text).ok()?;
        Some(Value::of(&json, json.root()))
    }
}

/// Policies by the place of their resource.
pub(super) type Beside = BTreeMap<usize, Vec<Attached>>;

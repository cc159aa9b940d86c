//! A policy of a template: as it stands there, or made.

use iamwhy_policy::{Kind, NodeId};

use super::{Entry, Template};
use crate::export::{Attached, Called, Document, Export};
use crate::open::names_in;
use crate::statement::unreadable;
use crate::value::Value;

impl Template<'_> {
    /// Adds the policy at a node.
    pub(super) fn add(&self, export: &mut Export, entry: Entry<'_>, node: NodeId, called: Called) -> Attached {
        let (document, depends) = self.document(entry, node);
        export.put(node, document, depends, called)
    }

    fn document(&self, entry: Entry<'_>, node: NodeId) -> (Document, Vec<String>) {
        if entry.doubtful {
            let why = format!("nobody knows whether `{}` will be there", entry.id);
            return (Document::Unknown(why), Vec::new());
        }
        if !self.is_made(node) && matches!(self.json.kind(node), Kind::Object | Kind::String) {
            return (Document::There, Vec::new());
        }
        match self.value(node) {
            Some(value) => self.made(&value),
            None => (Document::Unknown("it is left out".to_owned()), Vec::new()),
        }
    }

    /// A document with everything filled in.
    pub(super) fn made(&self, value: &Value) -> (Document, Vec<String>) {
        if let Value::Text(text) = value {
            let names = names_in(value);
            return match crate::open::is_open(text) && !text.trim_start().starts_with('{') {
                true => (Document::Unknown(format!("`{text}` is not known")), names),
                false => (Document::Made(text.clone()), self.reported(names)),
            };
        }
        match unreadable(value) {
            Some(why) => (Document::Unknown(why), names_in(value)),
            None => (
                Document::Made(Value::Document(Box::new(value.clone())).pretty()),
                self.reported(names_in(value)),
            ),
        }
    }

    /// Without names that CloudFormation makes itself: nothing that exists has one.
    fn reported(&self, names: Vec<String>) -> Vec<String> {
        let is_ours = |name: &str| {
            let id = name.split('.').next().unwrap_or(name);
            let kind = self.resources.get(id);
            let kind = kind.and_then(|node| self.json.string(self.get(*node, "Type")?));
            // What a custom resource returns may be anything.
            kind.is_some_and(|kind| kind.starts_with("AWS::") && !kind.starts_with("AWS::CloudFormation::"))
        };
        names.into_iter().filter(|name| !is_ours(name)).collect()
    }
}

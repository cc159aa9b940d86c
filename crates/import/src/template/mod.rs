//! CloudFormation templates, also those that CDK and SAM make: references are filled in as far as the template and its
//! parameters say.
//!
//! Names that CloudFormation makes itself stand as `‹LogicalId›`: nothing that exists has such a name. What nobody can know
//! (an import, a parameter without a value) stands as `‹Ref Stage›`, and is reported.

mod alias;
mod attachments;
mod carrier;
mod carriers;
mod condition;
mod document;
mod function;
mod iam;
mod identity;
mod named;
mod organization;
mod parameter;
mod permission;
mod repeated;
mod settings;
mod unread;

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use iamwhy_policy::{Json, Kind, NodeId};

use crate::export::{Export, Fault, Parameters};
use crate::kind::{self, Home};
use crate::open::open;
use crate::value::Value;
use identity::Identity;
use named::Named;

/// A template while it is read.
pub(crate) struct Template<'t> {
    json: Arc<Json>,
    root: NodeId,
    /// Its resources by logical ID.
    resources: BTreeMap<String, NodeId>,
    /// Keys of members that a later one of the same name replaces.
    replaced: BTreeSet<NodeId>,
    parameters: BTreeMap<String, Value>,
    home: Home,
    /// Answers of conditions; none where nobody knows.
    conditions: RefCell<BTreeMap<String, Option<bool>>>,
    /// What references to resources are.
    identities: RefCell<BTreeMap<String, Identity>>,
    /// The first thing that cannot be read.
    fault: RefCell<Option<Fault>>,
    given: &'t Parameters,
}

/// A resource of the template.
#[derive(Copy, Clone)]
pub(crate) struct Entry<'j> {
    pub(crate) id: &'j str,
    pub(crate) kind: &'j str,
    pub(crate) node: NodeId,
    pub(crate) properties: Option<NodeId>,
    /// Whether nobody knows if it will be there.
    pub(crate) doubtful: bool,
}

pub(crate) fn read(export: &mut Export, given: &Parameters) -> Result<(), Fault> {
    let json = Arc::clone(&export.json);
    let template = Template::of(&json, given)?;
    let Some(resources) = template.get(template.root, "Resources") else {
        let message = "this template has no `Resources`".to_owned();
        return Err(Fault::of_root(&json, message, Template::HELP));
    };
    let entries = template.entries(&json, resources)?;
    iam::read(export, &template, &entries);
    let named = Named::of(&template, &entries);
    carrier::read(export, &template, &entries, &named);
    permission::read(export, &template, &entries, &named);
    organization::read(export, &template, &entries);
    bare_resources(export, &template, &entries);
    settings::read(export, &template, &entries, &named);
    unread::read(export, &template, &entries);
    alias::read(export, &template, &entries, &named);
    repeated::tell(export, &template);
    for entry in entries.iter().filter(|entry| entry.doubtful) {
        let message = format!(
            "nobody knows whether `{}` will be there: its condition depends on an unknown",
            entry.id
        );
        export.note(entry.node, message);
    }
    match template.fault.into_inner() {
        Some(fault) => Err(fault),
        None => Ok(()),
    }
}

/// Resources without a policy that others may speak of.
fn bare_resources(export: &mut Export, template: &Template<'_>, entries: &[Entry<'_>]) {
    for entry in entries {
        let known = kind::of_template(entry.kind);
        if known.is_some() && !entry.kind.starts_with("AWS::IAM::") {
            template.place(export, *entry);
        }
    }
}

impl<'t> Template<'t> {
    const HELP: &'static str = "a template's `Resources` is an object of resources with `Type` and `Properties`";

    fn of(json: &Arc<Json>, given: &'t Parameters) -> Result<Template<'t>, Fault> {
        let root = json.root();
        if json.kind(root) != Kind::Object {
            return Err(Fault::of_root(
                json,
                "a template is an object".to_owned(),
                Template::HELP,
            ));
        }
        let own = |name: &str| match given.get(name) {
            Some(crate::ParameterValue::One(text)) => Some(text.clone()),
            _ => None,
        };
        let region = own("AWS::Region").unwrap_or_else(|| open("AWS::Region"));
        let partition = own("AWS::Partition").unwrap_or_else(|| kind::partition_of(&region).to_owned());
        let home = Home {
            partition,
            account: own("AWS::AccountId").unwrap_or_else(|| open("AWS::AccountId")),
            region,
        };
        let mut template = Template {
            json: Arc::clone(json),
            root,
            resources: BTreeMap::new(),
            replaced: repeated::replaced(json),
            parameters: BTreeMap::new(),
            home,
            conditions: RefCell::default(),
            identities: RefCell::default(),
            fault: RefCell::default(),
            given,
        };
        let resources = template.get(root, "Resources").into_iter();
        template.resources = resources
            .flat_map(|all| template.members(all))
            .filter_map(|(key, node)| Some((json.string(key)?.to_owned(), node)))
            .collect();
        template.read_parameters()?;
        Ok(template)
    }

    /// The resources that will be there, or may be.
    fn entries<'j>(&self, json: &'j Json, resources: NodeId) -> Result<Vec<Entry<'j>>, Fault> {
        let mut entries = Vec::new();
        for (key, node) in self.members(resources) {
            let id = json.string(key).unwrap_or_default();
            let kind = self.get(node, "Type").and_then(|kind| json.string(kind));
            let Some(kind) = kind else {
                // `Fn::ForEach::…` and `Fn::Transform` stand among the resources before a template is expanded.
                if id.starts_with("Fn::") {
                    return Err(unexpanded(key, id));
                }
                return Err(Fault::at(
                    node,
                    format!("resource `{id}` has no `Type`"),
                    Template::HELP,
                ));
            };
            if kind.starts_with("AWS::Serverless::") {
                return Err(unexpanded(node, kind));
            }
            let there = match self.get(node, "Condition").and_then(|own| json.string(own)) {
                Some(name) => self.condition(name, 0),
                None => Some(true),
            };
            if there == Some(false) {
                continue;
            }
            entries.push(Entry {
                id,
                kind,
                node,
                properties: self.get(node, "Properties"),
                doubtful: there.is_none(),
            });
        }
        Ok(entries)
    }

    /// A property of a resource, filled in.
    pub(crate) fn property(&self, entry: Entry<'_>, name: &str) -> Option<Value> {
        let node = self.node(entry, name)?;
        self.value(node).filter(|value| *value != Value::Null)
    }

    /// The node of a property.
    pub(crate) fn node(&self, entry: Entry<'_>, name: &str) -> Option<NodeId> {
        let mut node = entry.properties?;
        for step in name.split('/') {
            node = self.get(node, step)?;
        }
        Some(node)
    }

    /// A property that is a text.
    pub(crate) fn text(&self, entry: Entry<'_>, name: &str) -> Option<String> {
        self.property(entry, name)?.text()
    }

    pub(crate) fn tags(&self, entry: Entry<'_>) -> Option<Vec<(String, String)>> {
        let Some(tags) = self.property(entry, "Tags") else {
            return Some(Vec::new());
        };
        let text = |tag: &Value, name: &str| tag.get(name).and_then(Value::text);
        let pair = |tag: &Value| Some((text(tag, "Key")?, text(tag, "Value")?));
        match &tags {
            Value::List(items) => items.iter().map(pair).collect(),
            _ => None,
        }
    }

    /// The account of a resource whose ARN names none.
    pub(crate) fn owner(&self, arn: &str) -> Option<String> {
        let names_none = crate::arn::Arn::split(arn).is_some_and(|arn| arn.account.is_empty());
        (names_none && crate::arn::is_account(&self.home.account)).then(|| self.home.account.clone())
    }
}

fn unexpanded(node: NodeId, what: &str) -> Fault {
    Fault::at(
        node,
        format!("`{what}` is expanded by CloudFormation only when the template is deployed"),
        "read the expanded one: `aws cloudformation get-template --template-stage Processed`, of the stack or of a change set",
    )
}

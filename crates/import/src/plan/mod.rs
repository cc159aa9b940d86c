//! Terraform plans, as `terraform show -json` prints them: what will be there once the plan is applied.
//!
//! What is known only after the apply is unknown here too. Where the plan says which resource's ARN is meant, it stands as the ARN
//! that this resource will have, and is reported.

mod address;
mod alias;
mod carrier;
mod carriers;
mod data;
mod document;
mod filled;
mod iam;
mod identity;
mod organization;
mod permission;
mod provider;
mod reference;
mod settings;
mod unread;

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use iamwhy_policy::{Json, Kind, NodeId};

use crate::export::{Export, Fault, Parameters};
use crate::kind::Home;

/// Modules and references may lead so far, a bound for hostile plans.
const DEEPEST: usize = 32;

/// A plan while it is read.
pub(crate) struct Plan {
    json: Arc<Json>,
    /// Resources that will be there and data that is read, by address.
    items: BTreeMap<String, Item>,
    /// What the configuration says of each resource, by its address without indices.
    configured: BTreeMap<String, NodeId>,
    /// Modules of the configuration, by their address without indices; the root's is empty.
    modules: BTreeMap<String, NodeId>,
    /// The call of each module.
    calls: BTreeMap<String, NodeId>,
    /// Where the first provider acts.
    home: Home,
    /// Where each does, by its key.
    homes: BTreeMap<String, Home>,
    /// Resources by what others name them; made when it is asked for first.
    known: OnceCell<identity::Known>,
}

/// A resource or data source of the plan.
#[derive(Clone, Debug)]
pub(crate) struct Item {
    pub(crate) address: String,
    /// Address of its module; empty for the root.
    pub(crate) module: String,
    pub(crate) kind: String,
    pub(crate) is_data: bool,
    pub(crate) node: NodeId,
    /// Its values: planned, or read before.
    pub(crate) values: Option<NodeId>,
    /// What of them is known only after the apply.
    pub(crate) unknown: Option<NodeId>,
    /// Whether the plan makes it, so that it has what AWS gives to new ones.
    pub(crate) is_new: bool,
}

/// What the plan says of an attribute.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(crate) enum Attribute {
    Known(NodeId),
    /// Known after the apply.
    Later,
    /// Not set.
    None,
}

pub(crate) fn read(export: &mut Export, given: &Parameters) -> Result<(), Fault> {
    let json = Arc::clone(&export.json);
    let plan = Plan::of(&json, given)?;
    iam::read(export, &plan);
    carrier::read(export, &plan);
    permission::read(export, &plan);
    settings::read(export, &plan);
    unread::read(export, &plan);
    alias::read(export, &plan);
    data::read(export, &plan);
    organization::read(export, &plan, given);
    if json.get(json.root(), "errored").and_then(|own| json.boolean(own)) == Some(true) {
        export.note(
            json.root(),
            "the plan ended with errors: `errored` is true, so that something may be missing",
        );
    }
    Ok(())
}

impl Plan {
    fn of(json: &Arc<Json>, given: &Parameters) -> Result<Plan, Fault> {
        let root = json.root();
        if json.get(root, "planned_values").is_none() {
            let is_state = json.get(root, "values").is_some();
            let message = match is_state {
                true => "this is a state, not a plan: it has no `planned_values`",
                false => "this plan has no `planned_values`",
            };
            let help = "make it with `terraform plan -out p.tfplan` and `terraform show -json p.tfplan`";
            return Err(Fault::of_root(json, message.to_owned(), help));
        }
        let mut plan = Plan {
            json: Arc::clone(json),
            items: BTreeMap::new(),
            configured: BTreeMap::new(),
            modules: BTreeMap::new(),
            calls: BTreeMap::new(),
            home: Home {
                partition: String::new(),
                region: String::new(),
                account: String::new(),
            },
            homes: BTreeMap::new(),
            known: OnceCell::new(),
        };
        if let Some(values) = json.at_pointer("/prior_state/values/root_module", root) {
            plan.values(values, true);
        }
        if let Some(values) = json.at_pointer("/planned_values/root_module", root) {
            plan.values(values, false);
        }
        plan.changes()?;
        if let Some(module) = json.at_pointer("/configuration/root_module", root) {
            plan.configuration(module);
        }
        plan.homes = plan.homes(given);
        plan.home = plan.homes.get("aws").cloned().unwrap_or(plan.home);
        Ok(plan)
    }

    /// Resources of a module and of those below, with a stack of its own.
    fn values(&mut self, root: NodeId, only_data: bool) {
        let json = Arc::clone(&self.json);
        let mut open = vec![root];
        while let Some(module) = open.pop() {
            for node in json
                .get(module, "resources")
                .into_iter()
                .flat_map(|all| json.items(all))
            {
                let text = |name: &str| {
                    json.get(node, name)
                        .and_then(|own| json.string(own))
                        .unwrap_or_default()
                };
                let is_data = text("mode") == "data";
                if only_data && !is_data {
                    continue;
                }
                let address = text("address").to_owned();
                let module = json
                    .get(module, "address")
                    .and_then(|own| json.string(own))
                    .unwrap_or_default();
                self.items.insert(
                    address.clone(),
                    Item {
                        address,
                        module: module.to_owned(),
                        kind: text("type").to_owned(),
                        is_data,
                        node,
                        values: json.get(node, "values"),
                        unknown: None,
                        is_new: false,
                    },
                );
            }
            open.extend(
                json.get(module, "child_modules")
                    .into_iter()
                    .flat_map(|all| json.items(all)),
            );
        }
    }

    /// What changes say beside: which values are not known yet, and data that is read during the apply.
    fn changes(&mut self) -> Result<(), Fault> {
        let json = Arc::clone(&self.json);
        let changes = json.get(json.root(), "resource_changes");
        for node in changes.into_iter().flat_map(|all| json.items(all)) {
            let text = |name: &str| {
                json.get(node, name)
                    .and_then(|own| json.string(own))
                    .unwrap_or_default()
            };
            let Some(change) = json.get(node, "change") else {
                let message = format!("the change of `{}` is not in the file", text("address"));
                return Err(Fault::at(node, message, "the plan may be cut; show it again"));
            };
            let after = json.get(change, "after").filter(|own| json.kind(*own) == Kind::Object);
            let Some(after) = after else { continue };
            let unknown = json.get(change, "after_unknown");
            let address = text("address").to_owned();
            let is_data = text("mode") == "data";
            let mut actions = json.get(change, "actions").into_iter().flat_map(|all| json.items(all));
            let is_new = actions.any(|own| json.string(own) == Some("create"));
            match self.items.get_mut(&address) {
                // Data that will be read again has no values yet, whatever it had before.
                Some(item) if is_data => {
                    item.node = node;
                    item.values = Some(after);
                    item.unknown = unknown;
                }
                Some(item) => {
                    item.unknown = unknown;
                    item.is_new = is_new;
                }
                None => {
                    let item = Item {
                        address: address.clone(),
                        module: text("module_address").to_owned(),
                        kind: text("type").to_owned(),
                        is_data,
                        node,
                        values: Some(after),
                        unknown,
                        is_new,
                    };
                    self.items.insert(address, item);
                }
            }
        }
        Ok(())
    }

    /// Resources and modules of the configuration, with a stack of its own.
    fn configuration(&mut self, root: NodeId) {
        let json = Arc::clone(&self.json);
        let mut open = vec![(String::new(), root, 0)];
        while let Some((prefix, module, depth)) = open.pop() {
            self.modules.insert(prefix.clone(), module);
            for node in json
                .get(module, "resources")
                .into_iter()
                .flat_map(|all| json.items(all))
            {
                let address = json
                    .get(node, "address")
                    .and_then(|own| json.string(own))
                    .unwrap_or_default();
                self.configured.insert(address::below(&prefix, address), node);
            }
            for (key, call) in json
                .get(module, "module_calls")
                .into_iter()
                .flat_map(|all| json.members(all))
            {
                let name = ["module.", json.string(key).unwrap_or_default()].concat();
                let address = address::below(&prefix, &name);
                self.calls.insert(address.clone(), call);
                if let Some(inner) = json.get(call, "module").filter(|_| depth < DEEPEST) {
                    open.push((address, inner, depth + 1));
                }
            }
        }
    }

    /// What the plan says of an attribute.
    pub(crate) fn attribute(&self, item: &Item, name: &str) -> Attribute {
        let json = &self.json;
        let later = item.unknown.and_then(|unknown| json.get(unknown, name));
        if later.is_some_and(|later| json.boolean(later) == Some(true)) {
            return Attribute::Later;
        }
        let node = item.values.and_then(|values| json.get(values, name));
        match node.filter(|node| json.kind(*node) != Kind::Null) {
            Some(node) => Attribute::Known(node),
            None => Attribute::None,
        }
    }

    /// Whether an attribute, or something in a list, is known only after the apply.
    pub(crate) fn is_partly_later(&self, item: &Item, name: &str) -> bool {
        let json = &self.json;
        let later = item.unknown.and_then(|unknown| json.get(unknown, name));
        later.is_some_and(|later| json.descendants(later).any(|own| json.boolean(own) == Some(true)))
    }

    /// An attribute that is a text and known.
    pub(crate) fn text(&self, item: &Item, name: &str) -> Option<String> {
        match self.attribute(item, name) {
            Attribute::Known(node) => self.json.scalar(node).map(str::to_owned),
            _ => None,
        }
    }

    /// Texts of an attribute that is a list.
    pub(crate) fn texts(&self, item: &Item, name: &str) -> Vec<String> {
        match self.attribute(item, name) {
            Attribute::Known(node) => self
                .json
                .items(node)
                .filter_map(|own| self.json.string(own))
                .map(str::to_owned)
                .collect(),
            _ => Vec::new(),
        }
    }

    /// Tags; none where they are not known.
    pub(crate) fn tags(&self, item: &Item) -> Option<Vec<(String, String)>> {
        let json = &self.json;
        let node = match (self.attribute(item, "tags_all"), self.attribute(item, "tags")) {
            (Attribute::Known(node), _) | (Attribute::Later | Attribute::None, Attribute::Known(node)) => node,
            (_, Attribute::None) => return Some(Vec::new()),
            (_, Attribute::Later) => return None,
        };
        let pair = |(key, value)| Some((json.string(key)?.to_owned(), json.string(value)?.to_owned()));
        Some(json.members(node).filter_map(pair).collect())
    }
}

//! Members that an object has twice: CloudFormation says nothing, and takes the last
//! (aws-cloudformation/cfn-language-discussion#96).

use std::collections::{BTreeMap, BTreeSet};

use iamwhy_policy::{Json, Kind, NodeId};

use super::Template;
use crate::export::Export;

/// The keys of members that a later one of the same name replaces.
pub(super) fn replaced(json: &Json) -> BTreeSet<NodeId> {
    let mut replaced = BTreeSet::new();
    for object in objects(json) {
        if json.duplicates(object).is_empty() {
            continue;
        }
        let mut last = BTreeMap::new();
        for (key, _) in json.members(object) {
            replaced.extend(last.insert(json.string(key), key));
        }
    }
    replaced
}

/// Says which members are there more than once.
pub(super) fn tell(export: &mut Export, template: &Template<'_>) {
    let json = &template.json;
    if template.replaced.is_empty() {
        return;
    }
    for object in objects(json) {
        let repeated: BTreeSet<Option<&str>> = json.duplicates(object).iter().map(|key| json.string(*key)).collect();
        for (key, _) in template
            .members(object)
            .filter(|(key, _)| repeated.contains(&json.string(*key)))
        {
            let name = json.string(key).unwrap_or_default();
            let place = match json.pointer(object, template.root) {
                root if root.is_empty() => "the template".to_owned(),
                pointer => ["`", &pointer, "`"].concat(),
            };
            let message = format!("`{name}` is more than once in {place}: the last counts, as CloudFormation takes it");
            export.note(key, message);
        }
    }
}

fn objects(json: &Json) -> impl Iterator<Item = NodeId> {
    json.descendants(json.root())
        .filter(|node| json.kind(*node) == Kind::Object)
}

impl Template<'_> {
    /// The members of an object, of those with one name the last.
    pub(super) fn members(&self, object: NodeId) -> impl Iterator<Item = (NodeId, NodeId)> {
        let members = self.json.members(object);
        members.filter(|(key, _)| !self.replaced.contains(key))
    }

    /// The value of a member, of those with one name the last.
    pub(super) fn get(&self, object: NodeId, name: &str) -> Option<NodeId> {
        let mut members = self.members(object);
        members
            .find(|(key, _)| self.json.string(*key) == Some(name))
            .map(|(_, value)| value)
    }
}

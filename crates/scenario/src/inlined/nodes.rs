//! Where places stand in the text.

use std::collections::BTreeMap;

use iamwhy_policy::{Json, Kind, Listed, NodeId};

use crate::step::Step;

/// The nodes of places. What is in a container is listed once: a list may have a hundred thousand policies in it.
pub(super) struct Nodes<'a> {
    json: &'a Json,
    items: BTreeMap<NodeId, Vec<NodeId>>,
    members: BTreeMap<NodeId, BTreeMap<&'a str, NodeId>>,
}

impl<'a> Nodes<'a> {
    pub(super) fn of(json: &'a Json) -> Nodes<'a> {
        Nodes {
            json,
            items: BTreeMap::new(),
            members: BTreeMap::new(),
        }
    }

    /// The node at a place.
    pub(super) fn at(&mut self, place: &[Step<'_>]) -> Option<NodeId> {
        let json = self.json;
        let mut node = json.root();
        for step in place {
            node = match (step, json.kind(node)) {
                (Step::Item(index), Kind::Array) => {
                    let items = self.items.entry(node).or_insert_with(|| json.items(node).listed());
                    *items.get(*index)?
                }
                (Step::Key(name), Kind::Object) => {
                    let named = |(key, value)| Some((json.string(key)?, value));
                    let members = self.members.entry(node);
                    *members
                        .or_insert_with(|| json.members(node).filter_map(named).collect())
                        .get(name)?
                }
                _ => return None,
            };
        }
        Some(node)
    }
}

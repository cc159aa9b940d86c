//! Edits of what is attached where: boundaries, levels of SCPs and RCPs, session and endpoint policies.

use iamwhy_policy::{Json, Kind as NodeKind, NodeId};

use super::document::span;
use crate::edit::Edit;
use crate::mutant::{Kind, Mutant, Reach};
use crate::scene::Scene;

/// AWS attaches this one by itself; it forbids nothing.
const FULL: &str = "FullAWSAccess";

pub(super) fn mutants(scene: &Scene, all: &mut Vec<Mutant>) {
    let json = &*scene.loaded.json;
    // The tree's spans are those of the text that was read.
    if json.text() != scene.text {
        return;
    }
    let file = scene.loaded.file_name.as_str();
    let mut world = World { json, file, all };
    let section = |name: &str| json.get(json.root(), name);
    for (name, principal) in section("principals").into_iter().flat_map(|own| json.members(own)) {
        let name = json.string(name).unwrap_or_default();
        let place = |what: &str| format!("principals.{name}.{what}");
        world.drop(principal, "boundary", Kind::DropBoundary, &place("boundary"));
        world.drop(
            principal,
            "sessionPolicies",
            Kind::DropSessionPolicies,
            &place("sessionPolicies"),
        );
    }
    for (id, endpoint) in section("endpoints").into_iter().flat_map(|own| json.members(own)) {
        let place = format!("endpoints.{}.policy", json.string(id).unwrap_or_default());
        world.drop(endpoint, "policy", Kind::DropEndpointPolicy, &place);
    }
    for (id, account) in section("accounts").into_iter().flat_map(|own| json.members(own)) {
        world.level(account, &format!("accounts.{}", json.string(id).unwrap_or_default()));
    }
    let root = section("organization").and_then(|own| json.get(own, "root"));
    let mut open: Vec<(NodeId, String)> = root
        .map(|root| (root, "organization.root".to_owned()))
        .into_iter()
        .collect();
    while let Some((unit, place)) = open.pop() {
        world.level(unit, &place);
        let units = json
            .get(unit, "units")
            .into_iter()
            .flat_map(|units| json.members(units));
        open.extend(
            units.map(|(name, unit)| (unit, format!("{place}.units.{}", json.string(name).unwrap_or_default()))),
        );
    }
}

struct World<'w> {
    json: &'w Json,
    file: &'w str,
    all: &'w mut Vec<Mutant>,
}

impl World<'_> {
    fn level(&mut self, node: NodeId, place: &str) {
        if let Some(list) = self.json.get(node, "scps").filter(|list| self.forbids(*list)) {
            let edit = Edit::replace(self.json, list, format!("[\"{FULL}\"]"));
            self.push(
                Kind::DropScps,
                edit,
                list,
                &format!("{place}.scps"),
                "let everything through",
            );
        }
        if let Some(list) = self.json.get(node, "rcps").filter(|list| self.forbids(*list)) {
            let edit = Edit::replace(self.json, list, "[]");
            self.push(
                Kind::DropRcps,
                edit,
                list,
                &format!("{place}.rcps"),
                "let everything through",
            );
        }
    }

    /// Whether a list is more than what forbids nothing, and known.
    fn forbids(&self, list: NodeId) -> bool {
        let full = |item| matches!(self.json.string(item), Some(FULL | "RCPFullAWSAccess"));
        self.json.kind(list) == NodeKind::Array && !self.json.items(list).all(full)
    }

    fn drop(&mut self, owner: NodeId, member: &str, kind: Kind, place: &str) {
        let Some(value) = self.json.get(owner, member) else {
            return;
        };
        if let Some(edit) = Edit::remove(self.json, NodeId(value.0 - 1)) {
            self.push(kind, edit, value, place, "drop");
        }
    }

    fn push(&mut self, kind: Kind, edit: Edit, node: NodeId, place: &str, verb: &str) {
        self.all.push(Mutant {
            kind,
            file: self.file.to_owned(),
            edit,
            policy: place.to_owned(),
            span: span(self.json, self.file, node, node),
            title: match verb {
                "drop" => format!("drop `{place}`"),
                verb => format!("{verb} at `{place}`"),
            },
            wider: None,
            reach: Reach::Everything,
            statement: None,
        });
    }
}

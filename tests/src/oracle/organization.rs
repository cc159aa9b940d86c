//! Where an account stands in the organization.

use serde_json::{Value, json};

use super::Known;
use super::scene::{Document, Scene, str_of};

/// The way from the root to an account.
pub(crate) struct Membership<'a> {
    pub(crate) id: String,
    pub(crate) path: Option<String>,
    pub(crate) in_tree: bool,
    /// Whether the account is bound by the organization's policies: in the tree, and not the management account.
    pub(crate) bound: bool,
    nodes: Vec<(&'a Value, String)>,
}

pub(crate) fn membership<'a>(scene: &Scene<'a>, account: &str) -> Option<Membership<'a>> {
    let organization = &scene.root["organization"];
    let own = &scene.root["accounts"][account];
    let id = str_of(organization, "id").unwrap_or_default().to_owned();
    let management = organization["managementAccount"] == account;
    let mut trail = vec![(&organization["root"], "organization.root".to_owned())];
    if !find(&organization["root"], account, &mut trail) {
        if !management {
            let id = str_of(own, "organization")?.to_owned();
            return Some(Membership {
                id,
                path: str_of(own, "organizationPath").map(str::to_owned),
                in_tree: false,
                bound: false,
                nodes: Vec::new(),
            });
        }
        trail.truncate(1);
    }
    let ids: Vec<&str> = trail.iter().filter_map(|(node, _)| str_of(node, "id")).collect();
    let path = Some(format!("{id}/{}/", ids.join("/")));
    let mut nodes = trail;
    nodes.push((own, format!("accounts.{account}")));
    Some(Membership {
        id,
        path,
        in_tree: true,
        bound: !management,
        nodes,
    })
}

/// Depth-first; as deep as the file is nested.
fn find<'a>(node: &'a Value, account: &str, trail: &mut Vec<(&'a Value, String)>) -> bool {
    if node["accounts"]
        .as_array()
        .is_some_and(|list| list.iter().any(|a| a == account))
    {
        return true;
    }
    let place = trail.last().map(|(_, place)| place.clone()).unwrap_or_default();
    for (name, unit) in node["units"].as_object().into_iter().flatten() {
        trail.push((unit, format!("{place}.units.{name}")));
        if find(unit, account, trail) {
            return true;
        }
        trail.pop();
    }
    false
}

impl<'a> Membership<'a> {
    /// The policies of one type at each level; a node that says nothing has `FullAWSAccess` (SCP-2, RCP-4).
    pub(crate) fn levels(
        &self,
        scene: &Scene<'a>,
        field: &str,
        choices: &dyn Fn() -> Vec<Value>,
    ) -> Known<Vec<Vec<Document<'a>>>> {
        self.nodes
            .iter()
            .map(|(node, place)| match node.get(field) {
                None if field == "scps" => Ok(vec![Document::Owned(full_access())]),
                list => scene.documents(list, &format!("{place}.{field}"), choices),
            })
            .collect()
    }
}

fn full_access() -> Value {
    json!({ "Version": "2012-10-17", "Statement": [{ "Effect": "Allow", "Action": "*", "Resource": "*" }] })
}

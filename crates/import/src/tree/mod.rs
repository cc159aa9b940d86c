//! Outputs of `aws organizations`: the tree, its accounts, and what is attached where.

mod declared;
mod outputs;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use iamwhy_policy::NodeId;

use crate::arn::is_account;
use crate::collected::calls;
use crate::export::{
    Attached, Document, Export, ExportedAccount, ExportedOrganization, ExportedPolicy, ExportedUnit, Fault, built_in,
};
use crate::open::open;
pub(crate) use declared::{Declared, DeclaredOrganization, DeclaredPolicy, Member, assemble};
use outputs::Outputs;
pub(crate) use outputs::PolicyKind;

/// AWS nests units five deep; a bound for hostile files.
const DEEPEST: usize = 16;

/// The tree while it is built.
struct Tree {
    outputs: Outputs,
    /// Policies by id.
    policies: BTreeMap<String, Attached>,
    placed: BTreeSet<String>,
}

pub(crate) fn read(export: &mut Export) -> Result<(), Fault> {
    let json = Arc::clone(&export.json);
    let outputs = Outputs::of(&json, &calls(&json));
    for (node, command) in &outputs.failed {
        export.note(
            *node,
            format!("`aws {command}` printed nothing: what it would have said is unknown"),
        );
    }
    for (node, what) in &outputs.unused {
        export.note(*node, what.as_str());
    }
    let mut policies = BTreeMap::new();
    for (id, policy) in &outputs.policies {
        let own = built_in(&policy.arn).unwrap_or_else(|| {
            let document = match policy.content {
                Some(_) => Document::There,
                None => Document::Unknown("`describe-policy` is not in the file".to_owned()),
            };
            export.add(ExportedPolicy {
                select: id.clone(),
                also: vec![policy.name.clone(), policy.arn.clone()],
                name: policy.name.clone(),
                arn: Some(policy.arn.clone()).filter(|arn| !arn.is_empty()),
                node: policy.content.unwrap_or(policy.node),
                document,
                depends: Vec::new(),
            })
        });
        policies.insert(id.clone(), own);
    }
    // Policies alone can be selected too.
    let Some((root, _)) = outputs.roots.first().cloned() else {
        return match policies.is_empty() {
            false => Ok(()),
            true => Err(missing(export, "list-roots")),
        };
    };
    let Some(id) = outputs.organization.clone() else {
        return Err(missing(export, "describe-organization"));
    };
    let mut tree = Tree {
        outputs,
        policies,
        placed: BTreeSet::new(),
    };
    let mut unit = tree.unit(&root, "root", 0);
    let is_lost = |id: &&String| !tree.placed.contains(*id) && is_account(id);
    let lost: Vec<String> = tree.outputs.accounts.keys().filter(is_lost).cloned().collect();
    if !lost.is_empty() {
        let names: Vec<String> = lost.iter().map(|id| format!("`{id}`")).collect();
        let message = format!(
            "nothing says below which unit {} stand: what is attached there is unknown",
            names.join(", ")
        );
        export.note(json.root(), message);
        let id = ["ou-", &open("somewhere")].concat();
        unit.units.push(ExportedUnit {
            name: id.clone(),
            id,
            accounts: lost,
            ..ExportedUnit::default()
        });
    }
    let accounts = tree.outputs.accounts.iter().filter(|(id, _)| is_account(id));
    let accounts = accounts.map(|(id, name)| ExportedAccount {
        id: id.clone(),
        name: name.clone(),
        scps: tree.attached(id, PolicyKind::Scp),
        rcps: tree.attached(id, PolicyKind::Rcp),
    });
    let accounts = accounts.collect();
    export.organization = Some(ExportedOrganization {
        id,
        management_account: tree.outputs.management.clone(),
        scps_enabled: tree.outputs.enabled(PolicyKind::Scp) != Some(false),
        root: unit,
        accounts,
    });
    Ok(())
}

fn missing(export: &Export, command: &str) -> Fault {
    let message = format!("the output of `aws organizations {command}` is not in the file");
    Fault::of_root(
        &export.json,
        message,
        "`iamwhy collect --print` prints a script that fetches everything",
    )
}

impl Tree {
    fn unit(&mut self, id: &str, name: &str, depth: usize) -> ExportedUnit {
        self.placed.insert(id.to_owned());
        let children = self.outputs.children.get(id).cloned().unwrap_or_default();
        let mut accounts = Vec::new();
        let mut units = Vec::new();
        for child in children {
            if self.placed.contains(&child) || depth > DEEPEST {
                continue;
            }
            if is_account(&child) {
                self.placed.insert(child.clone());
                accounts.push(child);
            } else {
                let name = self.outputs.units.get(&child).cloned().flatten();
                let name = name.unwrap_or_else(|| child.clone());
                units.push(self.unit(&child, &name, depth + 1));
            }
        }
        ExportedUnit {
            id: id.to_owned(),
            name: name.to_owned(),
            scps: self.attached(id, PolicyKind::Scp),
            rcps: self.attached(id, PolicyKind::Rcp),
            accounts,
            units,
        }
    }

    /// What of a kind is attached to a target; none where the file does not say.
    fn attached(&self, target: &str, kind: PolicyKind) -> Option<Vec<Attached>> {
        if self.outputs.enabled(kind) == Some(false) {
            return Some(Vec::new());
        }
        let of_kind = || {
            self.outputs
                .policies
                .iter()
                .filter(|(_, policy)| policy.kind == Some(kind))
        };
        // Nothing is known as long as one policy's targets are not, or one policy is not.
        if self.outputs.cut.contains(&kind)
            || of_kind().next().is_none()
            || of_kind().any(|(id, _)| !self.outputs.targets.contains_key(id))
        {
            return None;
        }
        let at_target = of_kind().filter(|(id, _)| {
            let targets = self.outputs.targets.get(*id);
            targets.is_some_and(|targets| targets.iter().any(|own| own == target))
        });
        let attached = at_target.filter_map(|(id, _)| self.policies.get(id)).cloned();
        // It is attached everywhere, and every scenario has it.
        Some(
            attached
                .filter(|own| *own != Attached::BuiltIn("RCPFullAWSAccess"))
                .collect(),
        )
    }
}

/// A policy in the outputs.
pub(crate) struct Written {
    pub(super) name: String,
    pub(super) arn: String,
    pub(super) kind: Option<PolicyKind>,
    pub(super) node: NodeId,
    /// `Content`.
    pub(super) content: Option<NodeId>,
}

//! `aws_organizations_*`: the tree, and what is attached where.

use super::{Attribute, Item, Plan};
use crate::export::{Attached, Export, ParameterValue, Parameters};
use crate::open::open;
use crate::tree::{Declared, DeclaredOrganization, DeclaredPolicy, Member, PolicyKind, assemble};

pub(super) fn read(export: &mut Export, plan: &Plan, given: &Parameters) {
    let mut declared = Declared::default();
    let mut targets: Vec<(String, String)> = Vec::new();
    // Policies of which nobody knows where they are attached, and attachments of policies that are not in the plan.
    let mut astray: Vec<String> = Vec::new();
    let mut unseen: Vec<(&Item, Option<String>)> = Vec::new();
    // A plan that makes the organization may ask about it as well.
    let mut items: Vec<&Item> = plan.items.values().collect();
    items.sort_by_key(|item| !item.is_data);
    for item in items {
        match item.kind.as_str() {
            "aws_organizations_organization" => declared.organization = Some(organization(plan, item)),
            _ if item.is_data => {}
            "aws_organizations_organizational_unit" => declared.members.push(member(plan, item, given)),
            "aws_organizations_account" => declared.members.push(member(plan, item, given)),
            "aws_organizations_policy" => {
                // Left out, it is an SCP.
                let kind = plan.text(item, "type");
                let kind = kind.map_or(Some(PolicyKind::Scp), |own| PolicyKind::of(&own));
                let place = export.policies.iter().position(|own| own.select == item.address);
                if let (Some(kind), Some(place)) = (kind, place) {
                    declared.policies.push(DeclaredPolicy {
                        attached: Attached::Policy(place),
                        kind,
                        targets: vec![item.address.clone()],
                        astray: false,
                    });
                }
            }
            "aws_organizations_policy_attachment" => {
                let policy = plan.meant(item, "policy_id", "aws_organizations_policy");
                let target = key(plan, item, "target_id");
                if policy.is_none() {
                    // AWS's own is attached to everything that is made.
                    if plan.text(item, "policy_id").as_deref() != Some("p-FullAWSAccess") {
                        unseen.push((item, target));
                    }
                    continue;
                }
                let policy = policy.map(|own| own.address.clone()).unwrap_or_default();
                match target {
                    Some(target) => targets.push((policy, target)),
                    None => {
                        let message = format!(
                            "what `{}` attaches to is not known yet: it counts as an unknown policy everywhere",
                            item.address
                        );
                        export.note(item.node, message);
                        astray.push(policy);
                    }
                }
            }
            _ => {}
        }
    }
    for policy in &mut declared.policies {
        // Until here its only target is its own address.
        let own = policy.targets.pop().unwrap_or_default();
        let attached = targets.iter().filter(|(policy, _)| *policy == own);
        policy.targets = attached.map(|(_, target)| target.clone()).collect();
        policy.astray = astray.contains(&own);
    }
    for (item, target) in unseen {
        let message = format!(
            "the policy that `{}` attaches is not in this plan: it counts as an unknown policy {}",
            item.address,
            if target.is_some() { "there" } else { "everywhere" }
        );
        export.note(item.node, message);
        for kind in [PolicyKind::Scp, PolicyKind::Rcp] {
            declared.policies.push(DeclaredPolicy {
                attached: Attached::Unseen { arn: None },
                kind,
                targets: target.iter().cloned().collect(),
                astray: target.is_none(),
            });
        }
    }
    assemble(export, declared);
}

fn organization(plan: &Plan, item: &Item) -> DeclaredOrganization {
    let json = &plan.json;
    let known = |name: &str| match plan.attribute(item, name) {
        Attribute::Known(node) => Some(node),
        _ => None,
    };
    let account = Some(plan.home.account.clone()).filter(|own| crate::arn::is_account(own));
    let root = known("roots").and_then(|roots| json.items(roots).next());
    let root = root.and_then(|root| json.string(json.get(root, "id")?));
    let kinds = |list| {
        json.items(list)
            .filter_map(|own| json.string(own))
            .filter_map(PolicyKind::of)
    };
    let enabled = match plan.attribute(item, "enabled_policy_types") {
        Attribute::Known(list) => Some(kinds(list).collect()),
        Attribute::None if !item.is_data => Some(Vec::new()),
        _ => None,
    };
    DeclaredOrganization {
        id: plan.text(item, "id"),
        management_account: plan.text(item, "master_account_id").or(account),
        root_id: root.map(str::to_owned),
        root_keys: vec![[&item.address, ".roots"].concat()],
        is_made: !item.is_data,
        enabled,
    }
}

fn member(plan: &Plan, item: &Item, given: &Parameters) -> Member {
    let is_account = item.kind == "aws_organizations_account";
    let given = match given.get(&[&item.address, ".id"].concat()) {
        Some(ParameterValue::One(text)) => Some(text.clone()),
        _ => None,
    };
    let root = || {
        let organization = plan
            .items
            .values()
            .find(|own| own.kind == "aws_organizations_organization");
        organization.map(|own| [&own.address, ".roots"].concat())
    };
    let parent = match plan.attribute(item, "parent_id") {
        // An account that names no parent is made at the root.
        Attribute::None if is_account => root(),
        _ => key(plan, item, "parent_id"),
    };
    Member {
        keys: vec![item.address.clone(), [&item.address, ".id"].concat()],
        id: plan.text(item, "id").or(given),
        name: plan.text(item, "name").unwrap_or_else(|| open(&item.address)),
        parent,
        address: item.address.clone(),
        is_account,
        node: item.node,
    }
}

/// What an attribute names: an id, or the address of what it refers to.
fn key(plan: &Plan, item: &Item, attribute: &str) -> Option<String> {
    if let Some(text) = plan.text(item, attribute) {
        return Some(text);
    }
    let targets = plan.targets(item, attribute)?;
    let [target] = targets.as_slice() else { return None };
    Some(match target.attribute.as_str() {
        "roots" => [&target.address, ".roots"].concat(),
        _ => target.address.clone(),
    })
}

//! `AWS::Organizations::*`: the tree, and what is attached where.

use super::{Entry, Template};
use crate::export::{Attached, Export, ParameterValue};
use crate::open::open;
use crate::tree::{Declared, DeclaredOrganization, DeclaredPolicy, Member, PolicyKind, assemble};
use crate::value::Value;

pub(super) fn read(export: &mut Export, template: &Template<'_>, entries: &[Entry<'_>]) {
    let mut declared = Declared::default();
    for entry in entries {
        let own = |attribute: &str| {
            let given = template.given.get(&[entry.id, ".", attribute].concat());
            match given {
                Some(ParameterValue::One(text)) => Some(text.clone()),
                _ => None,
            }
        };
        let key = |attribute: &str| open(&[entry.id, ".", attribute].concat());
        match entry.kind {
            "AWS::Organizations::Organization" => {
                let account = Some(template.home.account.clone()).filter(|own| crate::arn::is_account(own));
                declared.organization = Some(DeclaredOrganization {
                    id: own("Id"),
                    // Only the management account can make an organization.
                    management_account: own("ManagementAccountId").or(account),
                    root_id: own("RootId"),
                    root_keys: vec![key("RootId")],
                    is_made: true,
                    enabled: None,
                });
            }
            "AWS::Organizations::OrganizationalUnit" => declared.members.push(Member {
                address: entry.id.to_owned(),
                keys: vec![open(entry.id), key("Id")],
                id: own("Id"),
                name: template.text(*entry, "Name").unwrap_or_else(|| entry.id.to_owned()),
                parent: template.text(*entry, "ParentId"),
                is_account: false,
                node: entry.node,
            }),
            "AWS::Organizations::Account" => {
                let parents = template.property(*entry, "ParentIds");
                let parent = parents
                    .as_ref()
                    .and_then(|own| own.items().first())
                    .and_then(Value::text);
                declared.members.push(Member {
                    address: entry.id.to_owned(),
                    keys: vec![open(entry.id), key("AccountId")],
                    id: own("AccountId"),
                    name: template
                        .text(*entry, "AccountName")
                        .unwrap_or_else(|| entry.id.to_owned()),
                    // Without one it stands at the root.
                    parent: parent.or_else(|| declared.organization.as_ref()?.root_keys.first().cloned()),
                    is_account: true,
                    node: entry.node,
                });
            }
            "AWS::Organizations::Policy" => {
                let kind = template.text(*entry, "Type").and_then(|own| PolicyKind::of(&own));
                let place = export.policies.iter().position(|own| own.select == entry.id);
                let (Some(kind), Some(place)) = (kind, place) else {
                    continue;
                };
                let targets = template.property(*entry, "TargetIds");
                let targets: Vec<&Value> = targets.iter().flat_map(Value::items).collect();
                declared.policies.push(DeclaredPolicy {
                    attached: Attached::Policy(place),
                    kind,
                    targets: targets.iter().filter_map(|own| own.text()).collect(),
                    astray: targets.iter().any(|own| own.text().is_none()),
                });
            }
            _ => {}
        }
    }
    assemble(export, declared);
}

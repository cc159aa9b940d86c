//! Users, groups, roles and the policies attached to them.

use iamwhy_policy::{Kind, NodeId};

use super::attachments::{Attachments, OWNERS, Owner};
use super::{Entry, Template};
use crate::export::{Attached, Called, Export, ExportedPrincipal, PrincipalIs};
use crate::open::open;
use crate::value::Value;

pub(super) fn read(export: &mut Export, template: &Template<'_>, entries: &[Entry<'_>]) {
    let mut attachments = Attachments::of(template, entries);
    for entry in entries {
        attachments.policy(export, template, *entry);
    }
    attachments.settle(export, template);
    for entry in entries {
        let is = match entry.kind {
            "AWS::IAM::Role" => PrincipalIs::Role,
            "AWS::IAM::User" => PrincipalIs::User,
            "AWS::IAM::Group" => {
                let name = template.identity(entry.id).name;
                let own = attachments.own(export, template, *entry, "Group", &name);
                attachments.replace(name, own);
                continue;
            }
            _ => continue,
        };
        if is == PrincipalIs::Role {
            let role = attachments.principal(export, template, *entry, is);
            export.principals.push(role);
        }
    }
    for entry in entries.iter().filter(|entry| entry.kind == "AWS::IAM::User") {
        let user = attachments.principal(export, template, *entry, PrincipalIs::User);
        export.principals.push(user);
    }
}

/// Other spellings: the property of a resource that holds it, and what CDK calls it.
pub(super) fn also(template: &Template<'_>, entry: Entry<'_>, end: &str) -> Vec<String> {
    let mut all = Vec::new();
    let json = &template.json;
    let path = json
        .at_pointer("/Metadata/aws:cdk:path", entry.node)
        .and_then(|own| json.string(own));
    if let Some(path) = path {
        all.push([path, end].concat());
        if let Some(short) = path.strip_suffix("/Resource") {
            all.push([short, end].concat());
        }
    }
    all
}

impl Attachments {
    /// A policy that is a resource of its own.
    fn policy(&mut self, export: &mut Export, template: &Template<'_>, entry: Entry<'_>) {
        let (name, owner) = match entry.kind {
            "AWS::IAM::Policy" => ("PolicyName", None),
            "AWS::IAM::ManagedPolicy" => ("ManagedPolicyName", None),
            "AWS::IAM::RolePolicy" => ("PolicyName", Some(("Role", "RoleName"))),
            "AWS::IAM::UserPolicy" => ("PolicyName", Some(("User", "UserName"))),
            "AWS::IAM::GroupPolicy" => ("PolicyName", Some(("Group", "GroupName"))),
            "AWS::IAM::UserToGroupAddition" => {
                let group = template.text(entry, "GroupName").unwrap_or_default();
                for user in template.property(entry, "Users").iter().flat_map(Value::items) {
                    let user = user.text().unwrap_or_else(|| open(&[entry.id, ".Users"].concat()));
                    self.join(entry, user, group.clone());
                }
                return;
            }
            _ => return,
        };
        let Some(node) = template.node(entry, "PolicyDocument") else {
            let message = format!("`{}` has no `PolicyDocument`", entry.id);
            return export.note(entry.node, message);
        };
        let arn = (entry.kind == "AWS::IAM::ManagedPolicy").then(|| template.identity(entry.id).arn);
        let mut also = also(template, entry, "");
        also.push([entry.id, ".PolicyDocument"].concat());
        let name = template.text(entry, name).unwrap_or_else(|| entry.id.to_owned());
        also.push(name.clone());
        also.extend(arn.clone());
        let called = Called {
            select: entry.id.to_owned(),
            also,
            name,
            arn: arn.clone(),
        };
        let policy = template.add(export, entry, node, called);
        if let Some(arn) = arn {
            self.manages(arn, policy.clone());
        }
        let owners: Vec<(Owner, &str)> = match owner {
            Some(owner) => vec![owner],
            None => OWNERS.to_vec(),
        };
        for (kind, list) in owners {
            for owner in template.property(entry, list).iter().flat_map(Value::items) {
                let owner = owner.text().unwrap_or_else(|| open(&[entry.id, ".", list].concat()));
                self.attach(entry, kind, owner, policy.clone());
            }
        }
    }

    /// Inline policies, managed ones, and those that name their owner.
    fn own(
        &self,
        export: &mut Export,
        template: &Template<'_>,
        entry: Entry<'_>,
        kind: &str,
        name: &str,
    ) -> Vec<Attached> {
        let mut own = Vec::new();
        for (at, node) in template.items(entry, "Policies").into_iter().enumerate() {
            let written = template.get(node, "PolicyName").and_then(|own| template.value(own));
            let name = written.and_then(|own| own.text()).unwrap_or_else(|| at.to_string());
            let place = ["/Policies/", &at.to_string()].concat().replace('/', ".");
            let end = [".", &name].concat();
            let called = Called {
                select: [entry.id, ".Policies.", &name].concat(),
                also: also(template, entry, &end)
                    .into_iter()
                    .chain([[entry.id, &place].concat()])
                    .collect(),
                name,
                arn: None,
            };
            let document = template.get(node, "PolicyDocument").unwrap_or(node);
            own.push(template.add(export, entry, document, called));
        }
        for arn in template
            .property(entry, "ManagedPolicyArns")
            .iter()
            .flat_map(Value::items)
        {
            own.push(self.managed(arn));
        }
        own.extend(self.naming(kind, name).iter().cloned());
        if template.hides_items(entry, "Policies") || self.may_have_more(entry.id) {
            own.push(Attached::Unseen { arn: None });
        }
        own
    }

    fn principal(
        &self,
        export: &mut Export,
        template: &Template<'_>,
        entry: Entry<'_>,
        is: PrincipalIs,
    ) -> ExportedPrincipal {
        let identity = template.identity(entry.id);
        let kind = match is {
            PrincipalIs::Role => "Role",
            PrincipalIs::User => "User",
        };
        let policies = self.own(export, template, entry, kind, &identity.name);
        let trust = template.node(entry, "AssumeRolePolicyDocument").map(|node| {
            let called = Called {
                select: [entry.id, ".AssumeRolePolicyDocument"].concat(),
                also: also(template, entry, ".AssumeRolePolicyDocument"),
                name: [entry.id, "'s trust policy"].concat(),
                arn: None,
            };
            template.add(export, entry, node, called)
        });
        let groups = match is {
            PrincipalIs::User => self.groups(template, entry, &identity.name),
            PrincipalIs::Role => Vec::new(),
        };
        let mut also = also(template, entry, "");
        also.push(identity.name.clone());
        also.push(identity.arn.clone());
        ExportedPrincipal {
            select: entry.id.to_owned(),
            also,
            is,
            arn: identity.arn,
            id: None,
            node: entry.node,
            policies: Some(policies),
            groups,
            boundary: template
                .property(entry, "PermissionsBoundary")
                .map(|arn| self.managed(&arn)),
            trust,
            tags: template.tags(entry),
        }
    }
}

impl Template<'_> {
    /// Whether a list is there of which nobody knows which it is.
    fn hides_items(&self, entry: Entry<'_>, name: &str) -> bool {
        let list = self.node(entry, name).and_then(|node| self.settled(node));
        list.is_some_and(|list| self.json.kind(list) == Kind::Object)
    }

    /// The items of a list, with `Fn::If` followed where its answer is known.
    fn items(&self, entry: Entry<'_>, name: &str) -> Vec<NodeId> {
        let Some(list) = self.node(entry, name).and_then(|node| self.settled(node)) else {
            return Vec::new();
        };
        self.json.items(list).filter_map(|node| self.settled(node)).collect()
    }

    /// The node that stands for another, through every `Fn::If` whose answer is known; none for `AWS::NoValue`.
    fn settled(&self, node: NodeId) -> Option<NodeId> {
        let json = &self.json;
        let mut node = node;
        while let Some(branches) = self.get(node, "Fn::If") {
            let mut items = json.items(branches);
            let answer = self.condition(json.string(items.next()?)?, 0);
            match answer {
                Some(true) => node = items.next()?,
                Some(false) => node = items.nth(1)?,
                None => return Some(node),
            }
        }
        let is_nothing = self.get(node, "Ref").and_then(|to| json.string(to)) == Some("AWS::NoValue");
        (!is_nothing).then_some(node)
    }
}

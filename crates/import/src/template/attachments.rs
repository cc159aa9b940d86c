//! Policies and groups by whom they are for, found once: a template has thousands of each.

use std::collections::{BTreeMap, BTreeSet};

use iamwhy_policy::NodeId;

use super::{Entry, Template};
use crate::export::{Attached, Export, built_in, counted};
use crate::open::is_open;
use crate::value::Value;

/// `Role`, `User`, `Group`.
pub(super) type Owner = &'static str;

/// Kinds of those who have policies, and the property that lists them.
pub(super) const OWNERS: [(Owner, &str); 3] = [("Role", "Roles"), ("User", "Users"), ("Group", "Groups")];

/// Policies with what they are attached to.
#[derive(Default)]
pub(super) struct Attachments {
    by_name: BTreeMap<Owner, BTreeMap<String, Vec<Attached>>>,
    /// Managed policies of the template by ARN.
    by_arn: BTreeMap<String, Attached>,
    /// Users by name, with the groups that they are added to.
    members: BTreeMap<String, Vec<String>>,
    /// Names and ids of everybody whom the template makes.
    made: BTreeMap<Owner, (BTreeSet<String>, Vec<String>)>,
    /// Names of all groups that the template declares.
    groups: BTreeSet<String>,
    /// What names somebody who may not be in the template: where, its id, the kind, and what it says.
    named: Vec<(NodeId, String, Owner, String)>,
    /// Names of users that nobody knows and that are nobody's here.
    stray_members: Vec<String>,
    /// Ids of those who may be meant by a policy of which nobody knows whose it is.
    meant: BTreeSet<String>,
}

impl Attachments {
    /// Everybody whom the template makes; whose policies they are comes later.
    pub(super) fn of(template: &Template<'_>, entries: &[Entry<'_>]) -> Attachments {
        let mut attachments = Attachments::default();
        for entry in entries {
            let kind = entry.kind.strip_prefix("AWS::IAM::");
            if let Some((kind, _)) = OWNERS.iter().find(|(own, _)| Some(*own) == kind) {
                let (names, ids) = attachments.made.entry(kind).or_default();
                names.insert(template.identity(entry.id).name);
                ids.push(entry.id.to_owned());
            }
        }
        let json = &template.json;
        let is_group = |node: NodeId| {
            let kind = template.get(node, "Type").and_then(|kind| json.string(kind));
            kind == Some("AWS::IAM::Group")
        };
        let groups = template.resources.iter().filter(|(_, node)| is_group(**node));
        attachments.groups = groups.map(|(id, _)| template.identity(id).name).collect();
        attachments
    }

    /// A managed policy of the template.
    pub(super) fn manages(&mut self, arn: String, policy: Attached) {
        self.by_arn.entry(arn).or_insert(policy);
    }

    /// A policy that names its owner.
    pub(super) fn attach(&mut self, entry: Entry<'_>, kind: Owner, owner: String, policy: Attached) {
        self.named.push((entry.node, entry.id.to_owned(), kind, owner.clone()));
        let of_kind = self.by_name.entry(kind).or_default();
        of_kind.entry(owner).or_default().push(policy);
    }

    /// A user who is added to a group.
    pub(super) fn join(&mut self, entry: Entry<'_>, user: String, group: String) {
        self.named.push((entry.node, entry.id.to_owned(), "User", user.clone()));
        self.members.entry(user).or_default().push(group);
    }

    /// The policies of a group, its own with those that name it.
    pub(super) fn replace(&mut self, group: String, policies: Vec<Attached>) {
        self.by_name.entry("Group").or_default().insert(group, policies);
    }

    fn is_made(&self, kind: &str, name: &str) -> bool {
        self.made.get(kind).is_some_and(|(names, _)| names.contains(name))
    }

    /// Once all are attached: says whose policies and groups count as unknown, because nobody knows who is meant.
    pub(super) fn settle(&mut self, export: &mut Export, template: &Template<'_>) {
        let is_stray = |kind: &str, name: &str| is_open(name) && !self.is_made(kind, name);
        let members = self.members.keys().filter(|own| is_stray("User", own));
        let stray_members = members.cloned().collect();
        // Many may name the same: whom it may mean is found out once.
        let mut whose: BTreeMap<(Owner, &str), Vec<String>> = BTreeMap::new();
        let mut meant = BTreeSet::new();
        for (node, id, kind, name) in self.named.iter().filter(|(.., kind, name)| is_stray(kind, name)) {
            let has_policies = self.by_name.get(kind).is_some_and(|all| all.contains_key(name));
            let whose = whose.entry((kind, name)).or_insert_with(|| {
                let made = self.made.get(kind).into_iter().flat_map(|(_, ids)| ids);
                let may: Vec<&String> = made.filter(|own| template.may_name(name, own)).collect();
                if has_policies {
                    meant.extend(may.iter().map(|own| (*own).clone()));
                }
                may.iter().map(|own| format!("`{own}`")).collect()
            });
            let what = format!("whom `{id}` is for is not known: `{name}`");
            export.note(*node, counted(&what, "policies", whose));
        }
        (self.meant, self.stray_members) = (meant, stray_members);
    }

    /// The policies that name somebody.
    pub(super) fn naming(&self, kind: &str, name: &str) -> &[Attached] {
        let found = self.by_name.get(kind).and_then(|all| all.get(name));
        found.map(Vec::as_slice).unwrap_or_default()
    }

    /// Whether a policy of which nobody knows whose it is may be that of a resource.
    pub(super) fn may_have_more(&self, id: &str) -> bool {
        self.meant.contains(id)
    }

    /// The groups of a user, and the policies of each where they are known.
    pub(super) fn groups(
        &self,
        template: &Template<'_>,
        entry: Entry<'_>,
        name: &str,
    ) -> Vec<(String, Option<Vec<Attached>>)> {
        let listed = template.property(entry, "Groups");
        let listed = listed.iter().flat_map(Value::items).filter_map(Value::text);
        let added = self.members.get(name).into_iter().flatten().cloned();
        // Into which group he comes, if he does, is as little known.
        let strays = self.stray_members.iter();
        let strays = strays.filter(|user| template.may_name(user, entry.id)).cloned();
        let mut groups: Vec<String> = listed.chain(added).chain(strays).collect();
        groups.sort();
        groups.dedup();
        let groups = groups.into_iter().map(|group| {
            let own = self.naming("Group", &group).to_vec();
            let own = (self.groups.contains(&group) || !own.is_empty()).then_some(own);
            (group, own)
        });
        groups.collect()
    }

    pub(super) fn managed(&self, arn: &Value) -> Attached {
        let Some(arn) = arn.text() else {
            return Attached::Unseen { arn: None };
        };
        let found = self.by_arn.get(&arn).cloned().or_else(|| built_in(&arn));
        found.unwrap_or_else(|| Attached::Unseen {
            arn: Some(arn).filter(|arn| !is_open(arn)),
        })
    }
}

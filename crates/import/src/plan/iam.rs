//! Users, groups, roles and the policies attached to them.

use std::collections::BTreeMap;

use super::{Attribute, Item, Plan};
use crate::export::{Attached, Called, Export, ExportedPrincipal, PrincipalIs, built_in, counted};
use crate::open::open;

/// Policies with the address of what they are attached to.
#[derive(Default)]
struct Attachments {
    to: BTreeMap<String, Vec<Attached>>,
    /// Managed policies of the plan by address.
    managed: BTreeMap<String, Attached>,
    /// Addresses of users, with those of the groups that they are in; the name of a group that is not in the plan.
    members: BTreeMap<String, Vec<String>>,
}

/// Types that are a policy of an owner: the type, the attribute that names the owner, the owner's type.
const INLINE: [(&str, &str, &str); 3] = [
    ("aws_iam_role_policy", "role", "aws_iam_role"),
    ("aws_iam_user_policy", "user", "aws_iam_user"),
    ("aws_iam_group_policy", "group", "aws_iam_group"),
];
/// Types that attach a managed policy.
const ATTACH: [(&str, &str, &str); 3] = [
    ("aws_iam_role_policy_attachment", "role", "aws_iam_role"),
    ("aws_iam_user_policy_attachment", "user", "aws_iam_user"),
    ("aws_iam_group_policy_attachment", "group", "aws_iam_group"),
];

pub(super) fn read(export: &mut Export, plan: &Plan) {
    let mut attachments = Attachments::default();
    let items = || plan.items.values().filter(|item| !item.is_data);
    for item in items() {
        attachments.policy(export, plan, item);
    }
    for item in items() {
        attachments.attach(export, plan, item);
    }
    for item in items() {
        let is = match item.kind.as_str() {
            "aws_iam_role" => PrincipalIs::Role,
            "aws_iam_user" => PrincipalIs::User,
            _ => continue,
        };
        let principal = attachments.principal(export, plan, item, is);
        export.principals.push(principal);
    }
}

impl Attachments {
    fn policy(&mut self, export: &mut Export, plan: &Plan, item: &Item) {
        if item.kind == "aws_iam_policy" {
            let arn = plan.arn(item);
            let mut called = Called::of(item, "policy");
            called.also.push(arn.clone());
            called.also.extend(plan.text(item, "name"));
            called.arn = Some(arn);
            if let Some(policy) = plan.add(export, item, "policy", called) {
                self.managed.insert(item.address.clone(), policy);
            }
        }
        let Some((_, attribute, kind)) = INLINE.iter().find(|(own, ..)| *own == item.kind) else {
            return;
        };
        let mut called = Called::of(item, "policy");
        called.also.extend(plan.text(item, "name"));
        let Some(policy) = plan.add(export, item, "policy", called) else {
            return;
        };
        match plan.meant(item, attribute, kind) {
            Some(owner) => self.add(&owner.address, policy),
            None => self.unowned(export, plan, item, (attribute, kind)),
        }
    }

    fn attach(&mut self, export: &mut Export, plan: &Plan, item: &Item) {
        if let Some((_, attribute, kind)) = ATTACH.iter().find(|(own, ..)| *own == item.kind) {
            let policy = self.meant(plan, item, "policy_arn");
            match plan.meant(item, attribute, kind) {
                Some(owner) => self.add(&owner.address, policy),
                None => self.unowned(export, plan, item, (attribute, kind)),
            }
        }
        match item.kind.as_str() {
            "aws_iam_policy_attachment" => {
                let policy = self.meant(plan, item, "policy_arn");
                for (list, kind) in [
                    ("roles", "aws_iam_role"),
                    ("users", "aws_iam_user"),
                    ("groups", "aws_iam_group"),
                ] {
                    for owner in owners(plan, item, list, kind) {
                        self.add(&owner, policy.clone());
                    }
                    if is_open_list(plan, item, list, kind) {
                        self.astray(export, plan, item, (list, kind));
                    }
                }
            }
            "aws_iam_user_group_membership" => {
                let mut groups = owners(plan, item, "groups", "aws_iam_group");
                if is_open_list(plan, item, "groups", "aws_iam_group") {
                    groups.push(open(&[&item.address, ".groups"].concat()));
                }
                match plan.meant(item, "user", "aws_iam_user") {
                    Some(user) => {
                        self.members.entry(user.address.clone()).or_default().extend(groups);
                    }
                    None if plan.text(item, "user").is_none() => self.may_join(export, plan, item, "user"),
                    None => {}
                }
            }
            "aws_iam_group_membership" => {
                let group = plan.meant(item, "group", "aws_iam_group");
                let group = group.map(|group| group.address.clone());
                // A group that is not in the plan has policies that nobody knows.
                let group = group.or_else(|| plan.text(item, "group"));
                let group = group.unwrap_or_else(|| open(&[&item.address, ".group"].concat()));
                for user in owners(plan, item, "users", "aws_iam_user") {
                    self.members.entry(user).or_default().push(group.clone());
                }
                if is_open_list(plan, item, "users", "aws_iam_user") {
                    self.may_join(export, plan, item, "users");
                }
            }
            _ => {}
        }
    }

    /// The managed policy that an attribute means.
    fn meant(&self, plan: &Plan, item: &Item, attribute: &str) -> Attached {
        if let Some(policy) = plan.meant(item, attribute, "aws_iam_policy") {
            let own = self.managed.get(&policy.address);
            return own.cloned().unwrap_or(Attached::Unseen { arn: None });
        }
        // `data "aws_iam_policy"` names a policy that is there already.
        let of_data = plan.meant_data(item, attribute).and_then(|data| plan.text(data, "arn"));
        match plan.text(item, attribute).or(of_data) {
            Some(arn) => built_in(&arn).unwrap_or(Attached::Unseen { arn: Some(arn) }),
            None => Attached::Unseen { arn: None },
        }
    }

    fn principal(&self, export: &mut Export, plan: &Plan, item: &Item, is: PrincipalIs) -> ExportedPrincipal {
        let json = std::sync::Arc::clone(&plan.json);
        let mut policies = Vec::new();
        let inline = match plan.attribute(item, "inline_policy") {
            Attribute::Known(list) => json.items(list).collect(),
            Attribute::Later if !plan.is_left_out(item, "inline_policy") => {
                policies.push(Attached::Unseen { arn: None });
                Vec::new()
            }
            _ => Vec::new(),
        };
        for (at, node) in inline.into_iter().enumerate() {
            let text = |name: &str| json.get(node, name).and_then(|own| json.string(own));
            let Some(document) = json
                .get(node, "policy")
                .filter(|_| text("policy").is_some_and(|own| !own.is_empty()))
            else {
                // A policy of which only the name is known is there all the same.
                if text("name").is_some_and(|name| !name.is_empty()) {
                    policies.push(Attached::Unseen { arn: None });
                }
                continue;
            };
            let name = text("name").map_or_else(|| at.to_string(), str::to_owned);
            let called = Called {
                select: [&item.address, ".inline_policy.", &name].concat(),
                also: vec![format!("{}.inline_policy[{at}].policy", item.address)],
                name,
                arn: None,
            };
            policies.push(export.put(document, crate::export::Document::There, Vec::new(), called));
        }
        for arn in plan.texts(item, "managed_policy_arns") {
            let own = plan.named("aws_iam_policy", &arn);
            let own = own.and_then(|own| self.managed.get(&own.address)).cloned();
            let own = own.or_else(|| built_in(&arn));
            policies.push(own.unwrap_or(Attached::Unseen { arn: Some(arn) }));
        }
        if plan.is_partly_later(item, "managed_policy_arns") && !plan.is_left_out(item, "managed_policy_arns") {
            policies.extend(self.later(plan, item));
        }
        policies.extend(self.of(&item.address));
        let boundary = match plan.attribute(item, "permissions_boundary") {
            Attribute::None => None,
            Attribute::Known(node) if json.string(node) == Some("") => None,
            _ => Some(self.meant(plan, item, "permissions_boundary")),
        };
        let trust = match is {
            PrincipalIs::Role => {
                let called = Called {
                    select: [&item.address, ".assume_role_policy"].concat(),
                    also: Vec::new(),
                    name: [&item.address, "'s trust policy"].concat(),
                    arn: None,
                };
                plan.add(export, item, "assume_role_policy", called)
            }
            PrincipalIs::User => None,
        };
        let groups = self.members.get(&item.address).into_iter().flatten();
        let groups = groups.map(|group| (group.clone(), plan.items.contains_key(group).then(|| self.of(group))));
        let groups = groups.collect();
        let arn = plan.arn(item);
        let mut also = vec![arn.clone()];
        also.extend(plan.text(item, "name"));
        ExportedPrincipal {
            select: item.address.clone(),
            also,
            is,
            arn,
            id: plan.text(item, "unique_id"),
            node: item.node,
            policies: Some(policies),
            groups,
            boundary,
            trust,
            tags: plan.tags(item),
        }
    }

    fn of(&self, address: &str) -> Vec<Attached> {
        self.to.get(address).cloned().unwrap_or_default()
    }

    fn add(&mut self, owner: &str, policy: Attached) {
        self.to.entry(owner.to_owned()).or_default().push(policy);
    }
}

impl Attachments {
    /// Managed policies that a role names itself and that are known only after the apply.
    fn later(&self, plan: &Plan, item: &Item) -> Vec<Attached> {
        let targets = plan.targets(item, "managed_policy_arns").unwrap_or_default();
        let own = targets
            .iter()
            .filter_map(|target| self.managed.get(&target.address).cloned());
        let own: Vec<Attached> = own.collect();
        match own.is_empty() {
            true => vec![Attached::Unseen { arn: None }],
            false => own,
        }
    }

    /// A policy of somebody who is not in the plan, or of whom nobody knows who it is.
    fn unowned(&mut self, export: &mut Export, plan: &Plan, item: &Item, (attribute, kind): (&str, &str)) {
        let Some(name) = plan.text(item, attribute) else {
            return self.astray(export, plan, item, (attribute, kind));
        };
        let message = format!("`{}` is attached to `{name}`, who is not in the plan", item.address);
        export.note(item.node, message);
    }

    /// Whoever a policy may be attached to has one that nobody knows.
    fn astray(&mut self, export: &mut Export, plan: &Plan, item: &Item, (attribute, kind): (&str, &str)) {
        let may = plan.may_mean(item, attribute, kind);
        for own in &may {
            self.add(&own.address, Attached::Unseen { arn: None });
        }
        let what = format!("whom `{}` is attached to is known only after the apply", item.address);
        export.note(item.node, counted(&what, "policies", &quoted(&may)));
    }

    /// Whoever may be a member of a group is in one that nobody knows.
    fn may_join(&mut self, export: &mut Export, plan: &Plan, item: &Item, attribute: &str) {
        let may = plan.may_mean(item, attribute, "aws_iam_user");
        let group = open(&[&item.address, ".", attribute].concat());
        for own in &may {
            self.members.entry(own.address.clone()).or_default().push(group.clone());
        }
        let what = format!("whom `{}` makes a member is known only after the apply", item.address);
        export.note(item.node, counted(&what, "groups", &quoted(&may)));
    }
}

fn quoted(items: &[&Item]) -> Vec<String> {
    items.iter().map(|item| format!("`{}`", item.address)).collect()
}

/// Whether a list may name more than what is found for it.
fn is_open_list(plan: &Plan, item: &Item, list: &str, kind: &str) -> bool {
    let targets = || plan.targets(item, list).unwrap_or_default();
    let of_kind = |address: &str| plan.items.get(address).is_some_and(|own| own.kind == kind);
    plan.is_partly_later(item, list) && !targets().iter().any(|target| of_kind(&target.address))
}

/// Addresses of those whom a list names; the names of those who are not in the plan.
fn owners(plan: &Plan, item: &Item, list: &str, kind: &str) -> Vec<String> {
    let by_name = |name: &String| plan.named(kind, name).map(|own| own.address.clone());
    let mut found: Vec<String> = plan
        .texts(item, list)
        .into_iter()
        .map(|name| by_name(&name).unwrap_or(name))
        .collect();
    for target in plan.targets(item, list).unwrap_or_default() {
        let of_kind = plan.items.get(&target.address).is_some_and(|own| own.kind == kind);
        if of_kind && !found.contains(&target.address) {
            found.push(target.address);
        }
    }
    found
}

impl Plan {
    /// The data source that an attribute means.
    fn meant_data(&self, item: &Item, attribute: &str) -> Option<&Item> {
        let targets = self.targets(item, attribute)?;
        let mut found = targets.iter().filter_map(|target| self.items.get(&target.address));
        found.find(|own| own.is_data)
    }
}

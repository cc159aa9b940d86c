//! What the outputs of `aws organizations` say, whichever of them there are.

use std::collections::BTreeMap;

use iamwhy_policy::{Json, NodeId};

use super::Written;
use crate::collected::Call;

/// The kinds of policies that decide access.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(crate) enum PolicyKind {
    Scp,
    Rcp,
}

impl PolicyKind {
    fn word(self) -> &'static str {
        match self {
            PolicyKind::Scp => "SERVICE_CONTROL_POLICY",
            PolicyKind::Rcp => "RESOURCE_CONTROL_POLICY",
        }
    }

    pub(crate) fn of(word: &str) -> Option<PolicyKind> {
        [PolicyKind::Scp, PolicyKind::Rcp]
            .into_iter()
            .find(|kind| kind.word() == word)
    }
}

#[derive(Default)]
pub(crate) struct Outputs {
    pub(super) organization: Option<String>,
    pub(super) management: Option<String>,
    /// Roots with the kinds of policies that are switched on; none where it is not said.
    pub(super) roots: Vec<(String, Option<Vec<String>>)>,
    /// Units by id, with their names.
    pub(super) units: BTreeMap<String, Option<String>>,
    pub(super) accounts: BTreeMap<String, Option<String>>,
    /// Units and accounts directly below, in the order of the file.
    pub(super) children: BTreeMap<String, Vec<String>>,
    pub(super) policies: BTreeMap<String, Written>,
    /// Ids of what a policy is attached to.
    pub(super) targets: BTreeMap<String, Vec<String>>,
    pub(super) failed: Vec<(NodeId, String)>,
    /// What cannot be used, in words.
    pub(super) unused: Vec<(NodeId, String)>,
    /// Kinds of policies of which not all are there.
    pub(super) cut: Vec<PolicyKind>,
}

impl Outputs {
    pub(super) fn of(json: &Json, calls: &[Call<'_>]) -> Outputs {
        let mut outputs = Outputs::default();
        for call in calls {
            match call.output {
                Some(output) => outputs.add(json, call.about, output),
                None if call.command.starts_with("organizations ") => {
                    if call.command == "organizations list-policies" {
                        outputs.cut.extend(kinds(PolicyKind::of(call.about)));
                    }
                    outputs.failed.push((
                        call.node,
                        [call.command, " ", call.about].concat().trim_end().to_owned(),
                    ));
                }
                None => {
                    let what = "an entry here does not say its command in `call`, or is none of `aws organizations`: it is left out";
                    outputs.unused.push((call.node, what.to_owned()));
                }
            }
        }
        outputs
    }

    /// Whether a kind of policies is switched on; none where the file does not say.
    pub(super) fn enabled(&self, kind: PolicyKind) -> Option<bool> {
        let (_, kinds) = self.roots.first()?;
        Some(kinds.as_ref()?.iter().any(|own| own == kind.word()))
    }

    fn add(&mut self, json: &Json, about: &str, output: NodeId) {
        let text = |node: NodeId, name: &str| json.get(node, name).and_then(|own| json.string(own));
        let list = |name: &str| json.get(output, name).into_iter().flat_map(|all| json.items(all));
        if let Some(own) = json.get(output, "Organization") {
            self.organization = text(own, "Id").map(str::to_owned);
            let management = text(own, "MasterAccountId").or_else(|| text(own, "ManagementAccountId"));
            self.management = management.map(str::to_owned);
        }
        self.is_whole(json, about, output);
        for root in list("Roots") {
            let kinds = json.get(root, "PolicyTypes").map(|kinds| {
                let enabled = json
                    .items(kinds)
                    .filter(|kind| text(*kind, "Status") == Some("ENABLED"));
                enabled
                    .filter_map(|kind| text(kind, "Type"))
                    .map(str::to_owned)
                    .collect()
            });
            match text(root, "Id") {
                Some(id) => self.roots.push((id.to_owned(), kinds)),
                None => self.nameless(root, "a root"),
            }
        }
        for unit in list("OrganizationalUnits") {
            let Some(id) = text(unit, "Id") else {
                self.nameless(unit, "a unit");
                continue;
            };
            self.units.insert(id.to_owned(), text(unit, "Name").map(str::to_owned));
            self.below(text(unit, "ParentId").unwrap_or(about), id);
        }
        for account in list("Accounts") {
            let Some(id) = text(account, "Id") else {
                self.nameless(account, "an account");
                continue;
            };
            self.accounts
                .insert(id.to_owned(), text(account, "Name").map(str::to_owned));
            self.below(text(account, "ParentId").unwrap_or(about), id);
            // `o-…/r-…/ou-…/`
            for path in json.get(account, "Paths").into_iter().flat_map(|all| json.items(all)) {
                let steps: Vec<&str> = json
                    .string(path)
                    .unwrap_or_default()
                    .split('/')
                    .filter(|step| !step.is_empty())
                    .collect();
                let mut parent = "";
                for step in steps.iter().skip(1).filter(|step| **step != id) {
                    if step.starts_with("ou-") {
                        self.units.entry((*step).to_owned()).or_insert(None);
                        self.below(parent, step);
                    }
                    parent = step;
                }
                self.below(parent, id);
            }
        }
        for child in list("Children") {
            if let Some(id) = text(child, "Id") {
                self.below(about, id);
                match id.starts_with("ou-") {
                    true => drop(self.units.entry(id.to_owned()).or_insert(None)),
                    false => drop(self.accounts.entry(id.to_owned()).or_insert(None)),
                }
            }
        }
        for parent in list("Parents") {
            if let Some(id) = text(parent, "Id") {
                self.below(id, about);
            }
        }
        for policy in list("Policies") {
            self.policy(json, policy);
        }
        if let Some(policy) = json.get(output, "Policy") {
            self.policy(json, policy);
        }
        if json.get(output, "Targets").is_some() && !about.is_empty() {
            let targets: Vec<NodeId> = list("Targets").collect();
            let ids: Option<Vec<String>> = targets
                .iter()
                .map(|own| text(*own, "TargetId").map(str::to_owned))
                .collect();
            match ids.filter(|_| !is_cut(json, output)) {
                Some(ids) => drop(self.targets.insert(about.to_owned(), ids)),
                None => {
                    let what =
                        format!("not every target of policy `{about}` is here: what is attached where is unknown");
                    self.unused.push((output, what));
                }
            }
        }
    }

    fn nameless(&mut self, node: NodeId, what: &str) {
        self.unused
            .push((node, format!("{what} here has no `Id`: it is left out")));
    }

    /// A list that is cut off lacks units and accounts, or policies that may be attached anywhere.
    fn is_whole(&mut self, json: &Json, about: &str, output: NodeId) {
        const KNOWN: [&str; 9] = [
            "Organization",
            "Roots",
            "OrganizationalUnits",
            "Accounts",
            "Children",
            "Parents",
            "Policies",
            "Policy",
            "Targets",
        ];
        let Some(key) = KNOWN.iter().find(|key| json.get(output, key).is_some()) else {
            let what = "nothing here is of an organization: it is left out";
            self.unused.push((output, what.to_owned()));
            return;
        };
        if *key == "Targets" || !is_cut(json, output) {
            return;
        }
        if *key == "Policies" {
            self.cut.extend(kinds(PolicyKind::of(about)));
        }
        let what = format!("the list of `{key}` is cut off: what is not in it is unknown, or left out");
        self.unused.push((output, what));
    }

    fn below(&mut self, parent: &str, child: &str) {
        if parent.is_empty() || child.is_empty() {
            return;
        }
        let children = self.children.entry(parent.to_owned()).or_default();
        if !children.iter().any(|own| own == child) {
            children.push(child.to_owned());
        }
    }

    /// A policy in a list, which lacks its content, or described.
    fn policy(&mut self, json: &Json, node: NodeId) {
        let summary = json.get(node, "PolicySummary").unwrap_or(node);
        let text = |name: &str| {
            json.get(summary, name)
                .and_then(|own| json.string(own))
                .unwrap_or_default()
        };
        let id = text("Id").to_owned();
        if id.is_empty() {
            // It may be attached anywhere.
            self.cut.extend(kinds(PolicyKind::of(text("Type"))));
            self.unused.push((
                node,
                "a policy here has no `Id`: what is attached where is unknown".to_owned(),
            ));
            return;
        }
        let content = json.get(node, "Content");
        if let Some(targets) = json.get(node, "Targets") {
            let targets = json.items(targets);
            let ids = targets.filter_map(|target| json.string(json.get(target, "TargetId").unwrap_or(target)));
            self.targets.insert(id.clone(), ids.map(str::to_owned).collect());
        }
        let known = self.policies.get(&id).is_some_and(|own| own.content.is_some());
        if known && content.is_none() {
            return;
        }
        let written = Written {
            name: text("Name").to_owned(),
            arn: text("Arn").to_owned(),
            kind: PolicyKind::of(text("Type")),
            node,
            content,
        };
        self.policies.insert(id, written);
    }
}

/// The kind, or both where it is not said.
fn kinds(kind: Option<PolicyKind>) -> Vec<PolicyKind> {
    kind.map_or(vec![PolicyKind::Scp, PolicyKind::Rcp], |kind| vec![kind])
}

fn is_cut(json: &Json, output: NodeId) -> bool {
    json.get(output, "NextToken")
        .is_some_and(|own| json.string(own).is_some())
}

//! What the commands printed about one user, role or group. A list that is not there is unknown, never empty.

use std::collections::{BTreeMap, BTreeSet};

use iamwhy_policy::{Json, Kind, NodeId};

use super::single::add;
use super::{Pages, carried, text};
use crate::collected::Call;
use crate::export::{Attached, Export, ExportedPrincipal, PrincipalIs};

/// The calls of a file, by their command and what they were asked about.
pub(super) struct Fetched<'j> {
    json: &'j Json,
    calls: BTreeMap<(&'j str, &'j str), Vec<Call<'j>>>,
}

impl<'j> Fetched<'j> {
    pub(super) fn of(json: &'j Json, calls: &[Call<'j>]) -> Fetched<'j> {
        let mut by: BTreeMap<_, Vec<Call<'j>>> = BTreeMap::new();
        for call in calls {
            by.entry((call.command, call.about)).or_default().push(*call);
        }
        Fetched { json, calls: by }
    }

    fn about<'f>(&'f self, command: &'f str, arn: &'f str) -> &'f [Call<'f>] {
        self.calls.get(&(command, arn)).map_or(&[], Vec::as_slice)
    }

    /// The items of a list; none where its command failed, is not in the file, or printed something else or not all of it.
    fn list(&self, export: &mut Export, command: &str, (arn, owner): (&str, NodeId), key: &str) -> Option<Vec<NodeId>> {
        let json = self.json;
        let calls = self.about(command, arn);
        let Some(call) = calls.iter().find(|call| call.output.is_some()).or(calls.first()) else {
            let message = format!(
                "the output of `aws {command}` about {arn} is not in the file: what it would have said is unknown"
            );
            export.note(owner, message);
            return None;
        };
        // That it printed nothing is noted with all such calls.
        let output = call.output?;
        let Some(list) = json.get(output, key).filter(|list| json.kind(*list) == Kind::Array) else {
            let message =
                format!("`aws {command}` printed no list `{key}` about {arn}: what it would have said is unknown");
            export.note(call.node, message);
            return None;
        };
        let is_cut = json.get(output, "IsTruncated").and_then(|own| json.boolean(own)) == Some(true)
            || ["Marker", "NextToken"]
                .iter()
                .any(|key| text(json, output, key).is_some());
        if is_cut {
            let message = format!("what `aws {command}` printed about {arn} is cut off: what is not in it is unknown");
            export.note(call.node, message);
            return None;
        }
        Some(json.items(list).collect())
    }

    /// Inline and managed policies; none where one of the two lists is not known.
    fn attached(
        &self,
        export: &mut Export,
        known: &Pages,
        kind: &str,
        (arn, owner): (&str, NodeId),
    ) -> Option<Vec<Attached>> {
        let json = self.json;
        let inline = ["iam list-", kind, "-policies"].concat();
        let names = self.list(export, &inline, (arn, owner), "PolicyNames");
        let managed = ["iam list-attached-", kind, "-policies"].concat();
        let managed = self.list(export, &managed, (arn, owner), "AttachedPolicies");
        let mut all = Vec::new();
        let mut seen = BTreeSet::new();
        for call in self.about(&["iam get-", kind, "-policy"].concat(), arn) {
            let name = call.output.and_then(|output| text(json, output, "PolicyName"));
            let Some((output, name)) = call.output.zip(name) else {
                if call.output.is_some() {
                    export.note(call.node, "an inline policy here has no `PolicyName`: it is left out");
                }
                continue;
            };
            let document = json.get(output, "PolicyDocument");
            let select = [arn, ".", name].concat();
            all.push(add(
                export,
                (select, name),
                document.unwrap_or(output),
                document.is_some(),
            ));
            seen.insert(name);
        }
        // What is listed and was not printed is there all the same.
        for name in names? {
            if json.string(name).is_none_or(|name| !seen.contains(name)) {
                let name = json.string(name).unwrap_or("?");
                let message = format!(
                    "inline policy `{name}` of {arn} is listed, and what it says is not in the file: it is unknown"
                );
                export.note(owner, message);
                all.push(Attached::Unseen { arn: None });
            }
        }
        for policy in managed? {
            all.push(carried::attachment(export, json, policy, known));
        }
        Some(all)
    }

    pub(super) fn principal(
        &self,
        export: &mut Export,
        known: &Pages,
        node: NodeId,
        is: PrincipalIs,
    ) -> ExportedPrincipal {
        let json = self.json;
        let (word, name, id) = match is {
            PrincipalIs::User => ("user", "UserName", "UserId"),
            PrincipalIs::Role => ("role", "RoleName", "RoleId"),
        };
        let arn = text(json, node, "Arn").unwrap_or_default().to_owned();
        let name = text(json, node, name).unwrap_or_default().to_owned();
        let policies = self.attached(export, known, word, (&arn, node));
        let boundary = carried::boundary(export, json, node, known);
        let trust = json.get(node, "AssumeRolePolicyDocument").map(|document| {
            let called = ([&arn, ".AssumeRolePolicyDocument"].concat(), name.as_str());
            add(export, called, document, true)
        });
        let trust = match is {
            PrincipalIs::Role => trust.or_else(|| Some(carried::no_trust(export, node))),
            PrincipalIs::User => None,
        };
        let groups = match is {
            PrincipalIs::Role => Vec::new(),
            PrincipalIs::User => self.groups(export, known, (&arn, node)),
        };
        ExportedPrincipal {
            also: vec![[word, "/", &name].concat(), name],
            select: arn.clone(),
            is,
            arn,
            id: text(json, node, id).map(str::to_owned),
            node,
            policies,
            groups,
            boundary,
            trust,
            tags: carried::tags(export, json, node),
        }
    }

    fn groups(&self, export: &mut Export, known: &Pages, user: (&str, NodeId)) -> Vec<(String, Option<Vec<Attached>>)> {
        let json = self.json;
        let Some(listed) = self.list(export, "iam list-groups-for-user", user, "Groups") else {
            // Nobody knows which groups there are.
            return vec![("groups".to_owned(), None)];
        };
        let mut groups = Vec::new();
        for node in listed {
            let name = text(json, node, "GroupName").unwrap_or("groups").to_owned();
            let own = match text(json, node, "Arn") {
                Some(arn) => self.attached(export, known, "group", (arn, node)),
                None => {
                    export.note(node, "a group of a user here has no `Arn`: what it allows is unknown");
                    None
                }
            };
            groups.push((name, own));
        }
        groups
    }
}

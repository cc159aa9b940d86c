//! Single users, roles and resources, as the script of `iamwhy collect --print` fetches them.

use iamwhy_policy::{Json, NodeId};

use super::{Pages, by_arn, text};
use crate::arn::Arn;
use crate::collected::Call;
use crate::export::{
    Attached, Document, Export, ExportedPolicy, ExportedPrincipal, ExportedResource, PrincipalIs, texts,
};
use crate::wrapper::wrapped;

pub(super) fn read(export: &mut Export, json: &Json, calls: &[Call<'_>], known: &mut Pages) {
    for call in calls {
        if call.output.is_none() {
            let about = if call.about.is_empty() { "" } else { " about " };
            let message = [
                "`aws ",
                call.command,
                "` printed nothing",
                about,
                call.about,
                ": what it would have said is unknown",
            ];
            export.note(call.node, message.concat());
        }
    }
    for call in calls.iter().filter(|call| call.command == "iam get-policy-version") {
        let document = call
            .output
            .and_then(|output| json.at_pointer("/PolicyVersion/Document", output));
        let name = Arn::split(call.about).map_or(call.about, Arn::name);
        if !known.managed.contains_key(call.about) {
            let policy = add(
                export,
                (call.about.to_owned(), name),
                document.unwrap_or(call.node),
                document.is_some(),
            );
            known.managed.insert(call.about.to_owned(), policy);
        }
    }
    for call in calls {
        let (is, key) = match call.command {
            "iam get-role" => (PrincipalIs::Role, "Role"),
            "iam get-user" => (PrincipalIs::User, "User"),
            _ => continue,
        };
        let Some(node) = call.output.and_then(|output| json.get(output, key)) else {
            continue;
        };
        let reader = Reader { json, calls };
        let principal = reader.principal(export, known, node, is);
        export.principals.push(principal);
    }
    for call in calls {
        let of_other = call.command.starts_with("iam ") || call.command.starts_with("organizations ");
        let Some(arn) = Arn::split(call.about).filter(|_| !of_other) else {
            continue;
        };
        let policy = match call.output.map(|output| wrapped(json, output)) {
            Some(Some(found)) => Some(add(export, (call.about.to_owned(), arn.name()), found.node, true)),
            Some(None) => None,
            None => Some(Attached::Unseen { arn: None }),
        };
        export.resources.push(ExportedResource {
            name: arn.name().to_owned(),
            arn: call.about.to_owned(),
            account: None,
            node: call.node,
            policy,
            tags: None,
            aliases: Vec::new(),
        });
    }
}

fn add(export: &mut Export, (select, name): (String, &str), node: NodeId, is_known: bool) -> Attached {
    let document = match is_known {
        true => Document::There,
        false => Document::Unknown("its command printed nothing".to_owned()),
    };
    export.add(ExportedPolicy {
        also: vec![name.to_owned()],
        name: name.to_owned(),
        arn: Some(select.clone()).filter(|select| select.contains(":policy/")),
        select,
        node,
        document,
        depends: Vec::new(),
    })
}

struct Reader<'j> {
    json: &'j Json,
    calls: &'j [Call<'j>],
}

impl Reader<'_> {
    /// What was asked about an ARN with a command.
    fn about(&self, command: &str, arn: &str) -> impl Iterator<Item = &Call<'_>> {
        self.calls
            .iter()
            .filter(move |call| call.command == command && call.about == arn)
    }

    /// Inline and managed policies; none where a command printed nothing.
    fn attached(&self, export: &mut Export, known: &Pages, kind: &str, arn: &str) -> Option<Vec<Attached>> {
        let json = self.json;
        let mut all = Vec::new();
        for call in self.about(&["iam get-", kind, "-policy"].concat(), arn) {
            let output = call.output?;
            let name = text(json, output, "PolicyName").unwrap_or_default().to_owned();
            let document = json.get(output, "PolicyDocument");
            let select = [arn, ".", &name].concat();
            all.push(add(
                export,
                (select, &name),
                document.unwrap_or(output),
                document.is_some(),
            ));
        }
        let listed = self
            .about(&["iam list-attached-", kind, "-policies"].concat(), arn)
            .next()?
            .output?;
        let policies = json
            .get(listed, "AttachedPolicies")
            .into_iter()
            .flat_map(|list| json.items(list));
        all.extend(policies.filter_map(|policy| Some(by_arn(text(json, policy, "PolicyArn")?, known))));
        Some(all)
    }

    fn principal(&self, export: &mut Export, known: &Pages, node: NodeId, is: PrincipalIs) -> ExportedPrincipal {
        let json = self.json;
        let (word, name, id) = match is {
            PrincipalIs::User => ("user", "UserName", "UserId"),
            PrincipalIs::Role => ("role", "RoleName", "RoleId"),
        };
        let arn = text(json, node, "Arn").unwrap_or_default().to_owned();
        let name = text(json, node, name).unwrap_or_default().to_owned();
        let policies = self.attached(export, known, word, &arn);
        let boundary = json.at_pointer("/PermissionsBoundary/PermissionsBoundaryArn", node);
        let boundary = boundary.and_then(|own| json.string(own)).map(|arn| by_arn(arn, known));
        let trust = json.get(node, "AssumeRolePolicyDocument").map(|document| {
            let called = ([&arn, ".AssumeRolePolicyDocument"].concat(), name.as_str());
            add(export, called, document, true)
        });
        let groups = match is {
            PrincipalIs::Role => Vec::new(),
            PrincipalIs::User => self.groups(export, known, &arn),
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
            tags: Some(
                json.get(node, "Tags")
                    .map(|tags| texts::pairs(json, tags, "Key", "Value"))
                    .unwrap_or_default(),
            ),
        }
    }

    fn groups(&self, export: &mut Export, known: &Pages, user: &str) -> Vec<(String, Option<Vec<Attached>>)> {
        let json = self.json;
        let Some(listed) = self
            .about("iam list-groups-for-user", user)
            .next()
            .and_then(|call| call.output)
        else {
            // Nobody knows which groups there are.
            return vec![("groups".to_owned(), None)];
        };
        let groups: Vec<NodeId> = json
            .get(listed, "Groups")
            .into_iter()
            .flat_map(|list| json.items(list))
            .collect();
        let group = |node: NodeId, export: &mut Export| {
            let arn = text(json, node, "Arn")?;
            let own = self.attached(export, known, "group", arn);
            Some((text(json, node, "GroupName")?.to_owned(), own))
        };
        groups.into_iter().filter_map(|node| group(node, export)).collect()
    }
}

//! `aws iam get-account-authorization-details`: users, groups, roles and managed policies of one account.
//!
//! Documents stand in it as objects (the command line decodes them) or percent-encoded (the API itself). Several pages may
//! stand in one file as a list.

mod carried;
mod fetched;
mod settings;
mod single;

use std::collections::BTreeMap;

use iamwhy_policy::{Json, Kind, NodeId};

use crate::collected::calls;

use crate::export::built_in;
use crate::export::{Attached, Document, Export, ExportedPolicy, ExportedPrincipal, Fault, PrincipalIs};

/// What a page lists.
const LISTS: [&str; 4] = ["UserDetailList", "GroupDetailList", "RoleDetailList", "Policies"];

/// What the pages say before principals are put together.
#[derive(Default)]
struct Pages {
    /// Managed policies by ARN.
    managed: BTreeMap<String, Attached>,
    /// Groups by name.
    groups: BTreeMap<String, Option<Vec<Attached>>>,
}

pub(crate) fn read(export: &mut Export) -> Result<(), Fault> {
    let json = std::sync::Arc::clone(&export.json);
    let calls = calls(&json);
    let whole = calls
        .iter()
        .filter(|call| matches!(call.command, "" | "iam get-account-authorization-details"));
    let pages: Vec<NodeId> = whole.filter_map(|call| call.output).collect();
    let is_collected = crate::export::collected(&json).is_some();
    for page in &pages {
        let mut lists = Vec::new();
        for list in LISTS {
            lists.extend(json.get(*page, list));
        }
        // An entry that does not say its command is noted with the calls.
        if lists.is_empty() && !is_collected {
            export.note(
                *page,
                "nothing here lists users, groups, roles or policies: it is left out",
            );
        }
        for list in lists.into_iter().filter(|list| json.kind(*list) != Kind::Array) {
            export.note(
                list,
                "this is no list of users, groups, roles or policies: it is left out",
            );
        }
    }
    if let Some(last) = pages.last()
        && is_truncated(&json, *last)
    {
        let message = "the export is cut off: `IsTruncated` is true; let the command line fetch all pages (no `--max-items`, no `--no-paginate`)";
        export.note(*last, message);
    }
    let mut known = Pages::default();
    let each = |list: &'static str| {
        let json = &json;
        pages
            .iter()
            .filter_map(move |page| json.get(*page, list))
            .flat_map(move |list| json.items(list))
    };
    for policy in each("Policies") {
        managed(export, &json, policy, &mut known)?;
    }
    for group in each("GroupDetailList") {
        let arn = needed(&json, group, "Arn", "group")?;
        let own = attached(export, &json, group, "GroupPolicyList", arn, &known)?;
        let name = needed(&json, group, "GroupName", "group")?;
        known.groups.insert(name.to_owned(), own);
    }
    for user in each("UserDetailList") {
        let built = principal(export, &json, user, PrincipalIs::User, &known)?;
        export.principals.push(built);
    }
    for role in each("RoleDetailList") {
        let built = principal(export, &json, role, PrincipalIs::Role, &known)?;
        export.principals.push(built);
    }
    if is_collected {
        single::read(export, &json, &calls, &mut known);
    }
    Ok(())
}

fn is_truncated(json: &Json, page: NodeId) -> bool {
    json.get(page, "IsTruncated").and_then(|own| json.boolean(own)) == Some(true)
}

impl Export {
    /// Whether the file says that it is not whole.
    pub(crate) fn is_truncated(&self) -> bool {
        let json = &self.json;
        match json.kind(json.root()) {
            Kind::Array => json
                .items(json.root())
                .last()
                .is_some_and(|last| is_truncated(json, last)),
            _ => is_truncated(json, json.root()),
        }
    }
}

/// A managed policy: its default version.
fn managed(export: &mut Export, json: &Json, policy: NodeId, known: &mut Pages) -> Result<(), Fault> {
    let arn = needed(json, policy, "Arn", "policy")?;
    let default = text(json, policy, "DefaultVersionId");
    let versions = json.get(policy, "PolicyVersionList").unwrap_or(policy);
    // The two say the same; where they do not, nobody knows which version counts.
    let is_default = |version: &NodeId| {
        let flag = json.get(*version, "IsDefaultVersion").and_then(|own| json.boolean(own));
        match (default, text(json, *version, "VersionId")) {
            (Some(default), Some(id)) => default == id && flag != Some(false),
            _ => flag == Some(true),
        }
    };
    let version = json.items(versions).find(is_default);
    let node = version.and_then(|version| json.get(version, "Document"));
    let document = match node {
        Some(_) => Document::There,
        None => {
            export.note(
                policy,
                format!("the default version of policy `{arn}` is not in the file"),
            );
            Document::Unknown("its default version is not in the file".to_owned())
        }
    };
    let name = text(json, policy, "PolicyName").unwrap_or(arn).to_owned();
    let own = export.add(ExportedPolicy {
        select: arn.to_owned(),
        also: vec![name.clone()],
        name,
        arn: Some(arn.to_owned()),
        node: node.unwrap_or(policy),
        document,
        depends: Vec::new(),
    });
    known.managed.insert(arn.to_owned(), own);
    Ok(())
}

/// Inline and managed policies of a user, group or role.
fn attached(
    export: &mut Export,
    json: &Json,
    owner: NodeId,
    inline: &str,
    arn: &str,
    known: &Pages,
) -> Result<Option<Vec<Attached>>, Fault> {
    let lists =
        carried::items(export, json, owner, inline).zip(carried::items(export, json, owner, "AttachedManagedPolicies"));
    let Some((inline, managed)) = lists else {
        return Ok(None);
    };
    let mut all = Vec::new();
    for policy in inline {
        let name = needed(json, policy, "PolicyName", "inline policy")?.to_owned();
        let Some(node) = json.get(policy, "PolicyDocument") else {
            let message = format!("inline policy `{name}` has no `PolicyDocument`");
            return Err(Fault::at(policy, message, "the file may be cut or filtered"));
        };
        all.push(export.add(ExportedPolicy {
            select: [arn, ".", &name].concat(),
            also: vec![name.clone()],
            name,
            arn: None,
            node,
            document: Document::There,
            depends: Vec::new(),
        }));
    }
    for policy in managed {
        all.push(by_arn(needed(json, policy, "PolicyArn", "attachment")?, known));
    }
    Ok(Some(all))
}

fn by_arn(arn: &str, known: &Pages) -> Attached {
    let own = known.managed.get(arn).cloned();
    own.or_else(|| built_in(arn)).unwrap_or_else(|| Attached::Unseen {
        arn: Some(arn.to_owned()),
    })
}

fn principal(
    export: &mut Export,
    json: &Json,
    node: NodeId,
    is: PrincipalIs,
    known: &Pages,
) -> Result<ExportedPrincipal, Fault> {
    let (word, name, id, inline) = match is {
        PrincipalIs::User => ("user", "UserName", "UserId", "UserPolicyList"),
        PrincipalIs::Role => ("role", "RoleName", "RoleId", "RolePolicyList"),
    };
    let arn = needed(json, node, "Arn", word)?.to_owned();
    let name = needed(json, node, name, word)?.to_owned();
    let policies = attached(export, json, node, inline, &arn, known)?;
    let boundary = carried::boundary(export, json, node, known);
    let trust = json.get(node, "AssumeRolePolicyDocument").map(|document| {
        export.add(ExportedPolicy {
            select: [&arn, ".AssumeRolePolicyDocument"].concat(),
            also: vec![[&name, ".AssumeRolePolicyDocument"].concat()],
            name: [&name, "'s trust policy"].concat(),
            arn: None,
            node: document,
            document: Document::There,
            depends: Vec::new(),
        })
    });
    let trust = match is {
        PrincipalIs::Role => trust.or_else(|| Some(carried::no_trust(export, node))),
        PrincipalIs::User => trust,
    };
    let mut groups = Vec::new();
    for group in carried::items(export, json, node, "GroupList").unwrap_or_else(|| vec![node]) {
        match json.string(group) {
            Some(name) => groups.push((name.to_owned(), known.groups.get(name).cloned().flatten())),
            None => {
                export.note(group, "a group of a user here has no name: what it allows is unknown");
                groups.push(("groups".to_owned(), None));
            }
        }
    }
    Ok(ExportedPrincipal {
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
    })
}

fn text<'j>(json: &'j Json, node: NodeId, key: &str) -> Option<&'j str> {
    json.string(json.get(node, key)?)
}

fn needed<'j>(json: &'j Json, node: NodeId, key: &str, what: &str) -> Result<&'j str, Fault> {
    text(json, node, key).ok_or_else(|| {
        let article = if what.starts_with(['a', 'i']) { "an" } else { "a" };
        let message = format!("{article} {what} here has no `{key}`");
        Fault::at(
            node,
            message,
            "the file may be cut or filtered; export it again without `--query`",
        )
    })
}

//! Single users, roles and resources, as the script of `iamwhy collect --print` fetches them.

use iamwhy_policy::{Json, NodeId};

use super::fetched::Fetched;
use super::{Pages, settings, text};
use crate::arn::{Arn, is_account};
use crate::collected::Call;
use crate::export::{Attached, Document, Export, ExportedPolicy, ExportedResource, PrincipalIs};
use crate::printed;
use crate::wrapper::wrapped;

/// The commands of IAM that the script runs.
const IAM: [&str; 15] = [
    "get-account-authorization-details",
    "get-group",
    "get-group-policy",
    "get-policy-version",
    "get-role",
    "get-role-policy",
    "get-user",
    "get-user-policy",
    "list-attached-group-policies",
    "list-attached-role-policies",
    "list-attached-user-policies",
    "list-group-policies",
    "list-groups-for-user",
    "list-role-policies",
    "list-user-policies",
];

pub(super) fn read(export: &mut Export, json: &Json, calls: &[Call<'_>], known: &mut Pages) {
    for call in calls {
        if let Some(why) = left_out(json, call) {
            export.note(call.node, why);
        } else if call.output.is_none() && !says_none(call) {
            let about = if call.about.is_empty() { "" } else { " about " };
            let code = call
                .error
                .split_once("An error occurred (")
                .and_then(|(_, rest)| rest.split_once(')'));
            let why = code.map_or(String::new(), |(code, _)| [" (", code, ")"].concat());
            let message = [
                "`aws ",
                call.command,
                "` printed nothing",
                about,
                call.about,
                &why,
                ": what it would have said is unknown",
            ];
            export.note(call.node, message.concat());
        }
    }
    for call in calls.iter().filter(|call| call.command == "iam get-policy-version") {
        let version = call.output.and_then(|output| json.get(output, "PolicyVersion"));
        let is_default =
            |node: NodeId| json.get(node, "IsDefaultVersion").and_then(|own| json.boolean(own)) == Some(true);
        // Another version decides nothing, and the one that does is not here.
        if let Some(version) = version.filter(|version| !is_default(*version)) {
            let id = text(json, version, "VersionId").unwrap_or("?");
            let message = format!(
                "version `{id}` of policy `{}` is not said to be its default version: the policy is unknown",
                call.about
            );
            export.note(version, message);
        }
        let document = version
            .filter(|version| is_default(*version))
            .and_then(|version| json.get(version, "Document"));
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
    let fetched = Fetched::of(json, calls);
    for call in calls {
        let (is, key) = match call.command {
            "iam get-role" => (PrincipalIs::Role, "Role"),
            "iam get-user" => (PrincipalIs::User, "User"),
            _ => continue,
        };
        let Some(node) = call.output.and_then(|output| json.get(output, key)) else {
            continue;
        };
        let principal = fetched.principal(export, known, node, is);
        export.principals.push(principal);
    }
    for call in calls {
        let of_other = call.command.starts_with("iam ") || call.command.starts_with("organizations ");
        let Some(arn) = Arn::split(call.about).filter(|_| !of_other && !settings::is_setting(call)) else {
            continue;
        };
        let policy = match call.output.map(|output| wrapped(json, output)) {
            Some(Some(found)) => Some(add(export, (call.about.to_owned(), arn.name()), found.node, true)),
            Some(None)
                if call
                    .output
                    .and_then(|output| printed::document(json, output))
                    .is_some_and(|own| own.is_nothing()) =>
            {
                None
            }
            // An endpoint has AWS's own then.
            Some(None) if call.command == settings::ENDPOINTS && settings::endpoint(json, call).is_some() => None,
            Some(None) => {
                let message = format!(
                    "what `aws {}` printed about {} holds no policy and does not say that there is none: the policy is unknown",
                    call.command, call.about
                );
                export.note(call.node, message);
                Some(Attached::Unseen { arn: None })
            }
            None if says_none(call) => None,
            None => Some(Attached::Unseen { arn: None }),
        };
        let (place, is_new) = export.outside(ExportedResource::of(arn.name(), call.about.to_owned(), call.node));
        // It was asked twice: what is known of it stays.
        if is_new || policy != Some(Attached::Unseen { arn: None }) {
            export.attach_at(place, policy);
        }
    }
    settings::read(export, json, calls);
}

/// Whether a command failed because there is none.
fn says_none(call: &Call<'_>) -> bool {
    call.output.is_none()
        && (settings::is_none(call) || printed::said_nothing(call.error).is_some_and(|own| own.is_nothing()))
}

/// Why nothing is taken from an entry.
fn left_out(json: &Json, call: &Call<'_>) -> Option<String> {
    let (service, command) = call.command.split_once(' ').unwrap_or((call.command, ""));
    let quoted = ["`aws ", call.command, "`"].concat();
    let lacks = |key: &str| call.output.is_some_and(|output| json.get(output, key).is_none());
    match (service, command) {
        ("", _) => Some("an entry here does not say its command in `call`: it is left out".to_owned()),
        ("iam", "get-role") if lacks("Role") => {
            Some([&quoted, " printed no `Role` about ", call.about, ": it is left out"].concat())
        }
        ("iam", "get-user") if lacks("User") => {
            Some([&quoted, " printed no `User` about ", call.about, ": it is left out"].concat())
        }
        ("iam", command) if IAM.contains(&command) => None,
        ("iam" | "organizations", _) => Some([&quoted, " is not read in an account's file: it is left out"].concat()),
        _ if settings::OF_ACCOUNTS.contains(&call.command) => match is_account(call.about) {
            true => None,
            false => Some(
                [
                    &quoted,
                    " does not say in `for` about which account it is: it is left out",
                ]
                .concat(),
            ),
        },
        _ if Arn::split(call.about).is_none() => {
            Some([&quoted, " does not say in `for` about which ARN it is: it is left out"].concat())
        }
        _ => None,
    }
}

pub(super) fn add(export: &mut Export, (select, name): (String, &str), node: NodeId, is_known: bool) -> Attached {
    let document = match is_known {
        true => Document::There,
        false => Document::Unknown("no command printed it".to_owned()),
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

//! The policies of the caller, and the trust policy of the role that it wants to become.

use super::shell::{option, quoted};
use super::{Commands, default_version};
use crate::denial::{CallerIs, Denial};
use crate::scenario::{Cast, TARGET};

pub(super) fn commands(denial: &Denial, cast: &Cast<'_>, commands: &mut Commands) {
    let own = ["principals.", &cast.name].concat();
    let is = denial.caller.as_ref().map(|caller| &caller.is);
    match is {
        Some(CallerIs::User { name }) => {
            entity("user", name, &own, commands);
        }
        Some(CallerIs::Role { name } | CallerIs::Session { role: name, .. }) => {
            entity("role", name, &own, commands);
            session(is, name, &own, commands);
        }
        _ => {}
    }
    let Some(target) = cast.target.as_deref().and_then(crate::arn::Arn::split) else {
        return;
    };
    let place = match cast.is_own_role(denial) {
        true => [&own, ".trust"].concat(),
        false => ["principals.", TARGET, ".trust"].concat(),
    };
    let line = [
        "aws iam get-role",
        &option("--role-name", target.name()),
        " --query Role.AssumeRolePolicyDocument",
    ]
    .concat();
    let why = match cast.is_made_up {
        true => {
            "the trust policy of the role, with its name in place of ROLE and credentials of its account".to_owned()
        }
        false => [
            "the trust policy of the role, with credentials of the account ",
            target.account,
        ]
        .concat(),
    };
    commands.add("resource", &place, &why, line);
}

/// Policies and the boundary of a user or role.
fn entity(kind: &str, name: &str, own: &str, commands: &mut Commands) {
    let option = option(&["--", kind, "-name"].concat(), name);
    let (mut line, mut why) = (policies(kind, &option), "the policies of the role, attached and inline");
    if kind == "user" {
        let list = ["aws iam list-groups-for-user", &option].concat();
        line = [
            &line,
            "; ",
            &list,
            "; for group in $(",
            &list,
            " --query 'Groups[].GroupName' --output text); do ",
            &policies("group", " --group-name \"$group\""),
            "; done",
        ]
        .concat();
        why = "the policies of the user and of its groups, attached and inline";
    }
    commands.add("identity", &[own, ".policies"].concat(), why, line);
    let capital = if kind == "user" { "User" } else { "Role" };
    let line = [
        "arn=$(aws iam get-",
        kind,
        &option,
        " --query ",
        capital,
        ".PermissionsBoundary.PermissionsBoundaryArn --output text); \
         if [ \"$arn\" = None ]; then echo '{\"PermissionsBoundary\": null}'; else ",
        &default_version("\"$arn\""),
        "; fi",
    ]
    .concat();
    let why = ["the permissions boundary of the ", kind].concat();
    commands.add("boundary", &[own, ".boundary"].concat(), &why, line);
}

/// Lists what is attached and inline, and prints each: so the answer says by itself that it is complete, also where there is none.
fn policies(kind: &str, option: &str) -> String {
    let attached = ["aws iam list-attached-", kind, "-policies", option].concat();
    let inline = ["aws iam list-", kind, "-policies", option].concat();
    [
        &attached,
        "; for arn in $(",
        &attached,
        " --query 'AttachedPolicies[].PolicyArn' --output text); do ",
        &default_version("\"$arn\""),
        "; done; ",
        &inline,
        "; for name in $(",
        &inline,
        " --query 'PolicyNames[]' --output text); do aws iam get-",
        kind,
        "-policy",
        option,
        " --policy-name \"$name\"; done",
    ]
    .concat()
}

/// Session policies are stored nowhere but in the event of the call that passed them.
fn session(is: Option<&CallerIs>, role: &str, own: &str, commands: &mut Commands) {
    let name = match is {
        Some(CallerIs::Session { session, .. }) => session,
        _ => role,
    };
    let attribute = quoted(&["AttributeKey=ResourceName,AttributeValue=", name].concat());
    let line = [
        "aws cloudtrail lookup-events --lookup-attributes ",
        &attribute,
        " --query 'Events[?EventName==`AssumeRole`].CloudTrailEvent' --output text",
    ]
    .concat();
    let why = "the session policies, if any were passed: AWS keeps them only in the AssumeRole event (requestParameters.policy)";
    commands.add("session", &[own, ".sessionPolicies"].concat(), why, line);
}

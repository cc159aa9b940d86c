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
            groups(name, &own, commands);
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

/// Inline and attached policies and the boundary of a user or role.
fn entity(kind: &str, name: &str, own: &str, commands: &mut Commands) {
    let name = option(&["--", kind, "-name"].concat(), name);
    let policies = [own, ".policies"].concat();
    let line = [
        "for arn in $(aws iam list-attached-",
        kind,
        "-policies",
        &name,
        " --query 'AttachedPolicies[].PolicyArn' --output text); do ",
        &default_version("\"$arn\""),
        "; done",
    ]
    .concat();
    commands.add(
        "identity",
        &policies,
        &["the managed policies of the ", kind].concat(),
        line,
    );
    let line = [
        "for name in $(aws iam list-",
        kind,
        "-policies",
        &name,
        " --query 'PolicyNames[]' --output text); do aws iam get-",
        kind,
        "-policy",
        &name,
        " --policy-name \"$name\"; done",
    ]
    .concat();
    commands.add(
        "identity",
        &policies,
        &["the inline policies of the ", kind].concat(),
        line,
    );
    let capital = if kind == "user" { "User" } else { "Role" };
    let line = [
        "arn=$(aws iam get-",
        kind,
        &name,
        " --query ",
        capital,
        ".PermissionsBoundary.PermissionsBoundaryArn --output text); [ \"$arn\" = None ] || ",
        &default_version("\"$arn\""),
    ]
    .concat();
    let why = [
        "the permissions boundary of the ",
        kind,
        "; prints nothing where there is none",
    ]
    .concat();
    commands.add("boundary", &[own, ".boundary"].concat(), &why, line);
}

fn groups(name: &str, own: &str, commands: &mut Commands) {
    let groups = [
        "for group in $(aws iam list-groups-for-user",
        &option("--user-name", name),
    ]
    .concat();
    let groups = [&groups, " --query 'Groups[].GroupName' --output text); do "].concat();
    let line = [
        &groups,
        "for arn in $(aws iam list-attached-group-policies --group-name \"$group\" \
         --query 'AttachedPolicies[].PolicyArn' --output text); do ",
        &default_version("\"$arn\""),
        "; done; for name in $(aws iam list-group-policies --group-name \"$group\" --query 'PolicyNames[]' --output text); \
         do aws iam get-group-policy --group-name \"$group\" --policy-name \"$name\"; done; done",
    ]
    .concat();
    let place = [own, ".policies"].concat();
    commands.add("identity", &place, "the policies of the user's groups", line);
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

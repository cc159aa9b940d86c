//! Who called, as `userIdentity` says it.

use iamwhy_policy::{Json, NodeId};

use super::{Recorded, login, text};
use crate::arn::{Arn, is_account};
use crate::denial::{CallerIs, Denial};

pub(super) fn identity(json: &Json, event: NodeId, denial: &mut Denial, recorded: &mut Recorded) {
    let at = |pointer: &str| text(json, event, &["/userIdentity", pointer].concat());
    let kind = at("/type").unwrap_or_default();
    let anonymous = matches!(at("/accountId"), Some("ANONYMOUS_PRINCIPAL" | "anonymous"));
    let caller = match kind {
        "AWSService" => at("/invokedBy"),
        _ if anonymous => Some("anonymous"),
        _ => at("/arn"),
    };
    if let Some(caller) = caller {
        let before = denial.caller.clone();
        if !denial.set_caller(caller) && before.is_some() {
            denial.caller = before;
        }
    } else if kind == "AWSAccount" && denial.caller.is_none() {
        let account = at("/accountId").unwrap_or("another account");
        recorded.notes.push(format!(
            "the caller belongs to `{account}`; in this account's record CloudTrail does not say who it is"
        ));
    }
    recorded.account = at("/accountId").filter(|own| is_account(own)).map(str::to_owned);
    let issuer = at("/sessionContext/sessionIssuer/arn");
    recorded.issuer = issuer.filter(|arn| Arn::split(arn).is_some()).map(str::to_owned);
    let is = denial.caller.as_ref().map(|caller| caller.is.clone());
    recorded.id = match is {
        Some(CallerIs::User { .. }) => at("/principalId"),
        Some(CallerIs::Session { .. }) => at("/sessionContext/sessionIssuer/principalId"),
        _ => None,
    }
    .filter(|id| !id.contains(':'))
    .map(str::to_owned);
    recorded.source_identity = at("/sessionContext/sourceIdentity").map(str::to_owned);
    login::login(json, event, denial, recorded);
    login::kept(json, event, recorded);
    if kind == "IdentityCenterUser" {
        recorded.notes.push(
            "the caller is a user of IAM Identity Center, who has no policies before a role is his: which role, the record does not say".to_owned(),
        );
    }
    recorded.is_assumed_root = at("/sessionContext/assumedRoot") == Some("true") || at("/assumedRoot") == Some("true");
    session(json, event, is.as_ref(), recorded);
    called_by(
        at("/invokedBy").filter(|_| kind != "AWSService"),
        is.as_ref(),
        issuer,
        recorded,
    );
}

/// What the session's attributes say of credential, MFA and age.
fn session(json: &Json, event: NodeId, is: Option<&CallerIs>, recorded: &mut Recorded) {
    let at = |pointer: &str| text(json, event, &["/userIdentity/sessionContext", pointer].concat());
    let mfa = at("/attributes/mfaAuthenticated");
    if let Some(issued) = at("/attributes/creationDate").filter(|date| date.contains('-')) {
        recorded.add("aws:TokenIssueTime", issued);
    }
    let with_mfa = mfa == Some("true");
    match is {
        Some(CallerIs::User { .. }) if mfa.is_some() => {
            let from_console = text(json, event, "/sessionCredentialFromConsole") == Some("true");
            recorded.credential = Some(match (from_console, with_mfa) {
                (true, false) => "console",
                (true, true) => "consoleMfa",
                (false, false) => "sessionToken",
                (false, true) => "sessionTokenMfa",
            });
        }
        Some(CallerIs::Root | CallerIs::FederatedUser { .. }) => {
            if let Some(mfa) = mfa {
                recorded.add("aws:MultiFactorAuthPresent", mfa);
            }
        }
        // Of a role it says how the role was assumed; requests of the session do not carry the keys (KEY-9).
        Some(_) if with_mfa => recorded
            .notes
            .push("the role was assumed with MFA; requests of its session carry no key that says so".to_owned()),
        _ => {}
    }
    if let Some(version) = at("/ec2RoleDelivery") {
        recorded.add("ec2:RoleDelivery", version);
    }
}

/// `invokedBy`: of a user it is forward access; of a role it may also be the service that the role was made for.
fn called_by(service: Option<&str>, is: Option<&CallerIs>, issuer: Option<&str>, recorded: &mut Recorded) {
    let Some(service) = service else { return };
    let is_linked = issuer.is_some_and(|arn| arn.contains(":role/aws-service-role/"));
    match is {
        _ if is_linked => {}
        Some(CallerIs::User { .. } | CallerIs::Root) if service.ends_with(".amazonaws.com") => {
            recorded.via = Some(service.to_owned());
        }
        _ => {
            for key in [
                "aws:ViaAWSService",
                "aws:CalledVia",
                "aws:CalledViaFirst",
                "aws:CalledViaLast",
            ] {
                recorded.add(key, super::perhaps());
            }
            recorded.notes.push(format!(
                "`{service}` made the request: on the caller's behalf, or with a role of its own; CloudTrail does not say which"
            ));
        }
    }
}

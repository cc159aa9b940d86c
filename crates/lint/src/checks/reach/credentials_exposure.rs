//! CREDENTIALS_EXPOSURE

use crate::checks::{Find, Rule};
use crate::findings::Findings;
use crate::look::Look;
use crate::{Check, Origin, Severity};
use iamwhy_catalog::matches_pattern;
use iamwhy_policy::spelling::quote;

pub(super) static RULE: Rule = Rule {
    checks: &[&CHECK],
    find: Find::Policy(find),
};

static CHECK: Check = Check {
    code: "CREDENTIALS_EXPOSURE",
    severity: Severity::Suggestion,
    origin: Origin::Parliament,
    what: "An action that hands out credentials is allowed on every resource.",
    why: "Whoever may call it can act as somebody else.",
    fix: "Name the resources, or add a condition.",
    on: "identity",
    bad: r#"{ "Effect": "Allow", "Action": "iam:CreateAccessKey", "Resource": "*" }"#,
    good: r#"{ "Effect": "Allow", "Action": "iam:CreateAccessKey", "Resource": "arn:aws:iam::111122223333:user/${aws:username}" }"#,
    source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html",
};

/// Actions whose answers hold credentials: passwords, keys, tokens.
const ACTIONS: [&str; 17] = [
    "cognito-identity:GetCredentialsForIdentity",
    "cognito-identity:GetOpenIdToken",
    "cognito-identity:GetOpenIdTokenForDeveloperIdentity",
    "gamelift:RequestUploadCredentials",
    "iam:CreateAccessKey",
    "iam:CreateLoginProfile",
    "iam:CreateServiceSpecificCredential",
    "iam:ResetServiceSpecificCredential",
    "iam:UpdateLoginProfile",
    "lightsail:GetInstanceAccessDetails",
    "lightsail:GetRelationalDatabaseMasterUserPassword",
    "rds-db:connect",
    "redshift:GetClusterCredentials",
    "redshift-serverless:GetCredentials",
    "sso:GetRoleCredentials",
    "sts:AssumeRole",
    "sts:GetFederationToken",
];

/// A wildcard for a whole service, or for everything, is meant to hold all of it.
fn find(look: &Look<'_>, found: &mut Findings<'_>) {
    if !look.grants() {
        return;
    }
    for statement in look
        .whole()
        .filter(|statement| look.is_allow(statement) && statement.conditions.is_empty())
    {
        if !look.resources(statement).any(|(_, text)| text == "*") {
            continue;
        }
        for (node, text) in look.actions(statement) {
            if text == "*" || text.ends_with(":*") {
                continue;
            }
            let hit = ACTIONS.iter().find(|own| matches_pattern(text, own));
            if let Some(own) = hit {
                let message = match own.eq_ignore_ascii_case(text) {
                    true => format!("{} hands out credentials, here of anybody", quote(text)),
                    false => format!(
                        "{} includes `{own}`, which hands out credentials, here of anybody",
                        quote(text)
                    ),
                };
                found.at(&CHECK, node, message);
            }
        }
    }
}

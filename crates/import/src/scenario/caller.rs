//! The principals of the scenario: the caller, and the role that somebody wants to become.

use iamwhy_policy::PolicyType;

use super::Cast;
use crate::denial::{CallerIs, Denial};
use crate::value::Value;

/// The name of the role to be assumed; no role can have it.
pub(crate) const TARGET: &str = "target role";
const MAKER: &str = "maker of the token";

pub(super) fn principals(denial: &Denial, cast: &Cast<'_>) -> Value {
    let mut entry = caller(denial, cast);
    let mut principals = Vec::new();
    if let Some(arn) = &cast.target {
        let trust = denial.unseen(PolicyType::Trust);
        if cast.is_own_role(denial) {
            entry.push(("trust".to_owned(), trust));
        } else {
            let role = Value::object([("role", arn.as_str().into()), ("trust", trust)]);
            principals.push((TARGET.to_owned(), role));
        }
    }
    if entry.iter().any(|(field, _)| field == "of") {
        let issuer = denial.recorded.as_ref().and_then(|own| own.issuer.clone());
        let stand_in = [
            "arn:",
            cast.partition,
            ":iam::",
            cast.account.unwrap_or_default(),
            ":user/MAKER",
        ];
        let maker = match issuer {
            Some(arn) if arn.ends_with(":root") => vec![("root".to_owned(), cast.account.unwrap_or_default().into())],
            issuer => {
                let arn = issuer.unwrap_or_else(|| stand_in.concat());
                let mut maker = vec![("user".to_owned(), arn.into())];
                maker.extend(permissions(denial));
                maker
            }
        };
        principals.push((MAKER.to_owned(), Value::Object(maker)));
    }
    principals.insert(0, (cast.name.clone(), Value::Object(entry)));
    Value::Object(principals)
}

fn caller(denial: &Denial, cast: &Cast<'_>) -> Vec<(String, Value)> {
    let recorded = denial.recorded.as_deref();
    let account = cast.account.unwrap_or_default();
    let arn = |service: &str, path: &str| ["arn:", cast.partition, ":", service, "::", account, ":", path].concat();
    let field = |name: &str, value: Value| vec![(name.to_owned(), value)];
    let written = denial.caller.as_ref().map_or("", |caller| caller.written.text.as_str());
    let session = || ("sessionPolicies".to_owned(), denial.unseen_list(PolicyType::Session));
    let is = denial.caller.as_ref().map(|caller| &caller.is);
    let (mut entry, limited) = match is.unwrap_or(&CallerIs::Other) {
        CallerIs::User { .. } => (field("user", written.into()), false),
        CallerIs::Role { name } => {
            let role = match written.contains(":role/") {
                true => written.to_owned(),
                false => arn("iam", &["role/", name].concat()),
            };
            (field("role", role.into()), true)
        }
        CallerIs::Session { role, session } => {
            // A record knows the role's path.
            let issuer = recorded.and_then(|own| own.issuer.clone());
            let issuer = issuer.filter(|arn| arn.contains(":role/") && arn.ends_with(&["/", role.as_str()].concat()));
            let arn = issuer.unwrap_or_else(|| arn("iam", &["role/", path(role), role].concat()));
            let mut entry = field("role", arn.into());
            entry.push(("session".to_owned(), session.as_str().into()));
            let identity = recorded.and_then(|own| own.source_identity.as_deref());
            entry.extend(identity.map(|own| ("sourceIdentity".to_owned(), own.into())));
            let federated = recorded.and_then(|own| own.federated.as_deref());
            entry.extend(federated.map(|own| ("federatedProvider".to_owned(), own.into())));
            (entry, true)
        }
        CallerIs::FederatedUser { .. } => {
            let mut entry = field("federatedUser", written.into());
            entry.push(("of".to_owned(), MAKER.into()));
            entry.push(session());
            return entry;
        }
        CallerIs::Root => {
            let mut entry = field("root", account.into());
            if recorded.is_some_and(|own| own.is_assumed_root) {
                entry.push(("taskPolicy".to_owned(), Value::unknown()));
            }
            return entry;
        }
        CallerIs::Anonymous => return field("anonymous", Value::Bool(true)),
        CallerIs::Service => return field("service", written.into()),
        CallerIs::Other if denial.is_provider_login() => {
            let saml = denial
                .action
                .as_ref()
                .is_some_and(|action| action.name.to_ascii_lowercase().ends_with("saml"));
            let (kind, path) = match saml {
                true => ("saml", ":saml-provider/PROVIDER"),
                false => ("webIdentity", ":oidc-provider/PROVIDER"),
            };
            let owner = cast.owner.unwrap_or("111122223333");
            let provider = recorded.and_then(|own| own.provider.clone());
            let provider = provider.unwrap_or_else(|| ["arn:", cast.partition, ":iam::", owner, path].concat());
            let mut entry = field(kind, provider.into());
            entry.push(("claims".to_owned(), Value::unknown()));
            return entry;
        }
        CallerIs::Other => (field("user", arn("iam", "user/CALLER").into()), false),
    };
    if let Some(recorded) = recorded {
        entry.extend(recorded.id.as_deref().map(|id| ("id".to_owned(), id.into())));
        entry.extend(recorded.credential.map(|own| ("credential".to_owned(), own.into())));
        if !recorded.principal_tags.is_empty() {
            entry.push(("tags".to_owned(), super::tags(&recorded.principal_tags)));
        }
    }
    entry.extend(permissions(denial));
    if limited {
        entry.push(session());
    }
    entry
}

/// What a user or role may have.
fn permissions(denial: &Denial) -> [(String, Value); 2] {
    [
        ("policies".to_owned(), denial.unseen_list(PolicyType::Identity)),
        ("boundary".to_owned(), denial.unseen(PolicyType::Boundary)),
    ]
}

/// The path of roles that AWS makes: it decides whether SCPs reach them.
pub(crate) fn path(role: &str) -> &'static str {
    if role.starts_with("AWSServiceRoleFor") {
        "aws-service-role/SERVICE.amazonaws.com/"
    } else if role.starts_with("AWSReservedSSO_") {
        "aws-reserved/sso.amazonaws.com/"
    } else {
        ""
    }
}

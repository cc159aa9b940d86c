//! Who calls, as the command line says it.

use serde_json::{Map, Value, json};

use crate::CannotRun;
use crate::args::Flags;
use crate::flags::{account_of, pairs};
use crate::given::policy;

/// Who calls.
pub(crate) struct Caller {
    /// As the case writes it.
    pub(crate) name: String,
    /// The entry among the principals. Whose ARN says all that is known has none: an entry would say that a session's role has no
    /// path, and it cannot say the partition of the root user.
    pub(crate) entry: Option<Value>,
}

/// What people call a principal: the last name in its ARN that is not a session's.
fn short(principal: &str) -> String {
    let resource = principal.splitn(6, ':').nth(5).unwrap_or(principal);
    let name = match resource.strip_prefix("assumed-role/") {
        Some(session) => session.split('/').next(),
        None => resource.rsplit('/').next(),
    };
    name.unwrap_or(principal).to_owned()
}

impl Caller {
    /// The principal with what the options give it.
    pub(crate) fn of(flags: &Flags, principal: &str) -> Result<Caller, CannotRun> {
        let mut entry = Map::new();
        let resource = principal.splitn(6, ':').nth(5).unwrap_or("");
        let own = own(flags);
        if principal == "anonymous" {
            entry.insert("anonymous".into(), json!(true));
        } else if is_service(principal) {
            entry.insert("service".into(), json!(principal));
        } else if resource.starts_with("user/") {
            entry.insert("user".into(), json!(principal));
        } else if resource.starts_with("role/") {
            entry.insert("role".into(), json!(principal));
        } else if let Some(session) = resource.strip_prefix("assumed-role/") {
            if own.is_none() {
                return Ok(Caller::bare(principal));
            }
            let (role, session) = session.split_once('/').unwrap_or((session, "session"));
            let partition = principal.split(':').nth(1).unwrap_or("aws");
            let account = account_of(principal).unwrap_or_default();
            entry.insert(
                "role".into(),
                json!(format!("arn:{partition}:iam::{account}:role/{role}")),
            );
            entry.insert("session".into(), json!(session));
        } else if resource == "root" {
            // What it cannot have is refused below.
            if own.is_none() {
                return Ok(Caller::bare(principal));
            }
        } else if resource.starts_with("federated-user/") {
            return Err(CannotRun::Input(format!(
                "`{principal}` needs the user that called GetFederationToken: write a scenario file with `federatedUser` and `of`"
            )));
        } else {
            return Err(CannotRun::Input(format!(
                "`{principal}` is no principal: give the ARN of a user, role, session or root, a service such as `lambda.amazonaws.com`, or `anonymous`"
            )));
        }
        if let Some((what, option)) = own.filter(|_| !entry.contains_key("user") && !entry.contains_key("role")) {
            return Err(CannotRun::Input(format!(
                "`{principal}` has no {what} of its own, only users and roles have: leave {option} out"
            )));
        }
        if entry.contains_key("user") && !flags.session_policy.is_empty() {
            return Err(CannotRun::Input(format!(
                "`{principal}` is a user, and only sessions have session policies: leave --session-policy out, or give the ARN of the role"
            )));
        }
        let list = |files: &[String]| files.iter().map(|file| policy(file)).collect::<Value>();
        if !flags.identity.is_empty() {
            entry.insert("policies".into(), list(&flags.identity));
        }
        if let Some(file) = &flags.boundary {
            entry.insert("boundary".into(), policy(file));
        }
        if !flags.session_policy.is_empty() {
            entry.insert("sessionPolicies".into(), list(&flags.session_policy));
        }
        let tags = pairs(&flags.principal_tag, "--principal-tag")?;
        if !tags.is_empty() {
            entry.insert("tags".into(), Value::Object(tags));
        }
        Ok(Caller {
            name: short(principal),
            entry: Some(Value::Object(entry)),
        })
    }

    fn bare(arn: &str) -> Caller {
        Caller {
            name: arn.to_owned(),
            entry: None,
        }
    }
}

/// Whether a name is a service principal's: `lambda.amazonaws.com`, in China with another end.
fn is_service(name: &str) -> bool {
    [".amazonaws.com", ".amazonaws.com.cn", ".aws.internal"]
        .iter()
        .any(|end| name.strip_suffix(end).is_some_and(|service| !service.is_empty()))
}

/// What the options give the caller itself, and the first option that does.
fn own(flags: &Flags) -> Option<(&'static str, &'static str)> {
    match () {
        () if !flags.identity.is_empty() => Some(("policies", "--identity")),
        () if flags.boundary.is_some() => Some(("policies", "--boundary")),
        () if !flags.session_policy.is_empty() => Some(("policies", "--session-policy")),
        () if !flags.principal_tag.is_empty() => Some(("tags", "--principal-tag")),
        () => None,
    }
}

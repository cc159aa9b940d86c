//! Whom does a statement name? Section 2.4 of the semantics.

use serde_json::Value;

use super::Known;
use super::caller::{Caller, Kind, last};
use super::scene::{arn_field, str_of, texts};
use super::statement::{Request, Type};

/// PRIN-28: how strongly a matching element grants.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Grant {
    #[default]
    None,
    Account,
    Role,
    Direct,
}

impl Grant {
    pub(crate) fn word(self) -> Option<&'static str> {
        match self {
            Grant::None => None,
            Grant::Account => Some("account"),
            Grant::Role => Some("role"),
            Grant::Direct => Some("direct"),
        }
    }
}

/// The entries of a `Principal` or `NotPrincipal`, each with its kind; PRIN-1: `"*"` alone is `AWS`.
pub(crate) fn entries(element: &Value) -> Vec<(&str, &str)> {
    match element {
        Value::String(star) if star == "*" => vec![("AWS", "*")],
        Value::Object(map) => map
            .iter()
            .flat_map(|(key, v)| texts(v).unwrap_or_default().into_iter().map(move |t| (key.as_str(), t)))
            .collect(),
        _ => Vec::new(),
    }
}

/// The strongest face of the caller that the statement names.
pub(crate) fn principal(request: &Request, statement: &Value, kind: Type) -> Known<Grant> {
    let caller = request.caller;
    let denies = statement["Effect"] == "Deny";
    if kind == Type::Trust && !fits(request) {
        return Ok(Grant::None);
    }
    if let Some(element) = statement.get("NotPrincipal") {
        let listed = entries(element);
        if denies {
            return Ok(if escapes(request, &listed)? {
                Grant::None
            } else {
                Grant::Direct
            });
        }
        let named = listed
            .iter()
            .any(|&(key, v)| v != "*" && face(request, key, v, kind) > Grant::None); // PRIN-33, PRIN-34
        let grant = if request.scene.assumes("UND-34", "account") {
            Grant::Account
        } else {
            Grant::Direct
        };
        return Ok(if named { Grant::None } else { grant });
    }
    let star = |v: &str, grant: Grant| match grant {
        Grant::Direct
            if v == "*"
                && request.scene.assumes("UND-15", "limited")
                && !names_principal_arn(statement)
                && caller.is_iam() =>
        {
            Grant::Role
        } // SAME-4
        Grant::Direct if v == "*" && kind == Type::Trust && !denies && caller.is_federated_login() => Grant::None, // AMEND-4
        grant => grant,
    };
    Ok(entries(&statement["Principal"])
        .iter()
        .map(|&(key, v)| star(v, face(request, key, v, kind)))
        .max()
        .unwrap_or_default())
}

/// STS-12: each way of assuming a role has its own kind of caller.
fn fits(request: &Request) -> bool {
    let asked = match request.action.name.as_str() {
        "assumerolewithsaml" => Some(Kind::Saml),
        "assumerolewithwebidentity" => Some(Kind::WebIdentity),
        _ => None,
    };
    match asked {
        Some(kind) => request.caller.kind == kind,
        None => !(request.caller.is_federated_login() && request.action.name == "assumerole"),
    }
}

/// SAME-3: the documented form of the star.
fn names_principal_arn(statement: &Value) -> bool {
    let operators = statement["Condition"]
        .as_object()
        .into_iter()
        .flatten()
        .filter_map(|(_, keys)| keys.as_object());
    operators
        .flatten()
        .any(|(key, _)| key.eq_ignore_ascii_case("aws:PrincipalArn"))
}

/// PRIN-20 to PRIN-27: what one entry is to the caller.
pub(crate) fn face(request: &Request, key: &str, entry: &str, kind: Type) -> Grant {
    let caller = request.caller;
    let service_case = request.scene.assumes("UND-27", "anyCase");
    let when = |yes: bool, grant: Grant| if yes { grant } else { Grant::None };
    match key {
        "AWS" if entry == "*" => when(
            !(kind == Type::Trust && request.scene.assumes("UND-24", "matchesNobody")),
            Grant::Direct,
        ),
        "AWS" | "CanonicalUser" if is_account(request, caller, key, entry) => match (caller.kind, kind) {
            (Kind::Root, _) => Grant::Direct,
            (_, Type::Endpoint { gateway: true }) => Grant::None, // VPCE-3
            _ => Grant::Account,
        },
        _ if kind == (Type::Endpoint { gateway: true }) => Grant::None,
        "AWS" => match caller.kind {
            Kind::User => when(is_entity(caller, entry), Grant::Direct),
            Kind::Role => {
                when(is_entity(caller, entry), Grant::Role).max(when(entry == caller.session_arn, Grant::Direct))
            }
            Kind::Federated => {
                when(is_parent(caller, entry), Grant::Role).max(when(entry == caller.arn, Grant::Direct))
            }
            _ => Grant::None,
        },
        "Service" => when(
            caller.kind == Kind::Service
                && (entry == caller.arn || service_case && entry.eq_ignore_ascii_case(&caller.arn)),
            Grant::Direct,
        ),
        "Federated" => {
            let login = caller.is_federated_login() && request.action.service == "sts";
            when(login && entry == caller.arn, Grant::Direct)
        }
        _ => Grant::None,
    }
}

/// PRIN-2, PRIN-8.
fn is_account(request: &Request, caller: &Caller, key: &str, entry: &str) -> bool {
    let (Some(account), Some(partition), true) = (&caller.account, &caller.partition, caller.is_iam()) else {
        return false;
    };
    match key {
        "AWS" => entry == account || entry == format!("arn:{partition}:iam::{account}:root"),
        _ => str_of(&request.scene.root["accounts"][account], "canonicalId") == Some(entry),
    }
}

/// PRIN-22, PRIN-24, AMEND-17: the user or the role itself, by ARN or by unique ID.
fn is_entity(caller: &Caller, entry: &str) -> bool {
    let unpathed = |arn: &str| {
        Some((
            arn_field(arn, 1)?.to_owned(),
            arn_field(arn, 4)?.to_owned(),
            arn_field(arn, 5)?.starts_with("role/"),
            last(arn).to_owned(),
        ))
    };
    entry == caller.arn || caller.id() == Some(entry) || !caller.path_known && unpathed(entry) == unpathed(&caller.arn)
}

fn is_parent(caller: &Caller, entry: &str) -> bool {
    caller
        .parent
        .as_ref()
        .is_some_and(|parent| parent.kind == Kind::User && is_entity(parent, entry))
}

/// PRIN-30 to PRIN-32: every face of the caller must be listed.
fn escapes(request: &Request, listed: &[(&str, &str)]) -> Known<bool> {
    let caller = request.caller;
    let any = |test: &dyn Fn(&str, &str) -> bool| listed.iter().any(|&(key, entry)| test(key, entry));
    if matches!(caller.kind, Kind::User | Kind::Role) && request.attached.boundary.is_some() {
        return Ok(false); // PRIN-31
    }
    let account = any(&|key, entry| is_account(request, caller, key, entry));
    let named = any(&|key, entry| {
        entry != "*"
            && face(request, key, entry, Type::Resource) > Grant::None
            && !is_account(request, caller, key, entry)
    });
    let levels = match caller.kind {
        Kind::User => vec![account, named],
        Kind::Role => vec![
            account,
            any(&|key, entry| key == "AWS" && is_entity(caller, entry)),
            any(&|key, entry| key == "AWS" && entry == caller.session_arn),
        ],
        Kind::Federated => {
            let user = caller.parent.as_ref().is_some_and(|parent| parent.kind != Kind::Root);
            let parent = user.then(|| any(&|key, entry| key == "AWS" && is_parent(caller, entry)));
            let own = any(&|key, entry| key == "AWS" && entry == caller.arn);
            [Some(account), parent, Some(own)].into_iter().flatten().collect()
        }
        Kind::Root => vec![account],
        _ => vec![named],
    };
    let levels = match caller.kind {
        Kind::Role if request.scene.assumes("UND-14", "roleAndAccount") => levels[..2].to_vec(),
        _ => levels,
    };
    let enough = if request.scene.assumes("UND-14", "anyLevel") {
        levels.contains(&true)
    } else {
        !levels.contains(&false)
    };
    Ok(enough)
}

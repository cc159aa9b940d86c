//! The principals.

use iamwhy_policy::Seen;

use super::{checker::Checker, context};
use crate::{
    arn::{self, Arn, account_of},
    model::{ContextValue, Known, Named, Principal},
    read::shortened,
    step::{Step, Step::Key, below},
};

pub(super) fn check(c: &mut Checker<'_, '_>) {
    for (name, principal) in &c.scenario.principals {
        let at = |field| [Key("principals"), Key(name), Key(field)];
        if name.starts_with("arn:") {
            c.wrong(
                &at("")[..2],
                format!("a principal cannot be named `{}`", shortened(name)),
                "a name that begins with `arn:` would be read as an ARN",
            );
        }
        match principal {
            Principal::User(user) => iam_arn(c, &at("user"), &user.user, "iam", "user/"),
            Principal::Role(role) => {
                iam_arn(c, &at("role"), &role.role, "iam", "role/");
                session(c, name, role.session.as_deref(), role.assumed_by.as_deref());
            }
            Principal::RoleSession(session_of) => {
                let role = &session_of.session_of;
                if !matches!(
                    c.scenario.principals.get(role),
                    Some(Principal::Role(_) | Principal::Imported(_))
                ) {
                    let roles = c
                        .scenario
                        .principals
                        .iter()
                        .filter(|(_, p)| matches!(p, Principal::Role(_)));
                    c.dangling(
                        &at("sessionOf"),
                        "`role` principal",
                        role,
                        roles.map(|(name, _)| name.as_str()),
                    );
                }
                session(c, name, session_of.session.as_deref(), session_of.assumed_by.as_deref());
            }
            Principal::FederatedUser(user) => {
                iam_arn(c, &at("federatedUser"), &user.federated_user, "sts", "federated-user/");
                if !matches!(
                    c.scenario.principals.get(&user.of),
                    Some(Principal::User(_) | Principal::Root(_) | Principal::Imported(_))
                ) {
                    let makers = c
                        .scenario
                        .principals
                        .iter()
                        .filter(|(_, p)| matches!(p, Principal::User(_) | Principal::Root(_)));
                    c.dangling(
                        &at("of"),
                        "`user` or `root` principal",
                        &user.of,
                        makers.map(|(name, _)| name.as_str()),
                    );
                }
                let maker = match c.scenario.principals.get(&user.of) {
                    Some(Principal::User(maker)) => account_of(&maker.user),
                    Some(Principal::Root(maker)) => Some(maker.root.as_str()),
                    _ => None,
                };
                if maker.is_some_and(|own| account_of(&user.federated_user).is_some_and(|other| other != own)) {
                    c.wrong(
                        &at("federatedUser"),
                        format!(
                            "`{}` is of another account than `{}`",
                            shortened(&user.federated_user),
                            shortened(&user.of)
                        ),
                        "GetFederationToken makes federated users of the caller's account",
                    );
                }
            }
            Principal::Root(root) => c.account_id(&at("root"), &root.root),
            Principal::Service(service) => {
                service_name(c, &at("service"), &service.service);
                if let Some(arn) = &service.source_arn {
                    c.arn(&at("sourceArn"), arn);
                }
                if let Some(id) = &service.source_account {
                    c.account_id(&at("sourceAccount"), id);
                }
            }
            Principal::WebIdentity(web) => {
                if web.web_identity.starts_with("arn:") {
                    iam_arn(c, &at("webIdentity"), &web.web_identity, "iam", "oidc-provider/");
                }
                claims(c, &at("claims"), &web.claims);
            }
            Principal::Saml(saml) => {
                iam_arn(c, &at("saml"), &saml.saml, "iam", "saml-provider/");
                claims(c, &at("claims"), &saml.claims);
            }
            // What it is shows when its file is read; the checks run once more then.
            Principal::Anonymous(_) | Principal::Imported(_) => {}
        }
    }
    assumption_circles(c);
}

fn claims(c: &mut Checker<'_, '_>, at: &[Step<'_>], claims: &Known<Named<ContextValue>>) {
    if let Some(claims) = claims.known() {
        context::check(c, at, claims);
        for (key, _) in claims.iter().filter(|(key, _)| !key.contains(':')) {
            c.wrong(
                &below(at, Key(key)),
                format!("`{}` is not the name of a claim's key", shortened(key)),
                "write the key in full, with its provider, like `accounts.google.com:sub`",
            );
        }
    }
}

fn session(c: &mut Checker<'_, '_>, name: &str, session: Option<&str>, assumed_by: Option<&str>) {
    let at = |field| [Key("principals"), Key(name), Key(field)];
    if session.is_some_and(|session| session.is_empty() || session.contains(['/', ':'])) {
        c.wrong(
            &at("session"),
            format!(
                "`{}` is not the name of a session",
                shortened(session.unwrap_or_default())
            ),
            "it has letters, digits and `+=,.@_-`",
        );
    }
    if let Some(by) = assumed_by.filter(|by| !c.scenario.principals.contains_key(by)) {
        let scenario = c.scenario;
        c.dangling(
            &at("assumedBy"),
            "principal",
            by,
            scenario.principals.keys().map(String::as_str),
        );
    }
}

/// An ARN of an identity, such as `arn:aws:iam::111122223333:user/alice`.
fn iam_arn(c: &mut Checker<'_, '_>, at: &[Step<'_>], text: &str, service: &str, kind: &str) {
    if let Some(fault) = arn::fault(text) {
        return c.wrong(
            at,
            fault,
            &format!("write `arn:aws:{service}::111122223333:{kind}name`"),
        );
    }
    let fits = Arn::split(text).is_some_and(|arn| {
        arn.service == service
            && arn.region.is_empty()
            && crate::arn::is_account_id(arn.account)
            && arn
                .resource
                .strip_prefix(kind)
                .is_some_and(|name| !name.is_empty() && !name.ends_with('/'))
    });
    if !fits {
        let what = kind.trim_end_matches('/');
        c.wrong(
            at,
            format!("`{}` is not the ARN of a {what}", shortened(text)),
            &format!("write `arn:aws:{service}::111122223333:{kind}name`"),
        );
    }
}

/// A service principal name is a host name, such as `s3.amazonaws.com`.
pub(super) fn service_name(c: &mut Checker<'_, '_>, at: &[Step<'_>], name: &str) {
    if !name.contains('.') || name.contains([' ', ':', '/', '*']) {
        c.wrong(
            at,
            format!("`{}` is not the name of a service principal", shortened(name)),
            "such a name is like `s3.amazonaws.com`",
        );
    }
}

/// `assumedBy` must lead back to somebody who assumed nothing.
fn assumption_circles(c: &mut Checker<'_, '_>) {
    let scenario = c.scenario;
    let by = |name: &str| match scenario.principals.get(name) {
        Some(Principal::Role(role)) => role.assumed_by.as_deref(),
        Some(Principal::RoleSession(session)) => session.assumed_by.as_deref(),
        _ => None,
    };
    // Every principal is walked once: what is settled is not entered again.
    let mut settled = Seen::default();
    for start in scenario.principals.keys() {
        let (mut way, mut names) = (Seen::default(), Vec::new());
        let mut name = start.as_str();
        while !settled.contains(name) && way.insert(name) {
            names.push(name);
            match by(name) {
                Some(next) => name = next,
                None => break,
            }
            if way.contains(name) {
                c.wrong(
                    &[Key("principals"), Key(name), Key("assumedBy")],
                    format!("principal `{}` is assumed by itself in the end", shortened(name)),
                    "break the circle of `assumedBy`",
                );
            }
        }
        for name in names {
            settled.insert(name);
        }
    }
}

//! What a kind of credential can never or always do, before any policy (section 5.13, STS-1, STS-5, STS-8, STS-10).

use iamwhy_policy::Listed;

use crate::bind::Bound;
use crate::request::{ContextEntry, ContextValue, Request};
use crate::truth::Truth;
use crate::world::{Credential, PrincipalIs};

/// Calls that succeed for any valid credentials, even against an explicit deny.
pub(crate) fn always_allowed(bound: &Bound<'_>) -> Option<&'static str> {
    let principal = bound.principal.is;
    match bound.action() {
        "sts:getcalleridentity"
            if !matches!(
                principal,
                PrincipalIs::Anonymous | PrincipalIs::WebIdentity | PrincipalIs::Saml
            ) =>
        {
            Some("STS-1")
        }
        // Temporary credentials cannot get more of their kind (CRED-1).
        "sts:getsessiontoken" if matches!(principal, PrincipalIs::User | PrincipalIs::Root) => {
            let is_assumed = bound.principal.session_policies.is_some();
            (by_credential(bound).is_none() && !is_assumed).then_some("STS-1")
        }
        _ => None,
    }
}

/// The rule that refuses the call for these credentials.
pub(crate) fn refuses(bound: &Bound<'_>) -> Option<&'static str> {
    let chained = || {
        if makes_session(bound) { chaining(bound) } else { None }
    };
    by_credential(bound).or_else(chained)
}

fn by_credential(bound: &Bound<'_>) -> Option<&'static str> {
    let principal = bound.principal;
    let action = bound.action();
    let service = bound.service();
    let companions = [
        "sts:assumerole",
        "sts:getcalleridentity",
        "sts:tagsession",
        "sts:setsourceidentity",
        "sts:setcontext",
    ];
    // Passing a role is a permission and no call (STS-16).
    let calls_iam = service == "iam" && action != "iam:passrole";
    match principal.is {
        PrincipalIs::Root if action == "sts:assumerole" => Some("STS-5"),
        PrincipalIs::Root if action == "sts:assumeroot" => Some("STS-19"),
        PrincipalIs::User | PrincipalIs::Root => match principal.credential {
            Credential::SessionToken if calls_iam => Some("CRED-1"),
            Credential::SessionToken | Credential::SessionTokenMfa
                if service == "sts" && !companions.contains(&action) =>
            {
                Some("CRED-1")
            }
            _ => None,
        },
        PrincipalIs::FederatedUser if calls_iam => Some("CRED-2"),
        PrincipalIs::FederatedUser if service == "sts" && action != "sts:getcalleridentity" => Some("CRED-2"),
        PrincipalIs::Role if matches!(action, "sts:getsessiontoken" | "sts:getfederationtoken") => Some("CRED-3"),
        _ => None,
    }
}

/// A session keeps its source identity, and its transitive tags (STS-8, STS-10).
fn chaining(bound: &Bound<'_>) -> Option<&'static str> {
    let principal = bound.principal;
    let given = |name| match bound.request.context.by_name_folded(name) {
        Some(ContextValue::One(text)) => Some(&**text),
        _ => None,
    };
    let own = source_identity(bound);
    if let (Some(own), Some(asked)) = (own, given("sts:SourceIdentity"))
        && asked != own
    {
        return Some("STS-10");
    }
    let inherited = |key: &str| {
        let keys = &mut principal.transitive.iter();
        keys.any(|(inherited, _)| crate::compare::fold::same(inherited, key, false))
    };
    let given = |entry: &ContextEntry| match entry.key.folded().strip_prefix("aws:requesttag/") {
        Some(key) => inherited(key) && is_passed(&entry.value) == Truth::Yes,
        None => false,
    };
    let repeated = bound.request.tags.iter().any(|(key, _)| inherited(key)) || bound.request.context.iter().any(given);
    repeated.then_some("STS-8")
}

/// The source identity of the caller's session; a given one wins, also one that is given as absent (AMEND-11).
pub(crate) fn source_identity<'a>(bound: &Bound<'a>) -> Option<&'a str> {
    let request: &'a Request = bound.request;
    match request.context.by_name_folded("aws:SourceIdentity") {
        Some(ContextValue::One(text)) => Some(text),
        Some(_) => None,
        None => bound.principal.source_identity.as_deref(),
    }
}

/// Whether a caller who may have a session already asks for another one.
pub(crate) fn makes_session(bound: &Bound<'_>) -> bool {
    let action = bound.action();
    let asked = action.starts_with("sts:assumerole") || matches!(action, "sts:tagsession" | "sts:setsourceidentity");
    asked && !bound.principal.is_outside_iam()
}

/// Whether a request carries the tag.
fn is_passed(value: &ContextValue) -> Truth {
    match value {
        ContextValue::One(_) | ContextValue::Unknown { presence: false } => Truth::Yes,
        ContextValue::Unknown { presence: true } => Truth::Unknown,
        _ => Truth::No,
    }
}

/// Unknown values that a refusal rests on, with what each is compared with.
pub(crate) fn asked<'a>(bound: &Bound<'a>) -> Vec<(&'a ContextEntry, Vec<String>)> {
    if !makes_session(bound) {
        return Vec::new();
    }
    let principal = bound.principal;
    let request: &'a Request = bound.request;
    let asked = request.context.iter().filter_map(|entry| {
        let key = entry.key.folded();
        match (&entry.value, key.strip_prefix("aws:requesttag/")) {
            (ContextValue::Unknown { .. }, _) if key == "sts:sourceidentity" => {
                source_identity(bound).map(|own| (entry, vec![own.to_owned()]))
            }
            (value, Some(tag)) if is_passed(value) == Truth::Unknown => {
                let mut keys = principal.transitive.iter();
                let inherited = keys.any(|(key, _)| crate::compare::fold::same(key, tag, false));
                inherited.then(|| (entry, Vec::new()))
            }
            _ => None,
        }
    });
    asked.listed()
}

/// Whether a service answers requests that nobody signed (ANON-1).
pub(crate) fn takes_unsigned(service: &str) -> bool {
    matches!(service, "s3" | "sqs" | "sns" | "execute-api" | "lambda" | "es")
}

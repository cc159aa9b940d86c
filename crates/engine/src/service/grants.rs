//! KMS grants: a source of permission beside the key policy (KMS-6).

use crate::bind::Bound;
use crate::compare::{arn, fold};
use crate::evaluate::is_role;
use crate::request::{ContextEntry, ContextValue, Request};
use crate::truth::Truth;
use crate::world::{Grant, Grants, PrincipalIs};

/// How far the grants of a key let somebody in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct KeyGrant {
    /// One names the caller.
    pub(crate) own: Truth,
    /// One names his account, whose policies must allow it as well.
    pub(crate) account: Truth,
}

/// How far grants let this caller do this on the key.
pub(crate) fn grants(bound: &Bound<'_>, grants: &[Grant]) -> KeyGrant {
    let nothing = KeyGrant {
        own: Truth::No,
        account: Truth::No,
    };
    grants.iter().fold(nothing, |found, grant| match matches(bound, grant) {
        Some((Named::Own, truth)) => KeyGrant {
            own: found.own.or(truth),
            ..found
        },
        Some((Named::Account, truth)) => KeyGrant {
            account: found.account.or(truth),
            ..found
        },
        None => found,
    })
}

/// The grants of the key that is called, as far as they are known.
fn of_entry<'a>(bound: &Bound<'a>) -> &'a [Grant] {
    match bound.own_entry().map(|entry| &entry.grants) {
        Some(Grants::Known(list)) if bound.service() == "kms" => list,
        _ => &[],
    }
}

/// How far the known grants let this caller do this.
pub(crate) fn of_key(bound: &Bound<'_>) -> KeyGrant {
    grants(bound, of_entry(bound))
}

/// The pairs of the encryption context, where grants look at it, and what they compare each with.
pub(crate) fn asked<'a>(bound: &Bound<'a>) -> Vec<(&'a ContextEntry, Vec<String>)> {
    let wanted = || of_entry(bound).iter().flat_map(constraints);
    let request: &'a Request = bound.request;
    let pairs = request.context.iter().filter_map(|entry| {
        let key = pair(entry.key.folded())?;
        let texts = wanted().filter(|(name, _)| fold::same(name, key, false));
        Some((entry, texts.map(|(_, text)| text.clone()).collect()))
    });
    match wanted().next() {
        Some(_) => pairs.collect(),
        None => Vec::new(),
    }
}

fn constraints(grant: &Grant) -> impl Iterator<Item = &(String, String)> {
    grant
        .encryption_context_equals
        .iter()
        .chain(&grant.encryption_context_subset)
}

/// As whom a grant names the caller.
#[derive(Clone, Copy)]
enum Named {
    Own,
    Account,
}

fn matches(bound: &Bound<'_>, grant: &Grant) -> Option<(Named, Truth)> {
    let action = bound.action_name();
    let retiring = grant.retiring.as_deref().filter(|_| action == "retiregrant");
    if let Some(named) = retiring.and_then(|who| names(bound, who)) {
        return Some((named, Truth::Yes));
    }
    let mut operations = grant.operations.iter();
    if !operations.any(|operation| operation.eq_ignore_ascii_case(action)) {
        return None;
    }
    let named = names(bound, &grant.grantee)?;
    // These two carry no encryption context, and AWS does not ask for it there.
    let unasked = matches!(action, "describekey" | "retiregrant");
    Some((named, if unasked { Truth::Yes } else { context(bound, grant) }))
}

/// Whether the grantee is the caller, by its own ARN or its role's, or only the caller's account.
fn names(bound: &Bound<'_>, who: &str) -> Option<Named> {
    let principal = bound.principal;
    if principal.arn == who || is_role(bound, who) || principal.entity_arn.as_deref() == Some(who) {
        return Some(Named::Own);
    }
    let account = principal.account.as_deref().filter(|_| !principal.is_outside_iam())?;
    let root = ["arn", principal.partition.as_str(), "iam", "", account, "root"];
    let same = who == account || arn::split(who) == Some(root);
    same.then_some(match principal.is {
        PrincipalIs::Root => Named::Own,
        _ => Named::Account,
    })
}

/// The encryption context that the grant demands.
fn context(bound: &Bound<'_>, grant: &Grant) -> Truth {
    let mut truth = Truth::Yes;
    for (key, value) in constraints(grant) {
        let given = bound
            .request
            .context
            .iter()
            .find(|entry| pair(entry.key.folded()).is_some_and(|name| fold::same(name, key, false)));
        truth = truth.and(match given.map(|entry| &entry.value) {
            Some(ContextValue::One(given)) => Truth::from(**given == **value),
            Some(ContextValue::Unknown { .. }) => Truth::Unknown,
            _ => Truth::No,
        });
    }
    let equal = &grant.encryption_context_equals;
    if equal.is_empty() {
        return truth;
    }
    // Equality: the request may carry no further pair.
    let more = bound
        .request
        .context
        .iter()
        .map(|entry| match pair(entry.key.folded()) {
            Some(key) if !equal.iter().any(|(name, _)| fold::same(name, key, false)) => match entry.value {
                ContextValue::Absent => Truth::No,
                ContextValue::Unknown { presence: true } => Truth::Unknown,
                _ => Truth::Yes,
            },
            _ => Truth::No,
        });
    truth.and(more.fold(Truth::No, Truth::or).negate())
}

/// The encryption context key that a condition key speaks of.
fn pair(folded: &str) -> Option<&str> {
    folded.strip_prefix("kms:encryptioncontext:")
}

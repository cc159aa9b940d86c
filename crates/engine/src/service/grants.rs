//! KMS grants: a source of permission beside the key policy (KMS-6).

use crate::bind::Bound;
use crate::compare::{arn, fold};
use crate::evaluate::is_role;
use crate::request::{ContextEntry, ContextValue, Request};
use crate::truth::Truth;
use crate::world::{Grant, Grants};

/// Whether a grant lets this caller do this on the key.
pub(crate) fn grants(bound: &Bound<'_>, grants: &Grants) -> Truth {
    match grants {
        Grants::Unknown(_) => Truth::Unknown,
        Grants::Known(list) => list
            .iter()
            .fold(Truth::No, |found, grant| found.or(matches(bound, grant))),
    }
}

/// The grants of the key that is called, as far as they are known.
fn of_entry<'a>(bound: &Bound<'a>) -> &'a [Grant] {
    match bound.own_entry().map(|entry| &entry.grants) {
        Some(Grants::Known(list)) if bound.service() == "kms" => list,
        _ => &[],
    }
}

/// Whether one of the known grants lets this caller do this.
pub(crate) fn of_key(bound: &Bound<'_>) -> Truth {
    of_entry(bound)
        .iter()
        .fold(Truth::No, |found, grant| found.or(matches(bound, grant)))
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

fn matches(bound: &Bound<'_>, grant: &Grant) -> Truth {
    let action = bound.action_name();
    let retire = action == "retiregrant" && grant.retiring.as_deref().is_some_and(|who| names(bound, who));
    if retire {
        return Truth::Yes;
    }
    let operation = grant
        .operations
        .iter()
        .any(|operation| operation.eq_ignore_ascii_case(action));
    if !operation || !names(bound, &grant.grantee) {
        return Truth::No;
    }
    context(bound, grant)
}

/// Whether the grantee is the caller: its ARN, its role's, its account, or a service.
fn names(bound: &Bound<'_>, who: &str) -> bool {
    let principal = bound.principal;
    let account = principal.account.as_deref().filter(|_| !principal.is_outside_iam());
    let own_account = account.is_some_and(|account| {
        let root = ["arn", principal.partition.as_str(), "iam", "", account, "root"];
        who == account || arn::split(who) == Some(root)
    });
    principal.arn == who || own_account || is_role(bound, who) || principal.entity_arn.as_deref() == Some(who)
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

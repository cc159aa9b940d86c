//! KMS grants: a source of permission beside the key policy (KMS-6).

use crate::bind::Bound;
use crate::compare::fold;
use crate::request::ContextValue;
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

/// Whether the grantee is the caller: its ARN, its role's ARN, its account, or a service.
fn names(bound: &Bound<'_>, who: &str) -> bool {
    let principal = bound.principal;
    principal.arn == who
        || principal.entity_arn.as_deref() == Some(who)
        || principal.account.as_deref().is_some_and(|account| {
            let root = who.strip_suffix(":root").and_then(|arn| arn.strip_suffix(account));
            who == account || root.is_some_and(|arn| arn.ends_with("::"))
        })
}

/// The encryption context that the grant demands.
fn context(bound: &Bound<'_>, grant: &Grant) -> Truth {
    let wanted = grant
        .encryption_context_equals
        .iter()
        .chain(&grant.encryption_context_subset);
    let mut truth = Truth::Yes;
    for (key, value) in wanted {
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
    if truth == Truth::No || grant.encryption_context_equals.is_empty() {
        return truth;
    }
    // Equality: the request may carry no further pair.
    let extra = bound.request.context.iter().any(|entry| {
        pair(entry.key.folded()).is_some_and(|key| {
            !grant
                .encryption_context_equals
                .iter()
                .any(|(name, _)| name.eq_ignore_ascii_case(key))
        }) && matches!(entry.value, ContextValue::One(_))
    });
    if extra { Truth::No } else { truth }
}

/// The encryption context key that a condition key speaks of.
fn pair(folded: &str) -> Option<&str> {
    folded.strip_prefix("kms:encryptioncontext:")
}

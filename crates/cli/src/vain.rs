//! Grants of KMS keys and ACLs that are there for a denied caller, and why they let nobody in.

use iamwhy_engine::world::{Acl, Grant, Grants, ObjectOwnership, Principal, Resource};
use iamwhy_engine::{ContextValue, Outcome, Request};
use iamwhy_scenario::Loaded;

/// What the pairs of an encryption context begin with, as condition keys.
const PAIR: &str = "kms:EncryptionContext:";

/// A sentence for each of them; nothing where a Deny or nobody's Allow is the answer.
pub(crate) fn lines(loaded: &Loaded, request: &Request, outcome: Outcome) -> Vec<String> {
    let env = loaded.world.environment();
    let Some(asked) = loaded.program.ask(request).filter(|_| outcome == Outcome::ImplicitDeny) else {
        return Vec::new();
    };
    let entry = |index: Option<usize>| env.resources.get(index?);
    let (own, governing) = (entry(asked.own_entry()), entry(asked.governing()));
    match (asked.service(), env.principals.get(request.principal)) {
        ("kms", Some(caller)) => match own.map(|key| &key.grants) {
            Some(Grants::Known(list)) => {
                let own = list.iter().filter(|grant| is_for(grant, caller));
                own.filter_map(|grant| failing(grant, request)).collect()
            }
            _ => Vec::new(),
        },
        ("s3", _) => {
            let bucket = governing.or(own);
            let enforced = bucket.is_some_and(|own| own.object_ownership == ObjectOwnership::BucketOwnerEnforced);
            let mut found: Vec<&Resource> = own.into_iter().chain(governing).collect();
            found.dedup_by_key(|own| own.arn.as_str());
            found.retain(|own| enforced && !matches!(&own.acl, Acl::Known(list) if list.is_empty()));
            let said = found.iter().map(|own| {
                let name = &own.name;
                format!("the ACL of `{name}` counts for nothing: the bucket's object ownership is BucketOwnerEnforced (S3-3)")
            });
            said.collect()
        }
        _ => Vec::new(),
    }
}

/// Whether a grant names the caller or his account.
fn is_for(grant: &Grant, caller: &Principal) -> bool {
    let who = grant.grantee.as_str();
    let account = caller.account.as_deref();
    let root = || who.strip_suffix(":root").and_then(|arn| arn.rsplit(':').next());
    who == caller.arn || caller.entity_arn.as_deref() == Some(who) || account.is_some_and(|id| root() == Some(id))
}

/// In what it fails: its operations, or the encryption context. None where it may hold.
fn failing(grant: &Grant, request: &Request) -> Option<String> {
    let (who, action) = (&grant.grantee, request.action());
    let operation = action.split(':').nth(1).unwrap_or_default();
    let retires = operation.eq_ignore_ascii_case("RetireGrant");
    if retires {
        return None;
    }
    if !grant.operations.iter().any(|own| own.eq_ignore_ascii_case(operation)) {
        let own = grant.operations.join("`, `");
        return Some(format!(
            "the grant to `{who}` does not hold for {action}: it is for `{own}` (KMS-6)"
        ));
    }
    let pairs = grant
        .encryption_context_equals
        .iter()
        .chain(&grant.encryption_context_subset);
    let given = |name: &str| request.context.by_name(&format!("{PAIR}{name}"));
    let mut missing = pairs.filter(|(name, value)| match given(name) {
        Some(ContextValue::One(given)) => **given != **value,
        Some(ContextValue::Unknown { .. }) => false,
        _ => true,
    });
    if let Some((name, value)) = missing.next() {
        return Some(format!(
            "the grant to `{who}` does not hold for this encryption context: it wants `{name}` to be `{value}` (KMS-6)"
        ));
    }
    let equals = &grant.encryption_context_equals;
    let mut names = request.context.iter().filter_map(|entry| {
        let begins = entry
            .name
            .get(..PAIR.len())
            .is_some_and(|own| own.eq_ignore_ascii_case(PAIR));
        let there = !matches!(entry.value, ContextValue::Absent | ContextValue::Unknown { .. });
        entry.name.get(PAIR.len()..).filter(|_| begins && there)
    });
    let further = names.find(|name| !equals.iter().any(|(own, _)| own.eq_ignore_ascii_case(name)));
    let further = further.filter(|_| !equals.is_empty())?;
    Some(format!(
        "the grant to `{who}` does not hold for this encryption context: it wants no `{further}` in it (KMS-6)"
    ))
}

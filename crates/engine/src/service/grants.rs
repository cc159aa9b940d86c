//! KMS grants: a source of permission beside the key policy (KMS-6).

use iamwhy_policy::Listed;

use crate::bind::Bound;
use crate::compare::arn;
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
    let heard = grants.iter().flat_map(|grant| matches(bound, grant)).flatten();
    heard.fold(nothing, |found, heard| match heard {
        (Named::Own, truth) => KeyGrant {
            own: found.own.or(truth),
            ..found
        },
        (Named::Account, truth) => KeyGrant {
            account: found.account.or(truth),
            ..found
        },
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
        let key = pair(entry)?;
        let texts = wanted().filter(|(name, _)| name == key);
        Some((entry, texts.map(|(_, text)| text.clone()).listed()))
    });
    match wanted().next() {
        Some(_) => pairs.listed(),
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

/// As whom a grant lets the caller do this: as the one who may retire it, and as the grantee.
fn matches(bound: &Bound<'_>, grant: &Grant) -> [Option<(Named, Truth)>; 2] {
    let action = bound.action_name();
    let retiring = grant.retiring.as_deref().filter(|_| action == "retiregrant");
    let retires = retiring.and_then(|who| Some((names(bound, who)?, Truth::Yes)));
    let mut operations = grant.operations.iter();
    let listed = operations.any(|operation| operation.eq_ignore_ascii_case(action));
    let named = names(bound, &grant.grantee).filter(|_| listed);
    // These two carry no encryption context, and AWS does not ask for it there.
    let unasked = matches!(action, "describekey" | "retiregrant");
    let uses = named.map(|named| (named, if unasked { Truth::Yes } else { context(bound, grant) }));
    [retires, uses]
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
    let pairs = constraints(grant).fold(Truth::Yes, |truth, wanted| truth.and(carries(bound, wanted)));
    let more = bound.request.context.iter().map(|entry| is_further(entry, grant));
    pairs.and(more.fold(Truth::No, Truth::or).negate())
}

/// Whether the request carries a pair that a grant asks for.
fn carries(bound: &Bound<'_>, (key, value): &(String, String)) -> Truth {
    let mut context = bound.request.context.iter();
    let given = context.find(|entry| pair(entry) == Some(key));
    match given.map(|entry| &entry.value) {
        Some(ContextValue::One(given)) => Truth::from(**given == **value),
        Some(ContextValue::Unknown { .. }) => Truth::Unknown,
        _ => Truth::No,
    }
}

/// Whether an entry is a pair beyond those that a grant asks to be all.
fn is_further(entry: &ContextEntry, grant: &Grant) -> Truth {
    let equal = &grant.encryption_context_equals;
    match pair(entry) {
        Some(key) if !equal.is_empty() && !equal.iter().any(|(name, _)| name == key) => match entry.value {
            ContextValue::Absent => Truth::No,
            ContextValue::Unknown { presence: true } => Truth::Unknown,
            _ => Truth::Yes,
        },
        _ => Truth::No,
    }
}

/// Why a grant that names the caller does not let it do this.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub enum InVain<'a> {
    /// It is for other operations.
    Operation,
    /// The encryption context lacks this pair.
    Lacks(&'a str, &'a str),
    /// The encryption context has this pair as well, and the grant lists all that there may be.
    Has(&'a str),
}

/// The grants of the key that name the caller and let nobody do this, each with the reason.
pub(crate) fn in_vain<'a>(bound: &Bound<'a>) -> Vec<(&'a Grant, InVain<'a>)> {
    let for_caller = of_entry(bound)
        .iter()
        .filter(|grant| names(bound, &grant.grantee).is_some());
    for_caller
        .filter_map(|grant| Some((grant, why_in_vain(bound, grant)?)))
        .listed()
}

fn why_in_vain<'a>(bound: &Bound<'a>, grant: &'a Grant) -> Option<InVain<'a>> {
    let request: &'a Request = bound.request;
    match matches(bound, grant) {
        [None, None] if bound.action_name() == "retiregrant" => None,
        [None, None] => Some(InVain::Operation),
        [_, Some((_, Truth::No))] => {
            let lacking = constraints(grant).find(|wanted| carries(bound, wanted) == Truth::No);
            let lacks = lacking.map(|(key, value)| InVain::Lacks(key, value));
            let mut further = request
                .context
                .iter()
                .filter(|entry| is_further(entry, grant) == Truth::Yes);
            lacks.or_else(|| pair(further.next()?).map(InVain::Has))
        }
        _ => None,
    }
}

/// What the condition keys of an encryption context's pairs begin with.
const PAIR: &str = "kms:encryptioncontext:";

/// The name in the encryption context that a condition key speaks of. Grants, unlike policies, tell its letter case apart.
fn pair(entry: &ContextEntry) -> Option<&str> {
    let name = entry.name.get(PAIR.len()..)?;
    entry.key.folded().starts_with(PAIR).then_some(name)
}

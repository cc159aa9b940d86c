//! Which policies reach a request at all.

use crate::action::Special;
use crate::bind::Bound;
use crate::compile::{AccountFacts, ResourceIs};
use crate::service::rcp_services;

/// The account whose RCPs apply: the owner's; of an action without a resource the caller's, or none (RCP-5, UND-39).
pub(super) fn rcp_account<'a>(bound: &Bound<'a>) -> Option<&'a AccountFacts> {
    match bound.request.resource() == "*" {
        true if bound.assume.other(39) => None,
        true => bound.program.accounts.get(bound.caller.account? as usize),
        false => bound.owner_facts(),
    }
}

/// RCPs of an owner's account, root first, where they reach (RCP-1 to RCP-3, RCP-5).
pub(super) fn rcps<'a>(bound: &Bound<'a>, owner: Option<&'a AccountFacts>, exhaustive: bool) -> &'a [u32] {
    let sets = owner.and_then(|owner| owner.rcps.as_deref()).unwrap_or(&[]);
    // Most organizations have none that deny anything, and the exemptions take time to rule out.
    let idle = !exhaustive && !sets.iter().any(|set| bound.program.may_deny(*set));
    if idle || rcp_exempt(bound) { &[] } else { sets }
}

pub(super) fn rcp_exempt(bound: &Bound<'_>) -> bool {
    let managed_key = bound
        .entry
        .is_some_and(|index| bound.program.resources[index as usize].aws_managed);
    let assumes_linked = bound.service() == "sts" && bound.calls_service_linked();
    bound.service_linked()
        || assumes_linked
        || (bound.service() == "kms" && managed_key)
        || bound.action() == "kms:retiregrant"
        || !rcp_services::reaches(bound.service())
}

/// SCPs of the caller's account, root first, where they reach (SCP-1, SCP-6).
pub(super) fn scps<'a>(bound: &Bound<'a>) -> &'a [u32] {
    if bound.principal.is_outside_iam() || bound.service_linked() {
        return &[];
    }
    let account = bound
        .caller
        .account
        .and_then(|index| bound.program.accounts.get(index as usize));
    account.and_then(|account| account.scps.as_deref()).unwrap_or(&[])
}

/// Whether a grant of a key would be retired, which the grants decide and no key policy (KMS-7).
pub(super) fn retires(bound: &Bound<'_>) -> bool {
    bound.kind == ResourceIs::Key && bound.action() == "kms:retiregrant"
}

/// Whether somebody of the management account would act as the root of a member account, which needs nothing there (STS-19).
pub(super) fn assumes_member(bound: &Bound<'_>) -> bool {
    if !assumes_root(bound) {
        return false;
    }
    let env = &bound.program.env;
    let Some(organization) = &env.organization else {
        return false;
    };
    let management = organization.management_account.as_str();
    let target = bound
        .owner
        .id
        .filter(|id| *id != management && bound.request.resource().ends_with(":root"));
    let member = target.and_then(|id| env.account(id));
    member.is_some_and(|own| own.unit.is_some()) && bound.principal.account.as_deref() == Some(management)
}

/// The policy of the resource; a trust policy is consulted by STS alone (SRV-8, STS-16).
pub(super) fn own_policy(bound: &Bound<'_>) -> Option<u32> {
    let facts = bound.program.resources.get(bound.policy_entry? as usize)?;
    let consulted = (facts.kind != ResourceIs::Role || bound.service() == "sts") && !retires(bound);
    facts.policy.filter(|_| consulted)
}

/// Keys and roles: nobody gets in without a match in their policy (KMS-1, STS-2). The root of a member account has none (STS-19).
pub(super) fn gated(bound: &Bound<'_>) -> bool {
    match bound.kind {
        ResourceIs::Key => bound.service() == "kms",
        ResourceIs::Role => bound.service() == "sts",
        _ => assumes_root(bound),
    }
}

fn assumes_root(bound: &Bound<'_>) -> bool {
    bound.special() == Special::Sts && bound.action() == "sts:assumeroot"
}

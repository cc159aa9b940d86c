//! S3 block public access, and the test whether a bucket policy is public (S3-5 to S3-7).

use std::net::IpAddr;

use iamwhy_policy::{Base, Effect, Qualifier};

use crate::bind::Bound;
use crate::compile::parts::{Cond, Operand, PrincipalTest, Stmt, Void};
use crate::compile::{Program, ResourceIs};
use crate::pattern::{Pattern, Shape};
use crate::truth::Truth;
use crate::world::{Acl, PrincipalIs, Resource};

/// Whether RestrictPublicBuckets cuts what this policy grants to this caller.
pub(crate) fn cut(bound: &Bound<'_>, entry: Option<u32>, policy: Option<u32>) -> Truth {
    let program = bound.program;
    let Some((index, resource)) = entry.and_then(|index| Some((index, program.env.resources.get(index as usize)?)))
    else {
        return Truth::No;
    };
    let owner = resource.account.as_deref();
    let same = owner.is_some() && owner == bound.principal.account.as_deref();
    if same || bound.principal.is == PrincipalIs::Service {
        return Truth::No;
    }
    let account = program.resources.get(index as usize).and_then(|facts| facts.account);
    let above = account
        .and_then(|index| program.accounts.get(index as usize))
        .map(|facts| facts.block_public_access);
    let effective = resource.block_public_access.or(above.unwrap_or_default());
    match policy {
        Some(set) if effective.restrict_public_buckets => Truth::from(set_is_public(program, set, resource)),
        _ => Truth::No,
    }
}

/// Whether public ACLs are ignored.
pub(crate) fn ignores_acls(bound: &Bound<'_>, bucket: &Resource) -> bool {
    let above = bound
        .owner_facts()
        .map(|facts| facts.block_public_access)
        .unwrap_or_default();
    bucket.block_public_access.or(above).ignore_public_acls
}

impl Program {
    /// Whether the policy of a resource is public (S3-6); none where it has no policy.
    #[must_use]
    pub fn policy_is_public(&self, resource: usize) -> Option<bool> {
        let set = self.resources.get(resource)?.policy?;
        Some(set_is_public(self, set, self.env.resources.get(resource)?))
    }

    /// Whether the ACL of a resource is public.
    #[must_use]
    pub fn acl_is_public(&self, resource: usize) -> Option<bool> {
        match &self.env.resources.get(resource)?.acl {
            Acl::Known(entries) => Some(entries.iter().any(super::acl::is_public_entry)),
            Acl::Unknown(_) => None,
        }
    }
}

/// One public statement makes the whole policy public.
fn set_is_public(program: &Program, set: u32, resource: &Resource) -> bool {
    let point = ResourceIs::of(&resource.arn) == ResourceIs::AccessPoint;
    if point && resource.vpc.is_some() {
        // An access point of a VPC is never public (S3-7).
        return false;
    }
    let documents = program
        .sets
        .get(set as usize)
        .map(|set| set.documents.as_slice())
        .unwrap_or_default();
    documents.iter().any(|document| {
        let statements = program.documents[*document as usize].statements;
        statements
            .of(&program.statements)
            .iter()
            .any(|stmt| is_public(program, stmt, point))
    })
}

fn is_public(program: &Program, stmt: &Stmt, point: bool) -> bool {
    if stmt.void != Void::Live || stmt.effect != Effect::Allow {
        return false;
    }
    let open = stmt.principals.of(&program.principal_clauses).iter().all(|clause| {
        let entries = clause.entries.of(&program.principal_entries);
        let wide = |test| matches!(test, PrincipalTest::Any | PrincipalTest::Provider(_));
        clause.negated || entries.iter().any(|entry| wide(entry.test))
    });
    open && !stmt
        .conditions
        .of(&program.conditions)
        .iter()
        .any(|cond| restricts(program, cond, point))
}

/// Keys whose fixed values make a statement non-public.
const RESTRICTING: &[&str] = &[
    "aws:sourceip",
    "aws:sourcearn",
    "aws:sourcevpc",
    "aws:sourcevpce",
    "aws:sourceaccount",
    "aws:sourceowner",
    "aws:sourceorgid",
    "aws:principalarn",
    "aws:principalaccount",
    "aws:principalorgid",
    "aws:principalorgpaths",
    "aws:vpceaccount",
    "aws:vpceorgid",
    "aws:userid",
    "s3:x-amz-server-side-encryption-aws-kms-key-id",
    "s3:dataaccesspointarn",
    "s3:dataaccesspointaccount",
];

/// Whether a condition limits a statement to fixed values (S3-6): no wildcard, no variable, no way around an absent key.
fn restricts(program: &Program, cond: &Cond, point: bool) -> bool {
    let Some(operator) = cond.operator else { return false };
    let key = program.keys[cond.key as usize].key.folded();
    if operator.negated || operator.if_exists || operator.qualifier == Qualifier::ForAllValues {
        return false;
    }
    if !RESTRICTING.contains(&key) || operator.base == Base::Null {
        return false;
    }
    let operands = cond.operands.of(&program.operands);
    !operands.is_empty()
        && operands
            .iter()
            .all(|entry| is_fixed(program, &entry.operand, key, point))
}

fn is_fixed(program: &Program, operand: &Operand, key: &str, point: bool) -> bool {
    match operand {
        Operand::Net(net) => {
            let widest = if net.addr().is_ipv4() { 8 } else { 32 };
            net.prefix_len() >= widest || is_private(net.addr())
        }
        Operand::Text(pattern) if key == "s3:dataaccesspointarn" && !point => {
            // The name of an access point may be open where its account is fixed.
            let text = program.templates.str(program.templates.prefix(*pattern));
            let account = text.split(':').nth(4).filter(|_| text.split(':').count() > 5);
            account.is_some_and(|account| !account.is_empty())
        }
        Operand::Text(pattern) => {
            // `AROA…:*` as aws:userid is a wildcard like any other.
            matches!(pattern.shape, Shape::Exact(run) if !program.templates.str(run).is_empty())
        }
        Operand::Arn(parts) => {
            let fixed = |part: &Pattern| matches!(part.shape, Shape::Exact(_));
            let named_account = fixed(&parts[4]) && !part_is_empty(program, &parts[4]);
            match key {
                // The name of an access point may be open where its account is fixed (not in the point's own policy, S3-7).
                "s3:dataaccesspointarn" if !point => named_account,
                _ => parts.iter().all(fixed),
            }
        }
        _ => false,
    }
}

fn part_is_empty(program: &Program, pattern: &Pattern) -> bool {
    matches!(pattern.shape, Shape::Exact(run) if program.templates.str(run).is_empty())
}

/// Private ranges do not open anything to the internet.
fn is_private(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(v4) => v4.is_private(),
        IpAddr::V6(v6) => v6.is_unique_local(),
    }
}

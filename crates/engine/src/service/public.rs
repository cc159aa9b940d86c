//! S3 block public access, and the test whether a bucket policy is public (S3-5 to S3-7).

use iamwhy_policy::{Base, Effect, Qualifier};
use ipnet::IpNet;

use crate::bind::Bound;
use crate::compare::ip;
use crate::compile::parts::{Cond, Operand, PrincipalTest, Stmt, Void};
use crate::compile::{AccountFacts, Program, ResourceIs};
use crate::pattern::{Pattern, Shape, Token};
use crate::truth::Truth;
use crate::world::{BlockPublicAccess, PrincipalIs, Resource};

/// Whether RestrictPublicBuckets cuts off this caller: all but services and the principals of the accounts that own the
/// bucket and the access point, as soon as the policy of either is public.
pub(crate) fn cut(bound: &Bound<'_>) -> Truth {
    let point = bound.access_point.as_ref().and_then(|point| point.account);
    let spared = bound.principal.is == PrincipalIs::Service || bound.same_account() || bound.owns(point);
    if spared || !settings(bound).restrict_public_buckets {
        return Truth::No;
    }
    let public = entries(bound).any(|index| bound.program.policy_is_public(index) == Some(true));
    Truth::from(public)
}

/// Of organization, accounts, bucket and access point together; the most restrictive wins.
pub(crate) fn settings(bound: &Bound<'_>) -> BlockPublicAccess {
    let program = bound.program;
    let above = |account: Option<&AccountFacts>| account.map_or_else(Default::default, |own| own.block_public_access);
    entries(bound).fold(above(bound.owner_facts()), |all, index| {
        let own = program.env.resources.get(index).map(|own| own.block_public_access);
        let account = program.resources.get(index).and_then(|facts| facts.account);
        let account = account.and_then(|index| program.accounts.get(index as usize));
        all.or(own.unwrap_or_default()).or(above(account))
    })
}

/// The entries of the bucket and of the access point before it.
fn entries(bound: &Bound<'_>) -> impl Iterator<Item = usize> {
    let bucket = match &bound.access_point {
        Some(point) => point.bucket.as_ref().map(|(index, _)| *index),
        None => bound.policy_entry,
    };
    let point = bound.access_point.as_ref().and(bound.entry);
    bucket.into_iter().chain(point).map(|index| index as usize)
}

impl Program {
    /// Whether the policy of a resource is public (S3-6); none where it has no policy.
    #[must_use]
    pub fn policy_is_public(&self, resource: usize) -> Option<bool> {
        let set = self.resources.get(resource)?.policy?;
        Some(set_is_public(self, set, self.env.resources.get(resource)?))
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
        let provider = |test| matches!(test, PrincipalTest::Provider(_));
        clause.negated || entries.iter().any(|entry| entry.wild || provider(entry.test))
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
    "aws:principalarn",
    "aws:principalaccount",
    "aws:principalorgid",
    "aws:principalorgpaths",
    "aws:principalservicename",
    "aws:principalservicenameslist",
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
        Operand::Net(net) => is_narrow(net),
        // Under an operator of texts as well.
        Operand::Text(pattern) if key == "aws:sourceip" => {
            matches!(pattern.shape, Shape::Exact(run) if ip::block(program.templates.str(run), false).is_some_and(|net| is_narrow(&net)))
        }
        Operand::Text(pattern) if key == "s3:dataaccesspointarn" && !point && names_account(program, pattern) => true,
        // `AROA…:*` as aws:userid is a wildcard like any other.
        Operand::Text(pattern) => is_plain(program, pattern),
        Operand::Arn(parts) => {
            let fixed = |part: &Pattern| is_plain(program, part);
            let named_account = fixed(&parts[4]) && !part_is_empty(program, &parts[4]);
            match key {
                // The name of an access point may be open where its account is fixed (not in the point's own policy, S3-7).
                "s3:dataaccesspointarn" if !point && named_account => true,
                _ => parts.iter().all(fixed),
            }
        }
        _ => false,
    }
}

fn is_narrow(net: &IpNet) -> bool {
    net.prefix_len() >= if net.addr().is_ipv4() { 8 } else { 32 }
}

/// Whether text has neither wildcards nor variables, also where the operator would take them literally.
fn is_plain(program: &Program, pattern: &Pattern) -> bool {
    let plain = |text: &str| !text.contains(['*', '?']) && !text.contains("${");
    matches!(pattern.shape, Shape::Exact(run) if plain(program.templates.str(run)))
}

/// Whether text spells out the account of an ARN: the name of an access point may be open where its account is fixed.
fn names_account(program: &Program, pattern: &Pattern) -> bool {
    let (mut colons, mut digits) = (0, 0);
    for token in pattern.tokens.of(&program.templates.tokens) {
        match token {
            Token::Literal(run) => {
                for byte in program.templates.str(*run).bytes() {
                    match byte {
                        b':' => colons += 1,
                        _ => digits += usize::from(colons == 4),
                    }
                }
            }
            Token::Variable(_) => return false,
            _ if colons == 4 => return false,
            _ => {}
        }
    }
    colons > 4 && digits > 0
}

fn part_is_empty(program: &Program, pattern: &Pattern) -> bool {
    matches!(pattern.shape, Shape::Exact(run) if program.templates.str(run).is_empty())
}

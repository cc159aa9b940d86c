//! Refusals before any policy is asked.

use iamwhy_policy::Add;

use crate::action::Special;
use crate::bind::Bound;
use crate::request::{ContextEntry, ContextValue, Request};
use crate::service::{credentials, public, reserved};
use crate::world::PrincipalIs;

/// Unknown values that a refusal before any policy rests on, with what each is compared with.
pub(crate) fn asked<'a>(bound: &Bound<'a>) -> Vec<(&'a ContextEntry, Vec<String>)> {
    let request: &'a Request = bound.request;
    let mut asked = credentials::asked(bound);
    if let Some(wanted) = bound.access_point.as_ref().and_then(|point| point.vpc) {
        let network = request
            .context
            .iter()
            .filter(|entry| entry.key.folded() == "aws:sourcevpc");
        let network = network.filter(|entry| matches!(entry.value, ContextValue::Unknown { .. }));
        asked.add(network.map(|entry| (entry, vec![wanted.to_owned()])));
    }
    asked.add(acl_headers(bound).filter_map(|entry| match entry.value {
        ContextValue::Unknown { .. } if entry.key.folded() == CANNED => Some((entry, PUBLIC.map(str::to_owned).into())),
        ContextValue::Unknown { .. } => Some((entry, GROUPS.map(|group| ["uri=", group].concat()).into())),
        _ => None,
    }));
    asked
}

/// The header with an ACL by name.
const CANNED: &str = "s3:x-amz-acl";
/// Names of ACLs that let in more than accounts do.
const PUBLIC: [&str; 3] = ["public-read", "public-read-write", "authenticated-read"];
/// Grantees that are more than accounts.
const GROUPS: [&str; 2] = [
    "http://acs.amazonaws.com/groups/global/AllUsers",
    "http://acs.amazonaws.com/groups/global/AuthenticatedUsers",
];

/// The ACL that a call writes, where it may not write a public one (S3-5).
fn acl_headers<'a>(bound: &Bound<'a>) -> impl Iterator<Item = &'a ContextEntry> {
    let request: &'a Request = bound.request;
    let writes = matches!(
        bound.action(),
        "s3:putobject" | "s3:putobjectacl" | "s3:putobjectversionacl" | "s3:putbucketacl" | "s3:createbucket"
    );
    let watched = (writes && public::settings(bound).block_public_acls).then_some(&request.context);
    watched.into_iter().flat_map(|context| context.iter()).filter(|entry| {
        let key = entry.key.folded();
        key == CANNED || key.starts_with("s3:x-amz-grant-")
    })
}

/// Whether the call writes a public ACL where that is blocked: refused even if policies allow it.
pub(crate) fn writes_public_acl(bound: &Bound<'_>) -> bool {
    acl_headers(bound).any(|entry| match &entry.value {
        ContextValue::One(name) if entry.key.folded() == CANNED => PUBLIC.contains(&&**name),
        ContextValue::One(grantees) => GROUPS.iter().any(|group| grantees.contains(group)),
        _ => false,
    })
}

/// Refusals before any policy: credentials, partitions, reserved things, the VPC of an access point.
pub(crate) fn refused(bound: &Bound<'_>) -> Option<&'static str> {
    let special = bound.special();
    if matches!(special, Special::Iam | Special::Sts)
        && let Some(rule) = credentials::refuses(bound)
    {
        return Some(rule);
    }
    if bound.principal.is == PrincipalIs::Anonymous && !credentials::takes_unsigned(bound.service()) {
        return Some("ANON-1");
    }
    let partition = bound.part(1)?;
    let signed = !bound.principal.is_outside_iam();
    if signed && !partition.is_empty() && partition != bound.principal.partition {
        return Some("XACCT-8");
    }
    if matches!(special, Special::Iam | Special::Kms) {
        let customer = bound.principal.is != PrincipalIs::Service && !bound.service_linked();
        let reserved = reserved::refuses(bound).filter(|_| customer);
        if reserved.is_some() {
            return reserved;
        }
    }
    let wanted = bound.access_point.as_ref().and_then(|point| point.vpc)?;
    let vpc = match bound.request.context.by_name_folded("aws:SourceVpc") {
        Some(ContextValue::One(vpc)) => Some(&**vpc),
        Some(ContextValue::Absent) => None,
        Some(ContextValue::Unknown { .. }) => return None,
        _ => bound.endpoint().and_then(|endpoint| endpoint.vpc.as_deref()),
    };
    (vpc != Some(wanted)).then_some("S3-4")
}

/// The owner's root may always repair the bucket policy (ROOT-4).
pub(super) fn root_rescue(bound: &Bound<'_>) -> Option<&'static str> {
    if bound.principal.is != PrincipalIs::Root || !bound.same_account() {
        return None;
    }
    let repair = matches!(
        bound.action(),
        "s3:getbucketpolicy"
            | "s3:putbucketpolicy"
            | "s3:deletebucketpolicy"
            | "sqs:getqueueattributes"
            | "sqs:setqueueattributes"
            | "dynamodb:deleteresourcepolicy"
    );
    repair.then_some("ROOT-4")
}

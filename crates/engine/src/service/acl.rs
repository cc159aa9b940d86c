//! S3 ACLs: who they grant what (S3-2, S3-3).

use crate::bind::Bound;
use crate::evaluate::GrantKind;
use crate::truth::Truth;
use crate::unknown::{Assigned, Guess};
use crate::world::{Acl, AclEntry, Grantee, PrincipalIs};

/// The permission that lets an action through, on an object or on a bucket.
fn permission(name: &str, object: bool) -> Option<&'static str> {
    Some(match (object, name) {
        (true, "getobject" | "getobjectversion" | "getobjecttorrent") => "READ",
        (true, "getobjectacl" | "getobjectversionacl") => "READ_ACP",
        (true, "putobjectacl" | "putobjectversionacl") => "WRITE_ACP",
        (false, "listbucket" | "listbucketversions" | "listbucketmultipartuploads") => "READ",
        (false, "putobject") => "WRITE",
        (false, "getbucketacl") => "READ_ACP",
        (false, "putbucketacl") => "WRITE_ACP",
        _ => return None,
    })
}

/// Whether an action on an object is the bucket's to allow, whoever owns the object (S3-3).
pub(crate) fn is_the_buckets(name: &str) -> bool {
    matches!(
        name,
        "abortmultipartupload"
            | "deleteobject"
            | "deleteobjectversion"
            | "listmultipartuploadparts"
            | "putobject"
            | "restoreobject"
    )
}

/// What an ACL grants to this caller.
#[derive(Copy, Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct AclGrant {
    /// To everybody, or to every signed caller: needs nothing else in the same account.
    pub(crate) public: Truth,
    /// To the caller's account: delegation (S3-3).
    pub(crate) account: Truth,
}

/// Reads an ACL for an action.
pub(crate) fn grant(bound: &Bound<'_>, acl: &Acl, object: bool) -> AclGrant {
    let Some(needed) = permission(bound.action_name(), object) else {
        return AclGrant::default();
    };
    match acl {
        Acl::Unknown(id) => match bound.assigned(*id) {
            Assigned::Open => AclGrant {
                public: Truth::Unknown,
                account: Truth::Unknown,
            },
            Assigned::As(Guess::Allow(GrantKind::Account)) => AclGrant {
                public: Truth::No,
                account: Truth::Yes,
            },
            Assigned::As(guess) => AclGrant {
                public: Truth::from(matches!(guess, Guess::Allow(_))),
                account: Truth::No,
            },
        },
        Acl::Known(entries) => {
            let mut grant = AclGrant::default();
            for entry in entries.iter().filter(|entry| gives(entry, needed)) {
                match &entry.grantee {
                    Grantee::AllUsers => grant.public = Truth::Yes,
                    Grantee::AuthenticatedUsers if is_signed(bound) => grant.public = Truth::Yes,
                    Grantee::AuthenticatedUsers => {}
                    Grantee::Account(id) if is_account(bound, id) => grant.account = Truth::Yes,
                    Grantee::Account(_) => {}
                }
            }
            grant
        }
    }
}

fn gives(entry: &AclEntry, needed: &str) -> bool {
    entry.permission == needed || entry.permission == "FULL_CONTROL"
}

/// Who signs in with a token of somebody else's does not sign (STS-11).
fn is_signed(bound: &Bound<'_>) -> bool {
    let unsigned = [PrincipalIs::Anonymous, PrincipalIs::WebIdentity, PrincipalIs::Saml];
    !unsigned.contains(&bound.principal.is)
}

fn is_account(bound: &Bound<'_>, id: &str) -> bool {
    let Some(account) = bound.principal.account.as_deref() else {
        return false;
    };
    account == id
        || bound
            .program
            .env
            .account(account)
            .is_some_and(|account| account.canonical_id.as_deref() == Some(id))
}

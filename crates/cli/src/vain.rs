//! Grants of KMS keys and ACLs that are there for a denied caller, and why they let nobody in.

use iamwhy_engine::world::{Acl, Grant, ObjectOwnership, Resource};
use iamwhy_engine::{InVain, Outcome, Request};
use iamwhy_scenario::Loaded;

/// A sentence for each of them; nothing where a Deny or nobody's Allow is the answer.
pub(crate) fn lines(loaded: &Loaded, request: &Request, outcome: Outcome) -> Vec<String> {
    let env = loaded.world.environment();
    let Some(asked) = loaded.program.ask(request).filter(|_| outcome == Outcome::ImplicitDeny) else {
        return Vec::new();
    };
    let entry = |index: Option<usize>| env.resources.get(index?);
    let (own, governing) = (entry(asked.own_entry()), entry(asked.governing()));
    match asked.service() {
        "kms" => {
            let own = asked.grants_in_vain().into_iter();
            own.map(|(grant, why)| sentence(grant, why, request.action())).collect()
        }
        "s3" => {
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

fn sentence(grant: &Grant, why: InVain<'_>, action: &str) -> String {
    let who = &grant.grantee;
    let context = format!("the grant to `{who}` does not hold for this encryption context: it wants");
    match why {
        InVain::Operation => {
            let own = grant.operations.join("`, `");
            format!("the grant to `{who}` does not hold for {action}: it is for `{own}` (KMS-6)")
        }
        InVain::Lacks(name, value) => format!("{context} `{name}` to be `{value}` (KMS-6)"),
        InVain::Has(name) => format!("{context} no `{name}` in it (KMS-6)"),
    }
}

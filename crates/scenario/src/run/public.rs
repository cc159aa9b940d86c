//! Whether what governs a resource is public (S3-6).

use std::sync::Arc;

use iamwhy_engine::{
    Environment, Program, Request,
    world::{Attached, AttachedPolicy, ObjectOwnership, Resource},
};
use iamwhy_policy::Policy;

/// Whether the policy that governs a request's resource is public, or the ACL where ACLs count.
pub(super) fn is_public(program: &Program, request: &Request) -> bool {
    let Some(asked) = program.ask(request) else {
        return false;
    };
    let governing = asked.governing();
    let policy = governing.and_then(|index| program.policy_is_public(index));
    let resources = &program.environment().resources;
    let acls_count = governing
        .and_then(|index| resources.get(index))
        .is_some_and(|bucket| bucket.object_ownership != ObjectOwnership::BucketOwnerEnforced);
    let acl = || {
        let own = asked.own_entry().or(governing).filter(|_| acls_count);
        own.and_then(|index| program.acl_is_public(index))
    };
    policy == Some(true) || acl() == Some(true)
}

/// Whether a document would be public as the policy of this resource.
pub(super) fn would_be_public(resource: &Resource, document: &Policy) -> bool {
    let mut env = Environment::default();
    let policy = env.add_policy(AttachedPolicy {
        policy: Arc::new(document.clone()),
        name: String::new(),
        file: String::new(),
        arn: None,
    });
    env.resources.push(Resource {
        policy: Some(Attached::Policy(policy)),
        bucket: None,
        ..resource.clone()
    });
    Program::compile(Arc::new(env)).policy_is_public(0) == Some(true)
}

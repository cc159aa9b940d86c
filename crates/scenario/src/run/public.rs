//! Whether what governs a resource is public (S3-6).

use std::sync::Arc;

use iamwhy_engine::{
    Environment, Program, Request,
    world::{Attached, AttachedPolicy, Resource},
};
use iamwhy_policy::Policy;

/// Whether the policy that governs a request's resource is public; an ACL is no policy.
pub(super) fn is_public(program: &Program, request: &Request) -> bool {
    let governing = program.ask(request).and_then(|asked| asked.governing());
    governing.and_then(|index| program.policy_is_public(index)) == Some(true)
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

//! Any text is a policy to somebody: it is read, compiled and decided without a panic, and tracing agrees with deciding.

use std::sync::Arc;

use iamwhy_engine::world::{Attached, AttachedPolicy, Principal, PrincipalIs, Resource};
use iamwhy_engine::{Environment, Program, Request};
use iamwhy_policy::{Policy, PolicyType, save};

/// Attaches the text everywhere and asks a few requests.
///
/// # Panics
/// Where deciding and tracing disagree.
pub fn check(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let parsed = Policy::parse(text);
    for kind in PolicyType::ALL {
        let _ = save::check(&parsed, kind, Some("s3"));
    }
    let program = Program::compile(Arc::new(everywhere(parsed.policy)));
    for (action, resource) in [("s3:GetObject", "arn:aws:s3:::b/k"), ("iam:ListUsers", "*"), ("x", "")] {
        for principal in 0..2 {
            let request = Request::new(principal, action, resource);
            let quick = program.decide(&request);
            let traced = program.trace(&request).map(|traced| traced.decision);
            assert_eq!(quick, traced, "deciding and tracing disagree on {action} for {text:?}");
        }
    }
}

fn everywhere(policy: Policy) -> Environment {
    let mut env = Environment::default();
    let policy = Arc::new(policy);
    let attached = AttachedPolicy {
        policy,
        name: "any".into(),
        file: "any.json".into(),
        arn: None,
    };
    let any = Attached::Policy(env.add_policy(attached));
    let mut user = Principal::new(PrincipalIs::User, "alice", "arn:aws:iam::111122223333:user/alice");
    user.account = Some("111122223333".into());
    user.entity_arn = Some(user.arn.clone());
    user.identity.push(any);
    let mut limited = user.clone();
    limited.boundary = Some(any);
    env.principals.extend([user, limited]);
    env.resources.push(Resource {
        name: "b".into(),
        arn: "arn:aws:s3:::b".into(),
        account: Some("111122223333".into()),
        policy: Some(any),
        ..Resource::default()
    });
    env
}

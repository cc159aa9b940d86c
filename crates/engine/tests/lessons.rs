//! The evaluator by hand: an environment, a request, a decision. Every other lesson is a scenario under `fixtures/`.

use std::sync::Arc;

use iamwhy_engine::world::{Attached, AttachedPolicy, Principal, PrincipalIs, Resource};
use iamwhy_engine::{Environment, GrantKind, Layer, Outcome, Program, Request};
use iamwhy_policy::Policy;

const ALICE: &str = "arn:aws:iam::111122223333:user/alice";

fn attach(env: &mut Environment, name: &str, text: &str) -> Attached {
    let policy = Policy::parse(text).policy;
    let attached = AttachedPolicy {
        policy: Arc::new(policy),
        name: name.into(),
        file: format!("{name}.json"),
        arn: None,
    };
    Attached::Policy(env.add_policy(attached))
}

fn alice(env: &mut Environment) -> Principal {
    let mut alice = Principal::new(PrincipalIs::User, "alice", ALICE);
    alice.entity_arn = Some(ALICE.into());
    alice.account = Some("111122223333".into());
    alice.short_name = "alice".into();
    let own = attach(
        env,
        "own",
        r#"{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:*","Resource":"arn:aws:s3:::logs/${aws:username}/*"}}"#,
    );
    alice.identity.push(own);
    alice
}

fn ask(resource: &str) -> Request {
    Request::new(0, "s3:GetObject", resource)
}

#[test]
fn an_identity_policy_allows_in_the_own_account() {
    let mut env = Environment::default();
    let alice = alice(&mut env);
    env.principals.push(alice);
    let program = Program::compile(Arc::new(env));
    let decision = program.decide(&ask("arn:aws:s3:::logs/alice/1")).unwrap();
    assert_eq!(
        (decision.outcome, decision.layer),
        (Outcome::Allow, Some(Layer::Identity))
    );
    let decision = program.decide(&ask("arn:aws:s3:::logs/bob/1")).unwrap();
    assert_eq!(
        (decision.outcome, decision.layer),
        (Outcome::ImplicitDeny, Some(Layer::Identity))
    );
}

#[test]
fn a_boundary_is_gone_around_by_a_bucket_policy_that_names_the_user() {
    let mut env = Environment::default();
    let mut alice = alice(&mut env);
    alice.boundary = Some(attach(
        &mut env,
        "boundary",
        r#"{"Statement":{"Effect":"Allow","Action":"ec2:*","Resource":"*"}}"#,
    ));
    env.principals.push(alice);
    let policy = attach(
        &mut env,
        "bucket",
        r#"{"Statement":{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:user/alice"},"Action":"s3:GetObject","Resource":"arn:aws:s3:::logs/open/*"}}"#,
    );
    env.resources.push(Resource {
        name: "logs".into(),
        arn: "arn:aws:s3:::logs".into(),
        account: Some("111122223333".into()),
        policy: Some(policy),
        ..Resource::default()
    });
    let program = Program::compile(Arc::new(env));
    let decision = program.decide(&ask("arn:aws:s3:::logs/alice/1")).unwrap();
    assert_eq!(
        (decision.outcome, decision.layer),
        (Outcome::ImplicitDeny, Some(Layer::Boundary))
    );
    let decision = program.decide(&ask("arn:aws:s3:::logs/open/1")).unwrap();
    assert_eq!(
        (decision.outcome, decision.layer, decision.grant),
        (Outcome::Allow, Some(Layer::Resource), GrantKind::Direct)
    );
}

#[test]
fn a_star_may_stand_anywhere_in_the_name_of_an_action() {
    let mut env = Environment::default();
    let mut alice = alice(&mut env);
    alice.identity.clear();
    let own = attach(
        &mut env,
        "own",
        r#"{"Statement":{"Effect":"Allow","Action":["sts:*","s3:*Object"],"Resource":"*"}}"#,
    );
    alice.identity.push(own);
    env.principals.push(alice);
    let program = Program::compile(Arc::new(env));
    let decision = program.decide(&ask("arn:aws:s3:::logs/bob/1")).unwrap();
    assert_eq!(
        (decision.outcome, decision.layer),
        (Outcome::Allow, Some(Layer::Identity))
    );
}

/// Few resources are looked through, many are searched.
#[test]
fn the_longest_entry_governs_among_few_resources_and_many() {
    let arns = [
        "arn:aws:s3:::b",
        "arn:aws:s3:::b/k",
        "arn:aws:sqs:eu-west-3:1:q",
        "arn:aws:s3:::b/k",
    ];
    let asked = [
        "arn:aws:s3:::b",
        "arn:aws:s3:::b/k",
        "arn:aws:s3:::b/k/x",
        "arn:aws:s3:::bb",
        "arn:aws:s3:::a",
        "*",
    ];
    let program = |more: usize| {
        let mut env = Environment::default();
        let alice = alice(&mut env);
        env.principals.push(alice);
        let others = (0..more).map(|index| format!("arn:aws:sns:eu-west-3:1:{index}"));
        for arn in arns.iter().map(|arn| (*arn).to_owned()).chain(others) {
            env.resources.push(Resource {
                arn,
                ..Resource::default()
            });
        }
        Program::compile(Arc::new(env))
    };
    let governing = |more: usize| {
        let program = program(more);
        asked.map(|arn| program.ask(&ask(arn)).unwrap().own_entry())
    };
    assert_eq!(governing(0), [Some(0), Some(3), Some(0), None, None, None]);
    assert_eq!(governing(0), governing(20));
}

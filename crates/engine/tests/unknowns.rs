//! Unknown values that policies look at from several sides: an answer must hold for every value there can be.
#![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

use std::sync::Arc;

use iamwhy_engine::world::{
    Attached, AttachedPolicy, BlockPublicAccess, Grant, Grants, Principal, PrincipalIs, Resource, Tags,
};
use iamwhy_engine::{Context, ContextValue, Environment, Outcome, Program, Request};
use iamwhy_policy::Policy;

const ACCOUNT: &str = "111122223333";
const PARTNER: &str = "444455556666";
const ALICE: &str = "arn:aws:iam::111122223333:user/alice";

fn attach(env: &mut Environment, text: &str) -> Attached {
    let policy = Arc::new(Policy::parse(text).policy);
    Attached::Policy(env.add_policy(AttachedPolicy {
        policy,
        name: "own".into(),
        file: "own.json".into(),
        arn: None,
    }))
}

/// A world in which alice has one policy.
fn world(policy: &str) -> Environment {
    let mut env = Environment::default();
    let own = attach(&mut env, policy);
    let mut alice = Principal::new(PrincipalIs::User, "alice", ALICE);
    alice.entity_arn = Some(ALICE.into());
    alice.account = Some(ACCOUNT.into());
    alice.short_name = "alice".into();
    alice.identity.push(own);
    env.principals.push(alice);
    env
}

fn allow_if(condition: &str) -> String {
    format!(
        r#"{{"Version":"2012-10-17","Statement":{{"Effect":"Allow","Action":"*","Resource":"*","Condition":{condition}}}}}"#
    )
}

fn unknown(names: &[&str]) -> Context {
    let mut context = Context::default();
    names
        .iter()
        .for_each(|name| context.set(name, ContextValue::Unknown { presence: false }));
    context
}

fn ask(env: Environment, action: &str, resource: &str, context: Context) -> Outcome {
    let mut request = Request::new(0, action, resource);
    request.context = context;
    Program::compile(Arc::new(env))
        .trace(&request)
        .unwrap()
        .decision
        .outcome
}

fn read_if(condition: &str, context: Context) -> Outcome {
    ask(
        world(&allow_if(condition)),
        "s3:GetObject",
        "arn:aws:s3:::docs/x",
        context,
    )
}

#[test]
fn two_equal_unknowns_may_each_fit_a_pattern() {
    let both = r#"{"StringLike":{"app:one":"a*","app:two":"*b"},"StringEquals":{"app:one":"${app:two}"}}"#;
    assert_eq!(read_if(both, unknown(&["app:one", "app:two"])), Outcome::Unknown);
    let neither = r#"{"StringLike":{"app:one":"a*","app:two":"b*"},"StringEquals":{"app:one":"${app:two}"}}"#;
    assert_eq!(
        read_if(neither, unknown(&["app:one", "app:two"])),
        Outcome::ImplicitDeny
    );
}

#[test]
fn a_text_in_mixed_case_fits_operators_of_both_kinds() {
    let mixed = r#"{"StringEqualsIgnoreCase":{"app:one":"abc"},"StringLike":{"app:one":"aB*"}}"#;
    assert_eq!(read_if(mixed, unknown(&["app:one"])), Outcome::Unknown);
    let other = r#"{"StringEqualsIgnoreCase":{"app:one":"abc"},"StringLike":{"app:one":"aD*"}}"#;
    assert_eq!(read_if(other, unknown(&["app:one"])), Outcome::ImplicitDeny);
}

#[test]
fn patterns_on_the_text_of_a_time_or_an_address_stay_open() {
    assert_eq!(
        read_if(r#"{"StringLike":{"aws:CurrentTime":"2026-*"}}"#, Context::default()),
        Outcome::Unknown
    );
    assert_eq!(
        read_if(r#"{"StringNotLike":{"aws:SourceIp":"10.*"}}"#, Context::default()),
        Outcome::Unknown
    );
}

#[test]
fn a_variable_within_more_text_stays_open() {
    let longer = r#"{"StringEquals":{"app:one":"team-${app:two}"}}"#;
    assert_eq!(read_if(longer, unknown(&["app:one", "app:two"])), Outcome::Unknown);
}

#[test]
fn bytes_that_nobody_told_may_be_the_wanted_ones() {
    assert_eq!(
        read_if(r#"{"BinaryEquals":{"app:one":"aGVsbG8="}}"#, unknown(&["app:one"])),
        Outcome::Unknown
    );
}

#[test]
fn a_pair_that_may_be_there_leaves_a_grant_open() {
    let key = "arn:aws:kms:eu-west-1:111122223333:key/1";
    let mut env = world(r#"{"Statement":[]}"#);
    let grant = Grant {
        grantee: ALICE.into(),
        operations: vec!["Decrypt".into()],
        encryption_context_equals: vec![("app".into(), "logs".into())],
        ..Grant::default()
    };
    env.resources.push(Resource {
        arn: key.into(),
        grants: Grants::Known(vec![grant]),
        ..Resource::default()
    });
    let mut context = Context::default();
    context.set_one("kms:EncryptionContext:app", "logs");
    assert_eq!(ask(env.clone(), "kms:Decrypt", key, context.clone()), Outcome::Allow);
    context.set("kms:EncryptionContext:more", ContextValue::Unknown { presence: true });
    assert_eq!(ask(env.clone(), "kms:Decrypt", key, context.clone()), Outcome::Unknown);
    context.set("kms:EncryptionContext:more", ContextValue::Unknown { presence: false });
    assert_eq!(ask(env, "kms:Decrypt", key, context), Outcome::ImplicitDeny);
}

#[test]
fn iam_sends_the_tags_of_a_role_that_is_assumed() {
    let role = "arn:aws:iam::111122223333:role/red";
    for (team, outcome) in [("red", Outcome::Allow), ("blue", Outcome::ImplicitDeny)] {
        let mut env = world(&allow_if(r#"{"StringEquals":{"iam:ResourceTag/team":"red"}}"#));
        let trust = r#"{"Statement":{"Effect":"Allow","Principal":{"AWS":"111122223333"},"Action":"sts:AssumeRole"}}"#;
        let policy = attach(&mut env, trust);
        env.resources.push(Resource {
            arn: role.into(),
            account: Some(ACCOUNT.into()),
            policy: Some(policy),
            trust: true,
            tags: Tags::Known(vec![("team".into(), team.into())]),
            ..Resource::default()
        });
        assert_eq!(ask(env, "sts:AssumeRole", role, Context::default()), outcome);
    }
}

#[test]
fn restricting_public_buckets_spares_the_owner_of_the_access_point() {
    let mut env = world(r#"{"Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}"#);
    let public = attach(
        &mut env,
        r#"{"Statement":{"Effect":"Allow","Principal":"*","Action":"s3:*","Resource":"arn:aws:s3:::docs/*"}}"#,
    );
    env.resources.push(Resource {
        arn: "arn:aws:s3:::docs".into(),
        account: Some(PARTNER.into()),
        policy: Some(public),
        block_public_access: BlockPublicAccess {
            restrict_public_buckets: true,
            ..BlockPublicAccess::default()
        },
        ..Resource::default()
    });
    let point = "arn:aws:s3:eu-west-1:111122223333:accesspoint/point";
    env.resources.push(Resource {
        arn: point.into(),
        bucket: Some(0),
        ..Resource::default()
    });
    let through = format!("{point}/object/x");
    assert_eq!(
        ask(env.clone(), "s3:GetObject", &through, Context::default()),
        Outcome::Allow
    );
    assert_eq!(
        ask(env, "s3:GetObject", "arn:aws:s3:::docs/x", Context::default()),
        Outcome::ImplicitDeny
    );
}

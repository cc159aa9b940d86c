//! Policies that grow in every direction at once are compiled and decided in the memory and time that their text suggests.
#![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

use std::sync::Arc;

use iamwhy_engine::world::{Attached, AttachedPolicy, Principal, PrincipalIs};
use iamwhy_engine::{ContextValue, Environment, Exactness, Outcome, Program, Request};
use iamwhy_policy::Policy;

/// Alice with this policy asks for an object; all that is `unknown` is.
fn asked(policy: &str, unknown: &[&str]) -> (Outcome, Exactness) {
    let mut env = Environment::default();
    let policy = env.add_policy(AttachedPolicy {
        policy: Arc::new(Policy::parse(policy).policy),
        name: "own".into(),
        file: "own.json".into(),
        arn: None,
    });
    let mut alice = Principal::new(PrincipalIs::User, "alice", "arn:aws:iam::111122223333:user/alice");
    alice.account = Some("111122223333".into());
    alice.identity.push(Attached::Policy(policy));
    env.principals.push(alice);
    let program = Program::compile(Arc::new(env));
    let mut request = Request::new(0, "s3:GetObject", "arn:aws:s3:::logs/7/x");
    for key in unknown {
        request.context.set(key, ContextValue::Unknown { presence: false });
    }
    let traced = program.trace(&request).unwrap();
    assert_eq!(program.decide(&request).unwrap().outcome, traced.decision.outcome);
    (traced.decision.outcome, traced.exactness)
}

fn list(of: usize, item: impl Fn(usize) -> String) -> String {
    (0..of).map(item).collect::<Vec<_>>().join(",")
}

/// Each action with each resource would be more entries than memory holds.
#[test]
fn one_statement_with_many_actions_and_many_resources() {
    let actions = list(20_000, |at| format!(r#""s3:Get{at}""#));
    let resources = list(20_000, |at| format!(r#""arn:aws:s3:::logs/{at}/*""#));
    let policy =
        format!(r#"{{"Statement":{{"Effect":"Allow","Action":[{actions},"s3:GetObject"],"Resource":[{resources}]}}}}"#);
    assert_eq!(asked(&policy, &[]).0, Outcome::Allow);
}

#[test]
fn one_statement_with_many_resources() {
    let resources = list(200_000, |at| format!(r#""arn:aws:s3:::logs/{at}/*""#));
    let policy = format!(r#"{{"Statement":{{"Effect":"Allow","Action":"s3:GetObject","Resource":[{resources}]}}}}"#);
    assert_eq!(asked(&policy, &[]).0, Outcome::Allow);
}

/// Variables that never end are text.
#[test]
fn a_text_of_beginnings_of_variables() {
    let many = "${".repeat(1_000_000);
    let policy = format!(
        r#"{{"Version":"2012-10-17","Statement":{{"Effect":"Allow","Action":"*","Resource":["arn:aws:s3:::logs/{many}","*"],"Condition":{{"ArnNotLike":{{"aws:PrincipalArn":"{many}"}}}}}}}}"#
    );
    assert_eq!(asked(&policy, &[]).0, Outcome::Allow);
}

/// Many unknowns in many statements are not tried in every combination; the answer says so.
#[test]
fn many_unknowns_in_many_statements() {
    let keys: Vec<String> = (0..14).map(|at| format!("app:k{at}")).collect();
    let statements = |count: usize| {
        list(count, |at| {
            let key = &keys[at % 14];
            format!(r#"{{"Effect":"Allow","Action":"*","Resource":"*","Condition":{{"Bool":{{"{key}":"true"}}}}}}"#)
        })
    };
    let names: Vec<&str> = keys.iter().map(String::as_str).collect();
    let few = format!(r#"{{"Statement":[{}]}}"#, statements(14));
    assert_eq!(asked(&few, &names[..4]).0, Outcome::Unknown);
    let many = format!(r#"{{"Statement":[{}]}}"#, statements(20_000));
    assert_eq!(asked(&many, &names), (Outcome::Unknown, Exactness::Cautious));
}

//! Deciding allocates nothing: an evaluator on a hot path must not wait for an allocator (ARCHITECTURE.md, invariant 3).

use std::sync::Arc;

use iamwhy_engine::world::{
    Account, Attached, AttachedPolicy, OrgUnit, Organization, Principal, PrincipalIs, Resource,
};
use iamwhy_engine::{Environment, Outcome, Program, Request};
use iamwhy_policy::Policy;

const ACCOUNT: &str = "111122223333";

fn attach(env: &mut Environment, statements: &str) -> Attached {
    let policy = Policy::parse(format!(r#"{{"Version":"2012-10-17","Statement":[{statements}]}}"#)).policy;
    assert!(!policy.statements.is_empty());
    Attached::Policy(env.add_policy(AttachedPolicy {
        policy: Arc::new(policy),
        name: String::new(),
        file: String::new(),
        arn: None,
    }))
}

/// Every layer, every family of operators, variables, wildcards, negated elements.
fn program() -> Program {
    let mut env = Environment::default();
    let full = attach(&mut env, r#"{"Effect":"Allow","Action":"*","Resource":"*"}"#);
    let region = attach(
        &mut env,
        r#"{"Effect":"Deny","NotAction":["iam:*","s3:*"],"Resource":"*",
            "Condition":{"StringNotEqualsIgnoreCase":{"aws:RequestedRegion":["EU-west-3","us-east-1"]}}}"#,
    );
    env.organization = Some(Organization {
        id: "o-exampleorg".into(),
        management_account: "999999999999".into(),
        scps_enabled: true,
        units: vec![OrgUnit {
            id: "r-ab12".into(),
            scps: vec![full, region],
            ..OrgUnit::default()
        }],
        ..Organization::default()
    });
    env.accounts.push(Account {
        id: ACCOUNT.into(),
        unit: Some(0),
        scps: vec![full],
        ..Account::default()
    });
    let mut role = Principal::new(
        PrincipalIs::Role,
        "dev",
        &format!("arn:aws:sts::{ACCOUNT}:assumed-role/dev/alice"),
    );
    role.entity_arn = Some(format!("arn:aws:iam::{ACCOUNT}:role/dev"));
    role.account = Some(ACCOUNT.into());
    role.short_name = "dev".into();
    role.session = Some("alice".into());
    role.identity = vec![attach(
        &mut env,
        r#"{"Effect":"Allow","Action":["s3:Get*","s3:PutObject"],"Resource":"arn:aws:s3:::logs/${aws:PrincipalTag/team}/*"},
           {"Effect":"Allow","Action":"sqs:*Message","Resource":"arn:aws:sqs:*:111122223333:jobs-?","Condition":{
             "StringLike":{"aws:PrincipalTag/team":["pay*","${aws:username, 'x'}"]},
             "NumericLessThan":{"aws:MultiFactorAuthAge":"3600.5"},
             "DateGreaterThan":{"aws:CurrentTime":"2026-01-01T00:00:00Z"},
             "IpAddress":{"aws:SourceIp":["203.0.113.0/24","2001:db8::/32"]},
             "ArnLike":{"aws:PrincipalArn":"arn:aws:iam::*:role/d*"},
             "BinaryEquals":{"example:Key":"AQID"},
             "Bool":{"aws:SecureTransport":"true"},
             "Null":{"aws:TokenIssueTime":"false"},
             "ForAnyValue:StringEquals":{"aws:TagKeys":["a","b"]},
             "ForAllValues:StringLike":{"aws:TagKeys":["a","c*"]}}},
           {"Effect":"Deny","Action":"s3:*","NotResource":["arn:aws:s3:::logs","arn:aws:s3:::logs/*"]}"#,
    )];
    role.boundary = Some(attach(
        &mut env,
        r#"{"Effect":"Allow","Action":["s3:*","sqs:*"],"Resource":"*"}"#,
    ));
    role.session_policies = Some(vec![full]);
    env.principals.push(role);
    let policy = attach(
        &mut env,
        r#"{"Effect":"Allow","Principal":{"AWS":"111122223333"},"Action":"s3:*","Resource":"arn:aws:s3:::logs/*"},
           {"Effect":"Deny","Principal":{"AWS":["arn:aws:iam::111122223333:role/ops","444455556666"]},
            "Action":"s3:*","Resource":"*"}"#,
    );
    env.resources.push(Resource {
        name: "logs".into(),
        arn: "arn:aws:s3:::logs".into(),
        account: Some(ACCOUNT.into()),
        ..Resource::default()
    });
    env.resources[0].policy = Some(policy);
    Program::compile(Arc::new(env))
}

fn request(action: &str, resource: &str) -> Request {
    let mut request = Request::new(0, action, resource);
    for (key, value) in [
        ("aws:PrincipalTag/team", "pay"),
        ("aws:MultiFactorAuthAge", "300"),
        ("aws:CurrentTime", "2026-03-01T12:00:00Z"),
        ("aws:SourceIp", "203.0.113.24"),
        ("example:Key", "AQID"),
    ] {
        request.context.set_one(key, value);
    }
    request.tags = vec![("a".into(), "1".into()), ("cc".into(), "2".into())];
    request
}

#[test]
fn deciding_allocates_nothing() {
    let program = program();
    let queue = "arn:aws:sqs:eu-west-3:111122223333:jobs-1";
    let cases = [
        (request("s3:GetObject", "arn:aws:s3:::logs/pay/1"), Outcome::Allow),
        (request("S3:putObject", "arn:aws:s3:::logs/pay/1"), Outcome::Allow),
        (
            request("s3:GetObject", "arn:aws:s3:::logs/ops/1"),
            Outcome::ImplicitDeny,
        ),
        (
            request("s3:GetObject", "arn:aws:s3:::other/pay/1"),
            Outcome::ExplicitDeny,
        ),
        (
            request("s3:DeleteObject", "arn:aws:s3:::logs/pay/1"),
            Outcome::ImplicitDeny,
        ),
        (request("sqs:SendMessage", queue), Outcome::Allow),
        (
            request("sqs:SendMessage", "arn:aws:sqs:eu-west-3:111122223333:jobs-12"),
            Outcome::ImplicitDeny,
        ),
        (
            request("ec2:RunInstances", "arn:aws:ec2:sa-east-1:111122223333:instance/*"),
            Outcome::ExplicitDeny,
        ),
        (
            request("nobody:Mentions", "arn:aws:nobody:us-east-1:111122223333:thing"),
            Outcome::ImplicitDeny,
        ),
    ];
    for (request, expected) in &cases {
        let mut decision = None;
        let counted = allocation_counter::measure(|| decision = program.decide(request));
        assert_eq!(
            decision.unwrap().outcome,
            *expected,
            "{} on {}",
            request.action(),
            request.resource()
        );
        assert_eq!(counted.count_total, 0, "{} on {}", request.action(), request.resource());
    }
}

#[test]
fn the_counter_counts() {
    let counted = allocation_counter::measure(|| drop(request("s3:GetObject", "*")));
    assert!(counted.count_total > 0);
}

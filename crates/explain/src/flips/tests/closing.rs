//! What would deny a request that is allowed, and what holds it open.

use super::*;

const OBJECT: &str = "arn:aws:s3:::logs/1.gz";

#[test]
fn a_condition_that_no_longer_holds() {
    let own = r#"{"Statement":[{"Sid":"Mine","Effect":"Allow","Action":"s3:*","Resource":"*","Condition":{"StringEquals":{"aws:SourceVpce":"vpce-1"}}}]}"#;
    let world = World::asking("s3:PutObject", OBJECT)
        .identity("own", own)
        .with("aws:SourceVpce", "vpce-1");
    assert_eq!(
        world.titles(),
        [
            "send no `aws:SourceVpce`",
            "remove the statement `Mine` of `own`, and so the policy"
        ]
    );
    assert_eq!(world.held().sentence, "`Mine` of `own` alone holds it open");
}

#[test]
fn a_deny_that_would_match() {
    let own = r#"{"Statement":[{"Sid":"All","Effect":"Allow","Action":"*","Resource":"*"},
        {"Sid":"Tls","Effect":"Deny","Action":"*","Resource":"*","Condition":{"Bool":{"aws:SecureTransport":"false"}}}]}"#;
    let titles = World::asking("s3:PutObject", OBJECT).identity("own", own).titles();
    assert_eq!(titles[0], "change `aws:SecureTransport` from `true` to `false`");
}

#[test]
fn two_grants_of_which_each_is_enough() {
    let bucket = r#"{"Statement":[{"Sid":"Alice","Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:user/alice"},"Action":"s3:*","Resource":"arn:aws:s3:::logs/*"}]}"#;
    let world = World::asking("s3:PutObject", OBJECT).identity("own", ALL).resource(
        "logs",
        "arn:aws:s3:::logs",
        HOME,
        Some(bucket),
    );
    let held = world.held();
    assert!(held.needed.is_empty());
    assert_eq!(held.redundant.len(), 2);
    assert_eq!(
        held.sentence,
        "no single statement holds it open: any one of `Alice` of `logs` and `All` of `own` could go"
    );
    let found = world.flips();
    assert_eq!(
        found[0].title,
        "remove the statement `Alice` of `logs`, and so the policy, and remove the statement `All` of `own`, and so the policy"
    );
    assert_eq!(world.text(&found[0], "logs.json"), r#"{"Statement":[]}"#);
}

#[test]
fn both_sides_are_needed_from_another_account() {
    let bucket = r#"{"Statement":[{"Sid":"Acme","Effect":"Allow","Principal":{"AWS":"111122223333"},"Action":"s3:*","Resource":"arn:aws:s3:::theirs/*"}]}"#;
    let world = World::asking("s3:PutObject", "arn:aws:s3:::theirs/1")
        .identity("own", ALL)
        .resource("theirs", "arn:aws:s3:::theirs", "444455556666", Some(bucket));
    let held = world.held();
    let names: Vec<_> = held.needed.iter().map(|own| own.sid.as_deref().unwrap()).collect();
    assert_eq!(names, ["Acme", "All"]);
    assert_eq!(held.needed[0].pointer, "/Statement/0");
    assert_eq!((held.needed[0].span.line, held.needed[0].span.column), (1, 15));
}

/// Guardrails let through what a grant on the key holds open.
#[test]
fn what_lets_through_does_not_hold_open() {
    let key = "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
    let policy = r#"{"Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:user/admin"},"Action":"kms:*","Resource":"*"}]}"#;
    let mut world = World::asking("kms:Decrypt", key)
        .resource("key", key, HOME, Some(policy))
        .scp("more", ALL);
    world.env.organization.as_mut().unwrap().units[0].scps.pop();
    world.env.resources[0].grants = iamwhy_engine::world::Grants::Known(vec![iamwhy_engine::world::Grant {
        grantee: format!("arn:aws:iam::{HOME}:user/alice"),
        operations: vec!["Decrypt".into()],
        retiring: None,
        encryption_context_equals: Vec::new(),
        encryption_context_subset: Vec::new(),
    }]);
    assert_eq!(
        world.held().sentence,
        "a grant or an ACL holds it open, and `All` of `FullAccess` and `All` of `FullAccessHere` must let it through"
    );
}

#[test]
fn nothing_holds_a_denial_open() {
    let held = World::asking("s3:PutObject", OBJECT).held();
    assert_eq!(held.sentence, "it is not allowed, so nothing holds it open");
    assert!(held.needed.is_empty() && held.redundant.is_empty());
}

#[test]
fn no_flips_are_asked_for_and_nobody_asks() {
    let mut world = World::asking("s3:PutObject", OBJECT);
    let program = Program::compile(Arc::new(world.env.clone()));
    assert!(flips(&program, &world.request, &[], 0).is_empty());
    world.request.principal = 7;
    assert!(flips(&program, &world.request, &[], 8).is_empty());
    assert_eq!(held_open(&program, &world.request), Held::default());
}

/// AWS's own policy at several levels is one name, and one in number.
#[test]
fn what_is_attached_twice_is_counted_once() {
    let mut world = World::asking("s3:GetObject", "arn:aws:s3:::logs/1")
        .identity("own", ALL)
        .identity("other", ALL)
        .scp("net", ALL);
    for own in &mut world.env.policies {
        if own.name == "net" {
            own.policy =
                Arc::new(Policy::parse(r#"{"Statement":[{"Effect":"Deny","Action":"sqs:*","Resource":"*"}]}"#).policy);
        }
        if own.name == "FullAccessHere" {
            own.name = "FullAccess".into();
        }
    }
    let said = "`All` of `FullAccess` is needed; any one of `All` of `own` and `All` of `other` could go";
    assert_eq!(world.held().sentence, said);
}

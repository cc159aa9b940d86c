//! The message of a failed assertion is the explanation.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test may stop"
)]

use std::panic::catch_unwind;

use iamwhy::{Scene, assert_allowed, assert_denied};

fn scene(policy: &str) -> Scene {
    let builder = Scene::builder("arn:aws:iam::111122223333:user/alice");
    builder.identity(policy).build().unwrap()
}

const READ: &str = r#"{"Version": "2012-10-17", "Statement": {"Sid": "Read", "Effect": "Allow", "Action": "s3:Get*", "Resource": "*"}}"#;
const OFFICE: &str = r#"{"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "s3:*", "Resource": "*",
  "Condition": {"IpAddress": {"aws:SourceIp": "203.0.113.0/24"}}}}"#;

fn said(test: impl FnOnce() + std::panic::UnwindSafe) -> String {
    let thrown = catch_unwind(test).expect_err("the assertion holds");
    *thrown.downcast::<String>().unwrap()
}

#[test]
fn what_holds_says_nothing() {
    let scene = scene(READ);
    assert_allowed!(scene.ask("caller", "s3:GetObject", "arn:aws:s3:::home/a").unwrap());
    assert_denied!(scene.ask("caller", "s3:PutObject", "arn:aws:s3:::home/a").unwrap());
}

#[test]
fn a_denial_names_what_would_turn_it_around() {
    let text = said(|| {
        let scene = scene(READ);
        assert_allowed!(
            scene.ask("caller", "s3:PutObject", "arn:aws:s3:::home/a").unwrap(),
            "{} writes",
            "alice"
        );
    });
    assert!(text.starts_with("alice writes\n"), "{text}");
    assert!(text.contains("s3:PutObject"), "{text}");
    assert!(text.contains("would turn it around: "), "{text}");
}

#[test]
fn an_allow_names_the_statement() {
    let text = said(|| {
        let scene = scene(READ);
        assert_denied!(scene.ask("caller", "s3:GetObject", "arn:aws:s3:::home/a").unwrap());
    });
    assert!(text.starts_with("not denied\n"), "{text}");
    assert!(text.contains(":1:"), "{text}");
    assert!(text.contains("(`Read`)"), "{text}");
    assert!(!text.contains("turn it around"), "{text}");
}

#[test]
fn what_is_unknown_is_neither_allowed_nor_denied() {
    for denied in [false, true] {
        let text = said(move || {
            let scene = scene(OFFICE);
            let question = scene.ask("caller", "s3:GetObject", "arn:aws:s3:::home/a").unwrap();
            if denied {
                assert_denied!(question);
            } else {
                assert_allowed!(question);
            }
        });
        assert!(text.contains("say what is unknown: aws:SourceIp"), "{text}");
    }
}

//! A question about something that is not there is an error, not a denial.

#![expect(clippy::unwrap_used, reason = "a test may stop")]

use iamwhy::engine::Request;
use iamwhy::{AskError, Outcome, Scene};

const POLICY: &str =
    r#"{"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "s3:*", "Resource": "*"}}"#;

fn scene() -> Scene {
    Scene::builder("arn:aws:iam::111122223333:user/alice")
        .identity(POLICY)
        .resource("logs", "arn:aws:s3:::acme-logs", "111122223333", None)
        .build()
        .unwrap()
}

fn error<T>(asked: Result<T, AskError>) -> String {
    asked.err().unwrap().to_string()
}

#[test]
fn what_is_mistyped_is_no_question() {
    let scene = scene();
    for resource in ["logs", "logs/x", "arn:aws:s3:::other/x", "*"] {
        assert!(
            scene.ask("caller", "s3:PutObject", resource).unwrap().is_allowed(),
            "{resource}"
        );
    }
    assert_eq!(
        error(scene.ask("caller", "s3:PutObject", "lgos/x")),
        "no resource is named `lgos/x`, nor is it an ARN or `*`; the scene knows `logs`"
    );
    for resource in ["arn:aws:s3", "", "LOGS"] {
        let text = error(scene.ask("caller", "s3:PutObject", resource));
        assert!(text.contains(&format!("`{resource}`")), "{text}");
    }
    for action in ["s3", "s3:*", "s3:Get?bject", ":GetObject", "s3:", "s3:Get:Object", "*"] {
        let text = error(scene.ask("caller", action, "logs/x"));
        assert_eq!(
            text,
            format!("`{action}` is no action: write one as `service:Action`, such as `s3:GetObject`")
        );
    }
    assert_eq!(
        error(scene.ask("bob", "s3:PutObject", "logs/x")),
        "no principal is named `bob`; the scene knows `caller`"
    );
}

#[test]
fn an_endpoint_is_one_of_the_scene() {
    let text = r#"{ "scenario": 1, "title": "t", "principals": { "alice": { "user": "arn:aws:iam::111122223333:user/alice" } },
        "endpoints": { "vpce-1": { "vpc": "vpc-1" } },
        "cases": [{ "principal": "alice", "action": "s3:GetObject", "resource": "arn:aws:s3:::b/k" }] }"#;
    let scene = Scene::read("s.json", text).unwrap();
    let ask = || scene.ask("alice", "s3:GetObject", "arn:aws:s3:::b/k").unwrap();
    assert!(ask().endpoint("vpce-1").is_ok());
    assert_eq!(
        error(ask().endpoint("vpce-2")),
        "no endpoint has the id `vpce-2`; the scene knows `vpce-1`"
    );
}

#[test]
fn every_request_has_its_answer() {
    let scene = scene();
    let asked = |action| scene.ask("caller", action, "logs/x").unwrap().request().clone();
    let requests = [
        asked("s3:GetObject"),
        Request::new(7, "s3:GetObject", "*"),
        asked("sqs:SendMessage"),
    ];
    let answers: Vec<Option<Outcome>> = scene
        .decide_all(&requests)
        .map(|answer| answer.map(|own| own.outcome))
        .collect();
    assert_eq!(answers, [Some(Outcome::Allow), None, Some(Outcome::ImplicitDeny)]);
}

/// The root user belongs to the partition that its ARN names (XACCT-8).
#[test]
fn root_keeps_its_partition() {
    for (partition, allowed) in [("aws-us-gov", true), ("aws", false)] {
        let scene = Scene::builder(&format!("arn:{partition}:iam::111122223333:root"))
            .resource("b", "arn:aws-us-gov:s3:::b", "111122223333", None)
            .build()
            .unwrap();
        let question = scene.ask("caller", "s3:GetObject", "b/k").unwrap();
        assert_eq!(question.is_allowed(), allowed, "{question}");
        assert!(error(scene.ask("bob", "s3:GetObject", "b/k")).ends_with("knows `caller`"));
    }
    let root = Scene::builder("arn:aws:iam::111122223333:root");
    assert!(root.identity(POLICY).build().is_err(), "root has no policies");
}

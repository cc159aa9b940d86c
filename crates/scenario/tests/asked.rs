//! Further cases for a world that is compiled already.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test may stop"
)]

use iamwhy_scenario::{Loaded, NoFiles, Report};

const WORLD: &str = r#"{
  "scenario": 1, "title": "Ann reads.",
  "principals": {"ann": {"user": "arn:aws:iam::111111111111:user/ann", "policies": [
    {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "s3:Get*", "Resource": "*"}}]}},
  "resources": {"b": {"arn": "arn:aws:s3:::b", "account": "111111111111"}},
  "cases": [
    {"principal": "ann", "action": "s3:GetObject", "resource": "b/k", "expect": "allow"},
    {"principal": "ann", "resource": "b/k", "matrix": {"action": ["s3:PutObject", "s3:GetObjectAcl"]}}
  ]
}"#;

fn world() -> Loaded {
    Loaded::load("world.scenario.json", WORLD, &NoFiles).unwrap()
}

fn errors(text: &str) -> String {
    let errors = world().asked("cases", text).unwrap_err();
    errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

#[test]
fn the_same_cases_get_the_same_bytes() {
    let world = world();
    let own = serde_json::from_str::<serde_json::Value>(WORLD).unwrap();
    let text = serde_json::json!({ "cases": own["cases"] }).to_string();
    let asked = world.asked("cases", &text).unwrap();
    let report = |file| Report { files: vec![file] }.to_json();
    assert_eq!(report(world.answers(&asked)), report(iamwhy_scenario::run::run(&world)));
    assert_eq!(
        world.explanations_json(&asked),
        iamwhy_scenario::explain_json(&world, &[0, 1, 2])
    );
}

#[test]
fn only_the_places_that_are_asked_for_are_explained() {
    let text = iamwhy_scenario::explain_json(&world(), &[2]);
    let value: serde_json::Value = serde_json::from_str(&text).unwrap();
    let cases = value["files"][0]["cases"].as_array().unwrap();
    assert_eq!(cases.len(), 1);
    assert_eq!(cases[0]["authorizations"][0]["action"], "s3:GetObjectAcl");
}

#[test]
fn a_case_of_its_own_world_only() {
    assert_eq!(
        errors(r#"{"cases": [{"principal": "anne", "action": "s3:GetObject"}]}"#),
        "cases:1:26: no principal is named `anne` (at /cases/0/principal); did you mean `ann`?"
    );
}

#[test]
fn everything_that_is_wrong_has_its_place() {
    for (text, expected) in [
        ("[", "cases:1:"),
        ("[]", "there is no field `cases`"),
        (r#"{"cases": {}}"#, "expected a list of cases, found an object"),
        (
            r#"{"cases": [], "case": 1}"#,
            "only `cases` can be asked of a scene (at ",
        ),
        (r#"{"cases": [], "cases": []}"#, "duplicate key `cases`"),
        (
            r#"{"cases": [{"writes": {"type": "identity", "policy": "x"}}]}"#,
            "put the case into the scenario",
        ),
        (r#"{"cases": [{"actoin": "s3:GetObject"}]}"#, "did you mean `action`?"),
    ] {
        let said = errors(text);
        assert!(said.contains(expected), "{text}: {said}");
    }
}

//! What the checks say beside an answer.

use serde_json::Value;

use crate::project::Project;

const ASKED: &str = r#"{ "scenario": 1, "title": "Alice reads.",
  "principals": { "alice": { "user": "arn:aws:iam::111111111111:user/alice", "policies": [
    { "Version": "2012-10-17", "Statement": { "Effect": "Allow", "Action": "s3:Get*", "Resource": "arn:aws:s3:::b/*" } } ] } },
  "cases": [
    { "principal": "alice", "action": "s3:GetObjects", "resource": "arn:aws:s3:::b/k", "resourceOwner": "111111111111", "expect": "deny" }
  ] }
"#;

/// What AWS does not have is decided all the same: the checks say that the answer is about nothing.
#[test]
fn a_request_that_aws_cannot_get_is_told() {
    let project = Project::of("lint-requests", &[("asked.scenario.json", ASKED)]);
    let said = project.iamwhy(&["lint"]);
    assert_eq!(said.code, 1, "{}", said.out);
    assert!(
        said.out
            .contains("error [REQUEST_INVALID_ACTION]: the action `s3:GetObjects` is not in the catalogue of "),
        "{}",
        said.out
    );
    assert!(
        said.out.contains("--> asked.scenario.json:5:39 (cases)"),
        "{}",
        said.out
    );
    assert!(
        said.out
            .ends_with("1 error in 1 policy and the requests of 1 scenario\n"),
        "{}",
        said.out
    );
    let json: Value = serde_json::from_str(&project.iamwhy(&["lint", "--format", "json"]).out).unwrap();
    assert_eq!(json["requests"][0]["findings"][0]["pointer"], "/cases/0/action");
    assert_eq!(json["policies"].as_array().map(Vec::len), Some(1));
    for format in ["sarif", "github", "junit"] {
        let said = project.iamwhy(&["lint", "--format", format]).out;
        assert!(said.contains("REQUEST_INVALID_ACTION"), "{format}: {said}");
    }
    let line = "a check says: the action `s3:GetObjects` is not in the catalogue";
    for command in [["explain", "asked.scenario.json"], ["test", "asked.scenario.json"]] {
        let said = project.iamwhy(&command).out;
        assert!(said.contains(line), "{said}");
    }
    let json = project.iamwhy(&["test", "asked.scenario.json", "--format", "json"]).out;
    assert!(!json.contains("catalogue"), "{json}");
    project.write(
        "iamwhy.lint.json",
        r#"{ "suppress": [{ "code": "REQUEST_INVALID_ACTION", "policy": "cases", "reason": "newer than the catalogue" }] }"#,
    );
    let said = project.iamwhy(&["lint"]);
    assert_eq!(said.code, 0, "{}", said.out);
}

/// A statement with a broken part never matches: which part that is, is told once, in AWS's words.
#[test]
fn what_is_broken_in_a_statement_is_told() {
    let broken = ASKED
        .replace("s3:GetObjects", "s3:GetObject")
        .replace(r#""Action": "s3:Get*""#, r#""Actions": "s3:Get*""#)
        .replace(r#""expect": "deny""#, r#""expect": "allow""#);
    let project = Project::of("lint-broken", &[("asked.scenario.json", &broken)]);
    let line =
        "Syntax errors in policy. (unknown element `Actions`; did you mean `Action`?) (asked.scenario.json:3:66)";
    for command in [["explain", "asked.scenario.json"], ["test", "asked.scenario.json"]] {
        let said = project.iamwhy(&command).out;
        assert!(said.contains(line), "{said}");
        assert_eq!(said.matches("asked.scenario.json:3:66").count(), 1, "{said}");
    }
}

/// So does what is wrong with the document as a whole, once.
#[test]
fn what_is_wrong_with_a_document_is_told() {
    let text = ASKED
        .replace("s3:GetObjects", "s3:GetObject")
        .replace("2012-10-17", "2020-01-01");
    let project = Project::of("lint-document", &[("asked.scenario.json", &text)]);
    let said = project.iamwhy(&["explain", "asked.scenario.json"]).out;
    assert_eq!(said.matches("no version `2020-01-01`").count(), 1, "{said}");
}

/// What its author says of a case stands beside the answer (scenario-format.md).
#[test]
fn the_note_of_a_case_is_shown() {
    let text = ASKED.replace("s3:GetObjects", "s3:GetObject").replace(
        r#""expect": "deny""#,
        r#""note": "See *ticket 7*.\nAnd the wiki.", "expect": "unknown""#,
    );
    let project = Project::of("note", &[("asked.scenario.json", &text)]);
    for command in [
        &["explain", "asked.scenario.json"][..],
        &["explain", "asked.scenario.json", "--format", "markdown"][..],
        &["test", "asked.scenario.json"][..],
    ] {
        let said = project.iamwhy(command).out;
        assert!(
            said.contains("See *ticket 7*.") && said.contains("And the wiki."),
            "{said}"
        );
    }
}

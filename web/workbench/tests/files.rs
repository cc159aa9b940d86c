//! Policies that stand in files beside the scenario.
#![allow(clippy::unwrap_used)]

use iamwhy_workbench::{Bench, Origin};

const TEXT: &str = r#"{
    "scenario": 1,
    "title": "a boundary in a file",
    "policies": { "Read": { "Statement": [{ "Effect": "Allow", "Action": "s3:GetObject", "Resource": "*" }] } },
    "principals": {
        "alice": { "user": "arn:aws:iam::111122223333:user/alice", "policies": ["Read"], "boundary": "Read" }
    },
    "cases": [
        {
            "principal": "alice", "action": "s3:GetObject", "resource": "arn:aws:s3:::logs/1",
            "expect": { "decision": "allow", "policy": "Read" }
        }
    ]
}
"#;

#[test]
fn files_are_asked_for_and_taken_in() {
    let text = TEXT
        .replace("\"boundary\": \"Read\"", "\"boundary\": { \"file\": \"b.json\", \"pointer\": \"/Document\", \"arn\": \"arn:aws:iam::111122223333:policy/b\" }")
        .replace("\"policy\": \"Read\"", "\"policy\": \"b.json#/Document\"");
    let mut bench = Bench::open(&text);
    assert_eq!(
        (bench.missing_files(), bench.answer().errors.len()),
        (vec!["b.json".to_owned()], 1)
    );
    bench.give_file("b.json", "{ \"Document\": {\n    \"Statement\": [ { \"Effect\": \"Allow\", \"Action\": \"s3:*\", \"Resource\": \"*\" } ]\n  } }");
    assert!(bench.answer().errors.is_empty() && bench.missing_files().is_empty());
    assert!(bench.set_policy("/principals/alice/boundary", "{}").is_err());
    bench.inline_files().unwrap();
    assert!(
        bench.answer().errors.is_empty(),
        "{:?}\n{}",
        bench.answer().errors,
        bench.text()
    );
    let view = bench.policy("/principals/alice/boundary").unwrap();
    assert_eq!(
        (view.origin, view.arn.as_deref()),
        (Origin::Inline, Some("arn:aws:iam::111122223333:policy/b"))
    );
    assert!(bench.text().contains("\"policy\": \"principals.alice.boundary\""));
    bench.undo();
    assert_eq!(bench.text(), text);
}

#[test]
fn files_of_other_tools_are_asked_for() {
    let text = r#"{ "scenario": 1, "title": "t",
  "organization": { "from": "organizations", "file": "o.json" },
  "principals": { "app": { "from": "cloudFormation", "file": "t.json", "select": "App", "parametersFile": "p.json" } },
  "cases": [ { "principal": "app", "action": "s3:GetObject", "resource": "*" } ] }"#;
    let mut bench = Bench::open(text);
    assert_eq!(bench.missing_files(), ["o.json", "t.json", "p.json"]);
    bench.give_file(
        "o.json",
        r#"{ "Organization": { "Id": "o-1" }, "Roots": [ { "Id": "r-1" } ] }"#,
    );
    bench.give_file("p.json", r#"{ "AWS::AccountId": "111122223333" }"#);
    bench.give_file("t.json", r#"{ "Resources": { "App": { "Type": "AWS::IAM::Role" } } }"#);
    assert_eq!(bench.missing_files(), Vec::<String>::new());
    assert!(bench.answer().errors.is_empty(), "{:?}", bench.answer().errors);
}

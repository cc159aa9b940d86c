//! Files beside the scenario.

use iamwhy_workbench::{Bench, files_of, is_scenario};

const TEXT: &str = r#"{
    "scenario": 1,
    "title": "policies in files",
    "organization": { "from": "organizations", "file": "o.json" },
    "policies": { "Read": { "file": "./shared/read.json" } },
    "principals": {
        "alice": { "user": "arn:aws:iam::111122223333:user/alice", "policies": ["Read"], "boundary": { "file": "b.json", "pointer": "/Document" } },
        "app": { "from": "cloudFormation", "file": "t.yaml", "select": "App", "parametersFile": "p.json" },
        "other": { "from": "cloudFormation", "file": "t.yaml", "select": "Other" }
    },
    "cases": [ { "principal": "alice", "action": "s3:GetObject", "resource": "arn:aws:s3:::logs/1" } ]
}
"#;

#[test]
fn every_file_is_asked_for_once() {
    let mut bench = Bench::open(TEXT);
    assert_eq!(
        bench.missing_files(),
        ["o.json", "./shared/read.json", "b.json", "t.yaml", "p.json"]
    );
    assert!(!bench.answer().errors.is_empty());
    // What is called `file` elsewhere is none.
    let inline = r#"{ "scenario": 1, "title": "file", "principals": { "a": { "user": "arn:aws:iam::111122223333:user/a", "policies": [
        { "file": "x", "Statement": [] } ] } }, "cases": [ { "principal": "a", "action": "s3:GetObject", "resource": "*", "context": { "file": "x" } } ] }"#;
    assert_eq!(Bench::open(inline).missing_files(), Vec::<String>::new());
    let text = bench.text().to_owned();
    bench.take_files_in(inline);
    assert_eq!(bench.text(), inline);
    bench.undo();
    assert_eq!(bench.text(), text);
}

#[test]
fn a_chosen_file_is_the_one_that_agrees_most() {
    let of = |paths: &[&str], chosen: &[&str]| {
        let own = |all: &[&str]| all.iter().map(|own| (*own).to_owned()).collect::<Vec<_>>();
        files_of(&own(paths), &own(chosen))
    };
    assert_eq!(of(&["./shared/read.json"], &["x.json", "read.json"]), [Some(1)]);
    assert_eq!(of(&["read.json"], &["unread.json", "READ.json"]), [None]);
    // Two of one name are told apart by their folders, and only so.
    let two = ["dev/policy.json", "../prod/policy.json"];
    assert_eq!(
        of(&two, &["acme/prod/policy.json", "acme/dev/policy.json"]),
        [Some(1), Some(0)]
    );
    assert_eq!(of(&two, &["policy.json"]), [None, None]);
    assert_eq!(of(&["dev/policy.json"], &["acme/prod/policy.json"]), [None]);
    assert_eq!(of(&["a\\policy.json"], &["policy.json"]), [Some(0)]);
    assert_eq!(of(&[""], &["policy.json", ""]), [None]);
}

#[test]
fn what_is_opened_is_a_scenario_or_something_else() {
    assert!(is_scenario(TEXT) && is_scenario("{ \"scenario\": 1, \"cases\": ["));
    assert!(!is_scenario(r#"{ "Version": "2012-10-17", "Statement": [] }"#));
    assert!(!is_scenario("Resources:\n  App: {}\n") && !is_scenario("") && !is_scenario("[1"));
}

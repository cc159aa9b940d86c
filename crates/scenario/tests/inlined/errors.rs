//! What cannot be written in.

use iamwhy_scenario::{Loaded, inlined};

use super::{These, allowing, of_user, passing};

const CASE: &str = r#"{ "principal": "ann", "action": "s3:GetObject", "resource": "arn:aws:s3:::b/k" }"#;

#[test]
fn errors_are_those_of_loading() {
    let files = [
        ("none.json", r#"{"a": 1}"#),
        ("twice.json", r#"{"Statement": [], "Statement": []}"#),
        ("broken.json", "{"),
        ("percent.json", "%7"),
    ];
    for policy in [
        r#"{"file": "nowhere.json"}"#,
        r#"{"file": "none.json"}"#,
        r#"{"file": "none.json", "pointer": "/b"}"#,
        r#"{"file": "twice.json"}"#,
        r#"{"file": "broken.json"}"#,
        r#"{"file": "percent.json"}"#,
        r#"{"file": "s.json"}"#,
        r#"{"from": "cloudFormation", "file": "none.json", "select": "x"}"#,
        r#"{"file": 1}"#,
        r#""nobody""#,
    ] {
        let text = of_user(&format!("[{policy}]"), CASE);
        let mut files = files.to_vec();
        files.push(("s.json", &text));
        let expected = Loaded::load("s.json", &text, &These(&files)).err().unwrap();
        assert_eq!(inlined("s.json", &text, &These(&files)), Err(expected));
    }
}

#[test]
fn a_file_may_be_the_scenario_itself() {
    let text = of_user(
        &format!(
            r#"[{{"file": "s.json", "pointer": "/principals/ann/policies/1"}}, {}]"#,
            allowing("s3:*")
        ),
        CASE,
    );
    let files = [("s.json", text.as_str())];
    passing(&text, &files);
}

#[test]
fn a_document_that_nests_deep() {
    for depth in [1, 100, 119, 120, 123] {
        let condition = [vec!["["; depth].concat(), "]".repeat(depth)].concat();
        let document = format!(
            r#"{{ "Statement": {{ "Effect": "Allow", "Action": "s3:*", "Resource": "*", "Not": {condition} }} }}"#
        );
        let alone = passing(&of_user(r#"[{"file": "b.json"}]"#, CASE), &[("b.json", &document)]);
        assert_eq!(alone.contains(r#""text""#), depth > 117, "{depth}");
    }
}

#[test]
fn hostile_scenarios_end_soon() {
    // Every entry asks for another policy that results call the same.
    let entry = |at: usize| format!(r#"{{"file": "b.json", "arn": "arn:aws:iam::111122223333:policy/{at}"}}"#);
    let many = |count: usize| {
        of_user(
            &format!("[{}]", (0..count).map(entry).collect::<Vec<_>>().join(",")),
            CASE,
        )
    };
    let alone = inlined("s.json", &many(3000), &These(&[("b.json", &allowing("s3:*"))])).unwrap();
    assert!(alone.contains("b.json (3000)"));
    // One place after the other in a long list.
    let same = vec![r#"{"file": "b.json"}"#; 20_000].join(",");
    let alone = inlined(
        "s.json",
        &of_user(&format!("[{same}]"), CASE),
        &These(&[("b.json", &allowing("s3:*"))]),
    );
    assert_eq!(alone.unwrap().matches("b.json").count(), 20_001);
    // A large document as often would be more than memory holds.
    let large = allowing(&"s3:x".repeat(100_000));
    let errors = inlined("s.json", &many(3000), &These(&[("b.json", &large)]))
        .err()
        .unwrap();
    let expected = "s.json:1:1: its files would add more than 64 MiB to this scenario; leave the files beside it, or name fewer policies";
    assert_eq!(errors.iter().map(ToString::to_string).collect::<Vec<_>>(), [expected]);
}

//! What the documents are called that stood in files.

use iamwhy_scenario::{NoFiles, inlined};

use super::{These, allowing, of_user, passing, results};

#[test]
fn a_policy_that_is_attached_often_stands_there_once() {
    let policies = vec![r#"{ "file": "b.json" }"#; 100].join(", ");
    let case = r#"{ "principal": "ann", "action": "s3:GetObject", "resource": "arn:aws:s3:::b/k", "expect": { "policy": "b.json" } }"#;
    let alone = passing(
        &of_user(&format!("[{policies}]"), case),
        &[("b.json", &allowing("s3:*"))],
    );
    assert_eq!(alone.matches("Effect").count(), 1, "{alone}");
}

#[test]
fn an_entry_keeps_its_name_and_its_place() {
    let text = r#"{
  "scenario": 1,
  "title": "t",
  "policies": {
    "mine": {"file": "b.json", "arn": "arn:aws:iam::111122223333:policy/mine"},
    "b.json": {"file": "b.json"}, "other": "mine"
  },
  "principals": {
    "ann": { "user": "arn:aws:iam::111122223333:user/ann", "policies": ["other"] },
    "ben": { "user": "arn:aws:iam::111122223333:user/ben", "policies": [{"file": "b.json"}] }
  },
  "cases": [
    { "principal": "ann", "action": "s3:GetObject", "resource": "arn:aws:s3:::b/k", "expect": { "policy": "mine" } },
    { "principal": "ben", "action": "s3:GetObject", "resource": "arn:aws:s3:::b/k", "expect": { "policy": "b.json" } }
  ]
}"#;
    let alone = passing(
        text,
        &[(
            "b.json",
            r#"{"Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*"}}"#,
        )],
    );
    let document = r#""Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*"}"#;
    let arn = r#", "arn": "arn:aws:iam::111122223333:policy/mine""#;
    let expected = text
        .replace(
            r#"{"file": "b.json", "arn": "arn:aws:iam::111122223333:policy/mine"}"#,
            &format!("{{{document}{arn}}}"),
        )
        .replace(
            r#""b.json": {"file": "b.json"}"#,
            &format!(r#""b.json": {{{document}}}"#),
        )
        .replace(r#"[{"file": "b.json"}]"#, r#"["b.json"]"#);
    assert_eq!(alone, expected);
}

/// All expectations hold before and after, although names had to change.
fn renamed(text: &str, files: &[(&str, &str)]) -> String {
    let with = results("s.json", text, &These(files));
    assert_eq!(with["summary"]["failed"], 0, "{with:#}");
    let alone = inlined("s.json", text, &These(files)).unwrap();
    let without = results("s.json", &alone, &NoFiles);
    assert_eq!(with["summary"], without["summary"], "{without:#}\n{alone}");
    assert_eq!(inlined("s.json", &alone, &NoFiles).unwrap(), alone);
    alone
}

#[test]
fn expectations_follow_a_name_that_is_taken() {
    let text = r#"{
  "scenario": 1, "title": "t",
  "policies": { "b.json": { "Statement": { "Effect": "Deny", "Action": "s3:Put*", "Resource": "*" } } },
  "principals": { "ann": { "user": "arn:aws:iam::111122223333:user/ann", "policies": ["b.json", {"file": "b.json"}] } },
  "cases": [
    { "principal": "ann", "action": "s3:GetObject", "resource": "arn:aws:s3:::b/k", "expect": { "policy": "b.json" } },
    { "principal": "ann", "action": "s3:PutObject", "resource": "arn:aws:s3:::b/k", "expect": { "policy": "b.json", "decision": "explicitDeny" } },
    { "principal": "ann", "matrix": { "action": ["s3:GetObject", "s3:PutObject"] }, "resource": "arn:aws:s3:::b/k", "expect": { "policy": "b.json" } },
    { "principal": "ann", "matrix": { "action": ["s3:GetObject", "s3:PutObject"] }, "resource": "arn:aws:s3:::b/k",
      "expect": ["allow", { "policy": "b.json" }] }
  ]
}"#;
    let alone = renamed(text, &[("b.json", &allowing("s3:*"))]);
    assert!(alone.contains(r#""policies": ["b.json", "b.json (2)"]"#), "{alone}");
    assert!(
        alone.contains(r#""expect": [{ "policy": "b.json (2)" }, { "policy": "b.json" }] }"#),
        "{alone}"
    );
    assert!(
        alone.contains(r#""expect": ["allow", { "policy": "b.json" }] }"#),
        "{alone}"
    );
}

#[test]
fn one_template_with_two_sets_of_parameters_makes_two_policies() {
    let template = r#"{ "Parameters": { "Bucket": { "Type": "String" } }, "Resources": { "Read": { "Type": "AWS::IAM::ManagedPolicy", "Properties": { "PolicyDocument":
        { "Statement": { "Effect": "Allow", "Action": "s3:GetObject", "Resource": { "Fn::Sub": "arn:aws:s3:::${Bucket}/*" } } } } } } }"#;
    let from = |bucket: &str| {
        format!(
            r#"{{"from": "cloudFormation", "file": "t.json", "select": "Read", "parameters": {{"Bucket": "{bucket}"}}}}"#
        )
    };
    let policies = format!("[{}, {}, {}]", from("one"), from("two"), from("one"));
    let cases = r#"{ "principal": "ann", "action": "s3:GetObject", "matrix": { "resource": ["arn:aws:s3:::one/k", "arn:aws:s3:::two/k"] },
      "expect": { "policy": "t.json#Read" } }"#;
    let alone = renamed(&of_user(&policies, cases), &[("t.json", template)]);
    assert!(
        alone.contains(r#"["t.json#Read", "t.json#Read (2)", "t.json#Read"]"#),
        "{alone}"
    );
}

#[test]
fn two_arns_make_two_policies() {
    let policies = r#"[{"file": "b.json"}, {"file": "b.json", "arn": "arn:aws:iam::111122223333:policy/b"}]"#;
    let case = r#"{ "principal": "ann", "action": "s3:GetObject", "resource": "arn:aws:s3:::b/k", "expect": { "policy": "b.json" } }"#;
    let alone = renamed(&of_user(policies, case), &[("b.json", &allowing("s3:*"))]);
    assert_eq!(alone.matches("Effect").count(), 2, "{alone}");
}

#[test]
fn the_name_of_a_policy_of_aws_stays_its_own() {
    let cases = r#"{ "principal": "ann", "action": "s3:GetObject", "resource": "arn:aws:s3:::b/k", "expect": "explicitDeny" },
    { "principal": "ann", "action": "sqs:SendMessage", "resource": "arn:aws:sqs:eu-west-1:111122223333:q", "expect": "allow" }"#;
    let text = of_user(r#"["AdministratorAccess", {"file": "AdministratorAccess"}]"#, cases);
    let alone = renamed(
        &text,
        &[("AdministratorAccess", &allowing("s3:*").replace("Allow", "Deny"))],
    );
    assert!(
        alone.contains(r#"["AdministratorAccess", "AdministratorAccess (2)"]"#),
        "{alone}"
    );
}

#[test]
fn what_a_group_brings_stays_its_own() {
    let text = r#"{
  "scenario": 1, "title": "t",
  "principals": { "ann": { "user": "arn:aws:iam::111122223333:user/ann", "groups": { "readers": [{"file": "b.json"}] } } },
  "cases": [
    { "principal": "ann", "action": "s3:GetObject", "resource": "arn:aws:s3:::b/k", "expect": { "policy": "b.json", "rule": "LAYER-2" } }
  ]
}"#;
    passing(text, &[("b.json", &allowing("s3:*"))]);
}

#[test]
fn one_document_in_several_layers_is_judged_in_each() {
    let text = r#"{
  "scenario": 1, "title": "t",
  "accounts": { "111122223333": { "scps": ["FullAWSAccess", {"file": "b.json"}] } },
  "principals": {
    "ann": { "user": "arn:aws:iam::111122223333:user/ann", "policies": [{"file": "b.json"}], "boundary": {"file": "b.json"} },
    "app": { "role": "arn:aws:iam::111122223333:role/app", "policies": [{"file": "b.json"}], "trust": {"file": "b.json"}, "sessionPolicies": [{"file": "b.json"}] }
  },
  "resources": { "b": { "arn": "arn:aws:s3:::b", "account": "111122223333", "policy": {"file": "b.json"} } },
  "cases": [
    { "matrix": { "principal": ["ann", "app"], "action": ["s3:GetObject", "s3:PutObject", "sts:AssumeRole"], "resource": ["b/k", "arn:aws:iam::111122223333:role/app"] } },
    { "name": "stored", "writes": { "type": "s3", "policy": {"file": "b.json"} } },
    { "name": "stored otherwise", "writes": { "type": "identity", "policy": {"file": "b.json"} } }
  ]
}"#;
    for extra in [r#""Principal": "*", "#, ""] {
        let document = format!(
            r#"{{ "Statement": [ {{ "Sid": "é", "Effect": "Allow", {extra}"Action": ["s3:*", "*:Get*"], "Resource": "*" }},
              {{ "Effect": "Deny", {extra}"Action": "s3:Put*", "NotResource": "arn:aws:s3:::c/*" }} ] }}"#
        );
        passing(text, &[("b.json", &document)]);
    }
}

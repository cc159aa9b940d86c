//! What nobody knows stays unknown.

use super::{of_user, passing};

const TEMPLATE: &str = r#"{
  "Parameters": { "Bucket": { "Type": "String" }, "Policy": { "Type": "String" } },
  "Resources": {
    "Read": { "Type": "AWS::IAM::ManagedPolicy", "Properties": { "PolicyDocument": { "Version": "2012-10-17", "Statement": {
      "Effect": "Allow", "Action": "s3:GetObject", "Resource": { "Fn::Sub": "arn:aws:s3:::${Bucket}/*" } } } } },
    "Open": { "Type": "AWS::IAM::ManagedPolicy", "Properties": { "PolicyDocument": { "Ref": "Policy" } } },
    "Role": { "Type": "AWS::IAM::Role", "Properties": { "RoleName": "app", "ManagedPolicyArns": [ { "Ref": "Read" }, { "Ref": "Open" } ],
      "AssumeRolePolicyDocument": { "Statement": { "Effect": "Allow", "Principal": { "Service": "ec2.amazonaws.com" }, "Action": "sts:AssumeRole" } } } },
    "Other": { "Type": "AWS::IAM::Role", "Properties": { "RoleName": "other", "ManagedPolicyArns": { "Ref": "Policy" },
      "Tags": [ { "Key": "bucket", "Value": { "Ref": "Bucket" } } ],
      "AssumeRolePolicyDocument": { "Statement": { "Effect": "Allow", "Principal": { "Service": "ec2.amazonaws.com" }, "Action": "sts:AssumeRole" } } } }
  }
}"#;

fn from(select: &str) -> String {
    format!(r#"{{"from": "cloudFormation", "file": "t.json", "select": "{select}"}}"#)
}

#[test]
fn a_value_in_a_document() {
    let case = r#"{ "principal": "ann", "action": "s3:GetObject", "resource": "arn:aws:s3:::b/k",
      "expect": { "decision": "implicitDeny", "warnings": ["MODEL-8"] } }"#;
    let alone = passing(&of_user(&format!("[{}]", from("Read")), case), &[("t.json", TEMPLATE)]);
    assert!(alone.contains(r#""depends": ["Ref Bucket"]"#), "{alone}");
}

#[test]
fn a_document() {
    let case = r#"{ "principal": "ann", "action": "s3:GetObject", "resource": "arn:aws:s3:::b/k",
      "expect": { "decision": "unknown", "unknowns": ["principals.ann.policies[0]", "policies.open"] } }"#;
    let unknown = from("Open").replace('}', r#", "arn": "arn:aws:iam::111122223333:policy/open"}"#);
    let text = of_user(&format!(r#"[{unknown}, "open"]"#), case);
    let text = text.replace(
        "  \"principals\"",
        &format!("  \"policies\": {{\"open\": {}}},\n  \"principals\"", from("Open")),
    );
    let alone = passing(&text, &[("t.json", TEMPLATE)]);
    assert!(
        alone.contains(r#"[{"unknown": true, "arn": "arn:aws:iam::111122223333:policy/open"}, "open"]"#),
        "{alone}"
    );
    assert!(alone.contains(r#""policies": {"open": {"unknown": true}}"#), "{alone}");
}

#[test]
fn what_is_attached_to_a_role() {
    let text = of_user(
        "[]",
        r#"{ "principal": "app", "action": "sqs:SendMessage", "resource": "arn:aws:sqs:eu-west-1:111122223333:q",
      "expect": { "decision": "unknown", "unknowns": ["principals.app.policies[1]"] } },
    { "principal": "other", "action": "sqs:SendMessage", "resource": "arn:aws:sqs:eu-west-1:111122223333:q", "expect": "unknown" }"#,
    );
    let role = |name: &str| {
        let parameters = r#", "parameters": {"AWS::AccountId": "111122223333"}}"#;
        from(name).replace('}', parameters)
    };
    let text = text.replace(
        "  \"principals\": {",
        &format!(
            "  \"principals\": {{\n    \"app\": {},\n    \"other\": {},",
            role("Role"),
            role("Other")
        ),
    );
    passing(&text, &[("t.json", TEMPLATE)]);
}

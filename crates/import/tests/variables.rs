//! Values that nobody knows yet are policy variables where AWS has them.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test may fail loudly")]

use std::sync::Arc;

use iamwhy_import::{Document, Export, Parameters, Source};
use iamwhy_policy::Json;
use serde_json::{Value, json};

/// The policy of a topic beside a queue without a name, and what it depends on.
fn policy(version: &str, statement: &Value) -> (Value, Vec<String>) {
    let template = json!({ "Parameters": { "P": { "Type": "String" } }, "Resources": {
        "Queue": { "Type": "AWS::SQS::Queue", "Properties": {} },
        "Topic": { "Type": "AWS::SNS::TopicPolicy", "Properties": {
            "Topics": ["arn:aws:sns:eu-west-1:111122223333:t"],
            "PolicyDocument": { "Version": version, "Statement": [statement] } } } } });
    let json = Arc::new(Json::read(template.to_string()).unwrap());
    let export = Export::read(Source::CloudFormation, &json, &Parameters::default()).unwrap();
    let policy = export.policy("Topic").unwrap();
    let Document::Made(text) = &policy.document else {
        panic!("a policy is made: {:?}", policy.document);
    };
    let document: Value = serde_json::from_str(text).unwrap();
    (document["Statement"][0].clone(), policy.depends.clone())
}

fn resource(version: &str, value: &Value) -> String {
    let statement = json!({ "Effect": "Allow", "Principal": "*", "Action": "sns:Publish", "Resource": value });
    policy(version, &statement).0["Resource"].as_str().unwrap().to_owned()
}

#[test]
fn a_name_in_an_arn_is_a_variable() {
    let sub = |text: &str| json!({ "Fn::Sub": text });
    let own = |text: &str| resource("2012-10-17", &sub(text));
    assert_eq!(
        own("arn:aws:sns:eu-west-1:111122223333:${P}-x"),
        "arn:aws:sns:eu-west-1:111122223333:${Ref.P}-x"
    );
    // In its first fields AWS has no variables.
    assert_eq!(
        own("arn:aws:sns:${P}:111122223333:${P}"),
        "arn:aws:sns:‹Ref P›:111122223333:${Ref.P}"
    );
    assert_eq!(own("${P}"), "‹Ref P›");
    // The older version has none.
    let old = resource("2008-10-17", &sub("arn:aws:sns:eu-west-1:111122223333:${P}"));
    assert_eq!(old, "arn:aws:sns:eu-west-1:111122223333:‹Ref P›");
    // The queue's own ARN holds the same value: it equals itself.
    let queue = resource("2012-10-17", &json!({ "Fn::GetAtt": ["Queue", "Arn"] }));
    assert!(queue.ends_with(":‹Queue›"), "{queue}");
}

#[test]
fn what_is_compared_is_a_variable_where_texts_are() {
    let parameter = json!({ "Ref": "P" });
    let (statement, depends) = policy(
        "2012-10-17",
        &json!({ "Effect": "Allow", "Principal": { "AWS": parameter }, "Action": "sns:Publish", "Resource": "*", "Condition": {
            "ForAnyValue:StringLike": { "aws:PrincipalOrgPaths": [parameter, "x"] },
            "ArnLikeIfExists": { "aws:SourceArn": parameter },
            "IpAddress": { "aws:SourceIp": parameter } } }),
    );
    let conditions = &statement["Condition"];
    assert_eq!(
        conditions["ForAnyValue:StringLike"]["aws:PrincipalOrgPaths"],
        json!(["${Ref.P}", "x"])
    );
    assert_eq!(conditions["ArnLikeIfExists"]["aws:SourceArn"], "${Ref.P}");
    assert_eq!(conditions["IpAddress"]["aws:SourceIp"], "‹Ref P›");
    assert_eq!(statement["Principal"]["AWS"], "‹Ref P›");
    assert_eq!(depends, ["Ref P", "Ref.P"]);
}

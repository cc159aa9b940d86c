//! Members that a template has twice: CloudFormation takes the last, and so does the import, which says so.
#![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

use std::sync::Arc;

use iamwhy_import::{Document, Export, Parameters, Source};
use iamwhy_policy::Json;

fn of_tree(json: Json) -> Export {
    Export::read(Source::CloudFormation, &Arc::new(json), &Parameters::default()).unwrap()
}

fn read(text: &str) -> Export {
    of_tree(Json::read(text).unwrap())
}

/// What is said, with the line on which it is.
fn notes(export: &Export) -> Vec<(u32, String)> {
    let notes = export.notes.iter().map(|note| {
        let span = export.json.span(note.node);
        (export.json.position(span.start).line, note.message.clone())
    });
    notes.collect()
}

const JSON: &str = r#"{ "Parameters": { "Stage": { "Type": "String", "Default": "dev",
    "Default": "prod" } },
  "Resources": {
    "Logs": { "Type": "AWS::S3::Bucket", "Properties": { "BucketName": "first" } },
    "Logs": { "Type": "AWS::S3::Bucket", "Properties": { "BucketName": "second" } },
    "Logs": { "Type": "AWS::S3::Bucket", "Properties": { "BucketName": "logs", "BucketName": { "Ref": "Stage" } } },
    "Once": { "Type": "AWS::SQS::Queue", "Properties": { "QueueName": "Logs" } } } }"#;

/// Both templates say the same, on these lines: the name, the default, the ID.
fn the_last_counts(export: &Export, lines: [u32; 3]) {
    let of_stage = "`Default` is more than once in `/Parameters/Stage`: the last counts, as CloudFormation takes it";
    let of_logs = "`Logs` is more than once in `/Resources`: the last counts, as CloudFormation takes it";
    let of_name =
        "`BucketName` is more than once in `/Resources/Logs/Properties`: the last counts, as CloudFormation takes it";
    let expected = [(lines[0], of_name), (lines[1], of_stage), (lines[2], of_logs)];
    let mut told = notes(export);
    told.sort_by(|one, other| one.1.cmp(&other.1));
    assert_eq!(told, expected.map(|(line, text)| (line, text.to_owned())));
    let buckets = export.resources.iter().filter(|own| own.name == "Logs");
    let arns: Vec<&str> = buckets.map(|own| own.arn.as_str()).collect();
    assert_eq!(arns, ["arn:aws:s3:::prod"]);
}

#[test]
fn in_json_the_last_counts_and_it_is_said() {
    the_last_counts(&read(JSON), [6, 2, 6]);
}

#[cfg(feature = "yaml")]
#[test]
fn in_yaml_the_last_counts_and_it_is_said() {
    const YAML: &str = "Parameters:
  Stage: { Type: String, Default: dev,
    Default: prod }
Resources:
  Logs: { Type: 'AWS::S3::Bucket', Properties: { BucketName: first } }
  Logs:
    Type: AWS::S3::Bucket
    Properties:
      BucketName: second
      BucketName: !Ref Stage
  Once: { Type: 'AWS::SQS::Queue', Properties: { QueueName: Logs } }
";
    the_last_counts(
        &of_tree(iamwhy_import::yaml::read(&Arc::from(YAML)).unwrap()),
        [10, 3, 6],
    );
}

/// What has to be filled in is made of the last. What stands there stays as it is: whoever reads a policy refuses it with its line.
#[test]
fn in_a_policy_it_is_said_too() {
    for (resource, is_made) in [(r#"{ "Fn::Sub": "*" }"#, true), (r#""*""#, false)] {
        let export = read(&format!(
            r#"{{ "Resources": {{ "P": {{ "Type": "AWS::IAM::ManagedPolicy", "Properties": {{ "PolicyDocument": {{ "Statement":
                {{ "Effect": "Allow", "Action": "s3:*", "Resource": {resource}, "Effect": "Deny" }} }} }} }} }} }}"#
        ));
        assert_eq!(notes(&export).len(), 1);
        match &export.policy("P").unwrap().document {
            Document::Made(text) => assert!(is_made && text.contains("Deny") && !text.contains("Allow"), "{text}"),
            other => assert!(!is_made && *other == Document::There, "{other:?}"),
        }
    }
}

#[test]
fn the_same_name_elsewhere_is_no_repetition() {
    let export = read(
        r#"{ "Parameters": { "Logs": { "Type": "String", "Default": "x" } },
        "Resources": { "A": { "Type": "AWS::SQS::Queue" }, "B": { "Type": "AWS::SQS::Queue" } } }"#,
    );
    assert_eq!(notes(&export), []);
}

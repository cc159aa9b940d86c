//! Files of other tools that are cut, twisted or hostile: no panic, no long wait, and nothing made up.
#![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use iamwhy_import::{Export, Parameters, Part, Source, starter};
use iamwhy_policy::Json;

fn files() -> Vec<(Source, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/projects");
    [
        (Source::TerraformPlan, "terraform-plan/plan.json"),
        (Source::CloudFormation, "cdk/cdk.out/Orders.template.json"),
        (Source::AccountDetails, "account-export/account.json"),
        (Source::Organizations, "account-export/organization.json"),
        (Source::TerraformPlan, "organization/plan.json"),
    ]
    .map(|(source, file)| (source, std::fs::read_to_string(root.join(file)).unwrap()))
    .into()
}

/// Everything that can be done with a file, as every kind.
fn all(text: &str) {
    let start = Instant::now();
    let Ok(json) = Json::read(text) else { return };
    let json = Arc::new(json);
    let parameters = Parameters::default();
    let _ = (Source::of(&json), Parameters::read(&json).is_ok());
    for source in Source::ALL {
        let Ok(export) = Export::read(source, &json, &parameters) else {
            continue;
        };
        let part = Part {
            file: "f.json",
            export: &export,
            parameters: &parameters,
            parameters_file: None,
        };
        let _ = starter(&[part], true, None);
        for policy in &export.policies {
            assert!(export.policy(&policy.select).is_ok(), "{}", policy.select);
            let _ = export.pointer(policy);
        }
    }
    assert!(start.elapsed() < Duration::from_secs(60), "{:?}", start.elapsed());
}

#[test]
fn every_file_is_read_as_what_it_is() {
    for (source, text) in files() {
        assert_eq!(Source::of(&Json::read(text.as_str()).unwrap()), Some(source));
        all(&text);
    }
}

#[test]
fn values_in_wrong_places() {
    for (_, text) in files() {
        for (from, to) in [
            ("\"Arn\"", "\"Arm\""),
            ("[", "[[],"),
            (": \"", ": [\"x\"], \"y\": \""),
            ("\"Ref\"", "\"Fn::GetAtt\""),
            ("\"values\"", "\"value\""),
            (
                "\"PolicyDocument\": {",
                "\"PolicyDocument\": { \"Fn::If\": [], \"x\": {}}, \"y\": {",
            ),
            ("true", "null"),
            ("references", "reference"),
            ("Statement", "Statements"),
        ] {
            all(&text.replace(from, to));
        }
    }
}

#[test]
fn towers_and_crowds() {
    let deep =
        |open: &str, close: &str, levels: usize| [open.repeat(levels), "1".to_owned(), close.repeat(levels)].concat();
    for inner in [
        deep(r#"{"Fn::Sub": ["${a}${a}", {"a": "#, "}]}", 40),
        deep(r#"{"Fn::If": ["A", "#, ", 2]}", 60),
        deep(r#"{"Fn::Join": ["", ["#, "]]}", 50),
        deep(r#"{"Fn::Select": [0, ["#, "]]}", 50),
    ] {
        all(&format!(
            r#"{{ "Resources": {{ "P": {{ "Type": "AWS::IAM::ManagedPolicy", "Properties": {{ "PolicyDocument": {{ "Statement": {inner} }} }} }} }} }}"#
        ));
    }
    let many = |one: &dyn Fn(usize) -> String| (0..1500).map(one).collect::<Vec<_>>().join(",");
    let queue = |at: usize| {
        format!(
            r#""Q{at}": {{ "Type": "AWS::SQS::Queue" }}, "P{at}": {{ "Type": "AWS::SQS::QueuePolicy", "Properties": {{ "Queues": [{{ "Ref": "Q{at}" }}], "PolicyDocument": {{ "Statement": [] }} }} }}"#
        )
    };
    all(&format!(r#"{{ "Resources": {{ {} }} }}"#, many(&queue)));
}

/// Roles, users and groups with policies that name them: a CDK application has thousands, and each has few.
#[test]
fn a_crowd_of_roles_takes_time_in_proportion() {
    let one = |at: usize| {
        let nothing = r#"{ "Statement": [] }"#;
        format!(
            r#""R{at}": {{ "Type": "AWS::IAM::Role", "Properties": {{
                "AssumeRolePolicyDocument": {nothing}, "ManagedPolicyArns": [{{ "Ref": "M{at}" }}] }} }},
            "P{at}": {{ "Type": "AWS::IAM::Policy", "Properties": {{
                "PolicyName": "p", "Roles": [{{ "Ref": "R{at}" }}], "PolicyDocument": {nothing} }} }},
            "M{at}": {{ "Type": "AWS::IAM::ManagedPolicy", "Properties": {{ "PolicyDocument": {nothing} }} }},
            "G{at}": {{ "Type": "AWS::IAM::Group" }},
            "U{at}": {{ "Type": "AWS::IAM::User", "Properties": {{ "Groups": [{{ "Ref": "G{at}" }}] }} }},
            "A{at}": {{ "Type": "AWS::IAM::UserToGroupAddition", "Properties": {{
                "GroupName": {{ "Ref": "G{at}" }}, "Users": [{{ "Ref": "U{at}" }}] }} }}"#
        )
    };
    let count = 3000;
    let text = (0..count).map(one).collect::<Vec<_>>().join(",");
    let json = Arc::new(Json::read(format!(r#"{{ "Resources": {{ {text} }} }}"#)).unwrap());
    let start = Instant::now();
    let export = Export::read(Source::CloudFormation, &json, &Parameters::default()).unwrap();
    assert!(start.elapsed() < Duration::from_secs(20), "{:?}", start.elapsed());
    assert_eq!(export.principals.len(), 2 * count);
    for principal in &export.principals {
        let expected = if principal.groups.is_empty() { 2 } else { 0 };
        assert_eq!(
            principal.policies.as_ref().unwrap().len(),
            expected,
            "{}",
            principal.select
        );
    }
}

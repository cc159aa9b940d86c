//! CloudFormation templates: what is filled in, what stays open, what is refused.
#![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

use std::sync::Arc;
use std::time::{Duration, Instant};

use iamwhy_import::{
    Attached, Document, Export, ExportedPolicy, Fault, ParameterValue, Parameters, Part, PrincipalIs, Source, starter,
};
use iamwhy_policy::Json;

fn given(pairs: &[(&str, &str)]) -> Parameters {
    let mut parameters = Parameters::default();
    parameters.set("AWS::AccountId", ParameterValue::One("111122223333".to_owned()));
    parameters.set("AWS::Region", ParameterValue::One("eu-west-1".to_owned()));
    for (name, value) in pairs {
        parameters.set(*name, ParameterValue::One((*value).to_owned()));
    }
    parameters
}

fn read(text: &str, parameters: &Parameters) -> Result<Export, Fault> {
    let json = Arc::new(Json::read(text).unwrap());
    Export::read(Source::CloudFormation, &json, parameters)
}

fn made(policy: &ExportedPolicy) -> serde_json::Value {
    match &policy.document {
        Document::Made(text) => serde_json::from_str(text).unwrap(),
        other => serde_json::Value::String(format!("{other:?}")),
    }
}

/// What `Resource` of a policy becomes, beside other parts of its template.
fn resource_with(value: &str, parts: &str, pairs: &[(&str, &str)]) -> (serde_json::Value, Vec<String>) {
    let text = format!(
        r#"{{ {parts} "Resources": {{
            "P": {{ "Type": "AWS::IAM::ManagedPolicy", "Properties": {{ "PolicyDocument": {{ "Statement": [
                {{ "Effect": "Allow", "Action": "s3:*", "Resource": {value} }} ] }} }} }},
            "B": {{ "Type": "AWS::S3::Bucket", "Properties": {{ "BucketName": "logs" }} }},
            "N": {{ "Type": "AWS::S3::Bucket" }},
            "Q": {{ "Type": "AWS::SQS::Queue", "Properties": {{ "QueueName": {{ "Fn::Sub": "${{AWS::Region}}-q" }} }} }},
            "T": {{ "Type": "AWS::SNS::Topic", "Properties": {{ "TopicName": "t" }} }},
            "R": {{ "Type": "AWS::IAM::Role", "Properties": {{ "RoleName": "r", "Path": "/team/" }} }},
            "G": {{ "Type": "AWS::Logs::LogGroup", "Properties": {{ "LogGroupName": "g" }} }},
            "K": {{ "Type": "AWS::KMS::Key" }},
            "X": {{ "Type": "Custom::Thing" }}
        }} }}"#
    );
    let export = read(&text, &given(pairs)).unwrap();
    let policy = export.policy("P").unwrap();
    (made(policy)["Statement"][0]["Resource"].clone(), policy.depends.clone())
}

fn resource(value: &str) -> String {
    let (value, _) = resource_with(value, "", &[]);
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

#[test]
fn intrinsic_functions_are_filled_in() {
    for (written, expected) in [
        (r#"{ "Fn::GetAtt": ["B", "Arn"] }"#, "arn:aws:s3:::logs"),
        (r#"{ "Fn::GetAtt": "B.Arn" }"#, "arn:aws:s3:::logs"),
        (r#"{ "Ref": "B" }"#, "logs"),
        (
            r#"{ "Ref": "Q" }"#,
            "https://sqs.eu-west-1.amazonaws.com/111122223333/eu-west-1-q",
        ),
        (
            r#"{ "Fn::GetAtt": ["Q", "Arn"] }"#,
            "arn:aws:sqs:eu-west-1:111122223333:eu-west-1-q",
        ),
        (r#"{ "Ref": "T" }"#, "arn:aws:sns:eu-west-1:111122223333:t"),
        (
            r#"{ "Fn::GetAtt": ["R", "Arn"] }"#,
            "arn:aws:iam::111122223333:role/team/r",
        ),
        (
            r#"{ "Fn::GetAtt": ["G", "Arn"] }"#,
            "arn:aws:logs:eu-west-1:111122223333:log-group:g:*",
        ),
        (
            r#"{ "Fn::GetAtt": ["K", "Arn"] }"#,
            "arn:aws:kms:eu-west-1:111122223333:key/‹K›",
        ),
        (
            r#"{ "Fn::Sub": "arn:${AWS::Partition}:s3:::${B}/${!aws:username}/*" }"#,
            "arn:aws:s3:::logs/${aws:username}/*",
        ),
        (
            r#"{ "Fn::Sub": ["${A}/${B.Arn}", { "A": { "Ref": "AWS::URLSuffix" } }] }"#,
            "amazonaws.com/arn:aws:s3:::logs",
        ),
        (
            r#"{ "Fn::Join": [":", ["arn", { "Ref": "AWS::Partition" }, "s3", "", "", "x"]] }"#,
            "arn:aws:s3:::x",
        ),
        (r#"{ "Fn::Select": ["1", { "Fn::Split": [",", "a,b,c"] }] }"#, "b"),
        (r#"{ "Fn::Base64": "foo" }"#, "Zm9v"),
        (r#"["a", { "Ref": "AWS::NoValue" }, "b"]"#, r#"["a","b"]"#),
    ] {
        assert_eq!(resource(written), expected, "{written}");
    }
}

#[test]
fn conditions_and_mappings_are_followed() {
    let parts = r#"
        "Parameters": { "Stage": { "Type": "String", "Default": "dev" }, "Blank": { "Type": "String" },
                        "Many": { "Type": "CommaDelimitedList", "Default": "a, b" } },
        "Mappings": { "Of": { "eu-west-1": { "bucket": "west" } } },
        "Conditions": {
            "Prod": { "Fn::Equals": [{ "Ref": "Stage" }, "prod"] }, "NotProd": { "Fn::Not": [{ "Condition": "Prod" }] },
            "Open": { "Fn::Equals": [{ "Ref": "Blank" }, "x"] },
            "No": { "Fn::And": [{ "Condition": "Open" }, { "Condition": "Prod" }] },
            "Yes": { "Fn::Or": [{ "Condition": "Open" }, { "Condition": "NotProd" }] } },"#;
    let of = |value: &str, stage: &str| resource_with(value, parts, &[("Stage", stage)]).0;
    let branch = |name: &str| format!(r#"{{ "Fn::If": ["{name}", "yes", "no"] }}"#);
    for (name, in_dev, in_prod) in [
        ("Prod", "no", "yes"),
        ("NotProd", "yes", "no"),
        ("No", "no", "‹Fn.If [ Open,"),
    ] {
        assert_eq!(of(&branch(name), "dev"), in_dev, "{name}");
        if !in_prod.contains('‹') {
            assert_eq!(of(&branch(name), "prod"), in_prod, "{name}");
        }
    }
    assert_eq!(of(&branch("Yes"), "dev"), "yes");
    assert_eq!(
        of(
            r#"{ "Fn::FindInMap": ["Of", { "Ref": "AWS::Region" }, "bucket"] }"#,
            "dev"
        ),
        "west"
    );
    assert_eq!(of(r#"{ "Ref": "Many" }"#, "dev").to_string(), r#"["a","b"]"#);
    // Three-valued: neither branch.
    let (value, depends) = resource_with(&branch("Open"), parts, &[]);
    assert_eq!(value, "‹Fn.If [Open, yes, no]›");
    assert_eq!(depends, ["Fn.If [Open, yes, no]"]);
}

#[test]
fn what_nobody_knows_stays_open_and_is_reported() {
    let (value, depends) = resource_with(r#"{ "Fn::ImportValue": "net-Bucket" }"#, "", &[]);
    assert_eq!(value, "‹Fn.ImportValue net-Bucket›");
    assert_eq!(depends, ["Fn.ImportValue net-Bucket"]);
    let (value, depends) = resource_with(r#""{{resolve:ssm:/bucket}}/x""#, "", &[]);
    assert_eq!(value, "‹resolve.ssm./bucket›/x");
    assert_eq!(depends.len(), 1);
    // A name that CloudFormation makes itself is like no other: it need not be reported. What a custom resource returns is.
    assert_eq!(
        resource_with(r#"{ "Fn::GetAtt": ["N", "Arn"] }"#, "", &[]).1,
        Vec::<String>::new()
    );
    assert_eq!(
        resource_with(r#"{ "Fn::GetAtt": ["X", "Bucket"] }"#, "", &[]).1,
        ["X.Bucket"]
    );
    // An unknown action decides more than an unknown name: the whole policy is unknown.
    let text = r#"{ "Resources": { "P": { "Type": "AWS::IAM::ManagedPolicy", "Properties": { "PolicyDocument": { "Statement": [
        { "Effect": "Allow", "Action": { "Fn::ImportValue": "a" }, "Resource": "*" } ] } } } } }"#;
    let export = read(text, &given(&[])).unwrap();
    let why = "`‹Fn.ImportValue a›` stands in `Action`".to_owned();
    assert_eq!(export.policies[0].document, Document::Unknown(why));
}

/// What becomes of a policy with a Deny that has this part, while nobody knows whether `Open` holds.
fn with_part(part: &str) -> Document {
    let text = format!(
        r#"{{ "Parameters": {{ "E": {{ "Type": "String" }} }},
        "Conditions": {{ "Open": {{ "Fn::Equals": [{{ "Ref": "E" }}, "x"] }} }}, "Resources": {{
        "P": {{ "Type": "AWS::IAM::ManagedPolicy", "Properties": {{ "PolicyDocument": {{ "Statement": [
            {{ "Effect": "Deny", "Action": "s3:*", "Resource": "*", {part} }} ] }} }} }} }} }}"#
    );
    read(&text, &given(&[])).unwrap().policies[0].document.clone()
}

#[test]
fn a_part_that_is_open_makes_the_policy_unknown() {
    let open = |one: &str| format!(r#"{{ "Fn::If": ["Open", {one}, {{ "Ref": "AWS::NoValue" }}] }}"#);
    for (part, why) in [
        (
            format!(r#""Condition": {{ "Bool": {} }}"#, open(r#"{ "a:b": "true" }"#)),
            "stands for what `Bool` compares",
        ),
        (
            format!(r#""Condition": {}"#, open("{}")),
            "stands for a whole `Condition`",
        ),
        (
            format!(r#""Principal": {}"#, open(r#""*""#)),
            "stands for a whole `Principal`",
        ),
        (
            format!(r#""NotPrincipal": {}"#, open(r#"{ "AWS": "111122223333" }"#)),
            "stands for a whole `NotPrincipal`",
        ),
    ] {
        let document = with_part(&part);
        assert!(
            matches!(&document, Document::Unknown(own) if own.ends_with(why)),
            "{part}: {document:?}"
        );
    }
    let value = format!(r#""Condition": {{ "Bool": {{ "a:b": {} }} }}"#, open(r#""true""#));
    let document = with_part(&value);
    assert!(matches!(document, Document::Made(_)), "{document:?}");
}

#[test]
fn no_letter_of_a_long_mark_is_one_that_iam_refuses() {
    let long = "long ".repeat(30);
    let document = with_part(&format!(r#""NotResource": {{ "Fn::ImportValue": "{long}" }}"#));
    let Document::Made(text) = document else {
        panic!("{document:?}")
    };
    assert!(text.contains(r"long...\u203a"), "{text}");
    assert!(text.is_ascii(), "{text}");
}

#[test]
fn a_role_has_everything_that_names_it() {
    let text = r#"{ "Conditions": { "Never": { "Fn::Equals": ["a", "b"] } }, "Resources": {
        "R": { "Type": "AWS::IAM::Role", "Metadata": { "aws:cdk:path": "Stack/R/Resource" }, "Properties": {
            "AssumeRolePolicyDocument": { "Statement": [] },
            "Policies": [ { "PolicyName": "inline", "PolicyDocument": { "Statement": [] } },
                          { "Fn::If": ["Never", { "PolicyName": "never", "PolicyDocument": { "Statement": [] } }, { "Ref": "AWS::NoValue" }] } ],
            "ManagedPolicyArns": [{ "Ref": "M" }, "arn:aws:iam::aws:policy/AdministratorAccess", "arn:aws:iam::aws:policy/ReadOnlyAccess"],
            "PermissionsBoundary": { "Ref": "M" }, "Tags": [{ "Key": "team", "Value": "pay" }] } },
        "M": { "Type": "AWS::IAM::ManagedPolicy", "Properties": { "PolicyDocument": { "Statement": [] } } },
        "P": { "Type": "AWS::IAM::Policy", "Properties": { "PolicyName": "p", "PolicyDocument": { "Statement": [] }, "Roles": [{ "Ref": "R" }] } },
        "Q": { "Type": "AWS::IAM::RolePolicy", "Properties": { "PolicyName": "q", "PolicyDocument": { "Statement": [] }, "RoleName": { "Ref": "R" } } },
        "Gone": { "Type": "AWS::IAM::Policy", "Condition": "Never", "Properties": { "PolicyName": "g", "PolicyDocument": { "Statement": [] }, "Roles": [{ "Ref": "R" }] } },
        "U": { "Type": "AWS::IAM::User", "Properties": { "Groups": [{ "Ref": "G" }, "elsewhere"] } },
        "G": { "Type": "AWS::IAM::Group", "Properties": { "Policies": [{ "PolicyName": "g", "PolicyDocument": { "Statement": [] } }] } }
    } }"#;
    let export = read(text, &given(&[])).unwrap();
    let role = export.principal("Stack/R").unwrap();
    assert_eq!((role.is, role.select.as_str()), (PrincipalIs::Role, "R"));
    let names = |all: &[Attached]| -> Vec<String> {
        let name = |own: &Attached| match own {
            Attached::Policy(at) => export.policies[*at].select.clone(),
            Attached::BuiltIn(name) => (*name).to_owned(),
            Attached::Unseen { arn } => arn.clone().unwrap_or_default(),
        };
        all.iter().map(name).collect()
    };
    assert_eq!(
        names(role.policies.as_deref().unwrap()),
        [
            "R.Policies.inline",
            "M",
            "AdministratorAccess",
            "arn:aws:iam::aws:policy/ReadOnlyAccess",
            "P",
            "Q"
        ]
    );
    assert_eq!(names(&[role.boundary.clone().unwrap()]), ["M"]);
    assert_eq!(role.tags.as_deref().unwrap(), [("team".to_owned(), "pay".to_owned())]);
    assert_eq!(
        export.policy("R.AssumeRolePolicyDocument").unwrap().document,
        Document::There
    );
    let user = export.principal("U").unwrap();
    assert_eq!(user.groups[1].0, "‹G›");
    assert_eq!(names(user.groups[1].1.as_deref().unwrap()), ["G.Policies.g"]);
    assert_eq!(user.groups[0], ("elsewhere".to_owned(), None));
}

#[test]
fn permissions_of_a_function_are_its_policy() {
    let text = r#"{ "Resources": {
        "F": { "Type": "AWS::Lambda::Function", "Properties": { "FunctionName": "f" } },
        "A": { "Type": "AWS::Lambda::Permission", "Properties": { "Action": "lambda:InvokeFunction", "FunctionName": { "Fn::GetAtt": ["F", "Arn"] },
               "Principal": "s3.amazonaws.com", "SourceArn": "arn:aws:s3:::logs", "SourceAccount": "111122223333" } },
        "B": { "Type": "AWS::Lambda::Permission", "Properties": { "Action": "lambda:InvokeFunction", "FunctionName": { "Ref": "F" }, "Principal": "444455556666" } }
    } }"#;
    let export = read(text, &given(&[])).unwrap();
    let policy = made(export.policy("F").unwrap());
    let expected = serde_json::json!({ "Version": "2012-10-17", "Statement": [
        { "Sid": "A", "Effect": "Allow", "Principal": { "Service": "s3.amazonaws.com" }, "Action": "lambda:InvokeFunction",
          "Resource": "arn:aws:lambda:eu-west-1:111122223333:function:f",
          "Condition": { "ArnLike": { "AWS:SourceArn": "arn:aws:s3:::logs" }, "StringEquals": { "AWS:SourceAccount": "111122223333" } } },
        { "Sid": "B", "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::444455556666:root" }, "Action": "lambda:InvokeFunction",
          "Resource": "arn:aws:lambda:eu-west-1:111122223333:function:f" } ] });
    assert_eq!(policy, expected);
    assert!(
        export
            .resources
            .iter()
            .any(|own| own.name == "F" && own.policy.is_some())
    );
}

#[test]
fn errors_say_what_to_do() {
    let fault = |text: &str, pairs: &[(&str, &str)]| {
        let fault = read(text, &given(pairs)).err().unwrap();
        format!("{}; {}", fault.message, fault.help)
    };
    let empty = r#"{ "AWSTemplateFormatVersion": "2010-09-09", "Parameters": { "Stage": { "Type": "String", "AllowedValues": ["dev", "prod"] } }, "Resources": {} }"#;
    assert_eq!(
        fault(empty, &[("Stag", "dev")]),
        "this template has no parameter `Stag`; did you mean `Stage`?"
    );
    assert_eq!(
        fault(empty, &[("Stage", "test")]),
        "`test` is not a value that parameter `Stage` allows; it allows `dev`, `prod`"
    );
    let sam = r#"{ "Transform": "AWS::Serverless-2016-10-31", "Resources": { "F": { "Type": "AWS::Serverless::Function" } } }"#;
    assert!(fault(sam, &[]).starts_with("`AWS::Serverless::Function` is expanded by CloudFormation only when"));
    let include = r#"{ "Resources": { "P": { "Type": "AWS::IAM::ManagedPolicy", "Properties": { "PolicyDocument": { "Fn::Transform": { "Name": "AWS::Include" } } } } } }"#;
    assert!(fault(include, &[]).starts_with("`Fn::Transform` is expanded"));
    assert_eq!(
        fault(r#"{ "AWSTemplateFormatVersion": "2010-09-09" }"#, &[]),
        "this template has no `Resources`; a template's `Resources` is an object of resources with `Type` and `Properties`"
    );
}

#[test]
fn circles_and_towers_come_to_an_end() {
    let start = Instant::now();
    let circle = r#"{ "Conditions": { "A": { "Fn::Not": [{ "Condition": "B" }] }, "B": { "Fn::Not": [{ "Condition": "A" }] } }, "Resources": {
        "One": { "Type": "AWS::S3::Bucket", "Properties": { "BucketName": { "Ref": "Two" } } },
        "Two": { "Type": "AWS::S3::Bucket", "Condition": "A", "Properties": { "BucketName": { "Fn::Sub": "${One}x${One}" } } } } }"#;
    read(circle, &given(&[])).unwrap();
    // Each name is twice the next.
    let mut tower = String::from(r#"{ "Resources": { "#);
    for level in 0..60 {
        let next = level + 1;
        tower.push_str(&format!(
            r#""B{level}": {{ "Type": "AWS::S3::Bucket", "Properties": {{ "BucketName": {{ "Fn::Sub": "${{B{next}}}${{B{next}}}" }} }} }},"#
        ));
    }
    tower.push_str(r#""B60": { "Type": "AWS::S3::Bucket", "Properties": { "BucketName": "x" } } } }"#);
    read(&tower, &given(&[])).unwrap();
    assert!(start.elapsed() < Duration::from_secs(30), "{:?}", start.elapsed());
}

#[test]
fn a_document_that_is_written_out_says_what_it_depends_on() {
    let template = r#"{ "Parameters": { "Bucket": { "Type": "String" } }, "Resources": { "U": { "Type": "AWS::IAM::User", "Properties": {
        "UserName": "u", "Policies": [{ "PolicyName": "p", "PolicyDocument": { "Statement": [
            { "Effect": "Allow", "Action": "s3:GetObject", "Resource": { "Fn::Sub": "arn:aws:s3:::${Bucket}/*" } } ] } }] } } } }"#;
    let parameters = given(&[]);
    let export = read(template, &parameters).unwrap();
    let part = Part {
        file: "t.json",
        export: &export,
        parameters: &parameters,
        parameters_file: None,
    };
    let text = starter(&[part], true, None);
    let scenario: serde_json::Value = serde_json::from_str(&text).unwrap();
    let policy = &scenario["principals"]["u"]["policies"][0];
    assert_eq!(policy["depends"], serde_json::json!(["Ref Bucket"]), "{text}");
}

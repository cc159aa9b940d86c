//! Policies of which nobody knows what they are attached to: whatever they may govern has an unknown policy.
#![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

mod aliases;
mod of_a_plan;

use std::sync::Arc;

use iamwhy_import::{Attached, Export, Parameters, Part, Source, starter};
use iamwhy_policy::Json;
use serde_json::{Value, json};

pub(crate) const UNKNOWN: Attached = Attached::Unseen { arn: None };
pub(crate) const DOCUMENT: &str = r#"{"Statement": []}"#;

/// A plan of resources: address, values, what is not known of them, expressions.
pub(crate) fn plan(resources: &[(&str, Value, Value, Value)]) -> Export {
    let (mut planned, mut changes, mut configured) = (Vec::new(), Vec::new(), Vec::new());
    for (address, values, unknown, expressions) in resources {
        let (kind, name) = address.split_once('.').unwrap();
        let own = json!({ "address": address, "mode": "managed", "type": kind, "name": name });
        let with = |name: &str, value: &Value| {
            let mut own = own.clone();
            own[name] = value.clone();
            own
        };
        planned.push(with("values", values));
        let change = json!({ "actions": ["create"], "before": null, "after": values, "after_unknown": unknown });
        changes.push(with("change", &change));
        configured.push(with("expressions", expressions));
    }
    let provider = json!({ "aws": { "expressions": { "region": { "constant_value": "eu-west-1" } } } });
    read(
        Source::TerraformPlan,
        &json!({ "format_version": "1.2", "planned_values": { "root_module": { "resources": planned } },
            "resource_changes": changes,
            "configuration": { "provider_config": provider, "root_module": { "resources": configured } } }),
    )
}

pub(crate) fn template(resources: &Value) -> Export {
    let parameters =
        json!({ "Bucket": { "Type": "String" }, "Role": { "Type": "String" }, "Unit": { "Type": "String" } });
    read(
        Source::CloudFormation,
        &json!({ "Parameters": parameters, "Resources": resources }),
    )
}

fn read(source: Source, file: &Value) -> Export {
    let json = Arc::new(Json::read(file.to_string()).unwrap());
    let mut given = Parameters::default();
    given.set(
        "AWS::AccountId",
        iamwhy_import::ParameterValue::One("111122223333".to_owned()),
    );
    Export::read(source, &json, &given).unwrap()
}

pub(crate) fn policy(export: &Export, resource: &str) -> Option<Attached> {
    let found = export.resources.iter().find(|own| own.name == resource);
    found.unwrap().policy.clone()
}

pub(crate) fn told(export: &Export, text: &str) {
    let notes: Vec<&str> = export.notes.iter().map(|note| note.message.as_str()).collect();
    assert!(notes.iter().any(|note| note.contains(text)), "{text}\n{notes:#?}");
}

pub(crate) fn references(all: &[&str]) -> Value {
    json!({ "references": all })
}

#[test]
fn in_a_template_too() {
    let to = |what: &str| json!({ "Ref": what });
    let export = template(&json!({
        "Named": { "Type": "AWS::S3::Bucket", "Properties": { "BucketName": "named" } },
        // Its name is made by the deployment: no parameter can say it.
        "Made": { "Type": "AWS::S3::Bucket" },
        "P": { "Type": "AWS::S3::BucketPolicy", "Properties": { "Bucket": to("Bucket"), "PolicyDocument": { "Statement": [] } } },
        "Known": { "Type": "AWS::IAM::Role", "Properties": { "RoleName": "known", "AssumeRolePolicyDocument": { "Statement": [] } } },
        "Other": { "Type": "AWS::IAM::Role", "Properties": { "AssumeRolePolicyDocument": { "Statement": [] } } },
        "R": { "Type": "AWS::IAM::Policy", "Properties": { "PolicyName": "r", "Roles": [to("Role")], "PolicyDocument": { "Statement": [] } } },
        "Function": { "Type": "AWS::Lambda::Function", "Properties": { "FunctionName": "function" } },
        "L": { "Type": "AWS::Lambda::Permission", "Properties": { "FunctionName": to("Bucket"), "Action": "lambda:InvokeFunction", "Principal": "*" } },
    }));
    assert_eq!(policy(&export, "Named"), Some(UNKNOWN));
    assert_eq!(policy(&export, "Made"), None);
    assert!(matches!(policy(&export, "P"), Some(Attached::Policy(_))));
    assert_eq!(policy(&export, "Function"), Some(UNKNOWN));
    assert_eq!(
        export.principal("Known").unwrap().policies.as_deref(),
        Some(&[UNKNOWN][..])
    );
    assert_eq!(export.principal("Other").unwrap().policies.as_deref(), Some(&[][..]));
    told(
        &export,
        "what `P` is the policy of is not known: `‹Ref Bucket›`; until then the policies of `Named` count as unknown",
    );
    told(
        &export,
        "whom `R` is for is not known: `‹Ref Role›`; until then the policies of `Known` count as unknown",
    );
}

/// The same for SCPs and RCPs: a target that nobody knows may be any place of the tree.
#[test]
fn an_scp_without_a_known_target_is_an_unknown_one_everywhere() {
    let made = |unit: &Value| {
        template(&json!({
            "Org": { "Type": "AWS::Organizations::Organization" },
            "Prod": { "Type": "AWS::Organizations::OrganizationalUnit", "Properties": { "Name": "Prod", "ParentId": { "Fn::GetAtt": ["Org", "RootId"] } } },
            "Guard": { "Type": "AWS::Organizations::Policy", "Properties": {
                "Name": "guard", "Type": "SERVICE_CONTROL_POLICY", "Content": { "Statement": [] }, "TargetIds": [unit] } },
        }))
    };
    let export = made(&json!({ "Ref": "Unit" }));
    let root = export.organization.clone().unwrap().root;
    assert!(root.scps.unwrap().contains(&UNKNOWN));
    assert!(root.units[0].scps.clone().unwrap().contains(&UNKNOWN));
    assert_eq!(root.rcps, Some(Vec::new()));
    told(&export, "what `Guard` is attached to is not known");
    // One that is known is where it is, and an id that is not in the tree is elsewhere.
    let root = made(&json!({ "Ref": "Prod" })).organization.unwrap().root;
    assert!(!root.scps.unwrap().contains(&UNKNOWN));
    assert!(root.units[0].scps.clone().unwrap().contains(&Attached::Policy(0)));
    let root = made(&json!("ou-ab12-elsewhere")).organization.unwrap().root;
    assert!(!root.units[0].scps.clone().unwrap().contains(&UNKNOWN));

    let names = |name: &str| references(&[name]);
    let export = plan(&[
        (
            "aws_organizations_organization.o",
            json!({ "enabled_policy_types": ["SERVICE_CONTROL_POLICY", "RESOURCE_CONTROL_POLICY"] }),
            json!({ "roots": true }),
            json!({}),
        ),
        (
            "aws_organizations_policy.guard",
            json!({ "name": "guard", "content": DOCUMENT, "type": "RESOURCE_CONTROL_POLICY" }),
            json!({ "id": true }),
            json!({}),
        ),
        (
            "aws_organizations_policy_attachment.a",
            json!({}),
            json!({ "policy_id": true, "target_id": true }),
            json!({ "policy_id": names("aws_organizations_policy.guard.id"), "target_id": names("local.x") }),
        ),
    ]);
    let root = export.organization.clone().unwrap().root;
    assert_eq!(root.rcps, Some(vec![UNKNOWN]));
    assert_eq!(root.scps, Some(vec![Attached::BuiltIn("FullAWSAccess")]));
    told(&export, "counts as an unknown policy everywhere");
}

/// What is written for a person: the bucket that may have the policy has one that nobody knows.
#[test]
fn the_scenario_says_unknown() {
    let export = plan(&[
        ("aws_s3_bucket.one", json!({ "bucket": "one" }), json!({}), json!({})),
        (
            "aws_s3_bucket_policy.p",
            json!({ "policy": DOCUMENT }),
            json!({ "bucket": true }),
            json!({ "bucket": references(&["local.x"]) }),
        ),
    ]);
    let none = Parameters::default();
    let part = Part {
        file: "plan.json",
        export: &export,
        parameters: &none,
        parameters_file: None,
    };
    let scenario: Value = serde_json::from_str(&starter(&[part], true, None)).unwrap();
    assert_eq!(
        scenario["resources"]["aws_s3_bucket.one"]["policy"],
        json!({ "unknown": true })
    );
    let kept = &scenario["resources"]["aws_s3_bucket_policy.p"];
    assert_eq!(kept["policy"], json!({ "Statement": [] }));
    assert!(scenario["about"].as_str().unwrap().contains("count as unknown"));
}

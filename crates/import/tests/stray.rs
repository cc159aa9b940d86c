//! Policies of which nobody knows what they are attached to: whatever they may govern has an unknown policy.
#![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

use std::sync::Arc;

use iamwhy_import::{Attached, Export, Parameters, Part, Source, starter};
use iamwhy_policy::Json;
use serde_json::{Value, json};

const UNKNOWN: Attached = Attached::Unseen { arn: None };
const DOCUMENT: &str = r#"{"Statement": []}"#;

/// A plan of resources: address, values, what is not known of them, expressions.
fn plan(resources: &[(&str, Value, Value, Value)]) -> Export {
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

fn template(resources: &Value) -> Export {
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

fn policy(export: &Export, resource: &str) -> Option<Attached> {
    let found = export.resources.iter().find(|own| own.name == resource);
    found.unwrap_or_else(|| panic!("no {resource}")).policy.clone()
}

fn told(export: &Export, text: &str) {
    let notes: Vec<&str> = export.notes.iter().map(|note| note.message.as_str()).collect();
    assert!(notes.iter().any(|note| note.contains(text)), "{text}\n{notes:#?}");
}

fn references(all: &[&str]) -> Value {
    json!({ "references": all })
}

/// Every type of a plan whose policy is that of another resource. `local.x` is what cannot be followed.
#[test]
fn in_a_plan_every_resource_that_may_be_meant_has_an_unknown_policy() {
    for (carrier, holds, names, kind) in [
        ("aws_s3_bucket_policy", "policy", "bucket", "aws_s3_bucket"),
        ("aws_s3_bucket_policy", "policy", "bucket", "aws_s3_directory_bucket"),
        (
            "aws_s3control_access_point_policy",
            "policy",
            "access_point_arn",
            "aws_s3_access_point",
        ),
        (
            "aws_s3tables_table_bucket_policy",
            "resource_policy",
            "table_bucket_arn",
            "aws_s3tables_table_bucket",
        ),
        ("aws_kms_key_policy", "policy", "key_id", "aws_kms_key"),
        ("aws_kms_key_policy", "policy", "key_id", "aws_kms_replica_key"),
        ("aws_sqs_queue_policy", "policy", "queue_url", "aws_sqs_queue"),
        ("aws_sns_topic_policy", "policy", "arn", "aws_sns_topic"),
        (
            "aws_secretsmanager_secret_policy",
            "policy",
            "secret_arn",
            "aws_secretsmanager_secret",
        ),
        (
            "aws_vpc_endpoint_policy",
            "policy",
            "vpc_endpoint_id",
            "aws_vpc_endpoint",
        ),
        (
            "aws_ecr_repository_policy",
            "policy",
            "repository",
            "aws_ecr_repository",
        ),
        (
            "aws_efs_file_system_policy",
            "policy",
            "file_system_id",
            "aws_efs_file_system",
        ),
        (
            "aws_opensearch_domain_policy",
            "access_policies",
            "domain_name",
            "aws_opensearch_domain",
        ),
        (
            "aws_backup_vault_policy",
            "policy",
            "backup_vault_name",
            "aws_backup_vault",
        ),
        ("aws_glacier_vault_lock", "policy", "vault_name", "aws_glacier_vault"),
        (
            "aws_cloudwatch_event_bus_policy",
            "policy",
            "event_bus_name",
            "aws_cloudwatch_event_bus",
        ),
        (
            "aws_dynamodb_resource_policy",
            "policy",
            "resource_arn",
            "aws_dynamodb_table",
        ),
        (
            "aws_kinesis_resource_policy",
            "policy",
            "resource_arn",
            "aws_kinesis_stream",
        ),
        (
            "aws_api_gateway_rest_api_policy",
            "policy",
            "rest_api_id",
            "aws_api_gateway_rest_api",
        ),
        (
            "aws_codebuild_resource_policy",
            "policy",
            "resource_arn",
            "aws_codebuild_project",
        ),
        (
            "aws_lambda_permission",
            "principal",
            "function_name",
            "aws_lambda_function",
        ),
    ] {
        let (one, policies) = ([kind, ".one"].concat(), [carrier, ".p"].concat());
        let export = plan(&[
            (&one, json!({}), json!({ "arn": true, "id": true }), json!({})),
            ("aws_iam_role.app", json!({ "name": "app" }), json!({}), json!({})),
            (
                &policies,
                json!({ holds: DOCUMENT }),
                json!({ names: true }),
                json!({ names: references(&["local.x"]) }),
            ),
        ]);
        assert_eq!(policy(&export, &one), Some(UNKNOWN), "{carrier} {kind}");
        told(&export, &format!("`{one}` count as unknown"));
        // What it says is kept beside, for whoever knows what it is for.
        if carrier != "aws_lambda_permission" {
            assert!(
                matches!(policy(&export, &policies), Some(Attached::Policy(_))),
                "{carrier}"
            );
        }
    }
}

#[test]
fn what_has_its_own_policy_or_is_not_meant_keeps_it() {
    let unknown = || json!({ "bucket": true });
    let bucket = |name: &str| json!({ "bucket": name });
    let export = plan(&[
        ("aws_s3_bucket.own", bucket("own"), json!({}), json!({})),
        ("aws_s3_bucket.one", bucket("one"), json!({}), json!({})),
        ("aws_s3_bucket.two", bucket("two"), json!({}), json!({})),
        ("aws_s3_bucket.free", bucket("free"), json!({}), json!({})),
        (
            "aws_s3_bucket_policy.own",
            json!({ "bucket": "own", "policy": DOCUMENT }),
            json!({}),
            json!({}),
        ),
        (
            "aws_s3_bucket_policy.either",
            json!({ "policy": DOCUMENT }),
            unknown(),
            json!({ "bucket": references(&["var.x", "aws_s3_bucket.one.id", "aws_s3_bucket.two.id", "aws_s3_bucket.two"]) }),
        ),
    ]);
    assert!(matches!(
        policy(&export, "aws_s3_bucket.own"),
        Some(Attached::Policy(_))
    ));
    // `var.x` is a constant of the root here, so that nothing says that it is one of the two: all may be meant.
    for name in ["one", "two", "free"] {
        assert_eq!(
            policy(&export, &format!("aws_s3_bucket.{name}")),
            Some(UNKNOWN),
            "{name}"
        );
    }
    let twice = plan(&[
        ("aws_s3_bucket.own", bucket("own"), json!({}), json!({})),
        (
            "aws_s3_bucket_policy.a",
            json!({ "bucket": "own", "policy": DOCUMENT }),
            json!({}),
            json!({}),
        ),
        (
            "aws_s3_bucket_policy.b",
            json!({ "bucket": "own", "policy": DOCUMENT }),
            json!({}),
            json!({}),
        ),
    ]);
    assert_eq!(policy(&twice, "aws_s3_bucket.own"), Some(UNKNOWN));
    told(&twice, "`aws_s3_bucket.own` has more than one policy");
}

#[test]
fn in_a_plan_whoever_may_be_meant_has_an_unknown_policy() {
    let role = |name: &str| json!({ "name": name, "path": "/" });
    for (carrier, values, names) in [
        (
            "aws_iam_role_policy.p",
            json!({ "name": "p", "policy": DOCUMENT }),
            "role",
        ),
        (
            "aws_iam_role_policy_attachment.p",
            json!({ "policy_arn": "arn:aws:iam::111122223333:policy/p" }),
            "role",
        ),
        (
            "aws_iam_policy_attachment.p",
            json!({ "policy_arn": "arn:aws:iam::111122223333:policy/p" }),
            "roles",
        ),
    ] {
        let export = plan(&[
            ("aws_iam_role.app", role("app"), json!({}), json!({})),
            ("aws_iam_role.job", role("job"), json!({}), json!({})),
            (
                carrier,
                values,
                json!({ names: true }),
                json!({ names: references(&["local.x"]) }),
            ),
        ]);
        for name in ["app", "job"] {
            let own = export.principal(name).unwrap();
            assert_eq!(own.policies.as_deref(), Some(&[UNKNOWN][..]), "{carrier} {name}");
        }
        told(&export, "`aws_iam_role.app`, `aws_iam_role.job` count as unknown");
    }
    let local = || references(&["local.x"]);
    let export = plan(&[
        (
            "aws_iam_role.app",
            role("app"),
            json!({ "managed_policy_arns": true, "inline_policy": true }),
            json!({ "managed_policy_arns": local() }),
        ),
        (
            "aws_iam_user.eve",
            json!({ "name": "eve", "path": "/" }),
            json!({}),
            json!({}),
        ),
        (
            "aws_iam_group_membership.m",
            json!({ "group": "staff" }),
            json!({ "users": true }),
            json!({ "users": local() }),
        ),
    ]);
    // An inline policy that is not configured is known after the apply as well: there is none.
    assert_eq!(
        export.principal("app").unwrap().policies.as_deref(),
        Some(&[UNKNOWN][..])
    );
    let eve = export.principal("eve").unwrap();
    assert_eq!(
        eve.groups.iter().map(|(_, own)| own.clone()).collect::<Vec<_>>(),
        [None]
    );
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

//! Resources, roles, users and groups of a plan.

use iamwhy_import::Attached;
use serde_json::json;

use crate::{DOCUMENT, UNKNOWN, plan, policy, references, told};

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

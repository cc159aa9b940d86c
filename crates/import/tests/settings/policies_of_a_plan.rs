//! Policies that are resources of their own in a plan: each finds what it governs.

use serde_json::{Value, json};

use super::{DOCUMENT, Planned, at, kept, made, notes, plan, references, scene, told};

/// The type of the policy, the attribute with the document, the attribute that names its owner, and the owner: its type, what it says of
/// itself, what the policy says of it, and its ARN behind partition and service.
struct Row(
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    (&'static str, &'static str),
    &'static str,
    &'static str,
);

#[rustfmt::skip]
const ROWS: [Row; 30] = [
    Row("aws_s3_bucket_policy.p", "policy", "bucket", "aws_s3_directory_bucket.o", ("bucket", "x--euw1-az1--x-s3"), "x--euw1-az1--x-s3", "s3express:R:A:bucket/x--euw1-az1--x-s3"),
    Row("aws_s3control_object_lambda_access_point_policy.p", "policy", "name", "aws_s3control_object_lambda_access_point.o", ("name", "n"), "n", "s3-object-lambda:R:A:accesspoint/n"),
    Row("aws_s3tables_table_bucket_policy.p", "resource_policy", "table_bucket_arn", "aws_s3tables_table_bucket.o", ("name", "n"), "arn:aws:s3tables:R:A:bucket/n", "s3tables:R:A:bucket/n"),
    Row("aws_sqs_queue_policy.p", "policy", "queue_url", "aws_sqs_queue.o", ("name", "n"), "https://sqs.R.amazonaws.com/A/n", "sqs:R:A:n"),
    Row("aws_sns_topic_policy.p", "policy", "arn", "aws_sns_topic.o", ("name", "n"), "arn:aws:sns:R:A:n", "sns:R:A:n"),
    Row("aws_ecr_repository_policy.p", "policy", "repository", "aws_ecr_repository.o", ("name", "n"), "n", "ecr:R:A:repository/n"),
    Row("aws_ecrpublic_repository_policy.p", "policy", "repository_name", "aws_ecrpublic_repository.o", ("repository_name", "n"), "n", "ecr-public::A:repository/n"),
    Row("aws_efs_file_system_policy.p", "policy", "file_system_id", "aws_efs_file_system.o", ("id", "fs-1"), "fs-1", "elasticfilesystem:R:A:file-system/fs-1"),
    Row("aws_opensearch_domain_policy.p", "access_policies", "domain_name", "aws_opensearch_domain.o", ("domain_name", "n"), "n", "es:R:A:domain/n"),
    Row("aws_elasticsearch_domain_policy.p", "access_policies", "domain_name", "aws_elasticsearch_domain.o", ("domain_name", "n"), "n", "es:R:A:domain/n"),
    Row("aws_backup_vault_policy.p", "policy", "backup_vault_name", "aws_backup_vault.o", ("name", "n"), "n", "backup:R:A:backup-vault:n"),
    Row("aws_cloudwatch_event_bus_policy.p", "policy", "event_bus_name", "aws_cloudwatch_event_bus.o", ("name", "n"), "n", "events:R:A:event-bus/n"),
    Row("aws_schemas_registry_policy.p", "policy", "registry_name", "aws_schemas_registry.o", ("name", "n"), "n", "schemas:R:A:registry/n"),
    Row("aws_dynamodb_resource_policy.p", "policy", "resource_arn", "aws_dynamodb_table.o", ("name", "n"), "arn:aws:dynamodb:R:A:table/n", "dynamodb:R:A:table/n"),
    Row("aws_kinesis_resource_policy.p", "policy", "resource_arn", "aws_kinesis_stream.o", ("name", "n"), "arn:aws:kinesis:R:A:stream/n", "kinesis:R:A:stream/n"),
    Row("aws_msk_cluster_policy.p", "policy", "cluster_arn", "aws_msk_cluster.o", ("arn", "arn:aws:kafka:R:A:cluster/n/1"), "arn:aws:kafka:R:A:cluster/n/1", "kafka:R:A:cluster/n/1"),
    Row("aws_api_gateway_rest_api_policy.p", "policy", "rest_api_id", "aws_api_gateway_rest_api.o", ("id", "a1"), "a1", "execute-api:R:A:a1"),
    Row("aws_cloudwatch_log_resource_policy.p", "policy_document", "resource_arn", "aws_cloudwatch_log_group.o", ("name", "n"), "arn:aws:logs:R:A:log-group:n", "logs:R:A:log-group:n"),
    Row("aws_cloudwatch_log_destination_policy.p", "access_policy", "destination_name", "aws_cloudwatch_log_destination.o", ("name", "n"), "n", "logs:R:A:destination:n"),
    Row("aws_cloudwatch_log_delivery_destination_policy.p", "delivery_destination_policy", "delivery_destination_name", "aws_cloudwatch_log_delivery_destination.o", ("name", "n"), "n", "logs:R:A:delivery-destination:n"),
    Row("aws_oam_sink_policy.p", "policy", "sink_identifier", "aws_oam_sink.o", ("arn", "arn:aws:oam:R:A:sink/1"), "arn:aws:oam:R:A:sink/1", "oam:R:A:sink/1"),
    Row("aws_codeartifact_domain_permissions_policy.p", "policy_document", "domain", "aws_codeartifact_domain.o", ("domain", "d"), "d", "codeartifact:R:A:domain/d"),
    Row("aws_codebuild_resource_policy.p", "policy", "resource_arn", "aws_codebuild_report_group.o", ("name", "n"), "arn:aws:codebuild:R:A:report-group/n", "codebuild:R:A:report-group/n"),
    Row("aws_acmpca_policy.p", "policy", "resource_arn", "aws_acmpca_certificate_authority.o", ("arn", "arn:aws:acm-pca:R:A:certificate-authority/1"), "arn:aws:acm-pca:R:A:certificate-authority/1", "acm-pca:R:A:certificate-authority/1"),
    Row("aws_networkfirewall_resource_policy.p", "policy", "resource_arn", "aws_networkfirewall_rule_group.o", ("name", "n"), "arn:aws:network-firewall:R:A:stateful-rulegroup/n", "network-firewall:R:A:stateful-rulegroup/n"),
    Row("aws_vpclattice_auth_policy.p", "policy", "resource_identifier", "aws_vpclattice_service_network.o", ("id", "sn-1"), "sn-1", "vpc-lattice:R:A:servicenetwork/sn-1"),
    Row("aws_media_store_container_policy.p", "policy", "container_name", "aws_media_store_container.o", ("name", "n"), "n", "mediastore:R:A:container/n"),
    Row("aws_sesv2_email_identity_policy.p", "policy", "email_identity", "aws_sesv2_email_identity.o", ("email_identity", "a@b.example"), "a@b.example", "ses:R:A:identity/a@b.example"),
    Row("aws_sagemaker_model_package_group_policy.p", "resource_policy", "model_package_group_name", "aws_sagemaker_model_package_group.o", ("model_package_group_name", "n"), "n", "sagemaker:R:A:model-package-group/n"),
    Row("aws_redshift_resource_policy.p", "policy", "resource_arn", "aws_redshift_cluster.o", ("cluster_namespace_arn", "arn:aws:redshift:R:A:namespace:1"), "arn:aws:redshift:R:A:namespace:1", "redshift:R:A:namespace:1"),
];

fn here(text: &str) -> String {
    text.replace(":R:", ":eu-west-1:")
        .replace("sqs.R.", "sqs.eu-west-1.")
        .replace(":A:", ":111122223333:")
        .replace("/A/", "/111122223333/")
}

/// By name or ARN, whether the plan has what is named or not; and by what the expression refers to.
#[test]
fn each_finds_what_it_governs() {
    for Row(policy, document, target, owner, (name, own), said, arn) in ROWS {
        let arn = ["arn:aws:", &here(arn)].concat();
        let by_name = || made(policy, json!({ document: DOCUMENT, target: here(said) }));
        let owner_itself = || made(owner, json!({ name: here(own) }));
        let later = Planned(
            policy,
            true,
            json!({ document: DOCUMENT }),
            json!({ target: true }),
            json!({ target: references(&[&[owner, ".arn"].concat(), owner]) }),
        );
        for (how, all) in [
            ("by name", vec![owner_itself(), by_name()]),
            ("later", vec![owner_itself(), later]),
        ] {
            let export = plan(&all);
            let scene = scene(&export);
            assert_eq!(
                at(&scene, &arn)["policy"]["Statement"][0]["Sid"],
                "Here",
                "{policy} {how}"
            );
            assert_eq!(scene["resources"].as_object().unwrap().len(), 1, "{policy} {how}");
            assert_eq!(notes(&export), Vec::<&str>::new(), "{policy} {how}");
        }
        // A directory bucket that is elsewhere looks like any other by its name.
        if policy == "aws_s3_bucket_policy.p" {
            continue;
        }
        let scene = scene(&plan(&[by_name()]));
        assert_eq!(
            at(&scene, &arn)["policy"]["Statement"][0]["Sid"],
            "Here",
            "{policy} alone"
        );
    }
}

#[test]
fn some_carry_their_own() {
    for (address, values, arn) in [
        ("aws_kms_external_key.k", json!({ "id": "1" }), "kms:R:A:key/1"),
        (
            "aws_kms_replica_external_key.k",
            json!({ "key_id": "1" }),
            "kms:R:A:key/1",
        ),
        (
            "aws_opensearch_domain.d",
            json!({ "domain_name": "n" }),
            "es:R:A:domain/n",
        ),
        ("aws_glacier_vault.v", json!({ "name": "n" }), "glacier:R:A:vaults/n"),
    ] {
        let mut values = values;
        for name in ["policy", "access_policies", "access_policy"] {
            values[name] = DOCUMENT.into();
        }
        let scene = scene(&plan(&[made(address, values)]));
        let arn = ["arn:aws:", &here(arn)].concat();
        assert_eq!(at(&scene, &arn)["policy"]["Statement"][0]["Sid"], "Here", "{address}");
    }
}

/// Only a name is known, and the ARN has more in it.
#[test]
fn arns_are_made_of_names() {
    let of = |policy: Planned| {
        let scene = scene(&plan(&[policy]));
        let all = scene["resources"].as_object().unwrap();
        assert_eq!(all.len(), 1);
        all.values().next().unwrap()["arn"].as_str().unwrap().to_owned()
    };
    let document = |more: Value| {
        let mut own = json!({ "policy": DOCUMENT, "policy_document": DOCUMENT, "resource_policy": DOCUMENT });
        for (name, value) in more.as_object().unwrap() {
            own[name] = value.clone();
        }
        own
    };
    let default = of(made("aws_cloudwatch_event_bus_policy.p", document(json!({}))));
    assert_eq!(default, "arn:aws:events:eu-west-1:111122223333:event-bus/default");
    let catalog = of(made("aws_glue_resource_policy.p", document(json!({}))));
    assert_eq!(catalog, "arn:aws:glue:eu-west-1:111122223333:catalog");
    let repository = made(
        "aws_codeartifact_repository_permissions_policy.p",
        document(json!({ "domain": "d", "repository": "r" })),
    );
    assert_eq!(
        of(repository),
        "arn:aws:codeartifact:eu-west-1:111122223333:repository/d/r"
    );
    let secret = made(
        "aws_secretsmanager_secret_policy.p",
        document(json!({ "secret_arn": "db" })),
    );
    assert_eq!(
        of(secret),
        "arn:aws:secretsmanager:eu-west-1:111122223333:secret:db-‹db›"
    );
    let bucket = "arn:aws:s3tables:eu-west-1:111122223333:bucket/b";
    let table = document(json!({ "table_bucket_arn": bucket, "namespace": "n", "name": "t" }));
    let table = of(made("aws_s3tables_table_policy.p", table));
    assert!(table.starts_with(&[bucket, "/table/‹"].concat()), "{table}");
    let function =
        json!({ "function_name": "444455556666:function:app", "action": "lambda:InvokeFunction", "principal": "*" });
    let function = of(made("aws_lambda_permission.p", function));
    assert_eq!(function, "arn:aws:lambda:eu-west-1:444455556666:function:app");
    let rule = |bus: &str| {
        of(made(
            "aws_cloudwatch_event_rule.r",
            json!({ "name": "n", "event_bus_name": bus }),
        ))
    };
    assert_eq!(rule("default"), "arn:aws:events:eu-west-1:111122223333:rule/n");
    assert_eq!(rule("orders"), "arn:aws:events:eu-west-1:111122223333:rule/orders/n");
    let stateless = json!({ "name": "n", "type": "STATELESS" });
    let stateless = of(made("aws_networkfirewall_rule_group.g", stateless));
    assert_eq!(
        stateless,
        "arn:aws:network-firewall:eu-west-1:111122223333:stateless-rulegroup/n"
    );
}

/// Of these all count, of others only one can be there.
#[test]
fn several_policies_of_an_identity_are_one() {
    let own = |sid: &str| json!({ "identity": "b.example", "policy": DOCUMENT.replace("Here", sid) });
    let export = plan(&[
        made("aws_ses_domain_identity.d", json!({ "domain": "b.example" })),
        made("aws_ses_identity_policy.p", own("First")),
        made("aws_ses_identity_policy.q", own("Second")),
    ]);
    let made_of_it = scene(&export);
    let policy = &at(&made_of_it, "arn:aws:ses:eu-west-1:111122223333:identity/b.example")["policy"];
    assert_eq!(policy["Statement"][0]["Sid"], "First");
    assert_eq!(policy["Statement"][1]["Sid"], "Second");
    let lock = plan(&[
        kept(
            "aws_glacier_vault.v",
            json!({ "name": "n", "access_policy": DOCUMENT.replace("Here", "First") }),
        ),
        kept(
            "aws_glacier_vault_lock.l",
            json!({ "vault_name": "n", "policy": DOCUMENT.replace("2012-10-17", "2008-10-17") }),
        ),
    ]);
    // Of two versions a variable means two things.
    let made_of_it = scene(&lock);
    let policy = &at(&made_of_it, "arn:aws:glacier:eu-west-1:111122223333:vaults/n")["policy"];
    assert_eq!(*policy, json!({ "unknown": true }));
    told(&lock, "`aws_glacier_vault.v` has several policies");
}

#[test]
fn what_is_not_read_is_named() {
    let nested = json!({ "details": [{ "name": "m", "policy": DOCUMENT }] });
    let export = plan(&[
        made("aws_some_thing.s", nested.clone()),
        made("aws_s3control_multi_region_access_point_policy.m", nested),
        made(
            "aws_signer_signing_profile_permission.g",
            json!({ "principal": "111122223333" }),
        ),
        made("aws_iot_policy.i", json!({ "policy": DOCUMENT })),
        made(
            "aws_cloudwatch_log_resource_policy.l",
            json!({ "policy_document": DOCUMENT }),
        ),
        made("aws_ecr_registry_policy.e", json!({ "policy": DOCUMENT })),
        made("aws_ecr_lifecycle_policy.no", json!({ "policy": "{\"rules\": []}" })),
        made(
            "aws_organizations_policy.o",
            json!({ "type": "S3_POLICY", "name": "o", "content": "{}" }),
        ),
        Planned(
            "aws_new_policy.n",
            true,
            json!({}),
            json!({ "policy": true }),
            json!({ "policy": references(&["local.p"]) }),
        ),
        Planned(
            "aws_ecr_lifecycle_policy.not",
            true,
            json!({}),
            json!({ "policy": true }),
            json!({ "policy": references(&["local.p"]) }),
        ),
    ]);
    for said in [
        "`aws_some_thing.s` holds a policy that is not read",
        "whom `aws_s3control_multi_region_access_point_policy.m` lets in is not read",
        "whom `aws_signer_signing_profile_permission.g` lets in is not read",
        "`aws_iot_policy.i` is a policy of certificates and things of AWS IoT",
        "what `aws_cloudwatch_log_resource_policy.l` governs is not read",
        "what `aws_ecr_registry_policy.e` governs is not read",
        "`aws_new_policy.n` holds a policy that is not read",
        "`aws_organizations_policy.o` sets S3 block public access of an organization",
    ] {
        told(&export, said);
    }
    assert_eq!(notes(&export).len(), 8, "{:#?}", notes(&export));
}

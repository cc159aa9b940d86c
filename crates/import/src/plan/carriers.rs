//! The types of the AWS provider that carry a policy of a resource.

/// The type, the attribute that holds the document, the attribute that names what it is the policy of (empty: the resource itself,
/// `-`: nothing in the plan), and the types that this may be.
pub(super) type Carrier = (&'static str, &'static str, &'static str, &'static str);

/// As the AWS provider's documentation lists them, read 2026-11.
#[rustfmt::skip]
pub(super) const CARRIERS: &[Carrier] = &[
    ("aws_s3_bucket_policy", "policy", "bucket", "aws_s3_bucket"),
    ("aws_s3_bucket", "policy", "", ""),
    ("aws_s3_access_point", "policy", "", ""),
    ("aws_s3control_access_point_policy", "policy", "access_point_arn", "aws_s3_access_point"),
    ("aws_s3control_bucket_policy", "policy", "bucket", "aws_s3control_bucket"),
    ("aws_s3control_object_lambda_access_point_policy", "policy", "name", "aws_s3control_object_lambda_access_point"),
    ("aws_s3tables_table_bucket_policy", "resource_policy", "table_bucket_arn", "aws_s3tables_table_bucket"),
    ("aws_s3tables_table_policy", "resource_policy", "name", "aws_s3tables_table"),
    ("aws_kms_key", "policy", "", ""),
    ("aws_kms_replica_key", "policy", "", ""),
    ("aws_kms_external_key", "policy", "", ""),
    ("aws_kms_replica_external_key", "policy", "", ""),
    ("aws_kms_key_policy", "policy", "key_id", "aws_kms_key"),
    ("aws_sqs_queue", "policy", "", ""),
    ("aws_sqs_queue_policy", "policy", "queue_url", "aws_sqs_queue"),
    ("aws_sns_topic", "policy", "", ""),
    ("aws_sns_topic_policy", "policy", "arn", "aws_sns_topic"),
    ("aws_secretsmanager_secret", "policy", "", ""),
    ("aws_secretsmanager_secret_policy", "policy", "secret_arn", "aws_secretsmanager_secret"),
    ("aws_vpc_endpoint", "policy", "", ""),
    ("aws_vpc_endpoint_policy", "policy", "vpc_endpoint_id", "aws_vpc_endpoint"),
    ("aws_ecr_repository_policy", "policy", "repository", "aws_ecr_repository"),
    ("aws_ecrpublic_repository_policy", "policy", "repository_name", "aws_ecrpublic_repository"),
    ("aws_ecr_registry_policy", "policy", "-", ""),
    ("aws_efs_file_system_policy", "policy", "file_system_id", "aws_efs_file_system"),
    ("aws_opensearch_domain", "access_policies", "", ""),
    ("aws_opensearch_domain_policy", "access_policies", "domain_name", "aws_opensearch_domain"),
    ("aws_elasticsearch_domain", "access_policies", "", ""),
    ("aws_elasticsearch_domain_policy", "access_policies", "domain_name", "aws_elasticsearch_domain"),
    ("aws_backup_vault_policy", "policy", "backup_vault_name", "aws_backup_vault aws_backup_logically_air_gapped_vault"),
    ("aws_glacier_vault", "access_policy", "", ""),
    ("aws_glacier_vault_lock", "policy", "vault_name", "aws_glacier_vault"),
    ("aws_cloudwatch_event_bus_policy", "policy", "event_bus_name", "aws_cloudwatch_event_bus"),
    ("aws_schemas_registry_policy", "policy", "registry_name", "aws_schemas_registry"),
    ("aws_dynamodb_resource_policy", "policy", "resource_arn", "aws_dynamodb_table"),
    ("aws_kinesis_resource_policy", "policy", "resource_arn", "aws_kinesis_stream aws_kinesis_stream_consumer"),
    ("aws_msk_cluster_policy", "policy", "cluster_arn", "aws_msk_cluster aws_msk_serverless_cluster"),
    ("aws_api_gateway_rest_api", "policy", "", ""),
    ("aws_api_gateway_rest_api_policy", "policy", "rest_api_id", "aws_api_gateway_rest_api"),
    ("aws_cloudwatch_log_resource_policy", "policy_document", "resource_arn", "aws_cloudwatch_log_group"),
    ("aws_cloudwatch_log_destination_policy", "access_policy", "destination_name", "aws_cloudwatch_log_destination"),
    ("aws_cloudwatch_log_delivery_destination_policy", "delivery_destination_policy", "delivery_destination_name", "aws_cloudwatch_log_delivery_destination"),
    ("aws_oam_sink_policy", "policy", "sink_identifier", "aws_oam_sink"),
    ("aws_xray_resource_policy", "policy_document", "-", ""),
    ("aws_codeartifact_domain_permissions_policy", "policy_document", "domain", "aws_codeartifact_domain"),
    ("aws_codeartifact_repository_permissions_policy", "policy_document", "repository", "aws_codeartifact_repository"),
    ("aws_codebuild_resource_policy", "policy", "resource_arn", "aws_codebuild_project aws_codebuild_report_group"),
    ("aws_glue_resource_policy", "policy", "glue", ""),
    ("aws_acmpca_policy", "policy", "resource_arn", "aws_acmpca_certificate_authority"),
    ("aws_networkfirewall_resource_policy", "policy", "resource_arn", "aws_networkfirewall_firewall_policy aws_networkfirewall_rule_group"),
    ("aws_vpclattice_auth_policy", "policy", "resource_identifier", "aws_vpclattice_service aws_vpclattice_service_network"),
    ("aws_vpclattice_resource_policy", "policy", "-", ""),
    ("aws_media_store_container_policy", "policy", "container_name", "aws_media_store_container"),
    ("aws_ses_identity_policy", "policy", "identity", "aws_ses_domain_identity aws_ses_email_identity"),
    ("aws_sesv2_email_identity_policy", "policy", "email_identity", "aws_sesv2_email_identity"),
    ("aws_sagemaker_model_package_group_policy", "resource_policy", "model_package_group_name", "aws_sagemaker_model_package_group"),
    ("aws_redshift_resource_policy", "policy", "resource_arn", "aws_redshift_cluster"),
    ("aws_redshiftserverless_resource_policy", "policy", "resource_arn", "aws_redshiftserverless_snapshot"),
    ("aws_iot_policy", "policy", "-", ""),
    ("aws_ssoadmin_permission_set_inline_policy", "inline_policy", "-", ""),
    ("aws_organizations_policy", "content", "-", ""),
    ("aws_organizations_resource_policy", "content", "-", ""),
];

/// Types of which a resource may have several, which all count.
pub(super) const SEVERAL: [&str; 3] = [
    "aws_glacier_vault_lock",
    "aws_ses_identity_policy",
    "aws_sesv2_email_identity_policy",
];

/// Types whose policies are attached by other means, or say nothing about resources.
pub(super) const NOT_OF_RESOURCES: [&str; 3] = [
    "aws_organizations_policy",
    "aws_organizations_resource_policy",
    "aws_ssoadmin_permission_set_inline_policy",
];

/// Types that let somebody in and hold no document, or one that is not read.
pub(super) const UNREAD: [&str; 7] = [
    "aws_acmpca_permission",
    "aws_lakeformation_permissions",
    "aws_ram_principal_association",
    "aws_redshift_endpoint_authorization",
    "aws_s3control_multi_region_access_point_policy",
    "aws_signer_signing_profile_permission",
    "aws_vpc_endpoint_service_allowed_principal",
];

/// Types with an attribute that is called as a policy is and holds none of IAM's.
pub(super) const NOT_OF_IAM: [&str; 7] = [
    "aws_cloudwatch_log_account_policy",
    "aws_cloudwatch_log_data_protection_policy",
    "aws_ecr_lifecycle_policy",
    "aws_opensearchserverless_access_policy",
    "aws_opensearchserverless_lifecycle_policy",
    "aws_opensearchserverless_security_policy",
    "aws_sns_topic_data_protection_policy",
];

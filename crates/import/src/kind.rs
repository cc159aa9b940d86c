//! Kinds of resources: how CloudFormation and Terraform call them, and how their ARNs are made.

use crate::open::{is_open, open};

/// A kind of resource.
pub(crate) struct ResourceKind {
    /// CloudFormation's type.
    pub(crate) cloud_formation: &'static str,
    /// Terraform's type.
    pub(crate) terraform: &'static str,
    /// The property and the attribute that name it; empty where AWS does.
    pub(crate) name: (&'static str, &'static str),
    /// What CloudFormation's `Ref` and Terraform's `id` are.
    pub(crate) reference: (Reference, Reference),
    /// Its ARN, with `{p}` for the partition, `{r}` for the region, `{a}` for the account, `{n}` for the name.
    pub(crate) arn: &'static str,
}

/// What a reference to a resource is.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(crate) enum Reference {
    /// Its name, or its id.
    Name,
    /// Its ARN.
    Arn,
    /// The URL of a queue.
    Url,
}

use Reference::{Arn, Name, Url};

const fn kind(
    cloud_formation: &'static str,
    terraform: &'static str,
    name: (&'static str, &'static str),
    reference: (Reference, Reference),
    arn: &'static str,
) -> ResourceKind {
    ResourceKind {
        cloud_formation,
        terraform,
        name,
        reference,
        arn,
    }
}

/// Return values of `Ref` and ARNs as the CloudFormation reference and the service authorization reference state them, read 2026-11.
#[rustfmt::skip]
const KINDS: &[ResourceKind] = &[
    kind("AWS::IAM::Role", "aws_iam_role", ("RoleName", "name"), (Name, Name), "arn:{p}:iam::{a}:role{n}"),
    kind("AWS::IAM::User", "aws_iam_user", ("UserName", "name"), (Name, Name), "arn:{p}:iam::{a}:user{n}"),
    kind("AWS::IAM::Group", "aws_iam_group", ("GroupName", "name"), (Name, Name), "arn:{p}:iam::{a}:group{n}"),
    kind("AWS::IAM::ManagedPolicy", "aws_iam_policy", ("ManagedPolicyName", "name"), (Arn, Arn), "arn:{p}:iam::{a}:policy{n}"),
    kind("AWS::IAM::InstanceProfile", "aws_iam_instance_profile", ("InstanceProfileName", "name"), (Name, Name), "arn:{p}:iam::{a}:instance-profile{n}"),
    kind("AWS::S3::Bucket", "aws_s3_bucket", ("BucketName", "bucket"), (Name, Name), "arn:{p}:s3:::{n}"),
    kind("AWS::S3::AccessPoint", "aws_s3_access_point", ("Name", "name"), (Name, Name), "arn:{p}:s3:{r}:{a}:accesspoint/{n}"),
    kind("AWS::S3Express::DirectoryBucket", "aws_s3_directory_bucket", ("BucketName", "bucket"), (Name, Name), "arn:{p}:s3express:{r}:{a}:bucket/{n}"),
    kind("AWS::S3Tables::TableBucket", "aws_s3tables_table_bucket", ("TableBucketName", "name"), (Arn, Arn), "arn:{p}:s3tables:{r}:{a}:bucket/{n}"),
    kind("AWS::SQS::Queue", "aws_sqs_queue", ("QueueName", "name"), (Url, Url), "arn:{p}:sqs:{r}:{a}:{n}"),
    kind("AWS::SNS::Topic", "aws_sns_topic", ("TopicName", "name"), (Arn, Arn), "arn:{p}:sns:{r}:{a}:{n}"),
    kind("AWS::KMS::Key", "aws_kms_key", ("", ""), (Name, Name), "arn:{p}:kms:{r}:{a}:key/{n}"),
    kind("AWS::KMS::ReplicaKey", "aws_kms_replica_key", ("", ""), (Name, Name), "arn:{p}:kms:{r}:{a}:key/{n}"),
    kind("", "aws_kms_external_key", ("", ""), (Name, Name), "arn:{p}:kms:{r}:{a}:key/{n}"),
    kind("", "aws_kms_replica_external_key", ("", ""), (Name, Name), "arn:{p}:kms:{r}:{a}:key/{n}"),
    kind("AWS::KMS::Alias", "aws_kms_alias", ("AliasName", "name"), (Name, Name), "arn:{p}:kms:{r}:{a}:{n}"),
    kind("AWS::DynamoDB::Table", "aws_dynamodb_table", ("TableName", "name"), (Name, Name), "arn:{p}:dynamodb:{r}:{a}:table/{n}"),
    kind("AWS::DynamoDB::GlobalTable", "", ("TableName", ""), (Name, Name), "arn:{p}:dynamodb:{r}:{a}:table/{n}"),
    kind("AWS::Lambda::Function", "aws_lambda_function", ("FunctionName", "function_name"), (Name, Name), "arn:{p}:lambda:{r}:{a}:function:{n}"),
    kind("AWS::SecretsManager::Secret", "aws_secretsmanager_secret", ("Name", "name"), (Arn, Arn), "arn:{p}:secretsmanager:{r}:{a}:secret:{n}"),
    kind("AWS::SSM::Parameter", "aws_ssm_parameter", ("Name", "name"), (Name, Name), "arn:{p}:ssm:{r}:{a}:parameter{n}"),
    kind("AWS::Logs::LogGroup", "aws_cloudwatch_log_group", ("LogGroupName", "name"), (Name, Name), "arn:{p}:logs:{r}:{a}:log-group:{n}"),
    kind("AWS::Kinesis::Stream", "aws_kinesis_stream", ("Name", "name"), (Name, Arn), "arn:{p}:kinesis:{r}:{a}:stream/{n}"),
    kind("AWS::KinesisFirehose::DeliveryStream", "aws_kinesis_firehose_delivery_stream", ("DeliveryStreamName", "name"), (Name, Arn), "arn:{p}:firehose:{r}:{a}:deliverystream/{n}"),
    kind("AWS::ECR::Repository", "aws_ecr_repository", ("RepositoryName", "name"), (Name, Name), "arn:{p}:ecr:{r}:{a}:repository/{n}"),
    kind("AWS::ECS::Cluster", "aws_ecs_cluster", ("ClusterName", "name"), (Name, Arn), "arn:{p}:ecs:{r}:{a}:cluster/{n}"),
    kind("AWS::EFS::FileSystem", "aws_efs_file_system", ("", ""), (Name, Name), "arn:{p}:elasticfilesystem:{r}:{a}:file-system/{n}"),
    kind("AWS::Events::EventBus", "aws_cloudwatch_event_bus", ("Name", "name"), (Name, Name), "arn:{p}:events:{r}:{a}:event-bus/{n}"),
    kind("AWS::Events::Rule", "aws_cloudwatch_event_rule", ("Name", "name"), (Name, Name), "arn:{p}:events:{r}:{a}:rule/{n}"),
    kind("AWS::StepFunctions::StateMachine", "aws_sfn_state_machine", ("StateMachineName", "name"), (Arn, Arn), "arn:{p}:states:{r}:{a}:stateMachine:{n}"),
    kind("AWS::OpenSearchService::Domain", "aws_opensearch_domain", ("DomainName", "domain_name"), (Name, Arn), "arn:{p}:es:{r}:{a}:domain/{n}"),
    kind("AWS::Elasticsearch::Domain", "aws_elasticsearch_domain", ("DomainName", "domain_name"), (Name, Arn), "arn:{p}:es:{r}:{a}:domain/{n}"),
    kind("AWS::Backup::BackupVault", "aws_backup_vault", ("BackupVaultName", "name"), (Name, Name), "arn:{p}:backup:{r}:{a}:backup-vault:{n}"),
    kind("AWS::ApiGateway::RestApi", "aws_api_gateway_rest_api", ("", ""), (Name, Name), "arn:{p}:execute-api:{r}:{a}:{n}"),
    kind("AWS::EC2::VPCEndpoint", "aws_vpc_endpoint", ("", ""), (Name, Name), "arn:{p}:ec2:{r}:{a}:vpc-endpoint/{n}"),
    kind("AWS::Glacier::Vault", "aws_glacier_vault", ("", "name"), (Name, Name), "arn:{p}:glacier:{r}:{a}:vaults/{n}"),
    kind("AWS::CodeArtifact::Domain", "aws_codeartifact_domain", ("DomainName", "domain"), (Arn, Arn), "arn:{p}:codeartifact:{r}:{a}:domain/{n}"),
    kind("AWS::CodeArtifact::Repository", "aws_codeartifact_repository", ("RepositoryName", "repository"), (Arn, Arn), "arn:{p}:codeartifact:{r}:{a}:repository/{n}"),
    kind("AWS::CodeBuild::Project", "aws_codebuild_project", ("Name", "name"), (Name, Arn), "arn:{p}:codebuild:{r}:{a}:project/{n}"),
    kind("AWS::CodePipeline::Pipeline", "aws_codepipeline", ("Name", "name"), (Name, Name), "arn:{p}:codepipeline:{r}:{a}:{n}"),
    kind("AWS::ECR::PublicRepository", "aws_ecrpublic_repository", ("RepositoryName", "repository_name"), (Name, Name), "arn:{p}:ecr-public::{a}:repository/{n}"),
    kind("AWS::S3ObjectLambda::AccessPoint", "aws_s3control_object_lambda_access_point", ("Name", "name"), (Name, Name), "arn:{p}:s3-object-lambda:{r}:{a}:accesspoint/{n}"),
    kind("AWS::S3Outposts::Bucket", "aws_s3control_bucket", ("", ""), (Arn, Arn), "arn:{p}:s3-outposts:{r}:{a}:outpost/{n}"),
    kind("AWS::S3Outposts::AccessPoint", "", ("", ""), (Arn, Arn), "arn:{p}:s3-outposts:{r}:{a}:outpost/{n}"),
    kind("AWS::S3Tables::Table", "aws_s3tables_table", ("", ""), (Arn, Arn), "arn:{p}:s3tables:{r}:{a}:bucket/{n}"),
    kind("AWS::EventSchemas::Registry", "aws_schemas_registry", ("RegistryName", "name"), (Arn, Name), "arn:{p}:schemas:{r}:{a}:registry/{n}"),
    kind("AWS::MediaStore::Container", "aws_media_store_container", ("ContainerName", "name"), (Name, Name), "arn:{p}:mediastore:{r}:{a}:container/{n}"),
    kind("AWS::VpcLattice::Service", "aws_vpclattice_service", ("", ""), (Arn, Name), "arn:{p}:vpc-lattice:{r}:{a}:service/{n}"),
    kind("AWS::VpcLattice::ServiceNetwork", "aws_vpclattice_service_network", ("", ""), (Arn, Name), "arn:{p}:vpc-lattice:{r}:{a}:servicenetwork/{n}"),
    kind("AWS::SES::EmailIdentity", "aws_sesv2_email_identity", ("EmailIdentity", "email_identity"), (Name, Name), "arn:{p}:ses:{r}:{a}:identity/{n}"),
    kind("", "aws_ses_domain_identity", ("", "domain"), (Name, Name), "arn:{p}:ses:{r}:{a}:identity/{n}"),
    kind("", "aws_ses_email_identity", ("", "email"), (Name, Name), "arn:{p}:ses:{r}:{a}:identity/{n}"),
    kind("AWS::ACMPCA::CertificateAuthority", "aws_acmpca_certificate_authority", ("", ""), (Arn, Arn), "arn:{p}:acm-pca:{r}:{a}:certificate-authority/{n}"),
    kind("AWS::NetworkFirewall::FirewallPolicy", "aws_networkfirewall_firewall_policy", ("FirewallPolicyName", "name"), (Arn, Arn), "arn:{p}:network-firewall:{r}:{a}:firewall-policy/{n}"),
    kind("AWS::NetworkFirewall::RuleGroup", "aws_networkfirewall_rule_group", ("RuleGroupName", "name"), (Arn, Arn), "arn:{p}:network-firewall:{r}:{a}:stateful-rulegroup/{n}"),
    kind("AWS::SageMaker::ModelPackageGroup", "aws_sagemaker_model_package_group", ("ModelPackageGroupName", "model_package_group_name"), (Arn, Name), "arn:{p}:sagemaker:{r}:{a}:model-package-group/{n}"),
    kind("AWS::MSK::Cluster", "aws_msk_cluster", ("ClusterName", "cluster_name"), (Arn, Arn), "arn:{p}:kafka:{r}:{a}:cluster/{n}"),
    kind("AWS::MSK::ServerlessCluster", "aws_msk_serverless_cluster", ("ClusterName", "cluster_name"), (Arn, Arn), "arn:{p}:kafka:{r}:{a}:cluster/{n}"),
    kind("AWS::Logs::Destination", "aws_cloudwatch_log_destination", ("DestinationName", "name"), (Name, Name), "arn:{p}:logs:{r}:{a}:destination:{n}"),
    kind("AWS::Logs::DeliveryDestination", "aws_cloudwatch_log_delivery_destination", ("Name", "name"), (Name, Name), "arn:{p}:logs:{r}:{a}:delivery-destination:{n}"),
    kind("AWS::Oam::Sink", "aws_oam_sink", ("", ""), (Arn, Arn), "arn:{p}:oam:{r}:{a}:sink/{n}"),
    kind("AWS::CodeBuild::ReportGroup", "aws_codebuild_report_group", ("Name", "name"), (Arn, Arn), "arn:{p}:codebuild:{r}:{a}:report-group/{n}"),
    kind("AWS::Kinesis::StreamConsumer", "aws_kinesis_stream_consumer", ("", ""), (Arn, Arn), "arn:{p}:kinesis:{r}:{a}:stream/{n}"),
    kind("AWS::CloudTrail::EventDataStore", "aws_cloudtrail_event_data_store", ("", ""), (Arn, Arn), "arn:{p}:cloudtrail:{r}:{a}:eventdatastore/{n}"),
    kind("AWS::CloudTrail::Channel", "", ("", ""), (Arn, Arn), "arn:{p}:cloudtrail:{r}:{a}:channel/{n}"),
    kind("AWS::CloudTrail::Dashboard", "", ("Name", ""), (Arn, Arn), "arn:{p}:cloudtrail:{r}:{a}:dashboard/{n}"),
    kind("AWS::Lex::Bot", "", ("", ""), (Name, Name), "arn:{p}:lex:{r}:{a}:bot/{n}"),
    kind("AWS::Lambda::LayerVersion", "aws_lambda_layer_version", ("LayerName", "layer_name"), (Arn, Arn), "arn:{p}:lambda:{r}:{a}:layer:{n}"),
    // Its policy is that of its namespace, which is its own.
    kind("AWS::Redshift::Cluster", "aws_redshift_cluster", ("", ""), (Name, Name), "arn:{p}:redshift:{r}:{a}:namespace:{n}"),
    kind("AWS::Backup::LogicallyAirGappedBackupVault", "aws_backup_logically_air_gapped_vault", ("BackupVaultName", "name"), (Name, Arn), "arn:{p}:backup:{r}:{a}:backup-vault:{n}"),
];

/// The kind that a CloudFormation template names.
pub(crate) fn of_template(name: &str) -> Option<&'static ResourceKind> {
    KINDS
        .iter()
        .find(|kind| kind.cloud_formation == name && !name.is_empty())
}

/// The kind that a Terraform plan names.
pub(crate) fn of_plan(name: &str) -> Option<&'static ResourceKind> {
    KINDS.iter().find(|kind| kind.terraform == name && !name.is_empty())
}

/// The ARN of something of one of these types, of which nothing but its name, or its id, is known.
pub(crate) fn named(kinds: &str, home: &Home, name: &str) -> String {
    // The id of a network says that it is one.
    let is_of = |kind: &&ResourceKind| !name.starts_with("sn-") || kind.arn.contains(":servicenetwork/");
    let all = || {
        kinds
            .split(' ')
            .filter_map(|kind| of_plan(kind).or_else(|| of_template(kind)))
    };
    let Some(kind) = all().find(is_of).or_else(|| all().next()) else {
        return open(&[kinds, " ", name].concat());
    };
    let name = match () {
        () if is_open(name) => name.to_owned(),
        // AWS adds something of its own.
        () if kind.terraform == "aws_secretsmanager_secret" => [name, "-", &open(name)].concat(),
        () if kind.arn.contains(":kafka:") => [name, "/", &open(name)].concat(),
        // Another account's function is named by the end of its ARN.
        () if kind.terraform == "aws_lambda_function" && name.contains(":function:") => {
            let (account, rest) = name.split_once(":function:").unwrap_or_default();
            let home = Home {
                account: account.to_owned(),
                ..home.clone()
            };
            return kind.arn(&home, rest, "");
        }
        () => name.to_owned(),
    };
    kind.arn(home, &name, "")
}

/// Where something is made.
#[derive(Clone, Debug)]
pub(crate) struct Home {
    pub(crate) partition: String,
    pub(crate) region: String,
    pub(crate) account: String,
}

impl ResourceKind {
    /// The ARN of one with this name. Names of IAM come with their path, `/` or `/team/` before them.
    pub(crate) fn arn(&self, home: &Home, name: &str, path: &str) -> String {
        let is_iam = self.arn.contains(":iam:");
        let name = match () {
            () if is_iam => ["/", path.trim_matches('/'), if path.len() > 1 { "/" } else { "" }, name].concat(),
            // A parameter's ARN has one slash before its name, also where the name begins with one.
            () if self.arn.ends_with("parameter{n}") => ["/", name.trim_start_matches('/')].concat(),
            () => name.to_owned(),
        };
        self.arn
            .replace("{p}", &home.partition)
            .replace("{r}", &home.region)
            .replace("{a}", &home.account)
            .replace("{n}", &name)
    }
}

/// The URL of a queue.
pub(crate) fn queue_url(home: &Home, name: &str) -> String {
    [
        "https://sqs.",
        &home.region,
        ".amazonaws.com/",
        &home.account,
        "/",
        name,
    ]
    .concat()
}

/// The ARN of a queue by its URL.
pub(crate) fn queue_arn(url: &str, partition: &str) -> Option<String> {
    let (host, path) = url.strip_prefix("https://")?.split_once('/')?;
    let region = host.strip_prefix("sqs.")?.split('.').next()?;
    let (account, name) = path.split_once('/')?;
    Some(["arn:", partition, ":sqs:", region, ":", account, ":", name].concat())
}

/// The partition of a region.
pub(crate) fn partition_of(region: &str) -> &'static str {
    match region {
        region if region.starts_with("cn-") => "aws-cn",
        region if region.starts_with("us-gov-") => "aws-us-gov",
        region if region.starts_with("eusc-") => "aws-eusc",
        _ => "aws",
    }
}

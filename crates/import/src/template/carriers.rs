//! The types of CloudFormation that carry a policy of a resource.

/// The type, the property that holds the document, the property that names what it is the policy of (empty: the resource itself,
/// `-`: nothing in the template), and the types that this may be.
pub(super) type Carrier = (&'static str, &'static str, &'static str, &'static str);

/// As the CloudFormation resource reference lists them, read 2026-11.
#[rustfmt::skip]
pub(super) const CARRIERS: &[Carrier] = &[
    ("AWS::S3::BucketPolicy", "PolicyDocument", "Bucket", "AWS::S3::Bucket"),
    ("AWS::S3::AccessPoint", "Policy", "", ""),
    ("AWS::S3::MultiRegionAccessPointPolicy", "Policy", "-", ""),
    ("AWS::S3Express::BucketPolicy", "PolicyDocument", "Bucket", "AWS::S3Express::DirectoryBucket"),
    ("AWS::S3Express::AccessPoint", "Policy", "-", ""),
    ("AWS::S3ObjectLambda::AccessPointPolicy", "PolicyDocument", "ObjectLambdaAccessPoint", "AWS::S3ObjectLambda::AccessPoint"),
    ("AWS::S3Outposts::BucketPolicy", "PolicyDocument", "Bucket", "AWS::S3Outposts::Bucket"),
    ("AWS::S3Outposts::AccessPoint", "Policy", "", ""),
    ("AWS::S3Tables::TableBucketPolicy", "ResourcePolicy", "TableBucketARN", "AWS::S3Tables::TableBucket"),
    ("AWS::S3Tables::TablePolicy", "ResourcePolicy", "TableARN", "AWS::S3Tables::Table"),
    ("AWS::KMS::Key", "KeyPolicy", "", ""),
    ("AWS::KMS::ReplicaKey", "KeyPolicy", "", ""),
    ("AWS::SQS::QueuePolicy", "PolicyDocument", "Queues", "AWS::SQS::Queue"),
    ("AWS::SQS::QueueInlinePolicy", "PolicyDocument", "Queue", "AWS::SQS::Queue"),
    ("AWS::SNS::TopicPolicy", "PolicyDocument", "Topics", "AWS::SNS::Topic"),
    ("AWS::SNS::TopicInlinePolicy", "PolicyDocument", "TopicArn", "AWS::SNS::Topic"),
    ("AWS::SecretsManager::ResourcePolicy", "ResourcePolicy", "SecretId", "AWS::SecretsManager::Secret"),
    ("AWS::SSM::ResourcePolicy", "Policy", "ResourceArn", "AWS::SSM::Parameter"),
    ("AWS::ApiGateway::RestApi", "Policy", "", ""),
    ("AWS::EC2::VPCEndpoint", "PolicyDocument", "", ""),
    ("AWS::ECR::Repository", "RepositoryPolicyText", "", ""),
    ("AWS::ECR::PublicRepository", "RepositoryPolicyText", "", ""),
    ("AWS::ECR::RegistryPolicy", "PolicyText", "-", ""),
    ("AWS::EFS::FileSystem", "FileSystemPolicy", "", ""),
    ("AWS::OpenSearchService::Domain", "AccessPolicies", "", ""),
    ("AWS::Elasticsearch::Domain", "AccessPolicies", "", ""),
    ("AWS::Backup::BackupVault", "AccessPolicy", "", ""),
    ("AWS::Backup::LogicallyAirGappedBackupVault", "AccessPolicy", "", ""),
    ("AWS::Events::EventBus", "Policy", "", ""),
    ("AWS::EventSchemas::RegistryPolicy", "Policy", "RegistryName", "AWS::EventSchemas::Registry"),
    ("AWS::DynamoDB::Table", "ResourcePolicy/PolicyDocument", "", ""),
    ("AWS::Kinesis::ResourcePolicy", "ResourcePolicy", "ResourceArn", "AWS::Kinesis::Stream AWS::Kinesis::StreamConsumer"),
    ("AWS::MSK::ClusterPolicy", "Policy", "ClusterArn", "AWS::MSK::Cluster AWS::MSK::ServerlessCluster"),
    ("AWS::Logs::ResourcePolicy", "PolicyDocument", "ResourceArn", "AWS::Logs::LogGroup"),
    ("AWS::Logs::Destination", "DestinationPolicy", "", ""),
    ("AWS::Logs::DeliveryDestination", "DeliveryDestinationPolicy", "", ""),
    ("AWS::Oam::Sink", "Policy", "", ""),
    ("AWS::XRay::ResourcePolicy", "PolicyDocument", "-", ""),
    ("AWS::CodeArtifact::Domain", "PermissionsPolicyDocument", "", ""),
    ("AWS::CodeArtifact::Repository", "PermissionsPolicyDocument", "", ""),
    ("AWS::CloudTrail::ResourcePolicy", "ResourcePolicy", "ResourceArn", "AWS::CloudTrail::EventDataStore AWS::CloudTrail::Channel AWS::CloudTrail::Dashboard"),
    ("AWS::Lex::ResourcePolicy", "Policy", "ResourceArn", "AWS::Lex::Bot"),
    ("AWS::Redshift::Cluster", "NamespaceResourcePolicy", "", ""),
    ("AWS::SageMaker::ModelPackageGroup", "ModelPackageGroupPolicy", "", ""),
    ("AWS::VpcLattice::AuthPolicy", "Policy", "ResourceIdentifier", "AWS::VpcLattice::Service AWS::VpcLattice::ServiceNetwork"),
    ("AWS::VpcLattice::ResourcePolicy", "Policy", "-", ""),
    ("AWS::MediaStore::Container", "Policy", "", ""),
    ("AWS::IoT::Policy", "PolicyDocument", "-", ""),
    ("AWS::SSO::PermissionSet", "InlinePolicy", "-", ""),
    ("AWS::Organizations::Policy", "Content", "-", ""),
    ("AWS::Organizations::ResourcePolicy", "Content", "-", ""),
];

/// Types whose policies are attached by other means, or say nothing about resources.
pub(super) const NOT_OF_RESOURCES: [&str; 3] = [
    "AWS::Organizations::Policy",
    "AWS::Organizations::ResourcePolicy",
    "AWS::SSO::PermissionSet",
];

/// Types that let somebody in and hold no document, or one that is not read.
pub(super) const UNREAD: [&str; 4] = [
    "AWS::ACMPCA::Permission",
    "AWS::EC2::VPCEndpointServicePermissions",
    "AWS::EntityResolution::PolicyStatement",
    "AWS::Signer::ProfilePermission",
];

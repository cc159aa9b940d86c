//! The document that a call would store.

use super::PolicySource;
use crate::read::record::record;

/// The document that a call would store.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(rename_all = "camelCase", deny_unknown_fields)
)]
pub struct Writes {
    /// `identity`, `managed`, `boundary`, `session`, `trust`, `scp`, `rcp`, `vpcEndpoint`, `accessPoint`, or the prefix of a service for its resource policy.
    #[cfg_attr(feature = "schema", schemars(rename = "type"))]
    pub kind: String,
    /// The document.
    pub policy: PolicySource,
}

record!(Writes {
    kind "type",
    policy "policy",
} from Writes { kind: String::new(), policy: PolicySource::Unknown });

impl Writes {
    /// The types that are not a service prefix.
    pub const TYPES: [&'static str; 9] = [
        "identity",
        "managed",
        "boundary",
        "session",
        "trust",
        "scp",
        "rcp",
        "vpcEndpoint",
        "accessPoint",
    ];

    /// Prefixes of the services that store resource policies.
    pub const SERVICES: [&'static str; 41] = [
        "acm-pca",
        "aoss",
        "apigateway",
        "backup",
        "bedrock",
        "cloudtrail",
        "codeartifact",
        "codebuild",
        "dynamodb",
        "ecr",
        "ecr-public",
        "elasticfilesystem",
        "es",
        "events",
        "execute-api",
        "glacier",
        "glue",
        "kafka",
        "kinesis",
        "kms",
        "lambda",
        "lex",
        "logs",
        "organizations",
        "payment-cryptography",
        "redshift-serverless",
        "rolesanywhere",
        "s3",
        "s3-object-lambda",
        "s3-outposts",
        "s3express",
        "s3tables",
        "schemas",
        "secretsmanager",
        "serverlessrepo",
        "ses",
        "signer",
        "sns",
        "sqs",
        "ssm",
        "vpc-lattice",
    ];
}

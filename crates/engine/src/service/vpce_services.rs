//! Services that say by whose VPC endpoint a request came. Read in 2026-11, page "AWS global condition context keys".

use VpceKey::{Account, OrgId, OrgPaths, VpcArn};

/// A key that only some services send through a VPC endpoint.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub enum VpceKey {
    /// `aws:SourceVpcArn`.
    VpcArn,
    /// `aws:VpceAccount`.
    Account,
    /// `aws:VpceOrgID`.
    OrgId,
    /// `aws:VpceOrgPaths`.
    OrgPaths,
}

/// Services whose pages say that their endpoints take no policy; AWS names no list of them. Read in 2026-11.
const WITHOUT_POLICY: &[&str] = &["b2bi", "billingconductor", "inspector2", "iot", "iotwireless"];

/// Whether the policy of an endpoint counts for calls of this service (VPCE-1).
pub(crate) fn heeds_policy(service: &str) -> bool {
    !WITHOUT_POLICY.contains(&service)
}

/// AWS names the services key by key. What it names for several keys stands here once.
#[rustfmt::skip]
const SENT: &[(&[VpceKey], &[&str])] = &[
    (&[VpcArn, Account, OrgId, OrgPaths], &[
        "acm-pca", "applicationinsights", "apprunner", "athena", "cloudformation", "comprehendmedical",
        "compute-optimizer", "datasync", "discovery", "ebs", "ecr", "ecs", "firehose", "healthlake", "iam",
        "iotfleetwise", "iotwireless", "kinesisanalytics", "kms", "lambda", "medical-imaging", "omics",
        "payment-cryptography", "polly", "rbin", "rekognition", "route53", "s3", "scheduler", "servicediscovery",
        "servicequotas", "ssm-contacts", "storagegateway", "textract", "transcribe", "transfer",
    ]),
    (&[Account, OrgId, OrgPaths], &["dynamodb", "gamelift", "shield"]),
    // The page writes `cloudhsmv2`, the name of the API, and links to the service whose actions begin with `cloudhsm`.
    (&[OrgId], &[
        "b2bi", "cassandra", "cloudhsm", "cloudhsmv2", "cognito-identity", "dms", "ds-data", "identitystore",
        "iottwinmaker", "kinesis", "network-firewall", "pricing", "qbusiness", "ses", "sms-voice", "sqs", "workmail",
    ]),
    (&[OrgPaths], &["secretsmanager", "sts"]),
];

impl VpceKey {
    /// The key of this name, in any case of letters; none for keys that every service sends.
    #[must_use]
    pub fn of(name: &str) -> Option<VpceKey> {
        let all = [
            ("aws:SourceVpcArn", VpcArn),
            ("aws:VpceAccount", Account),
            ("aws:VpceOrgID", OrgId),
            ("aws:VpceOrgPaths", OrgPaths),
        ];
        all.into_iter()
            .find_map(|(own, key)| own.eq_ignore_ascii_case(name).then_some(key))
    }

    /// Whether the action's service sends it; action in lower case.
    #[must_use]
    pub fn is_sent_with(self, action: &str) -> bool {
        let service = action.split(':').next().unwrap_or_default();
        // AWS excepts this one action.
        action != "iam:passrole"
            && SENT
                .iter()
                .any(|(keys, services)| keys.contains(&self) && services.contains(&service))
    }
}

#[cfg(test)]
mod tests {
    use super::VpceKey::{self, Account, OrgId, OrgPaths, VpcArn};
    use super::*;

    fn services(key: VpceKey) -> Vec<&'static str> {
        let of_key = SENT.iter().filter(|(keys, _)| keys.contains(&key));
        let mut all: Vec<_> = of_key.flat_map(|(_, services)| services.iter().copied()).collect();
        all.sort_unstable();
        all
    }

    /// As AWS lists them, in its order.
    #[rustfmt::skip]
    const WITH_VPC_ARN: [&str; 36] = [
        "apprunner", "discovery", "athena", "servicediscovery", "applicationinsights", "cloudformation",
        "comprehendmedical", "compute-optimizer", "ecr", "ecs", "kinesisanalytics", "route53", "datasync", "ebs",
        "scheduler", "firehose", "medical-imaging", "healthlake", "omics", "iam", "iotfleetwise", "iotwireless", "kms",
        "lambda", "payment-cryptography", "polly", "acm-pca", "rbin", "rekognition", "servicequotas", "s3",
        "storagegateway", "ssm-contacts", "textract", "transcribe", "transfer",
    ];
    #[rustfmt::skip]
    const WITH_ACCOUNT: [&str; 39] = [
        "apprunner", "discovery", "athena", "servicediscovery", "applicationinsights", "cloudformation",
        "comprehendmedical", "compute-optimizer", "ecr", "ecs", "kinesisanalytics", "route53", "datasync", "dynamodb",
        "ebs", "scheduler", "firehose", "gamelift", "medical-imaging", "healthlake", "omics", "iam", "iotfleetwise",
        "iotwireless", "kms", "lambda", "payment-cryptography", "polly", "acm-pca", "rbin", "rekognition",
        "servicequotas", "s3", "shield", "storagegateway", "ssm-contacts", "textract", "transcribe", "transfer",
    ];
    #[rustfmt::skip]
    const WITH_ORG_ID: [&str; 55] = [
        "apprunner", "discovery", "athena", "b2bi", "servicediscovery", "cloudhsmv2", "applicationinsights",
        "cloudformation", "cognito-identity", "comprehendmedical", "compute-optimizer", "dms", "ds-data", "dynamodb",
        "ecr", "ecs", "kinesis", "kinesisanalytics", "qbusiness", "route53", "datasync", "ebs", "scheduler",
        "firehose", "gamelift", "medical-imaging", "healthlake", "omics", "iam", "identitystore", "iotfleetwise",
        "iottwinmaker", "iotwireless", "cassandra", "kms", "lambda", "network-firewall", "payment-cryptography",
        "sms-voice", "polly", "pricing", "acm-pca", "rbin", "rekognition", "servicequotas", "ses", "shield", "s3",
        "sqs", "storagegateway", "ssm-contacts", "textract", "transcribe", "transfer", "workmail",
    ];
    #[rustfmt::skip]
    const WITH_ORG_PATHS: [&str; 41] = [
        "apprunner", "discovery", "athena", "servicediscovery", "applicationinsights", "cloudformation",
        "comprehendmedical", "compute-optimizer", "ecr", "ecs", "kinesisanalytics", "route53", "datasync", "dynamodb",
        "ebs", "scheduler", "firehose", "gamelift", "medical-imaging", "healthlake", "omics", "iam", "iotfleetwise",
        "iotwireless", "kms", "lambda", "payment-cryptography", "polly", "acm-pca", "rbin", "rekognition",
        "servicequotas", "secretsmanager", "sts", "s3", "shield", "storagegateway", "ssm-contacts", "textract",
        "transcribe", "transfer",
    ];

    #[test]
    fn the_lists_are_those_of_the_page() {
        let page: [(VpceKey, &[&str]); 4] = [
            (VpcArn, &WITH_VPC_ARN),
            (Account, &WITH_ACCOUNT),
            (OrgId, &WITH_ORG_ID),
            (OrgPaths, &WITH_ORG_PATHS),
        ];
        for (key, listed) in page {
            let mut listed = listed.to_vec();
            listed.extend((key == OrgId).then_some("cloudhsm"));
            listed.sort_unstable();
            assert_eq!(services(key), listed, "{key:?}");
        }
    }

    #[test]
    fn one_action_is_excepted_and_one_service_is_on_no_list() {
        for key in [VpcArn, Account, OrgId, OrgPaths] {
            assert!(
                key.is_sent_with("iam:getrole") && !key.is_sent_with("iam:passrole"),
                "{key:?}"
            );
            assert!(!key.is_sent_with("sns:publish") && !key.is_sent_with("*"), "{key:?}");
        }
        assert_eq!(VpceKey::of("AWS:vpceorgid"), Some(OrgId));
        assert_eq!(VpceKey::of("aws:SourceVpce"), None);
    }
}

//! Services that send the keys of a VPC endpoint's owner (aws:VpceAccount and its kin). As of 2026.

#[rustfmt::skip]
const SERVICES: &[&str] = &[
    "acm-pca", "applicationinsights", "apprunner", "athena", "cloudformation", "comprehendmedical", "compute-optimizer",
    "datasync", "discovery", "ebs", "ecr", "firehose", "healthlake", "iam", "iotfleetwise", "iotwireless", "kms",
    "lambda", "medical-imaging", "omics", "payment-cryptography", "polly", "rbin", "rekognition", "s3", "scheduler",
    "servicediscovery", "servicequotas", "ssm-contacts", "storagegateway", "textract", "transcribe", "transfer",
];

/// Services that send the organization as well, but not the account.
const ORGANIZATION_ONLY: &[&str] = &["ses", "sqs"];

/// Whether `aws:VpceAccount` and `aws:SourceVpcArn` are sent.
#[must_use]
pub fn sends_account(service: &str) -> bool {
    SERVICES.binary_search(&service).is_ok()
}

/// Whether `aws:VpceOrgID` and `aws:VpceOrgPaths` are sent.
#[must_use]
pub fn sends_organization(service: &str) -> bool {
    sends_account(service) || ORGANIZATION_ONLY.contains(&service)
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_list_is_sorted() {
        assert!(super::SERVICES.is_sorted());
    }
}

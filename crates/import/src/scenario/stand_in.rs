//! A resource that has a policy and that the message does not name, or names with a star (`secret:*`).

use super::cast::ACCOUNT;
use crate::arn::Arn;
use crate::fetch;

/// What stands in for a resource.
pub(super) struct StandIn {
    pub(super) arn: String,
    /// In words, for whoever replaces it.
    pub(super) means: &'static str,
}

/// Actions of S3 that are about no bucket.
const WITHOUT_BUCKET: [&str; 3] = ["ListAllMyBuckets", "ListBucketsV2", "ListDirectoryBuckets"];

/// The resource to put in the place of none, or of a star.
pub(super) fn of(action: &str, named: Option<&str>, partition: &str, account: Option<&str>) -> Option<StandIn> {
    let (service, name) = action.split_once(':')?;
    let Some(named) = named else {
        let (path, means) = match service {
            "s3" if WITHOUT_BUCKET.contains(&name) => return None,
            "s3" if name.contains("Bucket") => ("BUCKET", "BUCKET: the bucket"),
            "s3" if name.contains("Object") || name.contains("MultipartUpload") => {
                ("BUCKET/KEY", "BUCKET and KEY: the bucket and the object")
            }
            "secretsmanager" if name.ends_with("SecretValue") && !name.starts_with("Batch") => (
                "secret:NAME",
                "us-east-1 and NAME: the region and the name of the secret",
            ),
            // OpenSearch answers without the domain, whose policy may let in anybody.
            "es" if name.starts_with("ESHttp") => (
                "domain/DOMAIN/PATH",
                "us-east-1, DOMAIN and PATH: the region and the name of the domain, and the path",
            ),
            _ => return None,
        };
        let account = account.filter(|account| !account.is_empty()).unwrap_or(ACCOUNT);
        let (region, owner) = if service == "s3" {
            ("", "")
        } else {
            ("us-east-1", account)
        };
        let arn = ["arn:", partition, ":", service, ":", region, ":", owner, ":", path].concat();
        return Some(StandIn { arn, means });
    };
    let parts = Arn::split(named).filter(|_| named.ends_with([':', '/', '*']) && named.contains('*'))?;
    let arn = named.replace('*', "NAME");
    let has_policy = parts.service == service && Arn::split(&arn).is_some_and(|own| fetch::policy(own, &arn).is_some());
    let of_s3 = service == "s3" && (parts.resource.starts_with('*') || parts.resource.starts_with("accesspoint/"));
    (has_policy && (service != "s3" || of_s3)).then_some(StandIn {
        arn,
        means: "NAME: what the message writes as `*`",
    })
}

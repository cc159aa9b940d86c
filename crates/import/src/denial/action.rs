//! What was refused.

use crate::Piece;

/// What was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Action {
    /// As the message writes it; of a derived one, the operation.
    pub written: Piece,
    /// With the service's prefix in lower case: `sns:Publish` for `SNS:Publish`.
    pub name: String,
    /// Worked out from the name of the operation, because the message names no action.
    pub derived: bool,
}

impl Action {
    /// An action that the message names.
    pub(super) fn named(written: Piece) -> Option<Action> {
        let (service, name) = written.text.split_once(':')?;
        let part = |text: &str| {
            text.bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte))
        };
        if service.is_empty() || name.is_empty() || !part(service) || !part(name) {
            return None;
        }
        Some(Action {
            name: [&service.to_ascii_lowercase(), ":", name].concat(),
            written,
            derived: false,
        })
    }

    /// The action that an operation asks for, where the message names none.
    pub(crate) fn of_operation(service: &str, operation: &Piece) -> Action {
        let name = match service {
            "s3" => of_s3(&operation.text),
            _ => &operation.text,
        };
        Action {
            written: operation.clone(),
            name: [service, ":", name].concat(),
            derived: true,
        }
    }

    /// The service's prefix.
    #[must_use]
    pub fn service(&self) -> &str {
        self.name.split(':').next().unwrap_or_default()
    }
}

/// S3's operations that are authorized under another name. `CopyObject` also reads; the refusal names neither.
fn of_s3(operation: &str) -> &str {
    match operation {
        "HeadObject" => "GetObject",
        "HeadBucket" | "ListObjects" | "ListObjectsV2" => "ListBucket",
        "ListBuckets" => "ListAllMyBuckets",
        "CreateMultipartUpload" | "UploadPart" | "CompleteMultipartUpload" | "CopyObject" | "UploadPartCopy" => {
            "PutObject"
        }
        "DeleteObjects" => "DeleteObject",
        "ListMultipartUploads" => "ListBucketMultipartUploads",
        "ListParts" => "ListMultipartUploadParts",
        "ListObjectVersions" => "ListBucketVersions",
        other => other,
    }
}

/// Whether an operation of this name is one of S3's, as far as the name tells.
pub(super) fn is_of_s3(operation: &str) -> bool {
    ["Object", "Bucket", "MultipartUpload", "UploadPart"]
        .iter()
        .any(|word| operation.contains(word))
}

/// Whether an operation of this name is one of STS's.
pub(super) fn is_of_sts(operation: &str) -> bool {
    operation.starts_with("AssumeRole") || ["GetSessionToken", "GetFederationToken"].contains(&operation)
}

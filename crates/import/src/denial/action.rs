//! What was refused.

use iamwhy_operations::action_of;

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

    /// The action that an operation asks for, where the message names none; `given` says which parameters are given.
    pub(crate) fn of_operation(service: &str, operation: &Piece, given: &dyn Fn(&str) -> bool) -> Action {
        let name = [service, ":", &operation.text].concat();
        Action {
            written: operation.clone(),
            name: action_of(&name, given).map_or(name, str::to_owned),
            derived: true,
        }
    }

    /// The service's prefix.
    #[must_use]
    pub fn service(&self) -> &str {
        self.name.split(':').next().unwrap_or_default()
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

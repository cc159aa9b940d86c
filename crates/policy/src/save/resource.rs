//! Step 7: the form of every resource (VALID-4, RES-8).

use super::Desk;
use crate::Listed;
use crate::arn::{Arn, PARTITIONS, has_wildcard};
use crate::json::NodeId;
use crate::kind::PolicyType;
use crate::spelling::quote;

/// What the resource part of an IAM ARN may begin with, in the order of AWS's message.
const IAM_RESOURCES: [&str; 13] = [
    "user/",
    "federated-user/",
    "role/",
    "group/",
    "instance-profile/",
    "mfa/",
    "server-certificate/",
    "policy/",
    "sms-mfa/",
    "saml-provider/",
    "oidc-provider/",
    "report/",
    "access-report/",
];

impl Desk<'_> {
    pub(super) fn resources(&mut self) {
        if self.kind == PolicyType::Trust {
            return;
        }
        for statement in &self.policy.statements {
            for &value in statement.resources.iter().flat_map(|element| &element.values) {
                self.resource(value);
            }
        }
    }

    fn resource(&mut self, value: NodeId) {
        let json = self.json;
        let text = json.string(value).unwrap_or_default();
        if text == "*" || self.is_short(text) {
            return;
        }
        let arn = Arn::split(text);
        if arn.prefix() != "arn" || arn.count() == 1 {
            let message = match self.is_s3() {
                true => "Policy has invalid resource".to_owned(),
                false => format!("Resource {text} must be in ARN format or \"*\"."),
            };
            return self.refuse("VALID-4", value, message);
        }
        if self.kind.is_identity_based() {
            self.iam_resource(value, text, &arn);
        }
        self.short(value, text, &arn);
    }

    /// Whether API Gateway completes it with the API that the policy is saved for (SRV-6).
    fn is_short(&self, text: &str) -> bool {
        let owner = self
            .service
            .is_none_or(|own| matches!(own, "execute-api" | "apigateway"));
        self.kind == PolicyType::Resource && owner && text.starts_with("execute-api:/")
    }

    /// What IAM checks beyond that.
    fn iam_resource(&mut self, value: NodeId, text: &str, arn: &Arn<'_>) {
        let partition = arn.partition();
        if partition == "*" {
            self.warn(
                "RES-5",
                value,
                "IAM may refuse `*` as the partition of a resource: name it",
            );
        } else if !PARTITIONS.contains(&partition) {
            let message = format!(
                "Partition \"{partition}\" is not valid for resource \"{}\".",
                completed(arn)
            );
            return self.refuse("VALID-4", value, message);
        }
        if arn.count() < 3 || has_wildcard(arn.service()) {
            let message = "Resource vendor must be fully qualified and cannot contain regexes.";
            let why = match arn.count() {
                0..3 => format!("{} names no service", quote(text)),
                _ => format!("the service {} has a wildcard", quote(arn.service())),
            };
            return self.refuse_because("VALID-4", value, message, why);
        }
        let region = arn.count() > 3 && !arn.region().is_empty();
        match arn.service() {
            "iam" if region => {
                self.refuse(
                    "VALID-4",
                    value,
                    format!("IAM resource {text} cannot contain region information."),
                );
            }
            "s3" if region && !has_regions(arn) => {
                self.refuse(
                    "VALID-4",
                    value,
                    format!("Resource {text} can not contain region information."),
                );
            }
            "iam" if arn.count() == 6 => {
                let resource = arn.resource();
                if resource != "*" && !IAM_RESOURCES.iter().any(|start| resource.starts_with(start)) {
                    let known = IAM_RESOURCES.join(", ");
                    let message = format!("IAM resource path must either be \"*\" or start with {known}.");
                    self.refuse("VALID-4", value, message);
                }
            }
            _ => {}
        }
    }

    /// RES-8, AMEND-1: where an ARN may lack parts.
    fn short(&mut self, value: NodeId, text: &str, arn: &Arn<'_>) {
        if arn.count() == 6 {
            return;
        }
        let refused = match self.kind {
            PolicyType::Session | PolicyType::Rcp => true,
            PolicyType::Scp => !text.ends_with('*'),
            _ => false,
        };
        if refused {
            let parts = "`arn:partition:service:region:account:resource`";
            let message = format!(
                "a {} needs all six parts of an ARN, {parts}, not {}",
                self.kind,
                quote(text)
            );
            self.refuse("RES-8", value, message);
        }
    }
}

/// Of S3's resources buckets and objects have neither account nor region; access points have both.
fn has_regions(arn: &Arn<'_>) -> bool {
    !arn.account().is_empty()
}

/// The ARN with `*` in the places of missing parts, as AWS's message has it.
fn completed(arn: &Arn<'_>) -> String {
    let given = arn.fields().iter().copied();
    let whole: Vec<&str> = given.chain(std::iter::repeat("*")).take(6).listed();
    whole.join(":")
}

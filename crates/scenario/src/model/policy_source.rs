//! Where a policy comes from.

use serde::Deserialize;

use super::{ContextValue, DocumentNode, Named};

/// A policy: a document, the name of one, or where to find it.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(untagged))]
pub enum PolicySource {
    /// The name of an entry of `policies`, or of a built-in: `FullAWSAccess`, `RCPFullAWSAccess`, `AdministratorAccess`.
    Name(String),
    /// A policy document, written in the scenario itself.
    Document(DocumentNode),
    /// A document in a file of its own.
    File(FilePolicy),
    /// A document inside a file of another tool.
    Import(ImportedPolicy),
    /// A document as raw text.
    Text(TextPolicy),
    /// `{"unknown": true}`: there may be one that we cannot see.
    #[cfg_attr(feature = "schema", schemars(with = "super::UnknownMark"))]
    Unknown,
}

/// `{"file": …}`: a document in a file of its own.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct FilePolicy {
    /// Path of the file, relative to the scenario.
    pub file: String,
    /// JSON pointer to the document inside the file.
    pub pointer: Option<String>,
    /// ARN of the policy, for messages.
    pub arn: Option<String>,
}

/// `{"from": …}`: a document inside a file of another tool.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ImportedPolicy {
    /// Which tool wrote the file.
    pub from: ImportKind,
    /// Path of the file, relative to the scenario.
    pub file: String,
    /// Address, logical id, ARN or policy id of the policy inside the file.
    pub select: String,
    /// Values of the template's parameters.
    #[serde(default)]
    pub parameters: Named<ContextValue>,
    /// ARN of the policy, for messages.
    pub arn: Option<String>,
}

/// The tools whose files carry policies.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum ImportKind {
    /// `terraform show -json` of a plan.
    TerraformPlan,
    /// A CloudFormation template.
    CloudFormation,
    /// `aws iam get-account-authorization-details`.
    AccountDetails,
    /// Output of `aws organizations`.
    Organizations,
}

/// `{"text": …}`: a document as raw text.
#[derive(Clone, Debug, PartialEq, Default, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct TextPolicy {
    /// The document's text.
    pub text: String,
    /// The text passed no check when it was saved: repeated keys follow PARSE-11.
    #[serde(default)]
    pub stored: bool,
    /// ARN of the policy, for messages.
    pub arn: Option<String>,
}

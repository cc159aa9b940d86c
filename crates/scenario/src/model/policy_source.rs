//! Where a policy comes from.

use super::{ContextValue, DocumentNode, ImportKind, Named};
use crate::read::record::{record, shapes};

/// A policy: a document, the name of one, or where to find it.
#[derive(Clone, Debug, PartialEq)]
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

shapes!(PolicySource { Name, Document, File, Import, Text, } { Unknown, });

/// `{"file": …}`: a document in a file of its own.
#[derive(Clone, Debug, PartialEq, Default)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct FilePolicy {
    /// Path of the file, relative to the scenario.
    pub file: String,
    /// JSON pointer to the document inside the file.
    pub pointer: Option<String>,
    /// ARN of the policy, for messages.
    pub arn: Option<String>,
}

record!(FilePolicy {
    file "file",
    pointer "pointer",
    arn "arn",
});

/// `{"from": …}`: a document inside a file of another tool.
#[derive(Clone, Debug, PartialEq, Default)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(rename_all = "camelCase", deny_unknown_fields)
)]
pub struct ImportedPolicy {
    /// Which tool wrote the file.
    pub from: ImportKind,
    /// Path of the file, relative to the scenario.
    pub file: String,
    /// Address, logical id, ARN or policy id of the policy inside the file.
    pub select: String,
    /// Values of the template's parameters.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub parameters: Named<ContextValue>,
    /// Path of a file with values of the template's parameters, relative to the scenario.
    pub parameters_file: Option<String>,
    /// ARN of the policy, for messages.
    pub arn: Option<String>,
}

record!(ImportedPolicy {
    from "from",
    file "file",
    select "select",
    parameters "parameters",
    parameters_file "parametersFile",
    arn "arn",
});

/// `{"text": …}`: a document as raw text.
#[derive(Clone, Debug, PartialEq, Default)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct TextPolicy {
    /// The document's text.
    pub text: String,
    /// The text passed no check when it was saved: repeated keys follow PARSE-11.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub stored: bool,
    /// ARN of the policy, for messages.
    pub arn: Option<String>,
}

record!(TextPolicy {
    text "text",
    stored "stored",
    arn "arn",
});

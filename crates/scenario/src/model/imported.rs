//! Principals and the organization out of files of other tools.

use super::{ContextValue, Named, Organization};
use crate::read::record::{record, shapes, words};

/// The tools whose files carry policies.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "camelCase"))]
pub enum ImportKind {
    /// `terraform show -json` of a plan.
    TerraformPlan,
    /// A CloudFormation template.
    #[default]
    CloudFormation,
    /// `aws iam get-account-authorization-details`.
    AccountDetails,
    /// Output of `aws organizations`.
    Organizations,
}

words!(ImportKind {
    TerraformPlan "terraformPlan",
    CloudFormation "cloudFormation",
    AccountDetails "accountDetails",
    Organizations "organizations",
});

impl From<ImportKind> for iamwhy_import::Source {
    fn from(kind: ImportKind) -> iamwhy_import::Source {
        match kind {
            ImportKind::TerraformPlan => iamwhy_import::Source::TerraformPlan,
            ImportKind::CloudFormation => iamwhy_import::Source::CloudFormation,
            ImportKind::AccountDetails => iamwhy_import::Source::AccountDetails,
            ImportKind::Organizations => iamwhy_import::Source::Organizations,
        }
    }
}

/// `{"from": …}`: a user or role inside a file of another tool, with its policies, boundary, trust policy and tags.
#[derive(Clone, Debug, PartialEq, Default)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(rename_all = "camelCase", deny_unknown_fields)
)]
pub struct ImportedPrincipal {
    /// Which tool wrote the file.
    pub from: ImportKind,
    /// Path of the file, relative to the scenario.
    pub file: String,
    /// Address, logical id, ARN or name of the user or role inside the file.
    pub select: String,
    /// Values of the template's parameters.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub parameters: Named<ContextValue>,
    /// Path of a file with values of the template's parameters, relative to the scenario.
    pub parameters_file: Option<String>,
}

record!(ImportedPrincipal {
    from "from",
    file "file",
    select "select",
    parameters "parameters",
    parameters_file "parametersFile",
});

/// The organization: written here, or inside a file of another tool.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(untagged))]
pub enum OrganizationSource {
    /// Written in the scenario itself.
    Written(Organization),
    /// Inside a file of another tool.
    Imported(ImportedOrganization),
}

shapes!(OrganizationSource { Written, Imported });

/// `{"from": …}`: an organization inside a file of another tool, with its accounts and what is attached to them.
#[derive(Clone, Debug, PartialEq, Default)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(rename_all = "camelCase", deny_unknown_fields)
)]
pub struct ImportedOrganization {
    /// Which tool wrote the file.
    pub from: ImportKind,
    /// Path of the file, relative to the scenario.
    pub file: String,
    /// Values of the template's parameters.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub parameters: Named<ContextValue>,
    /// Path of a file with values of the template's parameters, relative to the scenario.
    pub parameters_file: Option<String>,
}

record!(ImportedOrganization {
    from "from",
    file "file",
    parameters "parameters",
    parameters_file "parametersFile",
});

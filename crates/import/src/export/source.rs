//! The tools whose files carry policies.

use iamwhy_policy::{Json, Kind, NodeId};

use super::Fault;

/// A tool whose files carry policies.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// `terraform show -json` of a plan.
    TerraformPlan,
    /// A CloudFormation template, also one that CDK or SAM made.
    CloudFormation,
    /// `aws iam get-account-authorization-details`.
    AccountDetails,
    /// Outputs of `aws organizations`.
    Organizations,
}

impl Source {
    /// All of them.
    pub const ALL: [Source; 4] = [
        Source::TerraformPlan,
        Source::CloudFormation,
        Source::AccountDetails,
        Source::Organizations,
    ];

    /// The word of scenario files: `{"from": …}`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Source::TerraformPlan => "terraformPlan",
            Source::CloudFormation => "cloudFormation",
            Source::AccountDetails => "accountDetails",
            Source::Organizations => "organizations",
        }
    }

    /// The file in words.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Source::TerraformPlan => "this plan",
            Source::CloudFormation => "this template",
            Source::AccountDetails => "this account export",
            Source::Organizations => "this export of the organization",
        }
    }

    /// Which tool wrote a file, by its shape.
    #[must_use]
    pub fn of(json: &Json) -> Option<Source> {
        let root = json.root();
        let first = match json.kind(root) {
            Kind::Array => json.items(root).next()?,
            _ => root,
        };
        if collected(json) == Some("organization") {
            return Some(Source::Organizations);
        }
        let has = |key: &str| json.get(first, key).is_some();
        if has("planned_values") || has("resource_changes") || (has("terraform_version") && has("format_version")) {
            return Some(Source::TerraformPlan);
        }
        if ["UserDetailList", "GroupDetailList", "RoleDetailList"]
            .iter()
            .any(|list| has(list))
            || collected(json) == Some("account")
        {
            return Some(Source::AccountDetails);
        }
        if has("AWSTemplateFormatVersion") || has("Transform") || is_template(json, first) {
            return Some(Source::CloudFormation);
        }
        let of_organization = ["Organization", "Roots", "OrganizationalUnits", "Accounts"]
            .iter()
            .any(|key| has(key));
        let summaries = json.get(first, "Policies").and_then(|list| json.items(list).next());
        let lists_policies = summaries
            .is_some_and(|own| json.get(own, "AwsManaged").is_some() || json.get(own, "PolicySummary").is_some());
        let described = json.at_pointer("/Policy/PolicySummary", first).is_some();
        (of_organization || lists_policies || described).then_some(Source::Organizations)
    }

    /// The file is of this tool, or what it is instead.
    pub(super) fn expect(self, json: &Json) -> Result<(), Fault> {
        let found = Source::of(json);
        if found == Some(self) {
            return Ok(());
        }
        let message = match (self, found) {
            (_, Some(other)) => format!("this is not {}; it looks like {}", self.output(), other.output()),
            (_, None) => format!("this is not {}", self.output()),
        };
        let help = match found {
            Some(other) => format!("write `\"from\": \"{}\"`", other.word()),
            None => self.how().to_owned(),
        };
        Err(Fault {
            node: json.root(),
            message,
            help,
        })
    }

    /// What its files are.
    #[must_use]
    pub fn output(self) -> &'static str {
        match self {
            Source::TerraformPlan => "the JSON of a Terraform plan",
            Source::CloudFormation => "a CloudFormation template",
            Source::AccountDetails => "the output of `aws iam get-account-authorization-details`",
            Source::Organizations => "an export of an organization",
        }
    }

    /// How such a file is made.
    #[must_use]
    pub fn how(self) -> &'static str {
        match self {
            Source::TerraformPlan => "make it with `terraform plan -out p.tfplan` and `terraform show -json p.tfplan`",
            Source::CloudFormation => {
                "it has `Resources` with `Type`s such as `AWS::IAM::Role`; `cdk synth` writes it into `cdk.out`"
            }
            Source::AccountDetails => "make it with `aws iam get-account-authorization-details --output json`",
            Source::Organizations => "make it with the script that `iamwhy collect --print` prints",
        }
    }
}

/// What a file was collected of, where the script of `iamwhy collect --print` made it.
pub(crate) fn collected(json: &Json) -> Option<&str> {
    json.get(json.root(), "collected").and_then(|of| json.string(of))
}

/// Whether `Resources` holds resources of CloudFormation.
fn is_template(json: &Json, root: NodeId) -> bool {
    let Some(resources) = json.get(root, "Resources") else {
        return false;
    };
    let typed = |(_, value): (NodeId, NodeId)| {
        let kind = json.get(value, "Type").and_then(|kind| json.string(kind));
        kind.is_some_and(|kind| kind.starts_with("AWS::") || kind.starts_with("Custom::"))
    };
    json.members(resources).take(50).any(typed)
}

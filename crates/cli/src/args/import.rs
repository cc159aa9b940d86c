//! `iamwhy import`: its options.

use clap::ValueEnum;
use iamwhy_import::Source;

const EXAMPLES: &str = "\
Policies stay where they are: the scenario names them with {\"from\": …}, so that it follows every new plan or export.

Examples:
  A Terraform plan, before it is applied:
      terraform plan -out p.tfplan && terraform show -json p.tfplan > plan.json
      iamwhy import plan.json --account 111122223333 --out access.scenario.json
      iamwhy explain access.scenario.json

  What CDK has synthesised, with the values that a stage deploys it with:
      cdk synth
      iamwhy import cdk.out/Orders.template.json --parameters prod.json --account 111122223333 --region eu-west-1

  A whole account under its organization (`iamwhy collect --print` prints how to fetch both):
      iamwhy import account.json organization.json --out account.scenario.json

  Written out, with nothing left behind in other files, for a bug report:
      iamwhy import template.json --inline

What nobody can know yet, such as an ARN that AWS makes up, stands as `${name}` or `‹name›`. An answer is unknown where such a
variable decides; such a mark equals itself and wildcards, and an answer says when it may depend on one.";

/// A tool whose files carry policies.
#[derive(Copy, Clone, PartialEq, Eq, Debug, ValueEnum)]
#[value(rename_all = "camelCase")]
pub(crate) enum Kind {
    /// `terraform show -json` of a plan
    TerraformPlan,
    /// A CloudFormation template in JSON or YAML, also one that CDK or SAM made
    CloudFormation,
    /// `aws iam get-account-authorization-details`
    AccountDetails,
    /// Outputs of `aws organizations`
    Organizations,
}

impl From<Kind> for Source {
    fn from(kind: Kind) -> Source {
        match kind {
            Kind::TerraformPlan => Source::TerraformPlan,
            Kind::CloudFormation => Source::CloudFormation,
            Kind::AccountDetails => Source::AccountDetails,
            Kind::Organizations => Source::Organizations,
        }
    }
}

#[derive(clap::Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Import {
    /// Files that other tools wrote
    #[arg(value_name = "FILE", required = true)]
    pub(crate) files: Vec<String>,
    /// What they are; left out, their shape says
    #[arg(long, value_name = "KIND")]
    pub(crate) kind: Option<Kind>,
    /// Values of a template's parameters, in either format of AWS
    #[arg(long, value_name = "FILE")]
    pub(crate) parameters: Option<String>,
    /// The account that a plan or template is applied in
    #[arg(long, value_name = "ID")]
    pub(crate) account: Option<String>,
    /// The region that a plan or template is applied in
    #[arg(long, value_name = "REGION")]
    pub(crate) region: Option<String>,
    /// Write the policies into the scenario instead of naming where they are
    #[arg(long)]
    pub(crate) inline: bool,
    /// Where to write the scenario; left out, to standard output
    #[arg(long, value_name = "FILE")]
    pub(crate) out: Option<String>,
}

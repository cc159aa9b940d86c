//! `iamwhy collect`: its options.

const EXAMPLES: &str = "\
Nothing is fetched here, and no credentials are read: the script is printed, you read it and run it.

Examples:
  A whole account and its organization:
      iamwhy collect --print > collect.sh
      bash collect.sh aws/
      iamwhy import aws/account.json aws/organization.json --out account.scenario.json

  One role with everything attached to it, and the policies of what it works on:
      iamwhy collect --print --principal arn:aws:iam::111122223333:role/app \\
          --resource arn:aws:s3:::acme-logs --resource arn:aws:sqs:eu-west-1:111122223333:orders > collect.sh

The commands are iam get-* and list-*, organizations describe-* and list-*, and those that print each resource's policy and what
decides beside it, such as S3 block public access and the grants of a key.
The managed policy SecurityAudit allows nearly all of them.";

#[derive(clap::Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Collect {
    /// Print the script; there is nothing else that this command does
    #[arg(long, required = true)]
    pub(crate) print: bool,
    /// Fetch this user or role instead of the whole account; may be given several times
    #[arg(long, value_name = "ARN")]
    pub(crate) principal: Vec<String>,
    /// Fetch the policy and the settings of this resource too; may be given several times
    #[arg(long, value_name = "ARN")]
    pub(crate) resource: Vec<String>,
}

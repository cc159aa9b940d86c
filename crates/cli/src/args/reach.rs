//! `iamwhy who-can`, `can` and `matrix`: their options.

use clap::ValueEnum;

/// What every step is decided with.
#[derive(clap::Args, Debug, Default)]
pub(crate) struct Circumstances {
    /// A context key of every request; what AWS always sends and nobody said here is unknown
    #[arg(long, value_name = "KEY=VALUE")]
    pub(crate) context: Vec<String>,
    /// A context key that is not sent
    #[arg(long, value_name = "KEY")]
    pub(crate) absent: Vec<String>,
}

/// How answers are written.
#[derive(Copy, Clone, PartialEq, Eq, Debug, Default, ValueEnum)]
pub(crate) enum Format {
    /// For people
    #[default]
    Text,
    /// For programs; byte for byte stable
    Json,
}

const WHO_EXAMPLES: &str = "\
Everybody whom the scenario declares is asked: directly, and as whoever he can become by assuming roles, or by passing a role
to a service that runs his code (Lambda, EC2, ECS, CloudFormation, …). Every step is decided, and named with what holds it open.
Keys that the caller chooses himself (sts:ExternalId, sts:RoleSessionName, tags of the request, …) have the value that a policy asks
for, and the way says so; what he cannot choose (aws:SourceIp, MFA, his own tags, …) is what --context says, else unknown or absent.
Principals that a policy names and nobody declared are listed; their own policies are not known here.

Examples:
  iamwhy who-can s3:DeleteObject data/2026/1.csv access.scenario.json
  iamwhy who-can kms:Decrypt arn:aws:kms:eu-west-1:111122223333:key/1234 --context aws:SourceIp=203.0.113.7
  iamwhy who-can iam:CreateUser arn:aws:iam::111122223333:user/new policies/ --expect ops     fails if anybody else can

`*` asks of `*` itself, as an action without resources is asked: who may do it on some resources only is not among them.

Exit codes: 0, 1 somebody can who is not expected (only with --expect), 2 could not run.";

#[derive(clap::Args, Debug)]
#[command(after_help = WHO_EXAMPLES)]
pub(crate) struct WhoCan {
    /// The IAM action, such as `s3:GetObject`
    #[arg(value_name = "ACTION")]
    pub(crate) action: String,
    /// An ARN, the name of a resource of the scenario, its name with a tail (`data/1.csv`), or `*`
    #[arg(value_name = "RESOURCE")]
    pub(crate) resource: String,
    /// Scenario files, folders, or patterns
    #[arg(value_name = "PATH", default_value = ".")]
    pub(crate) paths: Vec<String>,
    #[command(flatten)]
    pub(crate) circumstances: Circumstances,
    /// Exit with 1 if anybody but these can, or may, depending on something unknown
    #[arg(long, value_name = "NAME[,NAME…]", value_delimiter = ',')]
    pub(crate) expect: Option<Vec<String>>,
    /// How to print
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(crate) format: Format,
}

const CAN_EXAMPLES: &str = "\
For every resource of the scenario, the actions that AWS lists for it are decided one by one; few patterns that match exactly the
allowed ones are shown. Then the same for every role within reach, with the way that leads there.

Examples:
  iamwhy can alice access.scenario.json
  iamwhy can arn:aws:iam::111122223333:role/deploy policies/ --format json";

#[derive(clap::Args, Debug)]
#[command(after_help = CAN_EXAMPLES)]
pub(crate) struct Can {
    /// A principal of the scenario, by name or ARN
    #[arg(value_name = "PRINCIPAL")]
    pub(crate) principal: String,
    /// Scenario files, folders, or patterns
    #[arg(value_name = "PATH", default_value = ".")]
    pub(crate) paths: Vec<String>,
    #[command(flatten)]
    pub(crate) circumstances: Circumstances,
    /// How to print
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(crate) format: Format,
}

const MATRIX_EXAMPLES: &str = "\
A row for every principal, a column for every resource. A cell holds access levels as AWS's documentation has them: L list,
R read, W write, T tagging, P permissions management; small letters: only through a role or a service; `?` depends on something
unknown.

Examples:
  iamwhy matrix access.scenario.json
  iamwhy matrix policies/ --action s3:GetObject,s3:DeleteObject --format csv
  iamwhy matrix policies/ --format html > access.html
  iamwhy matrix policies/ --against main:policies       only what differs from that revision

Exit codes: 0, 1 something differs (only with --exit-code), 2 could not run.";

/// How a matrix is written.
#[derive(Copy, Clone, PartialEq, Eq, Debug, Default, ValueEnum)]
pub(crate) enum MatrixFormat {
    /// For people
    #[default]
    Text,
    /// For a spreadsheet
    Csv,
    /// One page that carries everything itself
    Html,
    /// For programs; byte for byte stable
    Json,
}

#[derive(clap::Args, Debug)]
#[command(after_help = MATRIX_EXAMPLES)]
pub(crate) struct Matrix {
    /// Scenario files, folders, or patterns
    #[arg(value_name = "PATH", default_value = ".")]
    pub(crate) paths: Vec<String>,
    /// A column for each of these actions (or patterns) on each resource that they can name
    #[arg(long, value_name = "ACTION[,ACTION…]", value_delimiter = ',')]
    pub(crate) action: Vec<String>,
    /// Show only what differs from this folder, file or REV:PATH of git
    #[arg(long, value_name = "OLD")]
    pub(crate) against: Option<String>,
    /// With --against: exit with 1 if anything differs
    #[arg(long, requires = "against")]
    pub(crate) exit_code: bool,
    #[command(flatten)]
    pub(crate) circumstances: Circumstances,
    /// How to print
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(crate) format: MatrixFormat,
}

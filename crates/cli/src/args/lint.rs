//! `iamwhy lint`: its options.

use clap::ValueEnum;

use super::out::{Out, Written};

const EXAMPLES: &str = "\
Examples:
  Every policy below a folder, and those of scenario files by the place where they stand; also what their requests ask
  that AWS does not have:
      iamwhy lint policies/

  A policy whose type its shape does not show; from standard input:
      iamwhy lint key-policy.json --type kms
      aws iam get-policy-version … | iamwhy lint -

  The policies in a Terraform plan, a CloudFormation template, an export of an account; places are in that file:
      iamwhy lint plan.json

  What a fix would change, and make it:
      iamwhy lint policies/ --diff
      iamwhy lint policies/ --fix

  What a check is about; all of them:
      iamwhy lint --explain PASS_ROLE_WITH_STAR_IN_RESOURCE
      iamwhy lint --list

  In CI: annotations at the lines of the policies, and a report for code scanning from the same run:
      iamwhy lint --format github --out sarif=lint.sarif

Findings that somebody has looked at are let be in `iamwhy.lint.json`, each with a reason:
  { \"suppress\": [{ \"code\": \"PASS_ROLE_WITH_STAR_IN_RESOURCE\", \"path\": \"ci/**\", \"statement\": \"Deploy\", \"reason\": \"…\" }] }

Exit codes: 0 nothing that --fail-on names, 1 such a finding or a policy that AWS refuses to save, 2 could not run.";

/// How findings are written.
#[derive(Copy, Clone, PartialEq, Eq, Debug, Default, ValueEnum)]
pub(crate) enum Format {
    /// For people
    #[default]
    Pretty,
    /// For programs; byte for byte stable
    Json,
    /// JUnit's XML, which every CI server reads
    Junit,
    /// SARIF 2.1.0, for code scanning
    Sarif,
    /// Annotations of GitHub Actions
    Github,
}

impl Written for Format {
    const EXAMPLE: &'static str = "sarif=lint.sarif";
}

/// The mildest severity that fails a run.
#[derive(Copy, Clone, PartialEq, Eq, Debug, Default, ValueEnum)]
pub(crate) enum FailOn {
    /// The policy does not work
    Error,
    /// It opens more than it should
    #[default]
    SecurityWarning,
    /// It may not mean what was meant
    Warning,
    /// It could be said better
    Suggestion,
    /// Findings never fail a run
    Never,
}

#[derive(clap::Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Lint {
    /// Policies and scenario files, folders, or patterns; `-` for standard input
    #[arg(value_name = "PATH", default_value = ".")]
    pub(crate) paths: Vec<String>,
    /// What the policies are: identity, managed, boundary, session, trust, scp, rcp, vpcEndpoint, accessPoint, resource, or the
    /// service of a resource's policy, such as s3; left out, their shape says it
    #[arg(long = "type", value_name = "TYPE")]
    pub(crate) kind: Option<String>,
    /// How to print
    #[arg(long, value_name = "FORMAT", default_value = "pretty")]
    pub(crate) format: Format,
    /// One more report, into a file; may be given several times
    #[arg(long, value_name = "FORMAT=FILE")]
    pub(crate) out: Vec<Out<Format>>,
    /// The mildest severity that makes the exit code 1
    #[arg(long, value_name = "SEVERITY", default_value = "security-warning")]
    pub(crate) fail_on: FailOn,
    /// Only these checks
    #[arg(long, value_name = "CODE[,CODE…]", value_delimiter = ',')]
    pub(crate) only: Vec<String>,
    /// The file of suppressions; left out, `iamwhy.lint.json` here, if there is one
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<String>,
    /// Make the fixes that cannot be meant otherwise
    #[arg(long, conflicts_with = "diff")]
    pub(crate) fix: bool,
    /// Show what --fix would change, and change nothing
    #[arg(long)]
    pub(crate) diff: bool,
    /// Say what a check is about, and stop
    #[arg(long, value_name = "CODE")]
    pub(crate) explain: Option<String>,
    /// List all checks, and stop
    #[arg(long)]
    pub(crate) list: bool,
}

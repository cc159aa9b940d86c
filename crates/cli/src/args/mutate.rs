//! `iamwhy mutate`: its options.

use clap::ValueEnum;

use super::coverage::Percent;

const EXAMPLES: &str = "\
The policies are changed one edit at a time: a statement is deleted, its effect flipped; an action, resource or principal
dropped or widened; a condition dropped, its operator swapped, negated, given or denied `IfExists`, its qualifier changed;
`Version`, a boundary, a level of SCPs or RCPs, session or endpoint policies dropped. For each edit the cases that could
notice are run. An edit that no case notices is reported, with a request that is decided differently where one is found:
paste it as a case if that difference matters. Where none is found, no difference was found; that proves nothing.

Examples:
  What the tests would not notice:
      iamwhy mutate policies/

  A sample of 200 edits, spread evenly, and a threshold for CI:
      iamwhy mutate policies/ --max 200 --min-killed 80

Exit codes: 0, 1 a case fails without any edit, 2 could not run, 4 a threshold was missed.";

/// How mutants are reported.
#[derive(Copy, Clone, PartialEq, Eq, Debug, Default, ValueEnum)]
pub(crate) enum Format {
    /// For people
    #[default]
    Text,
    /// For programs; byte for byte stable
    Json,
}

#[derive(clap::Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Mutate {
    /// Scenario files, folders, or patterns
    #[arg(value_name = "PATH", default_value = ".")]
    pub(crate) paths: Vec<String>,
    /// How to print
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(crate) format: Format,
    /// Try at most so many edits, spread evenly over all
    #[arg(long, value_name = "NUMBER")]
    pub(crate) max: Option<usize>,
    /// Exit with 4 if the tests notice fewer of the edits
    #[arg(long, value_name = "PERCENT")]
    pub(crate) min_killed: Option<Percent>,
}

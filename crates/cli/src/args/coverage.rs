//! `iamwhy coverage`: its options.

use std::str::FromStr;

use clap::ValueEnum;

use super::out::{Out, Written};

const EXAMPLES: &str = "\
A statement is decisive where an answer stood on it: a Deny that denied, an Allow that granted, an Allow of an SCP, boundary,
session or endpoint policy that let the grant through. A value or a condition counts only in requests for which the rest of
its statement holds: only there does it make a difference. Cases that expect nothing do not count.

Examples:
  What no test touches, policy by policy:
      iamwhy coverage policies/

  In CI, with the threshold, for viewers of coverage, and as a page (one file, no script):
      iamwhy coverage policies/ --min-decisive 90 --out lcov=iam.info --out html=coverage.html

In LCOV a statement is a function (called as often as it decided), a line counts how often its statement or value matched, and
each value and each outcome of a condition is a branch.

Exit codes: 0, 2 could not run, 4 a threshold was missed.";

/// How coverage is written.
#[derive(Copy, Clone, PartialEq, Eq, Debug, Default, ValueEnum)]
pub(crate) enum Format {
    /// For people
    #[default]
    Text,
    /// For programs; byte for byte stable
    Json,
    /// For viewers of coverage, which colour the policies
    Lcov,
    /// One page that carries everything itself
    Html,
}

impl Written for Format {
    const EXAMPLE: &'static str = "lcov=iam.info";
}

/// From 0 to 100.
#[derive(Copy, Clone, PartialEq, Debug)]
pub(crate) struct Percent(pub(crate) f64);

impl FromStr for Percent {
    type Err = String;

    fn from_str(text: &str) -> Result<Percent, String> {
        let number: Option<f64> = text.trim_end_matches('%').trim_end().parse().ok();
        number
            .filter(|number| (0.0..=100.0).contains(number))
            .map(Percent)
            .ok_or_else(|| "write a number from 0 to 100, such as 90".to_owned())
    }
}

#[derive(clap::Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Coverage {
    /// Scenario files, folders, or patterns
    #[arg(value_name = "PATH", default_value = ".")]
    pub(crate) paths: Vec<String>,
    /// How to print
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(crate) format: Format,
    /// One more report, into a file; may be given several times
    #[arg(long, value_name = "FORMAT=FILE")]
    pub(crate) out: Vec<Out<Format>>,
    /// Exit with 4 if fewer statements are decisive
    #[arg(long, value_name = "PERCENT")]
    pub(crate) min_decisive: Option<Percent>,
}

//! `iamwhy test`: its options.

use std::str::FromStr;

use clap::ValueEnum;

use super::out::{Out, Written};

const EXAMPLES: &str = "\
Examples:
  Every *.scenario.json below a folder, without what .gitignore names; then again whenever one changes:
      iamwhy test policies/
      iamwhy test policies/ --watch

  By pattern, and only the cases that say `delete`:
      iamwhy test 'teams/*/iam/**/*.scenario.json' --filter delete

  In CI: annotations at the policies' own lines, and reports for other tools from the same run:
      iamwhy test --format github --out junit=report.xml --out sarif=iamwhy.sarif

  The second of four machines:
      iamwhy test --shard 2/4

  Write down what is decided today, to compare with tomorrow (see `iamwhy diff --help`):
      iamwhy test policies/ --record today.decisions.ndjson

Exit codes: 0 all passed, 1 an expectation failed, 2 could not run, 3 an answer is unknown and nobody expects that
(only with --strict-unknown). Reports carry no times: two runs over the same files give the same bytes.";

/// How a report is written.
#[derive(Copy, Clone, PartialEq, Eq, Debug, Default, ValueEnum)]
pub(crate) enum Format {
    /// For people
    #[default]
    Pretty,
    /// For programs; byte for byte stable
    Json,
    /// The same, one case on each line
    Ndjson,
    /// JUnit's XML, which every CI server reads
    Junit,
    /// The Test Anything Protocol, version 14
    Tap,
    /// SARIF 2.1.0, for code scanning
    Sarif,
    /// Annotations of GitHub Actions, and a summary of the job where GITHUB_STEP_SUMMARY says so
    Github,
    /// For a ticket or a pull request
    Markdown,
}

impl Written for Format {
    const EXAMPLE: &'static str = "junit=report.xml";
}

/// `I/N`: every N-th case, beginning with the I-th.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub(crate) struct Shard {
    /// From 0.
    pub(crate) index: usize,
    pub(crate) count: usize,
}

impl FromStr for Shard {
    type Err = String;

    fn from_str(text: &str) -> Result<Shard, String> {
        let wrong = || "write I/N with I from 1 to N, such as 2/4".to_owned();
        let (index, count) = text.split_once('/').ok_or_else(wrong)?;
        let index: usize = index.parse().map_err(|_| wrong())?;
        let count: usize = count.parse().map_err(|_| wrong())?;
        if index == 0 || index > count {
            return Err(wrong());
        }
        Ok(Shard {
            index: index - 1,
            count,
        })
    }
}

#[derive(clap::Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Test {
    /// Scenario files, folders, or patterns
    #[arg(value_name = "PATH", default_value = ".")]
    pub(crate) paths: Vec<String>,
    /// How to print
    #[arg(long, value_name = "FORMAT", default_value = "pretty")]
    pub(crate) format: Format,
    /// One more report, into a file; may be given several times
    #[arg(long, value_name = "FORMAT=FILE")]
    pub(crate) out: Vec<Out<Format>>,
    /// Only cases whose name, or whose file's name or title, contains this text
    #[arg(long, value_name = "TEXT")]
    pub(crate) filter: Option<String>,
    /// Stop at the first case that fails
    #[arg(long)]
    pub(crate) fail_fast: bool,
    /// Only the I-th of N equal parts of the cases
    #[arg(long, value_name = "I/N")]
    pub(crate) shard: Option<Shard>,
    /// Exit with 3 if an answer is unknown and its case does not expect that
    #[arg(long)]
    pub(crate) strict_unknown: bool,
    /// Write what is decided, one case on each line, sorted
    #[arg(long, value_name = "FILE")]
    pub(crate) record: Option<String>,
    /// Run again what has changed, whenever something changes
    #[arg(long, conflicts_with_all = ["out", "shard", "record"])]
    pub(crate) watch: bool,
}

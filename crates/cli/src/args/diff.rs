//! `iamwhy diff`: its options.

use clap::ValueEnum;

use super::out::{Out, Written};

const EXAMPLES: &str = "\
OLD and NEW are folders, scenario files, records (what `iamwhy test --record` wrote), or REV:PATH in a git repository, with
PATH from its root. The cases of both are decided and compared by file and name; what is expected does not matter here.

Examples:
  What does this branch change?
      iamwhy diff main:policies policies

  In CI, with annotations and a summary of the job; 1 if anything changes:
      iamwhy diff origin/main:policies policies --format github --exit-code

  Against what was written down:
      iamwhy test policies --record policies.decisions.ndjson
      iamwhy diff policies.decisions.ndjson policies

Exit codes: 0, 1 something changed (only with --exit-code), 2 could not run.";

/// How changes are written.
#[derive(Copy, Clone, PartialEq, Eq, Debug, Default, ValueEnum)]
pub(crate) enum Format {
    /// For people
    #[default]
    Pretty,
    /// For programs; byte for byte stable
    Json,
    /// The same, one change on each line
    Ndjson,
    /// For a pull request
    Markdown,
    /// Annotations of GitHub Actions, and a summary of the job where GITHUB_STEP_SUMMARY says so
    Github,
}

impl Written for Format {
    const EXAMPLE: &'static str = "markdown=changes.md";
}

#[derive(clap::Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Diff {
    /// What was: a folder, a file, a record, or REV:PATH
    #[arg(value_name = "OLD")]
    pub(crate) old: String,
    /// What is
    #[arg(value_name = "NEW")]
    pub(crate) new: String,
    /// How to print
    #[arg(long, value_name = "FORMAT", default_value = "pretty")]
    pub(crate) format: Format,
    /// One more report, into a file; may be given several times
    #[arg(long, value_name = "FORMAT=FILE")]
    pub(crate) out: Vec<Out<Format>>,
    /// Exit with 1 if anything changes
    #[arg(long)]
    pub(crate) exit_code: bool,
}

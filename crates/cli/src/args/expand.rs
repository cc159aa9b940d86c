//! `iamwhy expand`: its options.

use clap::ValueEnum;
use iamwhy_catalog::AccessLevel;

const EXAMPLES: &str = "\
Patterns are those of Action in a policy: `*` is any text, `?` one letter, both anywhere in the name, in any case; `*` alone is
everything, `*:TagResource` is the action of all services that have it.

Examples:
  What a wildcard grants today:
      iamwhy expand 's3:Get*Tagging'

  With access level, resource types (those with a star are in every request) and what AWS says it is for:
      iamwhy expand --long 'sqs:*'

  What a NotAction leaves, of one service and no reads; as few patterns as match exactly this:
      iamwhy expand 's3:*' --except 's3:Get*' --except 's3:List*' --shrink

  A list from somewhere else, one name or pattern a line:
      iamwhy expand 'iam:*' | grep -v Delete | iamwhy expand --shrink -

  Everything that changes permissions, for a program:
      iamwhy expand '*' --access permissions-management --format json

The list of actions is AWS's service authorization reference, part of this program; `--format json` says of which date. Shrunk
patterns match nothing else on that date; an action that AWS adds later may match them, too.

Exit codes: 0, 1 a pattern matches no action, 2 could not run.";

/// How actions are printed.
#[derive(Copy, Clone, PartialEq, Eq, Debug, Default, ValueEnum)]
pub(crate) enum Format {
    /// For people and pipes: one a line
    #[default]
    Text,
    /// For programs, with everything that is known of each action; byte for byte stable
    Json,
}

/// What actions do, in AWS's words.
#[derive(Copy, Clone, PartialEq, Eq, Debug, ValueEnum)]
pub(crate) enum Access {
    /// Says that resources exist
    List,
    /// Reads content or properties
    Read,
    /// Creates, changes, deletes
    Write,
    /// Changes tags only
    Tagging,
    /// Grants or changes permissions
    PermissionsManagement,
}

impl From<Access> for AccessLevel {
    fn from(word: Access) -> Self {
        match word {
            Access::List => Self::List,
            Access::Read => Self::Read,
            Access::Write => Self::Write,
            Access::Tagging => Self::Tagging,
            Access::PermissionsManagement => Self::PermissionsManagement,
        }
    }
}

#[derive(clap::Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Expand {
    /// Actions with or without wildcards, such as `s3:Get*`; `-` reads them from standard input
    #[arg(value_name = "PATTERN", required = true)]
    pub(crate) patterns: Vec<String>,
    /// Leave out what this pattern matches
    #[arg(long, value_name = "PATTERN")]
    pub(crate) except: Vec<String>,
    /// Only actions of this access level
    #[arg(long, value_name = "LEVEL")]
    pub(crate) access: Vec<Access>,
    /// Print as few patterns as match exactly these actions
    #[arg(long)]
    pub(crate) shrink: bool,
    /// Print access level, resource types and purpose beside each action
    #[arg(long, conflicts_with = "shrink")]
    pub(crate) long: bool,
    /// How to print
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(crate) format: Format,
}

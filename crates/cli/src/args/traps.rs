//! `iamwhy traps`: its options.

use clap::{Subcommand, ValueEnum};

const EXAMPLES: &str = "\
A trap is a scenario that nearly everybody predicts wrongly. You predict the decision and the layer; the evaluator decides; then
you turn the answer around with one edit. Nothing here is asserted that is not executed.

Examples:
  What there is, and the hard ones about boundaries:
      iamwhy traps
      iamwhy traps --chapter boundaries --level 4,5

  Five questions, with what is due again first; what you answered is kept in a file only if you name one:
      iamwhy traps practise
      iamwhy traps practise --chapter 4 --progress ~/traps.json

  Ten mixed questions, the answers at the end, in a quarter of an hour:
      iamwhy traps practise --interview --minutes 15

  One trap, by its name or number; then its answer; then its second challenge:
      iamwhy traps show 13
      iamwhy traps show 13 --answer
      iamwhy traps flip 13 --print > mine.scenario.json
      iamwhy traps flip 13 --edited mine.scenario.json

  Everything as a book, a folder for each chapter, with examples that `iamwhy test` runs:
      iamwhy traps export book/ && iamwhy test book/

Exit codes: 0, 1 a challenge is not met, 2 could not run.";

#[derive(clap::Args, Debug)]
#[command(after_help = EXAMPLES, args_conflicts_with_subcommands = true)]
pub(crate) struct Traps {
    #[command(subcommand)]
    pub(crate) command: Option<TrapsCommand>,
    #[command(flatten)]
    pub(crate) choice: ChoiceOptions,
    /// How to print the list
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(crate) format: Format,
}

/// Which traps.
#[derive(clap::Args, Debug, Default)]
pub(crate) struct ChoiceOptions {
    /// Only chapters with these names or numbers
    #[arg(long, value_name = "CHAPTER[,…]", value_delimiter = ',')]
    pub(crate) chapter: Vec<String>,
    /// Only these levels, from 1 (everybody meets it) to 5 (few know it)
    #[arg(long, value_name = "LEVEL[,…]", value_delimiter = ',', value_parser = clap::value_parser!(u32).range(1..=5))]
    pub(crate) level: Vec<u32>,
}

#[derive(Subcommand, Debug)]
pub(crate) enum TrapsCommand {
    /// Answer questions here, with a prompt; piped answers work too
    #[command(alias = "practice")]
    Practise(Practise),
    /// Print one trap: its question, and with --answer everything about it
    Show(Show),
    /// Turn an answer around: print the challenge, or check an edited scenario
    Flip(Flip),
    /// Write all chapters as a book in Markdown, with examples that `iamwhy test` runs
    Export(Export),
}

#[derive(clap::Args, Debug)]
pub(crate) struct Practise {
    #[command(flatten)]
    pub(crate) choice: ChoiceOptions,
    /// Mixed questions, the answers at the end, and a report of where you are strong
    #[arg(long)]
    pub(crate) interview: bool,
    /// With --interview: how many questions
    #[arg(long, value_name = "NUMBER", requires = "interview")]
    pub(crate) questions: Option<usize>,
    /// With --interview: no further question after so many minutes
    #[arg(long, value_name = "NUMBER", requires = "interview")]
    pub(crate) minutes: Option<u64>,
    /// Draw the same questions again
    #[arg(long, value_name = "NUMBER")]
    pub(crate) seed: Option<u64>,
    /// Keep your answers in this file, and ask again what is due
    #[arg(long, value_name = "FILE")]
    pub(crate) progress: Option<String>,
}

#[derive(clap::Args, Debug)]
pub(crate) struct Show {
    /// The trap's name or number
    #[arg(value_name = "NAME")]
    pub(crate) name: String,
    /// Also the answer, why, and where AWS says so
    #[arg(long)]
    pub(crate) answer: bool,
}

#[derive(clap::Args, Debug)]
pub(crate) struct Flip {
    /// The trap's name or number
    #[arg(value_name = "NAME")]
    pub(crate) name: String,
    /// Check this edited copy of the scenario
    #[arg(long, value_name = "FILE")]
    pub(crate) edited: Option<String>,
    /// Print the scenario, to edit it
    #[arg(long, conflicts_with = "edited")]
    pub(crate) print: bool,
    /// Print one edit that does it
    #[arg(long, conflicts_with_all = ["edited", "print"])]
    pub(crate) model: bool,
}

#[derive(clap::Args, Debug)]
pub(crate) struct Export {
    /// The folder of the book; it is made if it is not there
    #[arg(value_name = "DIR")]
    pub(crate) folder: String,
    /// Overwrite files that say something else
    #[arg(long)]
    pub(crate) force: bool,
}

/// How traps are listed.
#[derive(Copy, Clone, PartialEq, Eq, Debug, Default, ValueEnum)]
pub(crate) enum Format {
    /// For people
    #[default]
    Text,
    /// For programs; byte for byte stable
    Json,
}

//! `iamwhy init`: its options.

const EXAMPLES: &str = "\
Looks below the folder for policies in JSON files, tells from their shape and name what each is (identity, boundary, trust, SCP,
RCP, endpoint, resource policy), and writes a scenario that puts them together: roles with their policies, resources with
theirs, an organization for SCPs and RCPs. Its cases ask for what the policies name, and expect what is decided today. Read
them: they say what the policies do, not what they should do. Policies stay where they are; the scenario names their files.

Examples:
  iamwhy init                                       writes ./iamwhy.scenario.json
  iamwhy init policies --out policies/access.scenario.json
  iamwhy init --print                               only shows what it would write";

#[derive(clap::Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Init {
    /// The folder to look below
    #[arg(value_name = "FOLDER", default_value = ".")]
    pub(crate) folder: String,
    /// Where to write; by default `iamwhy.scenario.json` in that folder. An existing file is never overwritten
    #[arg(long, value_name = "FILE", conflicts_with = "print")]
    pub(crate) out: Option<String>,
    /// Print the scenario instead
    #[arg(long)]
    pub(crate) print: bool,
    /// The account of the roles, where no ARN says one
    #[arg(long, value_name = "ID", default_value = "111122223333")]
    pub(crate) account: String,
}

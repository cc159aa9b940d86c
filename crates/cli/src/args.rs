//! The command line: one place from which parsing, help and spelling help flow.

pub(crate) mod collect;
pub(crate) mod coverage;
pub(crate) mod diff;
pub(crate) mod expand;
pub(crate) mod import;
pub(crate) mod init;
pub(crate) mod lint;
pub(crate) mod mutate;
pub(crate) mod out;
pub(crate) mod reach;
pub(crate) mod test;
pub(crate) mod traps;

use std::io::IsTerminal;

use clap::{CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum};

use crate::colour::When;

/// Would AWS allow this request, and why? Offline and exact; nothing leaves your machine.
#[derive(Parser, Debug)]
#[command(name = "iamwhy", version, propagate_version = true, max_term_width = 110, after_help = EXAMPLES)]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) command: Command,
    /// When to colour the output; `NO_COLOR` is respected
    #[arg(long, value_name = "WHEN", default_value = "auto", global = true)]
    pub(crate) color: When,
}

impl Args {
    /// What was written on the command line; help, errors and `--version` end the program here.
    pub(crate) fn read() -> Args {
        let mut command = Args::command();
        // Lines are broken for somebody who looks at them: what is piped is for a program, or has a width of its own.
        if !std::io::stdout().is_terminal() {
            command = command.term_width(0).max_term_width(0);
        }
        let matches = command.get_matches();
        Args::from_arg_matches(&matches).unwrap_or_else(|error| error.exit())
    }
}

const EXAMPLES: &str = "\
Examples:
  iamwhy explain access.scenario.json               why each case of a scenario is decided as it is
  iamwhy test policies/                             check what every scenario below a folder expects
  iamwhy lint policies/                             look for mistakes and holes in every policy below a folder
  iamwhy explain --identity p.json --principal arn:aws:iam::111122223333:user/alice \\
         --action s3:GetObject --resource arn:aws:s3:::logs/a.txt

Exit codes: 0 all passed, 1 an expectation failed or a policy has findings, 2 could not run (a wrong option, an unreadable file),
3 an answer is unknown (test --strict-unknown), 4 a threshold was missed.";

#[derive(Subcommand, Debug)]
pub(crate) enum Command {
    /// Say why a request is allowed or denied, and what would turn that around
    Explain(Box<Explain>),
    /// Run scenario files as tests
    Test(test::Test),
    /// Say which statements, values and conditions of the policies no test exercises
    Coverage(coverage::Coverage),
    /// Say which decisions change between two folders, records or git revisions
    Diff(diff::Diff),
    /// Say which edits of the policies no test would notice
    Mutate(mutate::Mutate),
    /// Say who can do something, directly and through roles, and what holds it open
    WhoCan(reach::WhoCan),
    /// Say what a principal can do, and as whom else
    Can(reach::Can),
    /// Print who has access to what
    Matrix(reach::Matrix),
    /// Write a first scenario from the policies that are found
    Init(init::Init),
    /// Practise: predict what AWS decides, see why, turn it around
    Traps(traps::Traps),
    /// Say which actions a wildcard matches, or find few wildcards for a list of actions
    Expand(expand::Expand),
    /// Say what policies should not say: mistakes, holes, and what AWS refuses to save
    Lint(lint::Lint),
    /// Make a scenario of a Terraform plan, a CloudFormation template or an account's export
    Import(import::Import),
    /// Print a script that fetches an account's policies and its organization's, read-only
    Collect(collect::Collect),
    /// Print the JSON Schema of scenario files, or the operations they can name
    Schema(Schema),
    /// Print the completions of a shell
    Completions(Completions),
    /// Print the manual page, or write one for every command
    Man(Man),
}

/// Text or JSON.
#[derive(Copy, Clone, PartialEq, Eq, Debug, Default, ValueEnum)]
pub(crate) enum Format {
    /// For people
    #[default]
    Pretty,
    /// For programs; byte for byte stable
    Json,
    /// For a ticket or a pull request
    Markdown,
}

const EXPLAIN_EXAMPLES: &str = "\
Examples:
  Every case of a scenario, or one of them:
      iamwhy explain access.scenario.json
      iamwhy explain access.scenario.json --case 'app puts a log'

  Without a scenario: a role with a boundary, one SCP beside AWS's default at the account:
      iamwhy explain --principal arn:aws:iam::111122223333:role/app --identity app.json --boundary team.json \\
          --scp FullAWSAccess,region-lock.json --action s3:PutObject --resource arn:aws:s3:::logs/a \\
          --context aws:RequestedRegion=eu-west-1

  The same as a scenario file, to keep as a test:
      iamwhy explain … --print-scenario > access.scenario.json

  What a command printed is a policy too, as a file or piped:
      aws iam get-role-policy --role-name app --policy-name logs | iamwhy explain --identity - \\
          --principal arn:aws:iam::111122223333:role/app --action s3:PutObject --resource arn:aws:s3:::logs/a

  Nothing but the message: what it says, what it leaves open, and the commands that fetch the policies it does not show;
  then again with the policies, until the answer is sure:
      iamwhy explain --error 'User: arn:aws:sts::111122223333:assumed-role/app/ci is not authorized to perform: …'
      pbpaste | iamwhy explain --error - --identity app.json --without boundary,session,scp,rcp

Unknown is not absent: keys that AWS always sends but nobody gave here (aws:SourceIp, aws:CurrentTime, …) are unknown;
the answer says when it depends on them. Set them with --context, or say --absent KEY.";

#[derive(clap::Args, Debug)]
#[command(after_help = EXPLAIN_EXAMPLES)]
pub(crate) struct Explain {
    /// A scenario file; without it, the request and its policies come from the options below
    #[arg(conflicts_with = "Flags")]
    pub(crate) file: Option<String>,
    /// Only the case with this name
    #[arg(long, value_name = "NAME", requires = "file")]
    pub(crate) case: Option<String>,
    /// An access-denied message of any client, or events of CloudTrail, with what stands around them; `-` reads standard input
    #[arg(long, value_name = "MESSAGE", conflicts_with = "file")]
    pub(crate) error: Option<String>,
    /// With --error: there are no policies of this kind, so they are not unknown
    #[arg(
        long,
        value_name = "KIND[,KIND…]",
        value_delimiter = ',',
        requires = "error",
        conflicts_with = "file"
    )]
    pub(crate) without: Vec<Without>,
    /// How to print
    #[arg(long, value_name = "FORMAT", default_value = "pretty")]
    pub(crate) format: Format,
    #[command(flatten)]
    pub(crate) flags: Flags,
}

/// A kind of policy that there is none of.
#[derive(Copy, Clone, PartialEq, Eq, Debug, ValueEnum)]
pub(crate) enum Without {
    /// Nothing is attached to the user or role
    Identity,
    /// No permissions boundary
    Boundary,
    /// The session was made without session policies
    Session,
    /// No SCP but FullAWSAccess
    Scp,
    /// No RCP but RCPFullAWSAccess
    Rcp,
    /// The resource has no policy
    Resource,
    /// The key has no grants
    Grants,
    /// The request did not come through a VPC endpoint
    Endpoint,
}

/// A request and its policies, without a scenario file.
#[derive(clap::Args, Debug, Default)]
#[command(next_help_heading = "Request")]
pub(crate) struct Flags {
    /// Who calls: the ARN of a user, role (a session of it), session, federated user or root; a service principal; or `anonymous`
    #[arg(long, value_name = "ARN")]
    pub(crate) principal: Option<String>,
    /// The IAM action, such as `s3:GetObject`
    #[arg(long, value_name = "ACTION")]
    pub(crate) action: Option<String>,
    /// The ARN that the service authorises on; left out, what the service sends for the action
    #[arg(long, value_name = "ARN")]
    pub(crate) resource: Option<String>,
    /// A context key; give a key twice for a list
    #[arg(long, value_name = "KEY=VALUE")]
    pub(crate) context: Vec<String>,
    /// A context key that is not sent
    #[arg(long, value_name = "KEY")]
    pub(crate) absent: Vec<String>,
    /// A context key of which nobody knows whether it is sent
    #[arg(long, value_name = "KEY")]
    pub(crate) unknown: Vec<String>,
    /// A tag in the request
    #[arg(long, value_name = "KEY=VALUE")]
    pub(crate) request_tag: Vec<String>,
    /// A service of a forward access session, first hop first, such as `athena.amazonaws.com`
    #[arg(long, value_name = "SERVICE")]
    pub(crate) via: Vec<String>,

    /// Attached to the user or role: a file (a policy, or what an `aws` command printed), `-` for standard input, or a built-in such as
    /// `AdministratorAccess`; so in all of these
    #[arg(long, value_name = "FILE", help_heading = "Policies")]
    pub(crate) identity: Vec<String>,
    /// The permissions boundary
    #[arg(long, value_name = "FILE", help_heading = "Policies")]
    pub(crate) boundary: Option<String>,
    /// Passed when the session was made
    #[arg(long, value_name = "FILE", help_heading = "Policies")]
    pub(crate) session_policy: Vec<String>,
    /// SCPs of one level, from the root down; repeat for the next level. AWS attaches FullAWSAccess by default: name it beside your own
    #[arg(long, value_name = "FILE[,FILE…]", help_heading = "Policies")]
    pub(crate) scp: Vec<String>,
    /// RCPs of one level, from the root down; repeat for the next level
    #[arg(long, value_name = "FILE[,FILE…]", help_heading = "Policies")]
    pub(crate) rcp: Vec<String>,
    /// The policy of the bucket, key, queue, …; of a role, its trust policy
    #[arg(long, value_name = "FILE", help_heading = "Policies")]
    pub(crate) resource_policy: Option<String>,
    /// The policy of the VPC endpoint that the request comes through
    #[arg(long, value_name = "FILE", help_heading = "Policies")]
    pub(crate) endpoint_policy: Option<String>,

    /// The account that owns the resource, where its ARN does not say
    #[arg(long, value_name = "ACCOUNT", help_heading = "World")]
    pub(crate) resource_account: Option<String>,
    /// A tag of the resource
    #[arg(long, value_name = "KEY=VALUE", help_heading = "World")]
    pub(crate) resource_tag: Vec<String>,
    /// A tag of the principal
    #[arg(long, value_name = "KEY=VALUE", help_heading = "World")]
    pub(crate) principal_tag: Vec<String>,
    /// Another reading of an undocumented point, such as `UND-15=limited`
    #[arg(long, value_name = "UND=WORD", help_heading = "World")]
    pub(crate) assume: Vec<String>,
    /// Print the scenario file that these options stand for, and stop
    #[arg(long)]
    pub(crate) print_scenario: bool,
}

#[derive(clap::Args, Debug)]
pub(crate) struct Schema {
    /// List the API operations that a case can name, with the authorizations that they become
    #[arg(long)]
    pub(crate) operations: bool,
}

const COMPLETIONS_EXAMPLES: &str = "\
Examples:
  iamwhy completions bash > ~/.local/share/bash-completion/completions/iamwhy
  iamwhy completions zsh > ~/.zfunc/_iamwhy
  iamwhy completions fish > ~/.config/fish/completions/iamwhy.fish";

#[derive(clap::Args, Debug)]
#[command(after_help = COMPLETIONS_EXAMPLES)]
pub(crate) struct Completions {
    /// For which shell
    pub(crate) shell: clap_complete::Shell,
}

const MAN_EXAMPLES: &str = "\
Examples:
  iamwhy man | man -l -
  iamwhy man --out ~/.local/share/man/man1";

#[derive(clap::Args, Debug)]
#[command(after_help = MAN_EXAMPLES)]
pub(crate) struct Man {
    /// Write a page for the program and one for each command into this folder
    #[arg(long, value_name = "FOLDER")]
    pub(crate) out: Option<String>,
}

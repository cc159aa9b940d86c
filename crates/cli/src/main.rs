//! `iamwhy`: would AWS allow this request, and why?

mod args;
mod caller;
mod collect;
mod colour;
mod coverage;
mod decisions;
mod diff;
mod disk;
mod expand;
mod explain;
mod fill;
mod flags;
mod given;
mod import;
mod init;
mod lint;
mod mistyped;
mod mutate;
mod papers;
mod pathless;
mod paths;
mod patterns;
mod perhaps;
mod plain;
mod reach;
mod refusal;
mod remarks;
mod report;
mod schema;
mod suite;
mod test;
mod traps;
mod typed;
mod unseen;
mod vain;

use std::process::ExitCode;

/// How a run ended; each has its exit code.
enum Ended {
    /// 0
    Passed,
    /// 1: an expectation failed, a pattern matches nothing, or a policy has findings.
    Failed,
    /// 3: an answer is unknown where it must not be.
    Unknown,
    /// 4: a threshold was missed.
    BelowThreshold,
}

/// Why nothing could be run; exit code 2.
#[derive(Debug, thiserror::Error)]
enum CannotRun {
    #[error("{0}")]
    Input(String),
    #[error("cannot write: {0}")]
    Output(#[from] std::io::Error),
}

fn main() -> ExitCode {
    let args = args::Args::read();
    let colour = colour::Colour::choose(args.color);
    let ended = match &args.command {
        args::Command::Explain(options) => explain::run(options, colour),
        args::Command::Test(options) => test::run(options, colour),
        args::Command::Coverage(options) => coverage::run(options, colour),
        args::Command::Diff(options) => diff::run(options, colour),
        args::Command::Mutate(options) => mutate::run(options, colour),
        args::Command::WhoCan(options) => reach::who_can::run(options, colour),
        args::Command::Can(options) => reach::can::run(options, colour),
        args::Command::Matrix(options) => reach::matrix::run(options, colour),
        args::Command::Init(options) => init::run(options, colour),
        args::Command::Traps(options) => traps::run(options, colour),
        args::Command::Expand(options) => expand::run(options, colour),
        args::Command::Lint(options) => lint::run(options, colour),
        args::Command::Import(options) => import::run(options, colour),
        args::Command::Collect(options) => collect::run(options),
        args::Command::Schema(options) => schema::run(options),
        args::Command::Completions(options) => papers::completions(options),
        args::Command::Man(options) => papers::man(options),
    };
    match ended {
        Ok(Ended::Passed) => ExitCode::SUCCESS,
        Ok(Ended::Failed) => ExitCode::from(1),
        Ok(Ended::Unknown) => ExitCode::from(3),
        Ok(Ended::BelowThreshold) => ExitCode::from(4),
        // A reader that went away, such as `head`, is not an error.
        Err(CannotRun::Output(error)) if error.kind() == std::io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            use std::io::Write;
            let _ = writeln!(plain::stderr(colour), "{} {error}", colour.bad("error:"));
            ExitCode::from(2)
        }
    }
}

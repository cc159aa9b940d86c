//! `iamwhy test`: scenario files as tests.

mod watch;

use std::io::{BufWriter, Write};

use crate::args::test::{Format, Test};
use crate::colour::Colour;
use crate::plain::{self, Speech};
use crate::report::annotation::{Level, annotation};
use crate::report::{Results, write};
use crate::suite::run::Choice;
use crate::suite::source::{Source, Unreadable};
use crate::suite::{self, Failed, progress};
use crate::{CannotRun, Ended, decisions};

pub(crate) fn run(options: &Test, colour: Colour) -> Result<Ended, CannotRun> {
    if options.watch {
        return watch::watch(options, colour);
    }
    let sources = match suite::read(&options.paths) {
        Ok(sources) => sources,
        Err(failed) => {
            if let (Failed::Unreadable(errors), Format::Github) = (&failed, options.format) {
                annotate(errors)?;
            }
            return Err(failed.say(colour));
        }
    };
    once(options, &sources, colour)
}

/// Runs the chosen cases and reports.
fn once(options: &Test, sources: &[Source], colour: Colour) -> Result<Ended, CannotRun> {
    let choice = Choice {
        filter: options.filter.clone(),
        shard: options.shard,
        fail_fast: options.fail_fast,
        detail: wants_detail(options),
    };
    let total = suite::run::count(sources);
    let ran = progress::shown(total, "cases", |done| suite::run::run(sources, &choice, done));
    let chosen = choice.filter.is_some() || choice.shard.is_some() || choice.fail_fast;
    let results = Results::of(sources, ran, chosen);
    if let Some(text) = options
        .filter
        .as_ref()
        .filter(|_| options.shard.is_none() && results.origins.is_empty())
    {
        return Err(CannotRun::Input(format!(
            "no case, file or title contains `{text}`; nothing was run"
        )));
    }
    for out in &options.out {
        let mut text = Vec::new();
        write(&mut text, out.format, &results, Colour::none())?;
        keep(&out.file, &text)?;
    }
    if let Some(file) = &options.record {
        keep(file, decisions::record(&results).as_bytes())?;
    }
    let mut out = BufWriter::new(std::io::stdout().lock());
    write(&mut out, options.format, &results, colour)?;
    out.flush()?;
    Ok(match () {
        () if results.report.summary().failed > 0 => Ended::Failed,
        () if options.strict_unknown && results.has_surprising_unknown() => Ended::Unknown,
        () => Ended::Passed,
    })
}

/// Whether a report shows the statements behind every answer.
fn wants_detail(options: &Test) -> bool {
    let formats = options.out.iter().map(|out| out.format).chain([options.format]);
    options.record.is_some()
        || formats
            .into_iter()
            .any(|own| matches!(own, Format::Json | Format::Ndjson))
}

/// Writes a file whole.
pub(crate) fn keep(file: &str, text: &[u8]) -> Result<(), CannotRun> {
    std::fs::write(file, text).map_err(|error| CannotRun::Input(format!("cannot write `{file}`: {error}")))
}

/// What cannot be read, at its own line.
fn annotate(errors: &[Unreadable]) -> Result<(), CannotRun> {
    let mut out = plain::stdout(Speech::Commands);
    for error in errors {
        let span = iamwhy_scenario::run::Span {
            file: error.file.clone(),
            line: error.line,
            column: error.column,
            end_line: error.line,
            end_column: error.column,
        };
        writeln!(
            out,
            "{}",
            annotation(Level::Error, &span, "cannot be read", &error.message)
        )?;
    }
    Ok(())
}

//! `iamwhy test`: scenario files as tests.

use std::io::Write;

use iamwhy_scenario::{Loaded, Report, run};

use crate::args::{Format, Test};
use crate::colour::Colour;
use crate::disk::{self, Disk};
use crate::pretty;
use crate::{CannotRun, Ended, paths};

pub(crate) fn run(options: &Test, colour: Colour) -> Result<Ended, CannotRun> {
    let files = paths::find(&options.paths)?;
    let mut report = Report::default();
    let mut loaded = Vec::new();
    let mut unreadable = Vec::new();
    for path in &files {
        let name = path.display().to_string();
        let text = disk::read(path).map_err(CannotRun::Input)?;
        match Loaded::load(&name, &text, &Disk::beside(path)) {
            Ok(scenario) => {
                report.files.push(run::run(&scenario));
                loaded.push(scenario);
            }
            Err(errors) => unreadable.extend(errors.iter().map(ToString::to_string)),
        }
    }
    // A file that cannot be read hides what it would have checked: nothing is reported as if all were well.
    if !unreadable.is_empty() {
        let mut out = std::io::stderr().lock();
        for error in &unreadable {
            writeln!(out, "{} {error}", colour.bad("error:"))?;
        }
        let count = unreadable.len();
        let errors = if count == 1 {
            "1 error"
        } else {
            &format!("{count} errors")
        };
        return Err(CannotRun::Input(format!("{errors} in scenario files; nothing was run")));
    }
    let mut out = std::io::stdout().lock();
    match options.format {
        Format::Json => writeln!(out, "{}", report.to_json())?,
        Format::Markdown => pretty::markdown(&mut out, &report)?,
        Format::Pretty => pretty::report(&mut out, &report, &loaded, colour)?,
    }
    Ok(if report.summary().failed > 0 {
        Ended::Failed
    } else {
        Ended::Passed
    })
}

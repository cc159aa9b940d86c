//! What the checks are about.

use std::io::Write;

use iamwhy_lint::checks::FAMILIES;

use super::known;
use crate::colour::Colour;
use crate::{CannotRun, Ended};

/// `iamwhy lint --list`
pub(super) fn list(colour: Colour) -> Result<Ended, CannotRun> {
    let mut out = std::io::stdout().lock();
    for family in FAMILIES {
        writeln!(out, "{}", colour.strong(family.title))?;
        for check in family.rules.iter().flat_map(|rule| rule.checks) {
            writeln!(out, "  {} ({})", check.code, check.severity)?;
            writeln!(out, "      {}", colour.faint(check.what))?;
        }
    }
    Ok(Ended::Passed)
}

/// `iamwhy lint --explain CODE`
pub(super) fn explain(code: &str, colour: Colour) -> Result<Ended, CannotRun> {
    let check = known(code)?;
    let mut out = std::io::stdout().lock();
    writeln!(
        out,
        "{} ({}, {})\n",
        colour.strong(check.code),
        check.severity,
        check.origin.name()
    )?;
    writeln!(out, "{}\n", check.what)?;
    writeln!(out, "{} {}", colour.strong("Why it matters:"), check.why)?;
    writeln!(out, "{} {}\n", colour.strong("The smallest fix:"), check.fix)?;
    for (title, text) in [("Has it:", check.bad), ("Better:", check.good)] {
        writeln!(out, "{}", colour.strong(title))?;
        for line in text.lines() {
            writeln!(out, "  {line}")?;
        }
    }
    writeln!(out, "\n{}", check.page())?;
    Ok(Ended::Passed)
}

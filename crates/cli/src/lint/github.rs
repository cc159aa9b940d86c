//! Findings as annotations of GitHub Actions, at the policies' own lines.

use std::io::{self, Write};

use iamwhy_lint::Severity;

use super::{Linted, pretty};
use crate::report::annotation::{Level, annotation};

pub(super) fn write(out: &mut dyn Write, linted: &Linted<'_>) -> io::Result<()> {
    for one in &linted.policies {
        for (index, finding) in one.findings.iter().enumerate() {
            let level = match finding.severity() {
                Severity::Error => Level::Error,
                Severity::SecurityWarning | Severity::Warning => Level::Warning,
                Severity::Suggestion => Level::Notice,
            };
            let mut message = match &finding.fix {
                Some(fix) => format!("{}\nfix: {}", finding.message, fix.title),
                None => finding.message.clone(),
            };
            if let Some(scenarios) = one.in_scenarios(index) {
                message.push('\n');
                message.push_str(&scenarios);
            }
            let at = one.subject.place(finding.span);
            writeln!(out, "{}", annotation(level, &at, finding.code(), &message))?;
        }
        if let Some(refusal) = one.lone_refusal() {
            let at = one.subject.place(refusal.span);
            let line = annotation(Level::Error, &at, "AWS does not save this", &refusal.message);
            writeln!(out, "{line}")?;
        }
    }
    for unused in &linted.unused {
        let line = annotation(Level::Warning, &unused.at, "unused suppression", &unused.message);
        writeln!(out, "{line}")?;
    }
    writeln!(out, "{}", pretty::last_line(linted))
}

//! Findings for people: each with its line and carets.

use std::io::{self, Write};

use iamwhy_explain::excerpt::{WIDTH, part};
use iamwhy_lint::{Finding, Severity};
use iamwhy_policy::Span;

use super::{Linted, One};
use crate::colour::Colour;
use crate::report::count;

/// So much of a long line is shown before what it is about.
const BEFORE: usize = 60;

pub(super) fn write(out: &mut dyn Write, linted: &Linted<'_>, colour: Colour) -> io::Result<()> {
    for one in &linted.policies {
        for (at, finding) in one.findings.iter().enumerate() {
            self::finding(out, one, at, finding, colour)?;
        }
        if let Some(refusal) = one.lone_refusal() {
            let title = format!("refused [{}]", refusal.rule);
            writeln!(
                out,
                "{}: AWS does not save this: {}",
                colour.bad(&title),
                refusal.message
            )?;
            quote(out, one, refusal.span, colour)?;
            if let Some(why) = &refusal.why {
                writeln!(out, "  = {why}")?;
            }
            writeln!(out)?;
        }
    }
    for unused in &linted.unused {
        let at = &unused.at;
        writeln!(
            out,
            "{}: {}:{}:{}: {}\n",
            colour.strong("unused suppression"),
            at.file,
            at.line,
            at.column,
            unused.message
        )?;
    }
    writeln!(out, "{}", last_line(linted))
}

/// `2 errors, 1 warning in 3 policies; AWS does not save 1 of them; 1 suppressed`
pub(super) fn last_line(linted: &Linted<'_>) -> String {
    let findings = || linted.policies.iter().flat_map(|one| &one.findings);
    let parts: Vec<String> = Severity::ALL
        .into_iter()
        .map(|severity| (severity, findings().filter(|own| own.severity() == severity).count()))
        .filter(|(_, number)| *number > 0)
        .map(|(severity, number)| count(number, &severity.to_string()))
        .collect();
    let refused = linted
        .policies
        .iter()
        .filter(|one| one.refused().next().is_some())
        .count();
    let found = match parts.is_empty() {
        true => "no findings".to_owned(),
        false => parts.join(", "),
    };
    let refused = match refused {
        0 => String::new(),
        number => format!("; AWS does not save {number} of them"),
    };
    let suppressed: usize = linted.policies.iter().map(|one| one.suppressed.len()).sum();
    let suppressed = match suppressed {
        0 => String::new(),
        number => format!("; {number} suppressed"),
    };
    format!("{found} in {}{refused}{suppressed}", looked_at(linted))
}

/// `3 policies and the requests of 2 scenarios`
fn looked_at(linted: &Linted<'_>) -> String {
    let policies = linted.policies.iter().filter(|one| one.report.is_some()).count();
    let scenarios = linted.policies.len() - policies;
    let requests = format!("the requests of {}", count(scenarios, "scenario"));
    let policies = match policies {
        0 if scenarios > 0 => return requests,
        1 => "1 policy".to_owned(),
        number => format!("{number} policies"),
    };
    match scenarios {
        0 => policies,
        _ => format!("{policies} and {requests}"),
    }
}

fn finding(out: &mut dyn Write, one: &One<'_>, at: usize, finding: &Finding, colour: Colour) -> io::Result<()> {
    let title = format!("{} [{}]", finding.severity(), finding.code());
    let title = match finding.severity() {
        Severity::Error | Severity::SecurityWarning => colour.bad(&title),
        Severity::Warning | Severity::Suggestion => colour.strong(&title),
    };
    writeln!(out, "{title}: {}", finding.message)?;
    quote(out, one, finding.span, colour)?;
    for related in &finding.related {
        let at = one.subject.shown(related.span);
        writeln!(out, "  = {}:{}:{}: {}", at.file, at.line, at.column, related.message)?;
    }
    if let Some(scenarios) = one.in_scenarios(at) {
        writeln!(out, "  = {scenarios}")?;
    }
    if let Some(refusal) = one.refusal_at(finding) {
        writeln!(out, "  = AWS does not save this: {}", refusal.message)?;
    }
    if let Some(shown) = &finding.shows {
        writeln!(out, "  = a request shows it (`--format json` has it): {}", shown.title)?;
    }
    if let Some(fix) = &finding.fix {
        let by_hand = one.subject.path.is_none();
        let how = if fix.safe && !by_hand { "; `--fix` does it" } else { "" };
        writeln!(out, "  = fix: {}{how}", fix.title)?;
    }
    writeln!(out)
}

/// The line that a span begins in, with carets below it.
fn quote(out: &mut dyn Write, one: &One<'_>, span: Span, colour: Colour) -> io::Result<()> {
    let subject = one.subject;
    let shown = subject.shown(span);
    let name = match subject.part() {
        Some(part) if one.seen.len() < 2 => format!(" ({part})"),
        _ => String::new(),
    };
    writeln!(
        out,
        "  {} {}:{}:{}{name}",
        colour.faint("-->"),
        shown.file,
        shown.line,
        shown.column
    )?;
    // A policy that is the value of a string is shown by its own lines.
    let (json, at) = match &subject.exported {
        Some(exported) if !exported.is_text() => (exported.file(), shown),
        _ => (&subject.json, subject.inner(span)),
    };
    let Some(line) = json.lines_from(at.line).next() else {
        return Ok(());
    };
    let (line, from, cut) = shortened(line, at.column as usize - 1);
    let number = at.line.to_string();
    let pad = " ".repeat(number.len());
    let length = line.chars().count();
    let end = match at.end_line == at.line {
        true => (at.end_column as usize).saturating_sub(1 + cut),
        false => line.trim_end().chars().count(),
    };
    let carets = end.min(length).saturating_sub(from).max(1);
    writeln!(out, " {pad} {}", colour.faint("|"))?;
    writeln!(out, " {} {} {line}", colour.faint(&number), colour.faint("|"))?;
    writeln!(
        out,
        " {pad} {} {}{}",
        colour.faint("|"),
        " ".repeat(from),
        colour.marks(&"^".repeat(carets))
    )
}

/// A line that is not longer than people read; where what it shows begins in it, and how much was cut off before.
fn shortened(line: &str, column: usize) -> (String, usize, usize) {
    let before = match column + BEFORE > WIDTH {
        true => column.saturating_sub(BEFORE),
        false => 0,
    };
    let start = before + usize::from(before > 0);
    let (shown, cut) = part(line.chars(), start..before + WIDTH, 0);
    (shown, column - cut, cut)
}

#[cfg(test)]
mod tests {
    use iamwhy_explain::excerpt::WIDTH;

    use super::shortened;

    #[test]
    fn a_long_line_is_cut_around_what_it_is_about() {
        let long: String = (0..400u32).map(|at| char::from(b'a' + (at % 26) as u8)).collect();
        for line in [&long, &long[..150], "\tö"] {
            for (column, letter) in line.chars().enumerate() {
                let (shown, from, cut) = shortened(line, column);
                let shown: Vec<char> = shown.chars().collect();
                let letter = if letter == '\t' { ' ' } else { letter };
                assert_eq!(shown.get(from), Some(&letter));
                assert_eq!(from + cut, column);
                assert!(shown.len() <= WIDTH + 1);
                let all = line.chars().count();
                assert_eq!(shown.first() == Some(&'…'), cut > 0);
                assert_eq!(shown.last() == Some(&'…'), cut + WIDTH < all);
            }
        }
    }
}

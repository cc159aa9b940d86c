//! For people: each document with its statements, and below each what it lacks.

use std::io::{self, Write};

use iamwhy_coverage::{Statement, Summary};
use iamwhy_policy::Effect;

use super::Covered;
use super::gaps::gaps;
use crate::colour::Colour;

pub(super) fn write(out: &mut dyn Write, covered: &Covered, colour: Colour) -> io::Result<()> {
    for (file, documents) in covered.files() {
        writeln!(out, "{}", colour.strong(file))?;
        for document in documents {
            if document.name != file {
                writeln!(out, "  {}", colour.faint(&document.name))?;
            }
            for statement in &document.statements {
                writeln!(out, "  {}", line(statement, colour))?;
                for gap in gaps(statement) {
                    writeln!(out, "      {}:{} {}", gap.span.line, gap.span.column, gap.text)?;
                }
            }
        }
        writeln!(out)?;
    }
    writeln!(out, "{}", totals(&covered.coverage.summary()))
}

fn line(statement: &Statement, colour: Colour) -> String {
    let mark = match (statement.decisive, statement.matched) {
        (0, 0) => colour.bad("✖"),
        (0, _) => colour.marks("◯"),
        _ => colour.good("✔"),
    };
    let effect = match statement.effect {
        Some(Effect::Allow) => "Allow",
        Some(Effect::Deny) => "Deny",
        None => "–",
    };
    let counts = format!("matched {}, decisive {}", statement.matched, statement.decisive);
    format!("{mark} {} {effect} {}", statement.label(), colour.faint(&counts))
}

fn totals(summary: &Summary) -> String {
    let share = |share: iamwhy_coverage::Share| format!("{} ({} of {})", share.words(), share.hit, share.all);
    format!(
        "statements: decisive {}, matched {}\nvalues: matched {}\nconditions: outcomes seen {}",
        share(summary.decisive),
        share(summary.matched),
        share(summary.values),
        share(summary.outcomes)
    )
}

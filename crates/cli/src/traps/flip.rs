//! The second challenge: print it, or check what somebody made of it.

use std::io::Write;
use std::path::Path;

use iamwhy_traps::challenge::judge;
use iamwhy_traps::{Operation, Room, laid_out, markdown};

use super::{WIDTH, find};
use crate::args::traps::Flip;
use crate::colour::Colour;
use crate::{CannotRun, Ended, disk};

pub(super) fn run(room: &Room, options: &Flip, colour: Colour) -> Result<Ended, CannotRun> {
    let trap = find(room, &options.name)?;
    let (Some(flip), Some(text)) = (&trap.card.flip, &trap.scenario) else {
        return Err(CannotRun::Input(format!(
            "`{}` is a fact, not a decision: there is nothing to turn around",
            trap.slug
        )));
    };
    let mut out = std::io::stdout().lock();
    if options.print {
        // As it lies in the repository, its schema is two folders above; elsewhere there is none.
        let text = text
            .lines()
            .filter(|line| !line.trim_start().starts_with("\"$schema\""));
        for line in text {
            writeln!(out, "{line}")?;
        }
        return Ok(Ended::Passed);
    }
    if options.model {
        let word = match flip.model.op {
            Operation::Add => "add",
            Operation::Replace => "replace",
            Operation::Remove => "remove",
        };
        writeln!(out, "{word} {}", flip.model.path)?;
        if let Some(value) = &flip.model.value {
            writeln!(out, "{}", laid_out(&value.0, WIDTH))?;
        }
        return Ok(Ended::Passed);
    }
    let Some(file) = &options.edited else {
        writeln!(out, "{}\n", colour.strong(&trap.card.title))?;
        write!(out, "{}", markdown::plain(&flip.challenge, WIDTH))?;
        writeln!(
            out,
            "\n  iamwhy traps flip {0} --print > mine.scenario.json      then edit it\n  \
             iamwhy traps flip {0} --edited mine.scenario.json",
            trap.slug
        )?;
        return Ok(Ended::Passed);
    };
    let edited = disk::read(Path::new(file)).map_err(CannotRun::Input)?;
    let judged = judge(trap, &edited).map_err(|errors| {
        let lines = errors.into_iter().map(|mut error| {
            error.file.clone_from(file);
            error.to_string()
        });
        CannotRun::Input(lines.collect::<Vec<_>>().join("\n"))
    })?;
    let Some(judged) = judged else {
        return Err(CannotRun::Input(format!("`{}` has no challenge", trap.slug)));
    };
    let mark = colour.marks(if judged.reached { "✔" } else { "✖" });
    for (at, sentence) in judged.sentences().iter().enumerate() {
        let mark = if at == 0 { mark.as_str() } else { " " };
        write!(out, "{mark} {}", markdown::wrapped(sentence, "", "  ", WIDTH))?;
    }
    Ok(if judged.reached { Ended::Passed } else { Ended::Failed })
}

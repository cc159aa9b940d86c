//! Five questions, each with its answer at once.

use std::io::{Write, stdin, stdout};

use iamwhy_traps::practice::{SET, set};
use iamwhy_traps::{Calibration, Given, Room};

use super::ask::{Said, ask, pause};
use super::kept::{Kept, seed, today};
use super::reveal::reveal;
use super::{choice, question};
use crate::args::traps::Practise;
use crate::colour::Colour;
use crate::{CannotRun, Ended};

pub(super) fn run(room: &Room, options: &Practise, colour: Colour) -> Result<Ended, CannotRun> {
    let choice = choice(room, &options.choice)?;
    let mut kept = Kept::open(options.progress.as_deref())?;
    let today = today();
    let chosen_seed = options.seed.unwrap_or_else(seed);
    let drawn = set(room, &choice, &kept.progress, today, chosen_seed);
    if drawn.is_empty() {
        return Err(CannotRun::Input("no trap is of these chapters and levels".to_owned()));
    }
    let (mut from, mut out) = (stdin().lock(), stdout().lock());
    let due = kept.progress.due(today).len();
    if due > 0 {
        writeln!(out, "{due} to ask again today\n")?;
    }
    let mut answers: Vec<Given> = Vec::new();
    for (number, trap) in (1..).zip(drawn.iter().filter_map(|at| room.traps.get(*at))) {
        writeln!(
            out,
            "{}",
            colour.faint(&format!("question {number} of {}", drawn.len()))
        )?;
        question(&mut out, room, trap, colour)?;
        writeln!(out)?;
        match ask(&mut from, &mut out, trap, colour)? {
            Said::Quit => break,
            Said::Skip => writeln!(out)?,
            Said::Answer(given) => {
                writeln!(out)?;
                reveal(&mut out, room, trap, Some(&given), colour)?;
                kept.progress.answered(&given, today);
                kept.save()?;
                answers.push(given);
                writeln!(out)?;
                if number < drawn.len() && !pause(&mut from, &mut out, colour)? {
                    break;
                }
                writeln!(out)?;
            }
        }
    }
    let right = answers.iter().filter(|given| given.right).count();
    writeln!(
        out,
        "\n{}",
        colour.strong(&format!("{right} of {} right", answers.len()))
    )?;
    let calibration = match kept.is_kept() {
        true => kept.progress.calibration(),
        false => Calibration::of(&answers),
    };
    if calibration.asked() > 0 {
        writeln!(out, "{}", calibration.sentence())?;
    }
    if drawn.len() == SET {
        let again = format!("the same questions again: --seed {chosen_seed}");
        writeln!(out, "{}", colour.faint(&again))?;
    }
    Ok(Ended::Passed)
}

//! An interview: mixed questions, answers at the end, and where somebody is strong.

use std::io::{Write, stdin, stdout};
use std::time::{Duration, Instant};

use iamwhy_traps::practice::{INTERVIEW, interview};
use iamwhy_traps::{Given, Report, Room, Strength, markdown};

use super::ask::{Said, ask};
use super::kept::{Kept, seed, today};
use super::{WIDTH, choice, question};
use crate::args::traps::Practise;
use crate::colour::Colour;
use crate::{CannotRun, Ended};

pub(super) fn run(room: &Room, options: &Practise, colour: Colour) -> Result<Ended, CannotRun> {
    let choice = choice(room, &options.choice)?;
    let mut kept = Kept::open(options.progress.as_deref())?;
    let chosen_seed = options.seed.unwrap_or_else(seed);
    let drawn = interview(room, &choice, chosen_seed, options.questions.unwrap_or(INTERVIEW));
    if drawn.is_empty() {
        return Err(CannotRun::Input("no trap is of these chapters and levels".to_owned()));
    }
    let (mut from, mut out) = (stdin().lock(), stdout().lock());
    let limit = options
        .minutes
        .map(|minutes| Duration::from_secs(minutes.saturating_mul(60)));
    let begun = Instant::now();
    let mut answers: Vec<Given> = Vec::new();
    for (number, trap) in (1..).zip(drawn.iter().filter_map(|at| room.traps.get(*at))) {
        let spent = begun.elapsed();
        if limit.is_some_and(|limit| spent >= limit) {
            writeln!(out, "the time is over\n")?;
            break;
        }
        let left = limit.map(|limit| format!(", {} minutes left", limit.saturating_sub(spent).as_secs().div_ceil(60)));
        let head = format!("question {number} of {}{}", drawn.len(), left.unwrap_or_default());
        writeln!(out, "{}", colour.faint(&head))?;
        question(&mut out, room, trap, colour)?;
        writeln!(out)?;
        match ask(&mut from, &mut out, trap, colour)? {
            Said::Quit => break,
            Said::Skip => {}
            Said::Answer(given) => answers.push(given),
        }
        writeln!(out)?;
    }
    for given in &answers {
        kept.progress.answered(given, today());
    }
    kept.save()?;
    writeln!(out)?;
    for given in &answers {
        outcome(&mut out, room, given, colour)?;
    }
    report(&mut out, &Report::of(room, &answers), colour)?;
    let again = format!("the same questions again: --interview --seed {chosen_seed}");
    writeln!(out, "{}", colour.faint(&again))?;
    Ok(Ended::Passed)
}

/// One answer, with the right one beside it.
fn outcome(out: &mut impl Write, room: &Room, given: &Given, colour: Colour) -> Result<(), CannotRun> {
    let Some(trap) = room.find(&given.trap).and_then(|at| room.traps.get(at)) else {
        return Ok(());
    };
    let mark = colour.marks(if given.right { "✔" } else { "✖" });
    let said = given.confidence.words();
    writeln!(out, "{mark} {} {}", trap.card.title, colour.faint(&format!("({said})")))?;
    if given.right {
        return Ok(());
    }
    if let Some(answer) = trap.right().and_then(|right| trap.card.answers.get(right)) {
        write!(out, "{}", markdown::wrapped(&answer.text, "    ", "    ", WIDTH))?;
    }
    writeln!(out, "    why: iamwhy traps show {} --answer", trap.slug)?;
    Ok(())
}

fn report(out: &mut impl Write, report: &Report, colour: Colour) -> Result<(), CannotRun> {
    let head = format!("{} of {} right", report.right, report.asked);
    writeln!(out, "\n{}", colour.strong(&head))?;
    for (name, list) in [
        ("chapters", &report.chapters),
        ("topics", &report.topics),
        ("rules", &report.rules),
    ] {
        let weak = names(list, |own| own.right < own.asked);
        let strong = names(list, |own| own.right == own.asked);
        if !weak.is_empty() {
            write!(
                out,
                "{}",
                markdown::wrapped(&weak, &format!("  {name} to look at: "), "    ", WIDTH)
            )?;
        }
        if !strong.is_empty() {
            write!(
                out,
                "{}",
                markdown::wrapped(&strong, &format!("  {name} you know: "), "    ", WIDTH)
            )?;
        }
    }
    if report.asked > 0 {
        writeln!(out, "{}", report.calibration.sentence())?;
    }
    Ok(())
}

fn names(list: &[Strength], wanted: impl Fn(&Strength) -> bool) -> String {
    let names: Vec<String> = list
        .iter()
        .filter(|own| wanted(own))
        .map(|own| format!("{} ({} of {})", own.name, own.right, own.asked))
        .collect();
    names.join(", ")
}

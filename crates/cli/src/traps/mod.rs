//! `iamwhy traps`: the practice room in a terminal.

mod ask;
mod export;
mod flip;
mod interview;
mod kept;
mod list;
mod practise;
mod reveal;

use std::io::Write;

use iamwhy_scenario::read::did_you_mean;
use iamwhy_traps::{Room, Trap, markdown, practice::Choice};

use crate::args::traps::{ChoiceOptions, Show, Traps, TrapsCommand};
use crate::colour::Colour;
use crate::{CannotRun, Ended};

/// Longest line of what people read.
const WIDTH: usize = 100;

pub(crate) fn run(options: &Traps, colour: Colour) -> Result<Ended, CannotRun> {
    let room = Room::built_in().map_err(|errors| {
        let lines: Vec<String> = errors.iter().map(ToString::to_string).collect();
        CannotRun::Input(lines.join("\n"))
    })?;
    match &options.command {
        None => list::run(&room, &options.choice, options.format, colour),
        Some(TrapsCommand::Practise(own)) if own.interview => interview::run(&room, own, colour),
        Some(TrapsCommand::Practise(own)) => practise::run(&room, own, colour),
        Some(TrapsCommand::Show(own)) => show(&room, own, colour),
        Some(TrapsCommand::Flip(own)) => flip::run(&room, own, colour),
        Some(TrapsCommand::Export(own)) => export::run(&room, own),
    }
}

fn show(room: &Room, options: &Show, colour: Colour) -> Result<Ended, CannotRun> {
    let trap = find(room, &options.name)?;
    let mut out = std::io::stdout().lock();
    question(&mut out, room, trap, colour)?;
    if options.answer {
        writeln!(out)?;
        reveal::reveal(&mut out, room, trap, None, colour)?;
    } else {
        writeln!(out, "\nthe answer: iamwhy traps show {} --answer", trap.slug)?;
    }
    Ok(Ended::Passed)
}

/// The trap with this name or number.
fn find<'r>(room: &'r Room, name: &str) -> Result<&'r Trap, CannotRun> {
    let found = room.find(name).and_then(|at| room.traps.get(at));
    found.ok_or_else(|| {
        let near = did_you_mean(name, room.traps.iter().map(|trap| trap.slug.as_str()));
        let help = near.unwrap_or_else(|| "`iamwhy traps` lists them".to_owned());
        CannotRun::Input(format!("there is no trap `{name}`; {help}"))
    })
}

/// The chapters and levels that were asked for.
fn choice(room: &Room, options: &ChoiceOptions) -> Result<Choice, CannotRun> {
    let chapters = options.chapter.iter().map(|name| {
        room.find_chapter(name).ok_or_else(|| {
            let names: Vec<String> = room
                .chapters
                .iter()
                .map(|own| format!("  {} {}", own.number, bare(&own.folder)))
                .collect();
            CannotRun::Input(format!(
                "there is no chapter `{name}`; the chapters are:\n{}",
                names.join("\n")
            ))
        })
    });
    Ok(Choice {
        chapters: chapters.collect::<Result<_, _>>()?,
        levels: options.level.clone(),
    })
}

/// A folder's name without its number.
fn bare(folder: &str) -> &str {
    folder.split_once('-').map_or(folder, |(_, bare)| bare)
}

/// The question with its answers to choose from.
fn question(out: &mut impl Write, room: &Room, trap: &Trap, colour: Colour) -> Result<(), CannotRun> {
    let card = &trap.card;
    let chapter = room.chapter_of(trap).map_or("", |own| own.title.as_str());
    writeln!(out, "{}", colour.strong(&card.title))?;
    writeln!(
        out,
        "{}\n",
        colour.faint(&format!("trap {} · {chapter} · level {}", card.number, card.level))
    )?;
    write!(out, "{}", markdown::plain(&card.question, WIDTH))?;
    writeln!(out)?;
    for (number, answer) in (1..).zip(&card.answers) {
        write!(
            out,
            "{}",
            markdown::wrapped(&answer.text, &format!("  {number}) "), "     ", WIDTH)
        )?;
    }
    Ok(())
}

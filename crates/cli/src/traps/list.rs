//! The list of traps.

use std::io::Write;

use iamwhy_traps::Room;
use serde_json::json;

use super::choice;
use crate::args::traps::{ChoiceOptions, Format};
use crate::colour::Colour;
use crate::{CannotRun, Ended};

pub(super) fn run(room: &Room, options: &ChoiceOptions, format: Format, colour: Colour) -> Result<Ended, CannotRun> {
    let choice = choice(room, options)?;
    let chosen: Vec<usize> = choice.fitting(room).collect();
    let mut out = std::io::stdout().lock();
    if format == Format::Json {
        let traps = chosen.iter().filter_map(|at| room.traps.get(*at)).map(|trap| {
            let card = &trap.card;
            json!({
                "number": card.number,
                "name": trap.slug,
                "title": card.title,
                "chapter": room.chapter_of(trap).map(|own| own.folder.as_str()),
                "level": card.level,
                "topics": card.topics,
                "badge": card.badge.word(),
                "rule": card.rule,
            })
        });
        let list = json!({ "version": 1, "traps": traps.collect::<Vec<_>>() });
        writeln!(out, "{list:#}")?;
        return Ok(Ended::Passed);
    }
    let widest = chosen
        .iter()
        .filter_map(|at| room.traps.get(*at))
        .map(|trap| trap.slug.len());
    let widest = widest.max().unwrap_or(0);
    let mut before = None;
    for trap in chosen.iter().filter_map(|at| room.traps.get(*at)) {
        if before != Some(trap.chapter) {
            if before.is_some() {
                writeln!(out)?;
            }
            if let Some(chapter) = room.chapter_of(trap) {
                let name = format!("{}. {}", chapter.number, chapter.title);
                writeln!(out, "{}", colour.strong(&name))?;
            }
            before = Some(trap.chapter);
        }
        let card = &trap.card;
        writeln!(out, "{:>4}  {:widest$}  {}", card.number, trap.slug, card.title)?;
    }
    if chosen.is_empty() {
        return Err(CannotRun::Input("no trap is of these chapters and levels".to_owned()));
    }
    let words = format!(
        "{} traps; one of them: iamwhy traps show NAME; five of them: iamwhy traps practise",
        chosen.len()
    );
    writeln!(out, "\n{}", colour.faint(&words))?;
    Ok(Ended::Passed)
}

//! The answer to a trap, with everything that there is to know about it.

use std::io::Write;

use iamwhy_traps::{Given, Room, Trap, markdown};

use super::WIDTH;
use crate::CannotRun;
use crate::colour::Colour;

/// Shows the answer; to an answer that was given, whether it is right.
pub(super) fn reveal(
    out: &mut impl Write,
    room: &Room,
    trap: &Trap,
    given: Option<&Given>,
    colour: Colour,
) -> Result<(), CannotRun> {
    let card = &trap.card;
    let right = trap.right();
    let answer = right.and_then(|right| Some((right + 1, card.answers.get(right)?)));
    match given {
        Some(given) if given.right => writeln!(out, "{} Right.", colour.marks("✔"))?,
        Some(_) => writeln!(out, "{} No.", colour.marks("✖"))?,
        None => {}
    }
    if let Some((number, answer)) = answer {
        write!(
            out,
            "{}",
            markdown::wrapped(&answer.text, &format!("  {number}) "), "     ", WIDTH)
        )?;
    }
    writeln!(out)?;
    write!(out, "{}", markdown::plain(&card.explanation, WIDTH))?;
    let tempted = given.is_none_or(|given| given.answer == card.tempting.answer as usize);
    if tempted {
        let usual = format!(
            "The usual answer is {}: {}",
            card.tempting.answer + 1,
            card.tempting.why
        );
        write!(out, "\n{}", markdown::wrapped(&usual, "", "", WIDTH))?;
    }
    if let Ok(Some(scene)) = trap.scene()
        && let Some(explanation) = scene.explanation()
    {
        writeln!(out, "\n{}", colour.strong("as it is decided:"))?;
        for line in iamwhy_explain::lines(&explanation).lines() {
            writeln!(out, "  {}", colour.marks(line))?;
        }
    }
    if given.is_some_and(|given| !given.right)
        && let Some(part) = room.chapter_of(trap).and_then(|own| own.paragraph(&card.read))
    {
        writeln!(out, "\n{}", colour.strong(&part.title))?;
        write!(out, "{}", markdown::plain(&part.text, WIDTH))?;
    }
    writeln!(out)?;
    if let Some(rule) = &card.rule {
        writeln!(out, "  rule   {rule} (docs/semantics.md)")?;
    }
    writeln!(out, "  page   {}", card.page)?;
    writeln!(out, "  known  {}: {}", card.badge.word(), card.badge.sentence())?;
    if let Some(source) = &card.source {
        write!(out, "{}", markdown::wrapped(source, "  source ", "         ", WIDTH))?;
    }
    if let Some(flip) = &card.flip {
        writeln!(out, "\n{}", colour.strong("turn it around with one edit:"))?;
        write!(out, "{}", markdown::plain(&flip.challenge, WIDTH))?;
        writeln!(out, "  iamwhy traps flip {} --print > mine.scenario.json", trap.slug)?;
    }
    Ok(())
}

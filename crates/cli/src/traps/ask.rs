//! The prompt: one line at a time, from a keyboard or a pipe.

use std::io::{BufRead, Write};

use iamwhy_traps::{Confidence, Given, Trap, markdown};

use super::WIDTH;
use crate::CannotRun;
use crate::colour::Colour;

/// What somebody typed at a question.
pub(super) enum Said {
    /// An answer.
    Answer(Given),
    /// Nothing to this one.
    Skip,
    /// Enough.
    Quit,
}

/// More than this in one line is no answer.
const LONGEST: u64 = 4096;

/// Asks for an answer and how sure it is, until there is one.
pub(super) fn ask(
    from: &mut impl BufRead,
    out: &mut impl Write,
    trap: &Trap,
    colour: Colour,
) -> Result<Said, CannotRun> {
    let mut hints = trap.card.hints.iter();
    let answer = loop {
        prompt(out, "your answer (1-4, h for a hint, s to skip, q to stop): ", colour)?;
        let Some(line) = line(from)? else { return Ok(Said::Quit) };
        let mut words = line.split_whitespace();
        let word = words.next().unwrap_or_default().to_ascii_lowercase();
        match word.as_str() {
            "q" | "quit" => return Ok(Said::Quit),
            "s" | "skip" => return Ok(Said::Skip),
            "h" | "hint" => match hints.next() {
                Some(hint) => write!(out, "{}", markdown::wrapped(hint, "  ", "  ", WIDTH))?,
                None => writeln!(out, "  there is no further hint")?,
            },
            word => match place(word, 4) {
                // Both at once: `2 4`.
                Some(answer) => break (answer, words.next().and_then(|word| place(word, 4))),
                None => writeln!(out, "  type the number of an answer, from 1 to 4")?,
            },
        }
    };
    let (answer, mut sure) = answer;
    let sure = loop {
        if let Some(sure) = sure.and_then(|place| Confidence::ALL.get(place).copied()) {
            break sure;
        }
        prompt(
            out,
            "how sure (1 a guess 25 %, 2 unsure 50 %, 3 fairly sure 75 %, 4 sure 95 %): ",
            colour,
        )?;
        let Some(line) = line(from)? else { return Ok(Said::Quit) };
        sure = place(line.trim(), Confidence::ALL.len());
    };
    Ok(Said::Answer(Given {
        trap: trap.slug.clone(),
        answer,
        confidence: sure,
        right: trap.right() == Some(answer),
    }))
}

/// Waits for a line; whether there is one.
pub(super) fn pause(from: &mut impl BufRead, out: &mut impl Write, colour: Colour) -> Result<bool, CannotRun> {
    prompt(out, "Enter for the next (q to stop): ", colour)?;
    Ok(line(from)?.is_some_and(|line| !line.trim().eq_ignore_ascii_case("q")))
}

/// `1` or `a` for the first.
fn place(word: &str, count: usize) -> Option<usize> {
    let mut letters = word.chars();
    let (Some(letter), None) = (letters.next(), letters.next()) else {
        return None;
    };
    let place = match letter.to_ascii_lowercase() {
        letter @ '1'..='9' => u32::from(letter) - u32::from('1'),
        letter @ 'a'..='d' => u32::from(letter) - u32::from('a'),
        _ => return None,
    };
    usize::try_from(place).ok().filter(|place| *place < count)
}

fn prompt(out: &mut impl Write, words: &str, colour: Colour) -> Result<(), CannotRun> {
    write!(out, "{}", colour.faint(words))?;
    Ok(out.flush()?)
}

/// The next line; none at the end of the input.
fn line(from: &mut impl BufRead) -> Result<Option<String>, CannotRun> {
    let mut bytes = Vec::new();
    let read = std::io::Read::take(&mut *from, LONGEST).read_until(b'\n', &mut bytes);
    let count = read.map_err(|error| CannotRun::Input(format!("cannot read standard input: {error}")))?;
    Ok((count > 0).then(|| String::from_utf8_lossy(&bytes).into_owned()))
}

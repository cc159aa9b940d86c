//! Parts of long lines: a policy that a program wrote often stands on a single one.

use std::ops::Range;

use iamwhy_policy::Listed;

use crate::explanation::{Mark, Quote};

/// Longer lines are not shown whole.
pub const WIDTH: usize = 160;
/// So much of a long line is shown on either side of what is pointed at.
const AROUND: usize = 30;

/// A line, or a part of one.
pub(crate) struct Excerpt<'a> {
    /// What is shown, with `…` where something was left out.
    pub(crate) text: String,
    /// How many letters of the line stand before it.
    pub(crate) from: usize,
    /// What points at it.
    pub(crate) marks: Vec<&'a Mark>,
}

/// A line of a quote; of a long one the parts that are pointed at, from left to right.
pub(crate) fn excerpts(quote: &Quote, index: usize) -> Vec<Excerpt<'_>> {
    let number = quote.statement.span.line + index as u32;
    let left_out = if index == 0 { quote.left_out as usize } else { 0 };
    let line: Vec<char> = quote.lines.get(index).map_or("", String::as_str).chars().listed();
    let mut marks: Vec<&Mark> = quote.marks.iter().filter(|mark| mark.span.line == number).listed();
    let room = WIDTH - 2 * AROUND;
    let mut parts: Vec<(usize, usize, Vec<&Mark>)> = Vec::new();
    if line.len() <= WIDTH || marks.is_empty() {
        parts.push((0, if line.len() <= WIDTH { line.len() } else { room }, marks));
    } else {
        marks.sort_by_key(|mark| mark.span.column);
        for mark in marks {
            let start = (mark.span.column as usize).saturating_sub(1 + left_out);
            let end = match mark.span.end_line == number {
                true => (mark.span.end_column as usize).saturating_sub(1 + left_out),
                false => line.len(),
            };
            let end = end.min(start + room);
            match parts.last_mut() {
                Some(last) if end <= last.0 + room => {
                    last.1 = last.1.max(end);
                    last.2.push(mark);
                }
                _ => parts.push((start, end, vec![mark])),
            }
        }
    }
    parts
        .into_iter()
        .map(|(start, end, marks)| {
            let from = start.saturating_sub(AROUND);
            let to = (end + AROUND).min(line.len());
            let (text, from) = part(line.iter().copied(), from..to, left_out);
            Excerpt { text, from, marks }
        })
        .listed()
}

/// A part of a line, as it is shown: `…` stands for the letter before it and the one behind, where there are some. And how many
/// letters of the line stand before what is shown; `left_out` of them were cut off already.
pub fn part(line: impl Iterator<Item = char>, shown: Range<usize>, left_out: usize) -> (String, usize) {
    let before = left_out + shown.start;
    let is_cut = before > 0;
    let mut text = String::new();
    text.extend(is_cut.then_some('…'));
    let mut rest = line.skip(shown.start);
    let letters = rest.by_ref().take(shown.len());
    text.extend(letters.map(|letter| if letter == '\t' { ' ' } else { letter }));
    text.extend(rest.next().map(|_| '…'));
    (text, before - usize::from(is_cut))
}

//! The sentence `User: … is not authorized to perform: …`, around the words that every form of it has.

use std::ops::Range;

use super::fields::Fields;
use super::reason::reason;
use super::resource::{ResourceForm, resource};
use super::suffix::{before, behind};
use super::{Action, Caller, Denial, Resource};
use crate::reading::Reading;
use crate::search::{find_last, starts};

/// The words that every form of the sentence has.
pub(super) const ANCHOR: &str = "authorized to perform";
/// The longest ARN of a caller, and the words around it.
const FAR_BEFORE: usize = 1024;
/// An encoded message has up to 10,240 letters; before it stand a resource and a reason.
const FAR_BEHIND: usize = 18_000;

/// Reads the sentence whose anchor stands at `at`; `next` is where the following one begins, if any.
pub(super) fn sentence(reading: &Reading, at: usize, next: usize) -> Option<Denial> {
    let negated = ["is not ", "are not ", "not "]
        .iter()
        .find(|words| {
            let start = at.checked_sub(words.len());
            start.is_some_and(|start| reading.part(start..at).eq_ignore_ascii_case(words))
        })
        .copied()?;
    let own = at - negated.len();
    let near = near(reading, own);
    let (caller, start) = match caller(reading, near.clone()) {
        Some((range, start)) if negated != "not " => (Some(Caller::of(reading.piece(range))), start),
        _ => (None, own),
    };

    let mut end = at + ANCHOR.len();
    let text = |from: usize| reading.part(behind(reading, from, FAR_BEHIND));
    end += text(end).len() - text(end).trim_start_matches([':', ' ']).len();
    let word = text(end).find(' ').unwrap_or(text(end).len());
    let action = text(end).get(..word).unwrap_or_default();
    let action = action.trim_end_matches(['.', ',', ';', ')', '"', '\'', '`', '…']);
    let action = Action::named(reading.piece(end..end + action.len()));
    if action.is_none() && caller.is_none() {
        return None;
    }
    let cut_action = action.is_none() && word == text(end).len();
    if let Some(action) = &action {
        end += action.written.text.len();
    }

    let mut truncated = cut_action || text(end).starts_with("...") || text(end).starts_with('…');
    let account = caller.as_ref().and_then(|caller: &Caller| caller.account.clone());
    let partition = caller.as_ref().map_or("aws", |caller| &caller.partition);
    let mut on = Resource::absent(ResourceForm::Absent);
    if let Some(words) = [" on resource: ", " on resource ", " on the resource: ", " on resource:"]
        .iter()
        .find(|words| starts(text(end), words))
    {
        let from = end + words.len();
        let found = resource(text(from));
        end = from + found.length;
        truncated |= found.truncated;
        if found.form != ResourceForm::Absent {
            let range = from + found.range.start..from + found.range.end;
            on = Resource::named(reading.piece(range), found.form, partition, account.as_deref());
        }
    } else if starts(text(end), " on this resource") {
        end += " on this resource".len();
        on = Resource::absent(ResourceForm::This);
    }

    let mut fields = Fields::new(reading, start);
    fields.truncated = truncated;
    let gap = text(end).len() - text(end).trim_start_matches([' ', ',']).len();
    if let Some(found) = reason(text(end + gap)) {
        let from = end + gap;
        end = from + found.length;
        fields.truncated |= found.truncated;
        fields.reason(found, from);
        end = fields.policy(end, text(end));
    }
    fields.around(next, end);
    Some(fields.denial(end, caller, action, on))
}

/// The text before the sentence that can be its caller: not across an end.
fn near(reading: &Reading, at: usize) -> Range<usize> {
    let range = before(reading, at, FAR_BEFORE);
    let start = reading
        .part(range.clone())
        .rfind('\n')
        .map_or(range.start, |end| range.start + end + 1);
    start..range.end
}

/// The caller behind `User: `, or the ARN that stands before the words; and where the sentence begins.
fn caller(reading: &Reading, near: Range<usize>) -> Option<(Range<usize>, usize)> {
    let text = reading.part(near.clone());
    let kept = text.trim_end_matches(' ').len();
    if let Some(at) = find_last(text, "user: ") {
        let start = near.start + at + "user: ".len();
        let range = start..(near.start + kept).max(start);
        return Some((trimmed(reading, range), near.start + at));
    }
    let text = text.get(..kept)?;
    let start = text.rfind([' ', '"', '\'', '(', '`']).map_or(0, |space| space + 1);
    let last = text.get(start..)?;
    let range = trimmed(reading, near.start + start..near.start + kept);
    last.starts_with("arn:").then_some((range.clone(), range.start))
}

/// Without quotes and ticks around it.
fn trimmed(reading: &Reading, range: Range<usize>) -> Range<usize> {
    let marks = ['"', '\'', '`', ' '];
    let text = reading.part(range.clone());
    let end = text.trim_end_matches(marks).len();
    let start = end - text.get(..end).unwrap_or_default().trim_start_matches(marks).len();
    range.start + start..range.start + end
}

//! What stands around the sentence: authorization id, encoded message, error code, operation.

use std::ops::Range;

use crate::reading::{END, Reading};
use crate::search::{find, find_last};

/// Error codes of refusals (ERR-16), the longer ones first.
const CODES: [&str; 10] = [
    "Client.UnauthorizedOperation",
    "UnauthorizedOperation",
    "AccessDeniedException",
    "AccessDeniedFault",
    "AllAccessDisabled",
    "VpceAccessDenied",
    "AccessDenied",
    "AuthorizationError",
    "UnauthorizedException",
    "NotAuthorizedException",
];

/// The id behind the sentence, in the link to the console or in words.
pub(super) fn authorization_id(reading: &Reading, after: Range<usize>) -> Option<Range<usize>> {
    let text = reading.part(after.clone());
    for words in ["authorization id: ", "authorization-details/"] {
        let Some(at) = find(text, words) else { continue };
        let start = after.start + at + words.len();
        let id = reading.part(start..after.end);
        let length = id
            .bytes()
            .take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'-')
            .count();
        if length > 0 {
            return Some(start..start + length);
        }
    }
    None
}

/// The blob of the EC2 family.
pub(super) fn encoded(reading: &Reading, after: Range<usize>) -> Option<Range<usize>> {
    const WORDS: &str = "encoded authorization failure message:";
    let at = find(reading.part(after.clone()), WORDS)?;
    let behind = after.start + at + WORDS.len();
    let text = reading.part(behind..after.end);
    let start = behind + (text.len() - text.trim_start_matches(' ').len());
    let blob = reading.part(start..after.end);
    let length = blob
        .bytes()
        .take_while(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(byte))
        .count();
    (length > 0).then(|| start..start + length)
}

/// The error code: the last one before the sentence, else the first behind it.
pub(super) fn error_code(reading: &Reading, before: Range<usize>, after: Range<usize>) -> Option<Range<usize>> {
    let mut last: Option<Range<usize>> = None;
    for code in CODES {
        if let Some(found) = whole_word(reading, before.clone(), code, true)
            && last.as_ref().is_none_or(|own| own.end < found.end)
        {
            last = Some(found);
        }
    }
    last.or_else(|| {
        let found = CODES
            .iter()
            .filter_map(|code| whole_word(reading, after.clone(), code, false));
        found.min_by_key(|found| found.start)
    })
}

/// The place of a word that is not part of a longer one.
fn whole_word(reading: &Reading, range: Range<usize>, word: &str, last: bool) -> Option<Range<usize>> {
    let text = reading.part(range.clone());
    let is_part = |byte: Option<&u8>| byte.is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'.');
    let mut places = text.match_indices(word).filter(|(at, _)| {
        let bytes = text.as_bytes();
        let before = at.checked_sub(1).and_then(|before| bytes.get(before));
        // `botocore.errorfactory.AccessDeniedException` is a code too.
        let letter = before.is_some_and(u8::is_ascii_alphanumeric);
        let behind = bytes.get(at + word.len());
        !letter && (behind == Some(&b'.') || !is_part(behind))
    });
    let (at, _) = if last { places.last() } else { places.next() }?;
    Some(range.start + at..range.start + at + word.len())
}

/// The operation: `when calling the X operation`, `operation error S3: X`.
pub(super) fn operation(reading: &Reading, before: Range<usize>) -> Option<Range<usize>> {
    let text = reading.part(before.clone());
    const CALLING: &str = "when calling the ";
    if let Some(at) = find_last(text, CALLING) {
        let start = before.start + at + CALLING.len();
        return word(reading, start, before.end).filter(|found| {
            let behind = reading.part(found.end..before.end);
            behind.starts_with(" operation")
        });
    }
    const ERROR: &str = "operation error ";
    let at = find_last(text, ERROR)? + ERROR.len();
    let service = text.get(at..)?.find(": ").filter(|length| *length < 40)?;
    word(reading, before.start + at + service + 2, before.end)
}

fn word(reading: &Reading, start: usize, end: usize) -> Option<Range<usize>> {
    let length = reading
        .part(start..end)
        .bytes()
        .take_while(u8::is_ascii_alphanumeric)
        .count();
    (length > 0).then(|| start..start + length)
}

/// The part of the text before a place that belongs to it: not more than a few lines of a log.
pub(super) fn before(reading: &Reading, at: usize, far: usize) -> Range<usize> {
    let mut start = at.saturating_sub(far);
    while !reading.text.is_char_boundary(start) {
        start += 1;
    }
    start..at
}

/// The part behind a place, up to the end of the sentence's own text.
pub(super) fn behind(reading: &Reading, at: usize, far: usize) -> Range<usize> {
    let bytes = reading.text.as_bytes();
    let mut end = bytes.len().min(at.saturating_add(far));
    if let Some(length) = bytes
        .get(at..end)
        .and_then(|rest| rest.iter().position(|byte| *byte == END))
    {
        end = at + length;
    }
    while !reading.text.is_char_boundary(end) {
        end -= 1;
    }
    at..end
}

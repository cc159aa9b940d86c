//! Putting a denial together from the places of its parts.

use std::ops::Range;

use super::reason::{Found, Reason};
use super::suffix::{authorization_id, before, behind, encoded, error_code, operation};
use super::{Action, Caller, Denial, Resource};
use crate::Piece;
use crate::reading::Reading;
use crate::search::starts;

/// How far before a sentence its error code and its operation may stand.
const FAR_BEFORE: usize = 600;
/// An encoded message has up to 10,240 letters.
const FAR_BEHIND: usize = 12_000;

pub(super) struct Fields<'r> {
    reading: &'r Reading,
    start: usize,
    reason: Reason,
    policy: Option<Piece>,
    pub(super) truncated: bool,
    authorization_id: Option<Piece>,
    pub(super) encoded: Option<Piece>,
    pub(super) error_code: Option<Piece>,
    pub(super) operation: Option<Piece>,
}

impl<'r> Fields<'r> {
    pub(super) fn new(reading: &'r Reading, start: usize) -> Fields<'r> {
        Fields {
            reading,
            start,
            reason: Reason::unsaid(),
            policy: None,
            truncated: false,
            authorization_id: None,
            encoded: None,
            error_code: None,
            operation: None,
        }
    }

    pub(super) fn reason(&mut self, found: Found, at: usize) {
        self.reason = Reason {
            effect: found.effect,
            blame: found.blame,
            through_scp: found.through_scp,
            written: Some(self.reading.piece(at..at + found.length)),
        };
    }

    /// The policy behind a reason: `: arn:…`, S3's `, with policy ARN: arn:…` (ERR-7), or its name. Returns where it ends.
    pub(super) fn policy(&mut self, at: usize, rest: &str) -> usize {
        let Some(named) = behind_reason(rest) else {
            return at;
        };
        let start = at + rest.len() - named.len();
        let length = named.find([' ', '"', '\'', '\n']).unwrap_or(named.len());
        let name = named.get(..length).unwrap_or_default();
        let name = name.trim_end_matches(['.', ',', ';', ')', '`', '…']);
        // A name of one word only where nothing else follows: `: status code` is no policy.
        let alone = || {
            let behind = named.get(length..).unwrap_or_default().trim();
            behind.is_empty() || behind.starts_with("Go to ")
        };
        if name.starts_with("arn:") || (!name.is_empty() && alone()) {
            self.policy = Some(self.reading.piece(start..start + name.len()));
            return start + name.len();
        }
        at
    }

    /// What stands before the sentence, and behind its end up to the next sentence.
    pub(super) fn around(&mut self, next: usize, end: usize) {
        let far = |range: Range<usize>| range.start..range.end.min(next).max(range.start);
        let after = far(behind(self.reading, end, FAR_BEHIND));
        let before = before(self.reading, self.start, FAR_BEFORE);
        let piece = |range: Option<Range<usize>>| range.map(|range| self.reading.piece(range));
        let found = piece(authorization_id(self.reading, after.clone()));
        let blob = piece(encoded(self.reading, after.clone()));
        let code = piece(error_code(self.reading, before.clone(), after));
        let called = piece(operation(self.reading, before));
        self.authorization_id = found;
        self.encoded = blob;
        self.error_code = code;
        self.operation = called;
    }

    pub(super) fn denial(
        self,
        end: usize,
        caller: Option<Caller>,
        action: Option<Action>,
        resource: Resource,
    ) -> Denial {
        Denial {
            span: self.reading.span(self.start..end),
            caller,
            action,
            resource,
            reason: self.reason,
            policy: self.policy,
            authorization_id: self.authorization_id,
            encoded: self.encoded,
            error_code: self.error_code,
            operation: self.operation,
            truncated: self.truncated,
            others: 0,
            likely: None,
            recorded: None,
        }
    }
}

/// What follows the words between a reason and its policy.
fn behind_reason(rest: &str) -> Option<&str> {
    const WORDS: &str = "with policy arn";
    let words = rest.trim_start_matches([',', ' ']);
    let rest = match starts(words, WORDS) {
        true => words.get(WORDS.len()..)?.trim_start_matches(' '),
        false => rest,
    };
    Some(rest.strip_prefix(':')?.trim_start_matches(' '))
}

//! Patterns with open places, matched with names: wildcards of policies and placeholders of AWS's lists alike.

use std::cmp::Ordering;

/// A piece of a pattern.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub(crate) enum Taken {
    /// This letter, in any case.
    Letter(u8),
    /// One byte, whatever it is.
    One,
    /// One byte or more.
    Some,
    /// Any text.
    Any,
}

/// Whether a name is what a pattern says, case aside. `piece` reads the piece at a place, and says where the next one begins.
///
/// Goes back to the last open place only, so that it takes at most pattern times name steps.
pub(crate) fn matches(pattern: &str, name: &str, piece: impl Fn(&[u8], usize) -> Option<(Taken, usize)>) -> bool {
    let (pattern, name) = (pattern.as_bytes(), name.as_bytes());
    let (mut at, mut seen) = (0, 0);
    // Where to go on when the open place before takes one byte more.
    let mut again: Option<(usize, usize)> = None;
    loop {
        match (piece(pattern, at), name.get(seen)) {
            (None, None) => return true,
            (Some((Taken::Any, next)), _) => {
                at = next;
                again = Some((at, seen));
                continue;
            }
            (Some((Taken::Some, next)), Some(_)) => {
                (at, seen) = (next, seen + 1);
                again = Some((at, seen));
                continue;
            }
            (Some((Taken::One, next)), Some(_)) => {
                (at, seen) = (next, seen + 1);
                continue;
            }
            (Some((Taken::Letter(expected), next)), Some(byte)) if expected.eq_ignore_ascii_case(byte) => {
                (at, seen) = (next, seen + 1);
                continue;
            }
            _ => {}
        }
        match again {
            Some((after, taken)) if taken < name.len() => {
                (at, seen) = (after, taken + 1);
                again = Some((after, taken + 1));
            }
            _ => return false,
        }
    }
}

/// The order of a name that is in lower case beside one in any.
pub(crate) fn order(lower: &str, name: &str) -> Ordering {
    lower.bytes().cmp(name.bytes().map(|byte| byte.to_ascii_lowercase()))
}

//! Texts that a set of patterns tells apart: some for every combination of patterns that a text can match.

use std::collections::VecDeque;

use iamwhy_policy::{Add, Seen};

use crate::compare::fold;
use crate::order::set;

/// One step of a pattern.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub(super) enum Step {
    /// This character.
    Char(char),
    /// This character in either case.
    Letter(char),
    /// Any one character; `colon` says whether a colon will do.
    One { colon: bool },
    /// Any text; `colon` says whether it may run across colons.
    Any { colon: bool },
}

/// More states than this are not searched, nor more steps of patterns taken; the answer then says that it may be too cautious.
const MOST_STATES: usize = 20_000;
const MOST_STEPS: usize = 1 << 23;

/// A character that no policy writes.
const FRESH: char = '\u{2063}';

/// Shortest texts for all combinations of matches, up to `each` for one; false where the search was cut short.
pub(super) fn words(patterns: &[Vec<Step>], each: u8) -> (Vec<String>, bool) {
    let alphabet = alphabet(patterns);
    let mut start = State::new();
    for pattern in 0..patterns.len() {
        reach(patterns, pattern, 0, &mut start);
    }
    let mut steps = 0;
    let mut found: Vec<String> = Vec::new();
    let mut accepted = Seen::default();
    // The empty text stands for nothing below: what comes back to the start is another one.
    let mut seen = Seen::default();
    let mut queue: VecDeque<(State, String)> = VecDeque::from([(start, String::new())]);
    while let Some((state, word)) = queue.pop_front() {
        // The empty text counts as no value at all for some operators, so a longer one stands in for it if it can.
        if !word.is_empty() {
            let ended =
                |(pattern, place): &&Place| patterns.get(*pattern as usize).map(Vec::len) == Some(*place as usize);
            let accepts = placed(state.iter().filter(ended));
            if add(&mut accepted, accepts, each) {
                found.push(word.clone());
            }
        }
        steps += (state.len() + 1) * alphabet.len();
        for &char in &alphabet {
            let next = step(patterns, &state, char);
            if add(&mut seen, placed(next.iter()), each) {
                if seen.count() > MOST_STATES || steps > MOST_STEPS {
                    return (found, false);
                }
                let mut longer = word.clone();
                longer.push(char);
                queue.push_back((next, longer));
            }
        }
    }
    (found, true)
}

/// Adds what was there fewer than `each` times; the last byte counts.
fn add(counted: &mut Seen, mut own: Vec<u8>, each: u8) -> bool {
    own.push(0);
    for time in 0..each {
        if let Some(last) = own.last_mut() {
            *last = time;
        }
        if counted.insert_bytes(own.clone()) {
            return true;
        }
    }
    false
}

/// Every character that a pattern mentions, one that no policy writes, and the colon.
fn alphabet(patterns: &[Vec<Step>]) -> Vec<char> {
    let mut alphabet: Vec<char> = vec![FRESH, ':'];
    for step in patterns.iter().flatten() {
        let letters = match step {
            Step::Char(char) => char.to_string(),
            Step::Letter(char) => fold::spellings(&char.to_string()).concat(),
            Step::One { .. } | Step::Any { .. } => continue,
        };
        for letter in letters.chars() {
            if !alphabet.contains(&letter) {
                alphabet.push(letter);
            }
        }
    }
    alphabet
}

/// The steps of a pattern: different patterns differ.
pub(super) fn written(steps: &[Step]) -> Vec<u8> {
    let mut text = Vec::new();
    for step in steps {
        let (kind, char) = match *step {
            Step::Char(char) => (0_u8, char),
            Step::Letter(char) => (1, char),
            Step::One { colon } => (2 + u8::from(colon), ' '),
            Step::Any { colon } => (4 + u8::from(colon), ' '),
        };
        text.push(kind);
        text.add((char as u32).to_le_bytes());
    }
    text
}

/// A pattern, and how far a text has come in it.
type Place = (u32, u32);

/// Where the patterns may stand that can still match, sorted.
type State = Vec<Place>;

fn placed<'p>(places: impl Iterator<Item = &'p Place>) -> Vec<u8> {
    let mut text = Vec::new();
    for (pattern, place) in places {
        text.add(pattern.to_le_bytes());
        text.add(place.to_le_bytes());
    }
    text
}

/// Adds a place, and those behind it that need no character.
fn reach(patterns: &[Vec<Step>], pattern: usize, from: usize, state: &mut State) {
    let steps = patterns.get(pattern).map_or(&[][..], Vec::as_slice);
    for place in from..=steps.len() {
        state.push((pattern as u32, place as u32));
        if !matches!(steps.get(place), Some(Step::Any { .. })) {
            return;
        }
    }
}

fn step(patterns: &[Vec<Step>], state: &State, char: char) -> State {
    let mut next = State::new();
    for &(pattern, place) in state {
        let (pattern, place) = (pattern as usize, place as usize);
        let to = match patterns.get(pattern).and_then(|steps| steps.get(place)) {
            Some(Step::Char(own)) if *own == char => place + 1,
            Some(Step::Letter(own)) if char.to_lowercase().eq(own.to_lowercase()) => place + 1,
            Some(Step::One { colon }) if *colon || char != ':' => place + 1,
            Some(Step::Any { colon }) if *colon || char != ':' => place,
            _ => continue,
        };
        reach(patterns, pattern, to, &mut next);
    }
    set(next)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn glob(text: &str) -> Vec<Step> {
        text.chars()
            .map(|char| match char {
                '*' => Step::Any { colon: true },
                '?' => Step::One { colon: true },
                char => Step::Char(char),
            })
            .collect()
    }

    #[test]
    fn every_combination_gets_a_text() {
        let (words, complete) = words(&[glob("home/*"), glob("*.txt")], 1);
        assert!(complete);
        // Neither, one, the other, both.
        assert_eq!(words.len(), 4, "{words:?}");
    }

    #[test]
    fn combinations_that_cannot_be_get_none() {
        let (words, complete) = words(&[glob("a*"), glob("b*")], 1);
        assert!(complete);
        assert_eq!(words.len(), 3, "{words:?}");
    }

    #[test]
    fn a_combination_gets_a_second_text_where_there_is_one() {
        let (words, complete) = words(&[glob("a"), glob("a*")], 2);
        assert!(complete);
        // `a`; two that only begin so; two that do not.
        assert_eq!(words.len(), 5, "{words:?}");
    }

    #[test]
    fn letters_in_either_case_meet_letters_in_one() {
        let any_case: Vec<Step> = "ab".chars().map(Step::Letter).collect();
        let (words, _) = words(&[any_case, glob("aB")], 1);
        assert_eq!(words.len(), 3, "{words:?}");
    }

    #[test]
    fn thousands_of_texts_are_told_apart_and_too_many_patterns_are_given_up() {
        let texts: Vec<_> = (0..1000).map(|number| glob(&format!("v{number}"))).collect();
        let (found, complete) = words(&texts, 1);
        // Each, and one that is none of them.
        assert!(complete && found.len() == 1001, "{}", found.len());
        // All of these stand open after every letter.
        let open: Vec<_> = (0..1000).map(|number| glob(&format!("*v{number}*w"))).collect();
        assert!(!words(&open, 1).1);
    }
}

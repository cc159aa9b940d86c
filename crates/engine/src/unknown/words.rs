//! Texts that a set of patterns tells apart: some for every combination of patterns that a text can match.

use std::collections::VecDeque;

use iamwhy_policy::{Add, Listed, Seen};

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

/// More states than this are not searched; the answer then says that it may be too cautious.
const MOST_STATES: usize = 20_000;

/// A character that no policy writes.
const FRESH: char = '\u{2063}';

/// Shortest texts for all combinations of matches, up to `each` for one; false where the search was cut short.
pub(super) fn words(patterns: &[Vec<Step>], each: u8) -> (Vec<String>, bool) {
    let alphabet = alphabet(patterns);
    let start: State = patterns.iter().map(|pattern| closure(pattern, vec![0])).listed();
    let mut found: Vec<String> = Vec::new();
    let mut accepted = Seen::default();
    // The empty text stands for nothing below: what comes back to the start is another one.
    let mut seen = Seen::default();
    let mut queue: VecDeque<(State, String)> = VecDeque::from([(start, String::new())]);
    while let Some((state, word)) = queue.pop_front() {
        // The empty text counts as no value at all for some operators, so a longer one stands in for it if it can.
        if !word.is_empty() {
            let accepts: Vec<u8> = patterns
                .iter()
                .zip(&state)
                .map(|(pattern, own)| u8::from(own.contains(&pattern.len())))
                .listed();
            if add(&mut accepted, accepts, each) {
                found.push(word.clone());
            }
        }
        for &char in &alphabet {
            let next: State = patterns
                .iter()
                .zip(&state)
                .map(|(pattern, own)| step(pattern, own, char))
                .listed();
            if add(&mut seen, written(&next), each) {
                if seen.count() > MOST_STATES {
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

/// For each pattern, the places that it may stand at.
type State = Vec<Vec<usize>>;

fn written(state: &State) -> Vec<u8> {
    let mut text = Vec::new();
    for places in state {
        for place in places {
            text.add((*place as u32).to_le_bytes());
        }
        text.add(u32::MAX.to_le_bytes());
    }
    text
}

fn closure(pattern: &[Step], mut places: Vec<usize>) -> Vec<usize> {
    let mut at = 0;
    while at < places.len() {
        let place = places[at];
        if matches!(pattern.get(place), Some(Step::Any { .. })) && !places.contains(&(place + 1)) {
            places.push(place + 1);
        }
        at += 1;
    }
    set(places)
}

fn step(pattern: &[Step], places: &[usize], char: char) -> Vec<usize> {
    let mut next = Vec::new();
    for &place in places {
        let to = match pattern.get(place) {
            Some(Step::Char(own)) if *own == char => place + 1,
            Some(Step::Letter(own)) if char.to_lowercase().eq(own.to_lowercase()) => place + 1,
            Some(Step::One { colon }) if *colon || char != ':' => place + 1,
            Some(Step::Any { colon }) if *colon || char != ':' => place,
            _ => continue,
        };
        if !next.contains(&to) {
            next.push(to);
        }
    }
    closure(pattern, next)
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
}

//! Texts that a set of patterns tells apart: one for every combination of patterns that some text can match.

use std::collections::{HashSet, VecDeque};

/// One step of a pattern.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub(super) enum Step {
    /// This character.
    Char(char),
    /// Any one character; `colon` says whether a colon will do.
    One { colon: bool },
    /// Any text; `colon` says whether it may run across colons.
    Any { colon: bool },
}

/// More states than this are not searched; the answer then says that it may be too cautious.
const MOST_STATES: usize = 20_000;

/// A character that no policy writes.
const FRESH: char = '\u{2063}';

/// Shortest texts for all combinations of matches; false where the search was cut short.
pub(super) fn words(patterns: &[Vec<Step>]) -> (Vec<String>, bool) {
    let mut alphabet: Vec<char> = vec![FRESH, ':'];
    for step in patterns.iter().flatten() {
        if let Step::Char(char) = step
            && !alphabet.contains(char)
        {
            alphabet.push(*char);
        }
    }
    let start: State = patterns.iter().map(|pattern| closure(pattern, vec![0])).collect();
    let mut found: Vec<String> = Vec::new();
    let mut accepted: HashSet<Vec<bool>> = HashSet::new();
    let mut seen: HashSet<State> = HashSet::from([start.clone()]);
    let mut queue: VecDeque<(State, String)> = VecDeque::from([(start, String::new())]);
    while let Some((state, word)) = queue.pop_front() {
        // The empty text counts as no value at all for some operators, so a longer one stands in for it if it can.
        if !word.is_empty() {
            let accepts: Vec<bool> = patterns
                .iter()
                .zip(&state)
                .map(|(pattern, own)| own.contains(&pattern.len()))
                .collect();
            if accepted.insert(accepts) {
                found.push(word.clone());
            }
        }
        for &char in &alphabet {
            let next: State = patterns
                .iter()
                .zip(&state)
                .map(|(pattern, own)| step(pattern, own, char))
                .collect();
            if !seen.contains(&next) {
                if seen.len() >= MOST_STATES {
                    return (found, false);
                }
                seen.insert(next.clone());
                let mut longer = word.clone();
                longer.push(char);
                queue.push_back((next, longer));
            }
        }
    }
    (found, true)
}

/// For each pattern, the places that it may stand at.
type State = Vec<Vec<usize>>;

fn closure(pattern: &[Step], mut places: Vec<usize>) -> Vec<usize> {
    let mut at = 0;
    while at < places.len() {
        let place = places[at];
        if matches!(pattern.get(place), Some(Step::Any { .. })) && !places.contains(&(place + 1)) {
            places.push(place + 1);
        }
        at += 1;
    }
    places.sort_unstable();
    places
}

fn step(pattern: &[Step], places: &[usize], char: char) -> Vec<usize> {
    let mut next = Vec::new();
    for &place in places {
        let to = match pattern.get(place) {
            Some(Step::Char(own)) if *own == char => place + 1,
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
        let (words, complete) = words(&[glob("home/*"), glob("*.txt")]);
        assert!(complete);
        // Neither, one, the other, both.
        assert_eq!(words.len(), 4, "{words:?}");
    }

    #[test]
    fn combinations_that_cannot_be_get_none() {
        let (words, complete) = words(&[glob("a*"), glob("b*")]);
        assert!(complete);
        assert_eq!(words.len(), 3, "{words:?}");
    }
}

//! Taking names out of a scenario, so that every decision stays as it is: equal words stay equal, what a pattern matches it
//! goes on matching, and nothing that AWS gives a meaning is touched.

use std::collections::BTreeMap;

use iamwhy_policy::{Json, Kind};

use super::{
    address::{Addresses, seed},
    place::{self, About, about, parts_of_key, pieces},
    private::{Private, is_own_tag},
    words::{STAND_INS, words},
};
use crate::edit::{pointer, quoted};

/// How many words that stay are said.
const SAID: usize = 12;

/// A text without names.
#[derive(Clone, Debug, Default)]
pub struct Redacted {
    /// The text.
    pub text: String,
    /// Words that may be somebody's own and had to stay, because patterns match parts of them.
    pub kept: Vec<String>,
    /// How many words and account ids were replaced.
    pub replaced: usize,
    /// Words in lower case and what stands for them, sorted.
    map: Vec<(String, String)>,
    /// The names of statements, and the numbers of their stand-ins.
    sids: BTreeMap<String, usize>,
    addresses: Addresses,
}

/// Replaces account and organization ids, names, access keys, mail and network addresses, everywhere alike. What stands for
/// what cannot be told from the result.
#[must_use]
pub fn redact(text: &str) -> Redacted {
    redact_beside(text, &[])
}

/// The same, where other texts belong to the scenario: names that occur only in those go as well.
pub(super) fn redact_beside(text: &str, others: &[&str]) -> Redacted {
    let (json, errors) = Json::read_recovering(text);
    let mut private = Private::default();
    private.look(&json);
    for other in others {
        private.look(&Json::read_recovering(*other).0);
    }
    let mut redacted = Redacted {
        addresses: Addresses::new(seed(text)),
        ..Redacted::default()
    };
    redacted.choose(private);
    redacted.text = redacted.json(&json, !errors.is_empty());
    redacted
}

impl Redacted {
    /// What stands for each word.
    fn choose(&mut self, mut private: Private) {
        self.sids = std::mem::take(&mut private.sids);
        let touched = |word: &str| private.fragments.iter().any(|fragment| fragment.touches(word));
        let mut map: Vec<(String, String)> = Vec::new();
        let mut number = 0;
        for word in &private.words {
            if private.stops.contains(word) || touched(word) {
                self.kept.push(word.clone());
                continue;
            }
            let stand_in = loop {
                let name = stand_in(number);
                number += 1;
                if !private.all.contains(&name) && !touched(&name) {
                    break name;
                }
            };
            map.push((word.clone(), stand_in));
        }
        let mut number = 0_u64;
        for account in &private.accounts {
            if touched(account) {
                self.kept.push(account.clone());
                continue;
            }
            let id = loop {
                number += 1;
                let id = account_id(number);
                if !touched(&id) && !self.kept.contains(&id) {
                    break id;
                }
            };
            map.push((account.clone(), id));
        }
        self.replaced = map.len();
        iamwhy_engine::order::sort(&mut map, &|one, other| one.0.cmp(&other.0));
        self.map = map;
    }

    /// The same replacements in another text that belongs to the scenario: a draft, a pointer.
    #[must_use]
    pub fn also(&self, text: &str) -> String {
        match text.trim_start().starts_with(['{', '[']) {
            true => {
                let (json, errors) = Json::read_recovering(text);
                self.json(&json, !errors.is_empty())
            }
            false if text.starts_with('/') => {
                let steps = pointer::steps(text);
                let steps: Vec<&str> = steps.iter().map(String::as_str).collect();
                let new = self.steps(&steps);
                pointer::of(&new.iter().map(String::as_str).collect::<Vec<_>>())
            }
            false => self.text(text),
        }
    }

    /// What stays, for who shares it.
    #[must_use]
    pub fn stays(&self) -> String {
        let always = "What AWS named stays, and so do words that stand only in values of other condition keys than names, ids, ARNs and tags";
        if self.kept.is_empty() {
            return always.to_owned();
        }
        let shown = self.kept.iter().take(SAID);
        let mut kept: Vec<String> = shown.map(|own| ["`", own, "`"].concat()).collect();
        if self.kept.len() > SAID {
            kept.push([&(self.kept.len() - SAID).to_string(), " more"].concat());
        }
        let kept = kept.join(", ");
        [always, "; wildcards match parts of ", &kept, ": these stay too"].concat()
    }

    /// JSON text, its strings replaced and all else as it was; in broken text names may stand outside of strings.
    fn json(&self, json: &Json, broken: bool) -> String {
        let text = json.text();
        let mut out = String::with_capacity(text.len());
        let mut at = 0;
        let between = |from: usize, to: usize| {
            let own = text.get(from..to).unwrap_or_default();
            if broken { self.words(own) } else { own.to_owned() }
        };
        for node in json.descendants(json.root()) {
            let Some(own) = json.string(node).filter(|_| json.kind(node) == Kind::String) else {
                continue;
            };
            let new = match about(json, node) {
                About::Format => own.to_owned(),
                About::Key => self.key(own),
                About::Tag => self.tag(own),
                About::Sid => self.sid(own),
                About::Free => neutral(&json.pointer(node, json.root()), own),
                About::Place => self.place(own),
                About::Name | About::Text => self.text(own),
                About::Policy => {
                    let (json, errors) = Json::read_recovering(own);
                    self.json(&json, !errors.is_empty())
                }
            };
            let span = json.span(node);
            out.push_str(&between(at, span.start as usize));
            match new == own {
                true => out.push_str(json.raw(node)),
                false => out.push_str(&quoted(&new)),
            }
            at = span.end as usize;
        }
        out.push_str(&between(at, text.len()));
        out
    }

    /// A text that may have variables in it.
    fn text(&self, text: &str) -> String {
        let pieces = pieces(text);
        if pieces.len() == 1 {
            return self.words(text);
        }
        let new = pieces.into_iter().map(|(variable, piece)| match variable {
            true => self.key(piece),
            false => self.words(piece),
        });
        new.collect()
    }

    /// A condition key: the same tag is called the same in all of them.
    fn key(&self, text: &str) -> String {
        let (before, own, behind) = parts_of_key(text);
        [before, &self.tag(own), behind].concat()
    }

    fn tag(&self, text: &str) -> String {
        match is_own_tag(text) {
            true => self.words(text),
            false => text.to_owned(),
        }
    }

    /// The name of a statement: one that AWS would accept stays one, one that it would refuse stays such.
    fn sid(&self, text: &str) -> String {
        let Some(number) = self.sids.get(text) else {
            return text.to_owned();
        };
        let name = ["Statement", &number.to_string()].concat();
        let mut out = String::new();
        let mut before = false;
        for letter in text.chars() {
            if letter.is_alphanumeric() {
                out.push_str(if before { "" } else { &name });
                // Letters that a `Sid` may not have.
                if !letter.is_ascii() && !out.ends_with('é') {
                    out.push('é');
                }
            } else {
                out.push(letter);
            }
            before = letter.is_alphanumeric();
        }
        out
    }

    /// A place, a condition key, or the name of a policy.
    fn place(&self, text: &str) -> String {
        let steps: Vec<&str> = text.split('.').collect();
        match steps.as_slice() {
            [
                "principals" | "resources" | "organization" | "accounts" | "endpoints" | "cases",
                _,
                ..,
            ] => self.steps(&steps).join("."),
            _ if text.contains(':') => self.key(text),
            _ => self.text(text),
        }
    }

    /// The keys on the way to something: those of the format stay.
    fn steps(&self, steps: &[&str]) -> Vec<String> {
        let new = steps
            .iter()
            .enumerate()
            .map(|(at, own)| match place::key(steps.get(..=at).unwrap_or_default()) {
                About::Name => self.words(own),
                About::Tag => self.tag(own),
                About::Key => self.key(own),
                _ => (*own).to_owned(),
            });
        new.collect()
    }

    fn words(&self, text: &str) -> String {
        // AWS's own names.
        if text.ends_with(".amazonaws.com") && !text.contains(' ') {
            return text.to_owned();
        }
        let mut out = String::with_capacity(text.len());
        let mut at = 0;
        for (start, word) in words(text) {
            if start < at {
                continue;
            }
            out.push_str(text.get(at..start).unwrap_or_default());
            if let Some((address, length)) = self.addresses.at(text, start) {
                out.push_str(&address);
                at = start + length;
                continue;
            }
            let folded = word.to_ascii_lowercase();
            let found = self.map.binary_search_by(|(own, _)| own.as_str().cmp(&folded));
            match found.ok().and_then(|place| self.map.get(place)) {
                Some((_, new)) => out.push_str(&in_the_case_of(word, new)),
                None => out.push_str(word),
            }
            at = start + word.len();
        }
        out.push_str(text.get(at..).unwrap_or_default());
        out
    }
}

/// What stands for a text that is only read: names in a sentence cannot be told from other words.
fn neutral(pointer: &str, text: &str) -> String {
    let steps = pointer::steps(pointer);
    let steps: Vec<&str> = steps.iter().map(String::as_str).collect();
    match steps.as_slice() {
        _ if text.is_empty() => String::new(),
        ["title"] => "Scenario".to_owned(),
        ["about"] => "About the scenario".to_owned(),
        ["cases", at, "name"] => match at.parse::<usize>() {
            Ok(at) => ["case ", &(at + 1).to_string()].concat(),
            Err(_) => "case".to_owned(),
        },
        _ => "Note".to_owned(),
    }
}

fn stand_in(number: usize) -> String {
    let name = STAND_INS.get(number % STAND_INS.len()).copied().unwrap_or("name");
    match number / STAND_INS.len() {
        0 => name.to_owned(),
        round => format!("{name}{}", round + 1),
    }
}

/// `111111111111`, `222222222222`, …, `100000000010`, …
fn account_id(number: u64) -> String {
    match number {
        1..=9 => (number * 111_111_111_111).to_string(),
        _ => (100_000_000_000 + number).to_string(),
    }
}

/// A word in the case of the one that it stands for: ids are capitals, names begin with one.
fn in_the_case_of(word: &str, new: &str) -> String {
    let capital = |letter: char| letter.is_ascii_uppercase();
    if word.chars().any(|letter| letter.is_ascii_lowercase()) {
        return match word.chars().next().filter(|letter| capital(*letter)) {
            Some(_) => {
                let (first, rest) = new.split_at_checked(1).unwrap_or(("", new));
                [&first.to_ascii_uppercase(), rest].concat()
            }
            None => new.to_owned(),
        };
    }
    // The kind of an id is in its first letters.
    let kind = ["AKIA", "ASIA", "AROA", "AIDA", "AGPA", "ANPA"]
        .into_iter()
        .find(|kind| word.starts_with(kind) && word.len() >= 16);
    match kind {
        Some(kind) => [kind, &new.to_ascii_uppercase()].concat(),
        None if word.chars().any(capital) => new.to_ascii_uppercase(),
        None => new.to_owned(),
    }
}

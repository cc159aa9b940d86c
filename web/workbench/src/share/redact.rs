//! Taking names out of a scenario, so that every decision stays as it is: equal words stay equal, what a pattern matches it
//! goes on matching, and nothing that AWS gives a meaning is touched.

use iamwhy_policy::{Json, Kind};

use super::{
    address::{Addresses, seed},
    place::{About, about},
    private::Private,
    words::{STAND_INS, words},
};
use crate::edit::quoted;

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
    addresses: Addresses,
}

/// Replaces account and organization ids, names, access keys, mail and network addresses, everywhere alike. What stands for
/// what cannot be told from the result.
#[must_use]
pub fn redact(text: &str) -> Redacted {
    let (json, _) = Json::read_recovering(text);
    let mut private = Private::default();
    private.look(&json);
    let mut redacted = Redacted {
        addresses: Addresses::new(seed(text)),
        ..Redacted::default()
    };
    redacted.choose(private);
    redacted.text = redacted.json(&json);
    redacted
}

impl Redacted {
    /// What stands for each word.
    fn choose(&mut self, private: Private) {
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
            true => self.json(&Json::read_recovering(text).0),
            false => self.words(text),
        }
    }

    /// JSON text, its strings replaced and all else as it was.
    fn json(&self, json: &Json) -> String {
        let text = json.text();
        let mut out = String::with_capacity(text.len());
        let mut at = 0;
        for node in json.descendants(json.root()) {
            let Some(own) = json.string(node).filter(|_| json.kind(node) == Kind::String) else {
                continue;
            };
            let new = match about(json, node) {
                About::Format => continue,
                About::Name | About::Text => self.words(own),
                About::Policy => self.json(&Json::read_recovering(own).0),
            };
            if new != own {
                let span = json.span(node);
                out.push_str(text.get(at..span.start as usize).unwrap_or_default());
                out.push_str(&quoted(&new));
                at = span.end as usize;
            }
        }
        out.push_str(text.get(at..).unwrap_or_default());
        out
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

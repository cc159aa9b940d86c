//! Which words of a scenario are somebody's own.

use std::collections::{BTreeMap, BTreeSet};

use iamwhy_policy::{Json, Kind};

use super::{
    place::{About, about, parts_of_key, pieces},
    words::{PROVIDERS, is_common, words},
};

/// What is somebody's own in a text.
#[derive(Clone, Debug, Default)]
pub(super) struct Private {
    /// Words, in lower case, in the order in which they come.
    pub(super) words: Vec<String>,
    /// Account ids.
    pub(super) accounts: Vec<String>,
    /// The names of statements, each with its number in the order in which they come.
    pub(super) sids: BTreeMap<String, usize>,
    /// Words that must stay: those of providers that everybody knows.
    pub(super) stops: BTreeSet<String>,
    /// Parts of words beside wildcards.
    pub(super) fragments: Vec<Fragment>,
    /// Every word that there is.
    pub(super) all: BTreeSet<String>,
    seen: BTreeSet<String>,
}

/// A part of a word beside a wildcard: what matches it must go on matching.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Fragment {
    text: String,
    /// A wildcard stands before it.
    before: bool,
    /// A wildcard stands behind it.
    behind: bool,
}

impl Fragment {
    /// Whether a word could match because of this part.
    pub(super) fn touches(&self, word: &str) -> bool {
        match (self.before, self.behind) {
            (true, true) => word.contains(&self.text),
            (true, false) => word.ends_with(&self.text),
            _ => word.starts_with(&self.text),
        }
    }
}

impl Private {
    /// Looks through a scenario, or through a policy.
    pub(super) fn look(&mut self, json: &Json) {
        for node in json.descendants(json.root()) {
            let Some(text) = json.string(node).filter(|_| json.kind(node) == Kind::String) else {
                continue;
            };
            let about = about(json, node);
            if about == About::Free {
                continue;
            }
            for (_, word) in words(text) {
                self.all.insert(word.to_ascii_lowercase());
            }
            match about {
                About::Format | About::Free | About::Place => {}
                About::Key => self.take_key(text),
                About::Tag => self.take_tag(text),
                About::Sid => self.take_sid(text),
                About::Name => {
                    self.take_all(text);
                    self.take(text);
                }
                About::Text => self.take(text),
                About::Policy => self.look(&Json::read_recovering(text).0),
            }
        }
    }

    fn take_key(&mut self, text: &str) {
        let (before, own, behind) = parts_of_key(text);
        match behind {
            "" if !before.is_empty() => self.take_tag(own),
            _ => self.take_provider(own),
        }
    }

    /// Keys that begin with `aws:` are AWS's.
    fn take_tag(&mut self, text: &str) {
        if !is_own_tag(text) {
            return;
        }
        self.take_all(text);
        self.take(text);
    }

    fn take_sid(&mut self, text: &str) {
        if !text.is_empty() {
            let number = self.sids.len() + 1;
            self.sids.entry(text.to_owned()).or_insert(number);
        }
    }

    /// The host is everybody's where everybody knows it; the path never is.
    fn take_provider(&mut self, text: &str) {
        let (host, path) = text.split_once('/').unwrap_or((text, ""));
        let known = |own: &&&str| {
            host.strip_suffix(**own)
                .is_some_and(|left| left.is_empty() || left.ends_with('.'))
        };
        match PROVIDERS.iter().find(known) {
            Some(own) => {
                self.stop(if *own == "amazonaws.com" { host } else { own });
                self.take_all(
                    host.strip_suffix(*own)
                        .filter(|_| *own != "amazonaws.com")
                        .unwrap_or(""),
                );
                self.take_all(path);
            }
            None => self.take_all(text),
        }
    }

    fn stop(&mut self, text: &str) {
        self.stops
            .extend(words(text).map(|(_, word)| word.to_ascii_lowercase()));
    }

    /// What stands in a text that may be anything.
    fn take(&mut self, text: &str) {
        for (_, key) in pieces(text).into_iter().filter(|(variable, _)| *variable) {
            self.take_key(key);
        }
        self.fragments(text);
        let mut rest = text;
        while let Some((_, arn)) = rest.split_once("arn:") {
            self.take_arn(arn);
            rest = arn;
        }
        for (at, word) in words(text) {
            let account = word.len() == 12 && word.bytes().all(|byte| byte.is_ascii_digit());
            if account && !self.accounts.iter().any(|own| own == word) {
                self.accounts.push(word.to_owned());
            }
            let before = text.get(..at).unwrap_or_default();
            let behind = text.get(at + word.len()..).unwrap_or_default();
            let id = ["o-", "r-", "ou-", "vpc-", "vpce-"].iter().any(|own| {
                before
                    .strip_suffix(own)
                    .is_some_and(|left| !left.ends_with(|letter: char| letter.is_ascii_alphanumeric()))
            });
            let key = word.len() >= 16
                && word
                    .bytes()
                    .all(|byte| byte.is_ascii_digit() || byte.is_ascii_uppercase());
            if id || key || before.ends_with('@') || behind.starts_with('@') {
                self.take_word(word);
            }
            // The second part of a unit's id.
            let second = behind.strip_prefix('-').filter(|_| id && before.ends_with("ou-"));
            if let Some((_, second)) = second.and_then(|rest| words(rest).next()) {
                self.take_word(second);
            }
        }
    }

    /// The last part of an ARN, `arn:` itself taken off.
    fn take_arn(&mut self, arn: &str) {
        let end = arn.find([' ', '"', '\'', '`', ',', ')']).unwrap_or(arn.len());
        let arn = arn.get(..end).unwrap_or_default();
        let mut parts = arn.splitn(5, ':');
        let account = parts.nth(3).unwrap_or("");
        let Some(resource) = parts.next().filter(|_| account != "aws") else {
            return;
        };
        match resource.split_once("oidc-provider/") {
            // Context keys carry its name.
            Some((_, provider)) => self.take_provider(provider),
            None if resource.contains("amazonaws.com") => {}
            None => self.take_all(resource),
        }
    }

    fn take_all(&mut self, text: &str) {
        for (_, piece) in pieces(text).into_iter().filter(|(variable, _)| !variable) {
            for (_, word) in words(piece) {
                self.take_word(word);
            }
        }
    }

    fn take_word(&mut self, word: &str) {
        let folded = word.to_ascii_lowercase();
        if !is_common(word) && self.seen.insert(folded.clone()) {
            self.words.push(folded);
        }
    }

    fn fragments(&mut self, text: &str) {
        let wild = |letter: Option<char>| matches!(letter, Some('*' | '?'));
        for (at, word) in words(text) {
            let before = wild(text.get(..at).unwrap_or_default().chars().next_back());
            let behind = wild(text.get(at + word.len()..).unwrap_or_default().chars().next());
            let fragment = Fragment {
                text: word.to_ascii_lowercase(),
                before,
                behind,
            };
            if (before || behind) && !self.fragments.contains(&fragment) {
                self.fragments.push(fragment);
            }
        }
    }
}

/// What services call things in the encryption context that they send.
const SENT: [&str; 3] = ["PARAMETER_ARN", "SecretARN", "SecretVersionId"];

/// Whether a tag's key is somebody's own: AWS keeps `aws:` for its.
pub(super) fn is_own_tag(text: &str) -> bool {
    !SENT.contains(&text) && !text.get(..4).is_some_and(|head| head.eq_ignore_ascii_case("aws:"))
}

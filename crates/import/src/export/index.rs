//! From a spelling to what it names.

use std::collections::BTreeMap;

use super::Export;
use crate::spelling::nearest;

/// The spellings of policies and principals.
#[derive(Clone, Debug, Default)]
pub(super) struct Index {
    pub(super) policies: Names,
    pub(super) principals: Names,
}

/// Spellings with the places of what they name.
#[derive(Clone, Debug, Default)]
pub(super) struct Names {
    /// The spellings that are written out in full.
    full: BTreeMap<String, (usize, bool)>,
    /// Shorter ones, and whether more than one thing has it.
    short: BTreeMap<String, (usize, bool)>,
}

/// What a spelling leads to.
pub(super) enum Found {
    One(usize),
    Several,
    None,
}

/// Why a spelling names nothing.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct NotFound {
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: String,
}

/// How many names are listed where none is near.
const LISTED: usize = 5;

impl Index {
    pub(super) fn of(export: &Export) -> Index {
        let mut index = Index::default();
        for (at, policy) in export.policies.iter().enumerate() {
            index.policies.add(at, &policy.select, &policy.also);
        }
        for (at, principal) in export.principals.iter().enumerate() {
            index.principals.add(at, &principal.select, &principal.also);
        }
        index
    }
}

impl Names {
    fn add(&mut self, at: usize, full: &str, short: &[String]) {
        self.full.entry(full.to_owned()).or_insert((at, false));
        for name in short {
            self.short
                .entry(name.clone())
                .and_modify(|(own, several)| *several |= *own != at)
                .or_insert((at, false));
        }
    }

    pub(super) fn find(&self, name: &str) -> Found {
        match (self.full.get(name), self.short.get(name)) {
            (Some((at, _)), _) | (None, Some((at, false))) => Found::One(*at),
            (None, Some((_, true))) => Found::Several,
            (None, None) => Found::None,
        }
    }

    /// What to write instead of a spelling that names nothing, or several things.
    fn help(&self, name: &str, plural: &str) -> String {
        let all = || self.full.keys().map(String::as_str);
        let within: Vec<&str> = all()
            .filter(|own| !name.is_empty() && own.contains(name))
            .take(LISTED + 1)
            .collect();
        if !within.is_empty() {
            return listed("use", &within);
        }
        let near = nearest(name, &mut all().chain(self.short.keys().map(String::as_str)));
        if let Some(near) = near {
            return format!("did you mean `{near}`?");
        }
        let first: Vec<&str> = all().take(LISTED + 1).collect();
        match first.is_empty() {
            true => format!("there are no {plural} in it"),
            false => listed(&format!("its {plural} are"), &first),
        }
    }
}

/// `use a, b or c`, of many only the first ones.
fn listed(start: &str, names: &[&str]) -> String {
    let shown: Vec<String> = names.iter().take(LISTED).map(|name| format!("`{name}`")).collect();
    let more = if names.len() > LISTED { ", …" } else { "" };
    format!("{start} {}{more}", shown.join(", "))
}

impl Export {
    pub(super) fn found<'e, T>(
        &self,
        found: Found,
        select: &str,
        all: &'e [T],
        what: &str,
        plural: &str,
    ) -> Result<&'e T, NotFound> {
        let names = match what {
            "policy" => &self.index.policies,
            _ => &self.index.principals,
        };
        let mut message = match found {
            Found::One(at) => match all.get(at) {
                Some(one) => return Ok(one),
                None => String::new(),
            },
            Found::Several => format!("`{select}` names more than one {what} in {}", self.source.words()),
            Found::None => format!("no {what} in {} is named `{select}`", self.source.words()),
        };
        if self.is_truncated() {
            message.push_str(" (the export is cut off: `IsTruncated` is true)");
        }
        Err(NotFound {
            message,
            help: names.help(select, plural),
        })
    }
}

//! What is decided differently.

use std::collections::BTreeMap;

use crate::decisions::Line;

/// How a decision changes.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Kind {
    /// What was not allowed is.
    Opens,
    /// What was allowed is not.
    Closes,
    /// Another decision, but neither of these.
    Changes,
    /// The same decision, by another layer or statement.
    Moves,
    /// There was no such case.
    New,
    /// There is no such case any more.
    Gone,
}

/// A case that is decided differently.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Change {
    pub(super) kind: Kind,
    pub(super) old: Option<Line>,
    pub(super) new: Option<Line>,
}

/// Everything that is decided differently, by file and case.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Changes {
    pub(super) list: Vec<Change>,
    /// How many cases are decided as before.
    pub(super) same: usize,
}

/// A case: its file, its name, and which one of several of that name it is.
type Key<'l> = (&'l str, &'l str, usize);

impl Changes {
    pub(super) fn between(old: &[Line], new: &[Line]) -> Changes {
        let (old, new) = (by_key(old), by_key(new));
        let mut keys: Vec<&Key<'_>> = old.keys().chain(new.keys()).collect();
        keys.sort_unstable();
        keys.dedup();
        let mut changes = Changes::default();
        for key in keys {
            let (old, new) = (old.get(key).copied(), new.get(key).copied());
            match kind(old, new) {
                None => changes.same += 1,
                Some(kind) => changes.list.push(Change {
                    kind,
                    old: old.cloned(),
                    new: new.cloned(),
                }),
            }
        }
        changes
    }

    pub(super) fn count(&self, kind: Kind) -> usize {
        self.list.iter().filter(|change| change.kind == kind).count()
    }
}

fn by_key(lines: &[Line]) -> BTreeMap<Key<'_>, &Line> {
    let mut seen: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    let each = lines.iter().map(|line| {
        let name = (line.file.as_str(), line.case.as_str());
        let count = seen.entry(name).or_default();
        *count += 1;
        ((name.0, name.1, *count), line)
    });
    each.collect()
}

fn kind(old: Option<&Line>, new: Option<&Line>) -> Option<Kind> {
    let (old, new) = match (old, new) {
        (Some(old), Some(new)) => (old, new),
        (None, _) => return Some(Kind::New),
        (_, None) => return Some(Kind::Gone),
    };
    match (old.is_open(), new.is_open()) {
        (false, true) => Some(Kind::Opens),
        (true, false) => Some(Kind::Closes),
        _ if old.decision != new.decision => Some(Kind::Changes),
        _ if (&old.layer, &old.by) != (&new.layer, &new.by) => Some(Kind::Moves),
        _ => None,
    }
}

impl Kind {
    /// In the order in which they matter.
    pub(super) const ALL: [Kind; 6] = [
        Kind::Opens,
        Kind::Closes,
        Kind::Changes,
        Kind::Moves,
        Kind::New,
        Kind::Gone,
    ];

    pub(super) fn word(self) -> &'static str {
        match self {
            Kind::Opens => "opens",
            Kind::Closes => "closes",
            Kind::Changes => "changes",
            Kind::Moves => "moves",
            Kind::New => "new",
            Kind::Gone => "gone",
        }
    }
}

impl Change {
    /// The line that names the case: the new one, else the old one.
    pub(super) fn line(&self) -> Option<&Line> {
        self.new.as_ref().or(self.old.as_ref())
    }

    /// `allow (identity) → implicitDeny (boundary)`
    pub(super) fn words(&self) -> String {
        let words = |line: &Option<Line>| line.as_ref().map(Line::words);
        match (words(&self.old), words(&self.new)) {
            (Some(old), Some(new)) => format!("{old} → {new}"),
            (old, new) => old.or(new).unwrap_or_default(),
        }
    }
}

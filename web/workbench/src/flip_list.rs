//! What the worker found, for the page: each flip with what it changes, and what holds an allow open.

use iamwhy_explain::Edit;
use iamwhy_policy::Json;

use crate::{FILE, change::flip};

/// All that was found.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct FlipList {
    /// The flips, the smallest first.
    pub flips: Vec<FlipView>,
    /// What holds an allow open, in a sentence; empty where nothing is held.
    pub held: String,
}

/// One flip.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FlipView {
    /// What to do, in a sentence.
    pub title: String,
    /// Whether it weakens a guardrail.
    pub guardrail: bool,
    /// What it changes.
    pub changes: Vec<FlipChange>,
    /// It as JSON, to be applied.
    pub json: String,
}

/// One change of a flip.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FlipChange {
    /// Where.
    pub place: String,
    /// Lines that go.
    pub removed: Vec<String>,
    /// Lines that come.
    pub added: Vec<String>,
}

/// Reads what the worker wrote about a scenario's text.
#[must_use]
pub fn read(found: &str, scenario: &str) -> FlipList {
    let Ok(json) = Json::read(found) else {
        return FlipList::default();
    };
    let root = json.root();
    let flips = json.get(root, "flips").into_iter().flat_map(|flips| json.items(flips));
    let held = json.get(root, "held");
    let any = |name: &str| {
        let list = held.and_then(|held| json.get(held, name));
        list.is_some_and(|list| json.items(list).next().is_some())
    };
    let sentence = held
        .and_then(|held| json.string(json.get(held, "sentence")?))
        .unwrap_or_default();
    FlipList {
        flips: flips.filter_map(|node| view(json.raw(node), scenario)).collect(),
        held: if any("needed") || any("redundant") {
            sentence.to_owned()
        } else {
            String::new()
        },
    }
}

pub(crate) fn view(raw: &str, scenario: &str) -> Option<FlipView> {
    let own = flip::read(raw)?;
    Some(FlipView {
        changes: own.edits.iter().map(|edit| change(edit, scenario)).collect(),
        title: own.title,
        guardrail: own.guardrail,
        json: raw.to_owned(),
    })
}

fn change(edit: &Edit, scenario: &str) -> FlipChange {
    match edit {
        Edit::Context { key, value } => FlipChange {
            place: "context".to_owned(),
            removed: Vec::new(),
            added: vec![match value {
                Some(value) => [key, " = ", value].concat(),
                None => [key, " is not sent"].concat(),
            }],
        },
        Edit::Principal { principal } => FlipChange {
            place: "principal".to_owned(),
            removed: Vec::new(),
            added: vec![principal.clone()],
        },
        Edit::Endpoint { endpoint } => FlipChange {
            place: "endpoint".to_owned(),
            removed: Vec::new(),
            added: vec![endpoint.clone().unwrap_or_else(|| "none".to_owned())],
        },
        Edit::Set { place, value } => FlipChange {
            place: place.clone(),
            removed: Vec::new(),
            added: vec![value.clone()],
        },
        Edit::Policy {
            policy,
            range,
            span,
            text,
            ..
        } => {
            let own = (span.file == FILE)
                .then(|| scenario.get(range.0 as usize..range.1 as usize))
                .flatten();
            FlipChange {
                place: policy.clone(),
                removed: lines(own.unwrap_or_default()),
                added: lines(text),
            }
        }
        Edit::Attach { place, text, .. } => FlipChange {
            place: [place, " (new)"].concat(),
            removed: Vec::new(),
            added: lines(text),
        },
    }
}

/// The lines of a text without the white space that all of them begin with.
fn lines(text: &str) -> Vec<String> {
    let text = text
        .trim_matches(|letter: char| letter == '\n' || letter == '\r')
        .trim_end();
    let rest = text.lines().skip(1).filter(|line| !line.trim().is_empty());
    let indent = rest.map(|line| line.len() - line.trim_start().len()).min().unwrap_or(0);
    let dedent = |line: &str| {
        line.get(indent.min(line.len() - line.trim_start().len())..)
            .unwrap_or(line)
            .to_owned()
    };
    let mut lines: Vec<String> = text.lines().take(1).map(|line| line.trim_start().to_owned()).collect();
    lines.extend(text.lines().skip(1).map(dedent));
    // What only parts it from its neighbours says nothing.
    lines.retain(|line| !matches!(line.trim(), "" | ","));
    lines
}

//! The payload: versioned JSON with the text, the drafts and what is looked at.

use iamwhy_policy::{Json, Kind, NodeId};

use super::redact::redact_beside;
use crate::{Bench, Draft, Off, Problem, Selected, State, edit::quoted};

/// The version that is written. Newer ones are read as far as they can be.
const VERSION: u32 = 1;

/// What could be read of a payload, and what is wrong with the rest.
#[derive(Clone, Default)]
pub struct Unpacked {
    /// What could be read.
    pub bench: Option<Bench>,
    /// What could not.
    pub problems: Vec<Problem>,
}

/// Everything that another person needs to see the same. With `hide`, account ids and names are replaced.
#[must_use]
pub fn pack(bench: &Bench, hide: bool) -> String {
    let state = bench.state();
    let drafts = state.drafts.iter().map(|draft| &*draft.text);
    let others: Vec<&str> = drafts.chain(state.off.iter().map(|off| &*off.text)).collect();
    let words = hide.then(|| redact_beside(&state.text, &others));
    let hidden = |text: &str| match &words {
        Some(words) => words.also(text),
        None => text.to_owned(),
    };
    let text = words.as_ref().map_or(&*state.text, |words| words.text.as_str());
    let mut members = vec![format!("\"iamwhy\":{VERSION}"), ["\"text\":", &quoted(text)].concat()];
    if !state.drafts.is_empty() {
        let drafts: Vec<String> = state
            .drafts
            .iter()
            .map(|draft| [&quoted(&hidden(&draft.pointer)), ":", &quoted(&hidden(&draft.text))].concat())
            .collect();
        members.push(["\"drafts\":{", &drafts.join(","), "}"].concat());
    }
    if !state.off.is_empty() {
        let off: Vec<String> = state.off.iter().map(|off| switched_off(off, &hidden)).collect();
        members.push(["\"off\":[", &off.join(","), "]"].concat());
    }
    let selected = state.selected;
    if selected != Selected::default() {
        members.push(["\"case\":", &selected.case.to_string()].concat());
        members.push(["\"combination\":", &selected.combination.to_string()].concat());
        members.extend(
            selected
                .authorization
                .map(|own| ["\"authorization\":", &own.to_string()].concat()),
        );
    }
    if let Some(open) = &state.open {
        members.push(["\"open\":", &quoted(&hidden(open))].concat());
    }
    ["{", &members.join(","), "}"].concat()
}

fn switched_off(off: &Off, hidden: &dyn Fn(&str) -> String) -> String {
    let index = off
        .index
        .map_or_else(String::new, |index| [",\"index\":", &index.to_string()].concat());
    [
        "{\"slot\":",
        &quoted(&hidden(&off.slot)),
        &index,
        ",\"name\":",
        &quoted(&hidden(&off.name)),
        ",\"text\":",
        &quoted(&hidden(&off.text)),
        "}",
    ]
    .concat()
}

/// What a payload says; a broken one as far as it can be read. A bare scenario is one too.
#[must_use]
pub fn unpack(payload: &str) -> Unpacked {
    let (json, errors) = Json::read_recovering(payload);
    let mut unpacked = Unpacked::default();
    let mut wrong = |message: &str| unpacked.problems.push(Problem::plain(message));
    if let Some(error) = errors.first() {
        wrong(&["the link is damaged: ", &error.message].concat());
    }
    let root = json.root();
    if json.get(root, "scenario").is_some() {
        unpacked.bench = Some(Bench::open(payload));
        return unpacked;
    }
    match json.get(root, "iamwhy").map(|version| json.raw(version).parse::<u32>()) {
        Some(Ok(version)) if version <= VERSION => {}
        Some(_) => wrong("the link comes from a newer version of this page; what this one knows of it is shown"),
        None => wrong("the link does not say its version"),
    }
    let Some(text) = json.get(root, "text").and_then(|text| string_of(&json, text)) else {
        wrong("the link has no scenario in it");
        return unpacked;
    };
    let mut state = State::new(&text);
    let number = |object: NodeId, name: &str| {
        json.get(object, name)
            .and_then(|own| json.raw(own).parse::<usize>().ok())
    };
    state.selected = Selected {
        case: number(root, "case").unwrap_or(0),
        combination: number(root, "combination").unwrap_or(0),
        authorization: number(root, "authorization"),
    };
    state.open = json
        .get(root, "open")
        .and_then(|open| json.string(open))
        .map(str::to_owned);
    for (key, value) in json
        .get(root, "drafts")
        .into_iter()
        .flat_map(|drafts| json.members(drafts))
    {
        if let (Some(pointer), Some(text)) = (json.string(key), json.string(value)) {
            state.drafts.push(Draft {
                pointer: pointer.to_owned(),
                text: text.into(),
            });
        }
    }
    for own in json.get(root, "off").into_iter().flat_map(|off| json.items(off)) {
        let text = |name: &str| json.get(own, name).and_then(|value| json.string(value));
        if let (Some(slot), Some(document)) = (text("slot"), text("text")) {
            state.off.push(Off {
                slot: slot.to_owned(),
                index: number(own, "index"),
                text: document.into(),
                name: text("name").unwrap_or("policy").to_owned(),
                around: ("".into(), "".into()),
            });
        }
    }
    unpacked.bench = Some(Bench::of(state));
    unpacked
}

/// A string, also one that was cut off.
fn string_of(json: &Json, node: NodeId) -> Option<String> {
    if json.kind(node) == Kind::String {
        return json.string(node).map(str::to_owned);
    }
    let cut = json.raw(node).strip_prefix('"')?;
    let mut cut = cut.to_owned();
    // What the cut has left of an escape cannot be read.
    for _ in 0..8 {
        if let Ok(whole) = Json::read(["\"", &cut, "\""].concat()) {
            return whole.string(whole.root()).map(str::to_owned);
        }
        cut.pop();
    }
    None
}

//! What this browser remembers: progress for good, a round for this tab.

use iamwhy_policy::{Json, NodeId};
use iamwhy_scenario::Written;
use iamwhy_traps::{Confidence, Given, Progress, Room};
use web_sys::{Storage, window};

use crate::{desk::Left, round::Round};

const PROGRESS: &str = "iamwhy.practice.v1.progress";
/// What could not be read is set aside, not overwritten.
const ASIDE: &str = "iamwhy.practice.v1.unreadable";
const ROUND: &str = "iamwhy.practice.v1.round";
/// What was answered last, and the text as it was edited: for whoever reloads, or comes back from the playground.
const LEFT: &str = "iamwhy.practice.v1.left";
/// What stood behind `#` when somebody went to the playground, which shows the way back.
const BACK: &str = "iamwhy.practice.v1.back";

fn storage() -> Option<Storage> {
    window()?.local_storage().ok().flatten()
}

fn of_tab() -> Option<Storage> {
    window()?.session_storage().ok().flatten()
}

/// What somebody has answered so far.
pub(crate) fn progress() -> Progress {
    let Some(text) = storage().and_then(|own| own.get_item(PROGRESS).ok().flatten()) else {
        return Progress::default();
    };
    Progress::from_json(&text).unwrap_or_else(|_| {
        if let Some(storage) = storage() {
            let _ = storage.set_item(ASIDE, &text);
        }
        Progress::default()
    })
}

/// Keeps it. A browser that keeps nothing, or is full, forgets: nothing on the page depends on it.
pub(crate) fn keep(progress: &Progress) {
    if let Some(storage) = storage() {
        let _ = storage.set_item(PROGRESS, &progress.to_json());
    }
}

/// Keeps the round that is under way in this tab.
pub(crate) fn keep_round(round: Option<&Round>, room: &Room) {
    let Some(tab) = of_tab() else { return };
    let Some(round) = round else {
        let _ = tab.remove_item(ROUND);
        return;
    };
    let slug = |at: &usize| Written::from(room.traps.get(*at).map_or("", |own| own.slug.as_str()));
    let answers = round.answers.iter().map(written);
    let text = Written::Object(vec![
        ("interview", round.interview.into()),
        ("drawn", round.drawn.iter().map(slug).collect()),
        ("at", round.at.into()),
        ("answers", answers.collect()),
        // Whole milliseconds are enough.
        ("until", round.until.map(|own| Written::Number(own as u64)).into()),
    ]);
    let _ = tab.set_item(ROUND, &text.to_string());
}

/// The round that was under way in this tab.
pub(crate) fn round(room: &Room) -> Option<Round> {
    let text = of_tab()?.get_item(ROUND).ok().flatten()?;
    let json = Json::read(text).ok()?;
    let root = json.root();
    let drawn = json
        .items(json.get(root, "drawn")?)
        .map(|own| room.find(json.string(own)?));
    let answers = json.items(json.get(root, "answers")?).map(|own| given(&json, own));
    Some(Round {
        interview: json.boolean(json.get(root, "interview")?)?,
        drawn: drawn.collect::<Option<_>>()?,
        at: json.raw(json.get(root, "at")?).parse().ok()?,
        answers: answers.collect::<Option<_>>()?,
        until: json.get(root, "until").and_then(|own| json.raw(own).parse().ok()),
    })
}

fn written(given: &Given) -> Written {
    Written::Object(vec![
        ("trap", (&given.trap).into()),
        ("answer", given.answer.into()),
        ("confidence", given.confidence.percent().into()),
        ("right", given.right.into()),
    ])
}

fn given(json: &Json, own: NodeId) -> Option<Given> {
    Some(Given {
        trap: json.string(json.get(own, "trap")?)?.to_owned(),
        answer: json.raw(json.get(own, "answer")?).parse().ok()?,
        confidence: Confidence::of_percent(json.raw(json.get(own, "confidence")?).parse().ok()?)?,
        right: json.boolean(json.get(own, "right")?)?,
    })
}

/// Keeps what was answered last in this tab.
pub(crate) fn keep_left(left: Option<&Left>) {
    let Some(tab) = of_tab() else { return };
    let _ = match left {
        None => tab.remove_item(LEFT),
        Some(left) => {
            let text = Written::Object(vec![
                ("given", written(&left.given)),
                ("text", left.text.as_deref().into()),
            ]);
            tab.set_item(LEFT, &text.to_string())
        }
    };
}

/// What was answered last in this tab.
pub(crate) fn left() -> Option<Left> {
    let json = Json::read(of_tab()?.get_item(LEFT).ok().flatten()?).ok()?;
    let root = json.root();
    Some(Left {
        given: given(&json, json.get(root, "given")?)?,
        text: json
            .get(root, "text")
            .and_then(|own| json.string(own))
            .map(str::to_owned),
    })
}

/// Tells the playground the way back; none when somebody is back.
pub(crate) fn way_back(hash: Option<&str>) {
    if let Some(tab) = of_tab() {
        let _ = match hash {
            None => tab.remove_item(BACK),
            Some(hash) => tab.set_item(BACK, hash),
        };
    }
}

//! Where somebody is strong.

use std::collections::BTreeMap;

use crate::{calibration::Calibration, record::Given, room::Room, trap::Trap};

/// What came of some answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// How many there were.
    pub asked: u32,
    /// How many were right.
    pub right: u32,
    /// By chapter, the weakest first.
    pub chapters: Vec<Strength>,
    /// By topic, the weakest first.
    pub topics: Vec<Strength>,
    /// By rule, the weakest first.
    pub rules: Vec<Strength>,
    /// Confidence against results.
    pub calibration: Calibration,
}

/// How somebody did in one thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Strength {
    /// A chapter's title, a topic, or the ID of a rule.
    pub name: String,
    /// How many answers.
    pub asked: u32,
    /// How many were right.
    pub right: u32,
}

impl Report {
    /// Of these answers to traps of the room.
    #[must_use]
    pub fn of(room: &Room, answers: &[Given]) -> Report {
        let count = |right: bool| answers.iter().filter(|given| given.right || !right).count();
        Report {
            asked: u32::try_from(count(false)).unwrap_or(u32::MAX),
            right: u32::try_from(count(true)).unwrap_or(u32::MAX),
            chapters: by(room, answers, |trap| {
                room.chapter_of(trap)
                    .map(|own| own.title.as_str())
                    .into_iter()
                    .collect()
            }),
            topics: by(room, answers, |trap| {
                trap.card.topics.iter().map(String::as_str).collect()
            }),
            rules: by(room, answers, |trap| trap.card.rule.as_deref().into_iter().collect()),
            calibration: Calibration::of(answers),
        }
    }
}

fn by<'r>(room: &'r Room, answers: &[Given], names: impl Fn(&'r Trap) -> Vec<&'r str>) -> Vec<Strength> {
    let mut counted: BTreeMap<&str, (u32, u32)> = BTreeMap::new();
    for given in answers {
        let Some(trap) = room.find(&given.trap).and_then(|at| room.traps.get(at)) else {
            continue;
        };
        for name in names(trap) {
            let (asked, right) = counted.entry(name).or_default();
            *asked += 1;
            *right += u32::from(given.right);
        }
    }
    let mut all: Vec<Strength> = counted
        .into_iter()
        .map(|(name, (asked, right))| Strength {
            name: name.to_owned(),
            asked,
            right,
        })
        .collect();
    all.sort_by_key(|own| (own.right * 1000 / own.asked.max(1), u32::MAX - own.asked));
    all
}

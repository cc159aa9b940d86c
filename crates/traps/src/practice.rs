//! What to ask: sets for practice, and interviews.

use crate::{progress::Progress, room::Room, seed::Seed};

/// How many questions a set has.
pub const SET: usize = 5;
/// How many questions an interview has.
pub const INTERVIEW: usize = 10;

/// Which traps to choose from; an empty list leaves everything in.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Choice {
    /// Chapters, by their places.
    pub chapters: Vec<usize>,
    /// Levels, from 1 to 5.
    pub levels: Vec<u32>,
}

impl Choice {
    /// The traps that fit, by their places.
    pub fn fitting<'r>(&'r self, room: &'r Room) -> impl Iterator<Item = usize> + 'r {
        room.traps.iter().enumerate().filter_map(|(at, trap)| {
            let chapter = self.chapters.is_empty() || self.chapters.contains(&trap.chapter);
            let level = self.levels.is_empty() || self.levels.contains(&trap.card.level);
            (chapter && level).then_some(at)
        })
    }
}

/// The places of the traps of a set: what is due, then what is new, then the rest, each in an order that follows from the seed.
#[must_use]
pub fn set(room: &Room, choice: &Choice, progress: &Progress, today: u32, seed: u64) -> Vec<usize> {
    let mut seed = Seed::new(seed);
    let mut drawn: Vec<usize> = choice.fitting(room).collect();
    seed.shuffle(&mut drawn);
    let turn = |at: &usize| {
        let record = room.traps.get(*at).and_then(|trap| progress.of(&trap.slug));
        match record {
            Some(record) if record.due <= today => (0, record.due),
            None => (1, 0),
            Some(record) => (2, record.due),
        }
    };
    drawn.sort_by_key(turn);
    drawn.truncate(SET);
    // In the order of the draw by urgency one would know what is new: mix again.
    seed.shuffle(&mut drawn);
    drawn
}

/// The places of the traps of an interview: from as many chapters as there are, the easier ones first.
#[must_use]
pub fn interview(room: &Room, choice: &Choice, seed: u64, count: usize) -> Vec<usize> {
    let mut seed = Seed::new(seed);
    let mut drawn: Vec<usize> = choice.fitting(room).collect();
    seed.shuffle(&mut drawn);
    let chapter = |at: usize| room.traps.get(at).map_or(0, |trap| trap.chapter);
    // The first of each chapter, then the second of each, …
    let mut rounds: Vec<(usize, usize)> = Vec::with_capacity(drawn.len());
    let mut counted = vec![0_usize; room.chapters.len()];
    for at in drawn {
        if let Some(round) = counted.get_mut(chapter(at)) {
            rounds.push((*round, at));
            *round += 1;
        }
    }
    rounds.sort_by_key(|(round, _)| *round);
    let mut chosen: Vec<usize> = rounds.into_iter().map(|(_, at)| at).take(count).collect();
    chosen.sort_by_key(|at| room.traps.get(*at).map_or(0, |trap| trap.card.level));
    chosen
}

//! A chapter as a course: one concept at a time.

use crate::{chapter::Part, progress::Progress, room::Room};

/// One concept.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Step<'r> {
    /// A part of the chapter, to be read.
    Read(&'r Part),
    /// A trap, by its place in the room.
    Ask(usize),
    /// An interview question, to be answered aloud before its model answer is looked at.
    Talk(&'r Part),
}

/// The steps of a chapter: the model, how it works, the traps, how it fails, what a senior is asked.
///
/// The paragraphs of *What surprises* are no steps of their own: each stands behind the trap that it explains.
#[must_use]
pub fn steps(room: &Room, chapter: usize) -> Vec<Step<'_>> {
    let Some(own) = room.chapters.get(chapter) else {
        return Vec::new();
    };
    let mut steps = Vec::new();
    for part in &own.parts {
        match part.title.as_str() {
            "What surprises" => steps.extend(room.traps_of(chapter).map(|(at, _)| Step::Ask(at))),
            "Interview" => steps.extend(part.parts.iter().map(Step::Talk)),
            _ => steps.push(Step::Read(part)),
        }
    }
    steps
}

impl Step<'_> {
    /// What it is called.
    #[must_use]
    pub fn title<'s>(&'s self, room: &'s Room) -> &'s str {
        match self {
            Step::Read(part) | Step::Talk(part) => &part.title,
            Step::Ask(at) => room.traps.get(*at).map_or("", |trap| &trap.card.title),
        }
    }

    /// Whether it was read, or answered.
    #[must_use]
    pub fn is_done(&self, room: &Room, folder: &str, progress: &Progress) -> bool {
        match self {
            Step::Read(part) | Step::Talk(part) => progress.is_read(folder, &part.slug),
            Step::Ask(at) => room
                .traps
                .get(*at)
                .is_some_and(|trap| progress.of(&trap.slug).is_some()),
        }
    }
}

/// How many steps of a chapter are done, of how many.
#[must_use]
pub fn done(room: &Room, chapter: usize, progress: &Progress) -> (usize, usize) {
    let folder = room.chapters.get(chapter).map_or("", |own| own.folder.as_str());
    let steps = steps(room, chapter);
    let done = steps.iter().filter(|step| step.is_done(room, folder, progress)).count();
    (done, steps.len())
}

/// The first step of a chapter that is not done; the first of all where all are.
#[must_use]
pub fn next(room: &Room, chapter: usize, progress: &Progress) -> usize {
    let folder = room.chapters.get(chapter).map_or("", |own| own.folder.as_str());
    let open = |step: &Step<'_>| !step.is_done(room, folder, progress);
    steps(room, chapter).iter().position(open).unwrap_or(0)
}

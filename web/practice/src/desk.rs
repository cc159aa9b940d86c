//! What the parts of the page share.

use std::sync::Arc;

use iamwhy_traps::{Given, Progress, Room, Trap};
use leptos::prelude::*;

use crate::{memory, round::Round, route::Route};

/// What was answered last, until something else is looked at.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Left {
    /// The answer.
    pub(crate) given: Given,
    /// The scenario as it was edited, if it was.
    pub(crate) text: Option<String>,
}

/// The room, what is remembered, and what is looked at.
#[derive(Copy, Clone)]
pub(crate) struct Desk {
    room: StoredValue<Arc<Room>>,
    /// What somebody has answered so far.
    pub(crate) progress: RwSignal<Progress>,
    /// What is looked at.
    pub(crate) route: RwSignal<Route>,
    /// The set or the interview that is under way.
    pub(crate) round: RwSignal<Option<Round>>,
    /// What is said to screen readers.
    pub(crate) spoken: RwSignal<String>,
    left: StoredValue<Option<Left>>,
}

impl Desk {
    pub(crate) fn new(room: Room) -> Desk {
        let desk = Desk {
            room: StoredValue::new(Arc::new(room)),
            progress: RwSignal::new(memory::progress()),
            route: RwSignal::new(Route::Home),
            round: RwSignal::new(None),
            spoken: RwSignal::new(String::new()),
            left: StoredValue::new(memory::left()),
        };
        memory::way_back(None);
        desk.round.set(memory::round(&desk.room()));
        desk
    }

    pub(crate) fn room(self) -> Arc<Room> {
        self.room.get_value()
    }

    /// The trap at a place.
    pub(crate) fn trap(self, at: usize) -> Option<Trap> {
        self.room().traps.get(at).cloned()
    }

    /// Remembers an answer.
    pub(crate) fn answered(self, given: &Given) {
        self.change(|progress| progress.answered(given, today()));
        self.leave(Some(Left {
            given: given.clone(),
            text: None,
        }));
    }

    /// What was answered last, if it was this trap.
    pub(crate) fn left(self, slug: &str) -> Option<Left> {
        self.left.get_value().filter(|left| left.given.trap == slug)
    }

    /// Keeps the scenario of a trap as it is edited.
    pub(crate) fn edited(self, slug: &str, text: &str) {
        if let Some(left) = self.left(slug) {
            let text = Some(text.to_owned());
            self.leave(Some(Left { text, ..left }));
        }
    }

    /// Keeps what was answered last, or forgets it.
    pub(crate) fn leave(self, left: Option<Left>) {
        memory::keep_left(left.as_ref());
        self.left.set_value(left);
    }

    /// Changes what is remembered, here and in the browser.
    pub(crate) fn change(self, change: impl FnOnce(&mut Progress)) {
        // Another tab may have answered since.
        self.progress.set(memory::progress());
        self.progress.update(change);
        self.progress.with_untracked(memory::keep);
    }

    /// Changes the round, here and in this tab's memory.
    pub(crate) fn set_round(self, round: Option<Round>) {
        memory::keep_round(round.as_ref(), &self.room());
        self.round.set(round);
    }

    /// Says something to screen readers.
    pub(crate) fn say(self, words: impl Into<String>) {
        self.spoken.set(words.into());
    }
}

/// Days since 1970, where the reader is.
pub(crate) fn today() -> u32 {
    let date = js_sys::Date::new_0();
    let minutes = date.get_time() / 60_000.0 - date.get_timezone_offset();
    // A float becomes the nearest number that there is.
    (minutes / 1440.0) as u32
}

/// Milliseconds since 1970.
pub(crate) fn now() -> f64 {
    js_sys::Date::now()
}

/// A seed that nobody chose.
pub(crate) fn seed() -> u64 {
    (js_sys::Math::random() * 1_000_000.0) as u64
}

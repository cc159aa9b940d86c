//! What a key does: the verdict follows at once, the rest of the page when there is time for it.

use std::time::Duration;

use iamwhy_workbench::Bench;
use js_sys::Date;
use leptos::prelude::*;

use crate::dom::after_paint;
use crate::page::{Change, Page};

/// Keys that follow each other sooner, in milliseconds, are typed fast.
const FAST: f64 = 160.0;
/// The pause that the rest of the page waits for while somebody types fast.
const REST: Duration = Duration::from_millis(60);
/// It never lags behind for longer, in milliseconds.
const LATEST: f64 = 250.0;

/// When keys were pressed, in milliseconds.
#[derive(Copy, Clone, PartialEq, Debug, Default)]
pub(crate) struct Pace {
    /// The last one.
    last: f64,
    /// The first of those that only the verdict shows.
    first: f64,
    /// Whether the last one came soon after the one before it.
    fast: bool,
    /// How many there were.
    keys: u32,
}

impl Pace {
    /// A key; the first since the whole page was drawn, or another.
    fn key(&mut self, first: bool) {
        let now = Date::now();
        self.fast = now - self.last < FAST;
        self.last = now;
        if first {
            self.first = now;
        }
        self.keys = self.keys.wrapping_add(1);
    }

    /// Whether the whole page may be drawn as soon as the verdict is.
    fn may_follow(self) -> bool {
        !self.fast || Date::now() - self.first > LATEST
    }
}

impl Page {
    /// Changes the scenario with a key that somebody pressed. The verdict follows at once, the rest of the page when that
    /// is painted: a key is never late because of what nobody looks at while he types.
    pub(crate) fn type_in(self, change: Change) {
        let mut said = None;
        self.bench.update_untracked(|bench| said = bench.type_in(change).err());
        if let Some(problem) = said {
            self.say(problem.message);
        }
        let first = !self.typed.get_untracked();
        self.pace.update_value(|pace| pace.key(first));
        let pace = self.pace.get_value();
        after_paint(move || match pace.may_follow() {
            true => self.follow(),
            false => set_timeout(
                // Another key by now has a turn of its own.
                move || {
                    if self.pace.get_value() == pace {
                        self.follow();
                    }
                },
                REST,
            ),
        });
        self.typed.set(true);
    }

    /// Shows on the whole page what was typed.
    fn follow(self) {
        if self.typed.get_untracked() {
            // What is typed next to a shorter answer moves nothing.
            crate::dom::hold("answer", true);
            self.bench.update_untracked(Bench::explain_rest);
            self.bench.notify();
            self.typed.set(false);
        }
    }

    /// Whether something was typed that only the verdict shows yet.
    pub(crate) fn is_typing(self) -> bool {
        self.typed.get_untracked()
    }
}

//! Undo and redo: whole states, which share their texts.

use std::sync::Arc;

use crate::state::State;

/// States to go back to.
#[derive(Clone, Debug, Default)]
pub(crate) struct History {
    past: Vec<(State, String)>,
    future: Vec<(State, String)>,
    /// Of the last change, if more of the same belongs to it.
    running: Option<String>,
    /// Several changes are one step: only its beginning is remembered.
    pub(crate) held: bool,
}

/// Most steps back.
const STEPS: usize = 500;
/// Most bytes of text that are kept for going back.
const BYTES: usize = 48 << 20;

impl History {
    /// Remembers the state before a change. Changes of the same `tag` in a row are one step.
    /// Whether this is a new one.
    pub(crate) fn remember(&mut self, before: &State, tag: &str, title: &str) -> bool {
        if self.held {
            return false;
        }
        self.future.clear();
        if !tag.is_empty() && self.running.as_deref() == Some(tag) {
            return false;
        }
        self.running = Some(tag.to_owned()).filter(|tag| !tag.is_empty());
        self.past.push((before.clone(), title.to_owned()));
        let mut bytes = 0;
        let mut kept = 0;
        let mut last: Option<&Arc<str>> = None;
        for (state, _) in self.past.iter().rev() {
            if last.is_none_or(|last| !Arc::ptr_eq(last, &state.text)) {
                bytes += state.text.len();
            }
            if kept >= STEPS || kept > 0 && bytes > BYTES {
                break;
            }
            last = Some(&state.text);
            kept += 1;
        }
        self.past.drain(..self.past.len() - kept);
        true
    }

    /// What comes next is a step of its own.
    pub(crate) fn settle(&mut self) {
        self.running = None;
    }

    /// Forgets the last step, which came to nothing.
    pub(crate) fn forget(&mut self) {
        self.settle();
        self.past.pop();
    }

    pub(crate) fn undo(&mut self, now: &State) -> Option<State> {
        self.settle();
        let (state, title) = self.past.pop()?;
        self.future.push((now.clone(), title));
        Some(state)
    }

    pub(crate) fn redo(&mut self, now: &State) -> Option<State> {
        self.settle();
        let (state, title) = self.future.pop()?;
        self.past.push((now.clone(), title));
        Some(state)
    }

    pub(crate) fn undo_title(&self) -> Option<&str> {
        self.past.last().map(|(_, title)| title.as_str())
    }

    pub(crate) fn redo_title(&self) -> Option<&str> {
        self.future.last().map(|(_, title)| title.as_str())
    }
}

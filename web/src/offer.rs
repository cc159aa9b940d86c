//! Changes that are offered: flips that were found, and what mends a finding of the checks.

use iamwhy_workbench::flip_list::{FlipList, FlipView, read};
use leptos::prelude::*;

use crate::page::Page;

impl Page {
    /// Applies a flip; what was before stays in sight: pinned, and one step back.
    pub(crate) fn apply(self, title: &str, json: String) {
        self.bench.update(|bench| {
            if bench.baseline().is_none() {
                bench.pin();
            }
        });
        self.edit(Box::new(move |bench| bench.apply_flip_json(&json)));
        self.say(["applied: ", title, "; undo takes it back"].concat());
    }

    /// Mends what a check found; one step for undo.
    pub(crate) fn mend(self, fix: &FlipView) {
        let current = self.checks.with_untracked(|own| {
            let own = own.as_ref()?;
            Some(self.bench.with_untracked(|bench| *own.text == *bench.text()))
        });
        if current != Some(true) {
            return self.say("the text has changed since; the checks are looking again".to_owned());
        }
        let json = fix.json.clone();
        self.edit(Box::new(move |bench| bench.apply_flip_json(&json)));
        self.say(["mended: ", &fix.title, "; undo takes it back"].concat());
    }

    /// What the worker found, for the text as it is.
    pub(crate) fn read_flips(self, found: &str) -> FlipList {
        self.bench.with_untracked(|bench| read(found, bench.text()))
    }

    /// Applies the first flip.
    pub(crate) fn apply_first(self) {
        let first = self.flips.with_untracked(|own| {
            own.as_ref()
                .and_then(|own| self.read_flips(own).flips.into_iter().next())
        });
        match first {
            Some(flip) => self.apply(&flip.title, flip.json),
            None => self.say("there is no flip to apply".to_owned()),
        }
    }
}

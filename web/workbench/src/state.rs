//! Everything that undo brings back.

use std::sync::Arc;

/// What is looked at: a case, a combination of its matrix, one of its authorizations.
#[derive(Copy, Clone, PartialEq, Eq, Debug, Default)]
pub struct Selected {
    /// Index in `cases`.
    pub case: usize,
    /// Which combination of the matrix.
    pub combination: usize,
    /// Which authorization; none chooses the one that is refused, else the first.
    pub authorization: Option<usize>,
}

/// Text in the editor of a policy that is no policy yet; the scenario keeps the last one that was.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Draft {
    /// Pointer of the text in the scenario: of a named policy its entry in `policies`.
    pub pointer: String,
    /// What the editor shows.
    pub text: Arc<str>,
}

/// A policy that is switched off: taken out of the text, kept with its place.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Off {
    /// The place where policies can stand: a list, or a field for one policy.
    pub slot: String,
    /// Its index in the list; none where the slot holds one policy.
    pub index: Option<usize>,
    /// Its JSON text.
    pub text: Arc<str>,
    /// What to call it.
    pub name: String,
    /// The scenario's text before and after, so that switching it on at once leaves no trace.
    pub(crate) around: (Arc<str>, Arc<str>),
}

/// What the author has made, and where he is in it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct State {
    /// The scenario's text.
    pub text: Arc<str>,
    /// Policies that cannot be read yet.
    pub drafts: Vec<Draft>,
    /// Policies that are switched off.
    pub off: Vec<Off>,
    /// What is looked at.
    pub selected: Selected,
    /// Pointer of the policy that is open in the editor.
    pub open: Option<String>,
}

impl State {
    pub(crate) fn new(text: &str) -> State {
        State {
            text: text.into(),
            drafts: Vec::new(),
            off: Vec::new(),
            selected: Selected::default(),
            open: None,
        }
    }

    /// Follows places that a change has moved; what is gone is forgotten.
    pub(crate) fn follow(&mut self, moved: &dyn Fn(&str) -> Option<String>) {
        self.drafts.retain_mut(|draft| match moved(&draft.pointer) {
            Some(pointer) => {
                draft.pointer = pointer;
                true
            }
            None => false,
        });
        self.off.retain_mut(|off| match moved(&off.slot) {
            Some(slot) => {
                off.slot = slot;
                true
            }
            None => false,
        });
        self.open = self.open.take().and_then(|open| moved(&open));
    }
}

//! Where the focus goes when what had it is gone.

use leptos::prelude::*;

use crate::dom;
use crate::page::Page;

/// After what changes now, the focus stays near what has it, also where that is drawn anew or gone.
pub(crate) fn stay(page: Page) {
    let had = dom::focused();
    let within = |own: &str| {
        had.as_ref()
            .is_some_and(|had| had.closest(own).ok().flatten().is_some())
    };
    // A sheet gives the focus back by itself.
    if had.is_some() && !within("dialog") {
        // Not the panel: the focus would scroll to it.
        let near = match within("#place") {
            true => "place-menu",
            false => crate::why::id(page.tab.get_untracked()),
        };
        dom::rescue(|| dom::find(near));
    }
}

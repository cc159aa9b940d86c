//! What has changed since a baseline was pinned: decisions first, then lines.

use std::sync::Arc;

use iamwhy_workbench::{Bench, CaseView, Changed, DiffLine};
use leptos::prelude::*;

use crate::element::{Content, El, button, el, live, many, with_class};
use crate::page::Page;
use crate::words;

/// Against the baseline.
pub(crate) fn diff(page: Page, results: RwSignal<Option<Arc<Vec<CaseView>>>>) -> Content {
    let pinned = Memo::new(move |_| page.bench.with(|bench| bench.baseline().is_some()));
    let view = move || match pinned.get() {
        false => {
            let words = "Pin the scenario as it is now; then every edit shows which decisions it changes.";
            let pin = button("button primary", move || page.bench.update(Bench::pin)).child("Pin as baseline");
            many![el("p").child(words), el("p").child(pin)]
        }
        true => changes(page, results),
    };
    with_class("div", "panel").child(live(view)).into()
}

fn changes(page: Page, results: RwSignal<Option<Arc<Vec<CaseView>>>>) -> Content {
    let column = |name: &'static str| el("th").attr("scope", "col").child(name);
    let decisions = move || {
        let now = results.get().unwrap_or_default();
        let changed = page
            .bench
            .with(|bench| bench.baseline().map(|own| own.changed(&now)).unwrap_or_default());
        if changed.is_empty() {
            return with_class("p", "quiet").child("No decision has changed.");
        }
        let head = el("tr")
            .child(column("Case"))
            .child(column("Before"))
            .child(column("Now"));
        let table = with_class("table", "grid")
            .child(el("thead").child(head))
            .child(el("tbody").child(changed.iter().map(row).collect::<Vec<_>>()));
        with_class("div", "scroll").child(table)
    };
    let lines = move || page.bench.with(|bench| lines(&bench.text_diff()));
    let bar = with_class("div", "bar")
        .child(button("button", move || page.bench.update(Bench::pin)).child("Pin anew"))
        .child(button("button plain", move || page.bench.update(Bench::unpin)).child("Unpin"));
    many![bar, live(decisions), live(lines)]
}

fn row(changed: &Changed) -> El {
    let said = |own: Option<(&'static str, Option<&'static str>)>| match own {
        Some((decision, Some(layer))) => [words::outcome_word(decision), " at ", layer].concat(),
        Some((decision, None)) => words::outcome_word(decision).to_owned(),
        None => "–".to_owned(),
    };
    el("tr")
        .child(el("td").child(changed.name.clone()))
        .child(el("td").child(said(changed.before)))
        .child(el("td").child(el("b").child(said(changed.after))))
}

/// Changed lines with three lines around them.
fn lines(all: &[DiffLine]) -> El {
    const AROUND: usize = 3;
    let changed = |line: &DiffLine| !matches!(line, DiffLine::Same(_));
    let near = |at: usize| {
        all.iter()
            .skip(at.saturating_sub(AROUND))
            .take(2 * AROUND + 1)
            .any(changed)
    };
    let mut shown = Vec::new();
    let mut skipped = false;
    for (at, line) in all.iter().enumerate() {
        if !near(at) {
            skipped = true;
            continue;
        }
        if skipped && !shown.is_empty() {
            shown.push(with_class("span", "quiet").child("⋯\n"));
        }
        skipped = false;
        shown.push(match line {
            DiffLine::Same(text) => el("span").child(["  ", text, "\n"].concat()),
            DiffLine::Removed(text) => el("del").child(["- ", text, "\n"].concat()),
            DiffLine::Added(text) => el("ins").child(["+ ", text, "\n"].concat()),
        });
    }
    match shown.is_empty() {
        true => with_class("p", "quiet").child("No line has changed."),
        false => with_class("pre", "diff lines")
            .attr("tabindex", "0")
            .label("Changed lines")
            .child(shown),
    }
}

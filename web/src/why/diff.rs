//! What has changed since a baseline was pinned: decisions first, then lines.

use std::sync::Arc;

use iamwhy_workbench::{Bench, CaseView, Changed, DiffLine};
use leptos::prelude::*;

use crate::page::Page;
use crate::words;

/// Against the baseline.
pub(crate) fn diff(page: Page, results: RwSignal<Option<Arc<Vec<CaseView>>>>) -> AnyView {
    let pinned = Memo::new(move |_| page.bench.with(|bench| bench.baseline().is_some()));
    let view = move || {
        match pinned.get() {
        false => view! {
            <p>"Pin the scenario as it is now; then every edit shows which decisions it changes."</p>
            <p><button type="button" class="button primary" on:click=move |_| page.bench.update(Bench::pin)>"Pin as baseline"</button></p>
        }
        .into_any(),
        true => changes(page, results),
    }
    };
    view! { <div class="panel">{view}</div> }.into_any()
}

fn changes(page: Page, results: RwSignal<Option<Arc<Vec<CaseView>>>>) -> AnyView {
    let decisions = move || {
        let now = results.get().unwrap_or_default();
        let changed = page
            .bench
            .with(|bench| bench.baseline().map(|own| own.changed(&now)).unwrap_or_default());
        match changed.is_empty() {
            true => view! { <p class="quiet">"No decision has changed."</p> }.into_any(),
            false => view! {
                <div class="scroll"><table class="grid">
                    <thead><tr><th scope="col">"Case"</th><th scope="col">"Before"</th><th scope="col">"Now"</th></tr></thead>
                    <tbody>{changed.iter().map(row).collect::<Vec<_>>()}</tbody>
                </table></div>
            }
            .into_any(),
        }
    };
    let lines = move || page.bench.with(|bench| lines(&bench.text_diff()));
    view! {
        <div class="bar">
            <button type="button" class="button" on:click=move |_| page.bench.update(Bench::pin)>"Pin anew"</button>
            <button type="button" class="button plain" on:click=move |_| page.bench.update(Bench::unpin)>"Unpin"</button>
        </div>
        {decisions}
        {lines}
    }
    .into_any()
}

fn row(changed: &Changed) -> AnyView {
    let said = |own: Option<(&'static str, Option<&'static str>)>| match own {
        Some((decision, Some(layer))) => [words::outcome_word(decision), " at ", layer].concat(),
        Some((decision, None)) => words::outcome_word(decision).to_owned(),
        None => "–".to_owned(),
    };
    view! {
        <tr><td>{changed.name.clone()}</td><td>{said(changed.before)}</td><td><b>{said(changed.after)}</b></td></tr>
    }
    .into_any()
}

/// Changed lines with three lines around them.
fn lines(all: &[DiffLine]) -> AnyView {
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
            shown.push(view! { <span class="quiet">"⋯\n"</span> }.into_any());
        }
        skipped = false;
        shown.push(match line {
            DiffLine::Same(text) => view! { <span>"  " {text.clone()} "\n"</span> }.into_any(),
            DiffLine::Removed(text) => view! { <del>"- " {text.clone()} "\n"</del> }.into_any(),
            DiffLine::Added(text) => view! { <ins>"+ " {text.clone()} "\n"</ins> }.into_any(),
        });
    }
    match shown.is_empty() {
        true => view! { <p class="quiet">"No line has changed."</p> }.into_any(),
        false => view! { <pre class="diff lines" tabindex="0" aria-label="Changed lines">{shown}</pre> }.into_any(),
    }
}

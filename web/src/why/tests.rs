//! The cases as tests: what is believed of each, and whether it holds.

use std::sync::Arc;
use std::time::Duration;

use iamwhy_workbench::{CaseView, Selected};
use leptos::prelude::*;

use crate::page::Page;

/// All results; they follow when typing pauses.
pub(crate) fn results(page: Page) -> RwSignal<Option<Arc<Vec<CaseView>>>> {
    let results = RwSignal::new(None);
    let asked = StoredValue::new(0_u32);
    // Another case that is looked at changes no result.
    let text = Memo::new_with_compare(
        move |_| page.answer.with(|answer| answer.loaded.clone()),
        |old, new| match (old, new) {
            (Some(Some(old)), Some(Some(new))) => !Arc::ptr_eq(old, new),
            _ => true,
        },
    );
    Effect::new(move |_| {
        let Some(loaded) = text.get() else { return };
        let id = asked.get_value().wrapping_add(1);
        asked.set_value(id);
        set_timeout(
            move || {
                if asked.get_value() == id {
                    results.set(Some(Arc::new(iamwhy_workbench::results(&loaded))));
                }
            },
            Duration::from_millis(40),
        );
    });
    results
}

/// How many hold, for the tab.
pub(crate) fn count(results: RwSignal<Option<Arc<Vec<CaseView>>>>) -> Option<String> {
    results.with(|results| {
        let results = results.as_ref()?;
        let believed = results.iter().filter(|own| own.result.passed.is_some()).count();
        let passed = results.iter().filter(|own| own.result.passed == Some(true)).count();
        (believed > 0).then(|| format!("{passed} of {believed}"))
    })
}

/// The table.
pub(crate) fn tests(page: Page, results: RwSignal<Option<Arc<Vec<CaseView>>>>) -> AnyView {
    let rows = move || {
        results.with(|results| {
            results
                .as_ref()
                .map(|results| results.iter().map(|own| row(page, own)).collect::<Vec<_>>())
        })
    };
    view! {
        <div class="panel">
            <div class="bar">
                <button type="button" class="button" on:click=move |_| crate::cases::add(page)>"Keep this request as a test"</button>
                <span class="quiet">"They run on every keystroke. In CI: " <code>"iamwhy test NAME.scenario.json"</code></span>
            </div>
            <div class="scroll">
                <table class="grid">
                    <thead><tr><th scope="col"><span class="unseen">"Result"</span></th><th scope="col">"Case"</th><th scope="col">"Expected"</th><th scope="col">"Decided"</th><th scope="col"><span class="unseen">"Change"</span></th></tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </div>
    }
    .into_any()
}

fn row(page: Page, own: &CaseView) -> AnyView {
    let (class, glyph, word) = match own.result.passed {
        Some(true) => ("pass", "✓", "passed"),
        Some(false) => ("fail", "✕", "failed"),
        None => ("quiet", "–", "only shown"),
    };
    let (case, combination) = (own.case, own.combination);
    let chosen = move || {
        page.answer
            .with(|answer| answer.selected.case == case && answer.selected.combination == combination)
    };
    let pick = move |_| {
        page.bench.update(|bench| {
            bench.select(Selected {
                case,
                combination,
                authorization: None,
            });
        });
    };
    let at = own.result.layer.map(|layer| [" at ", layer].concat());
    let decided = [own.result.decision, at.as_deref().unwrap_or("")].concat();
    let mismatches = own
        .result
        .mismatches
        .iter()
        .map(|own| own.field.to_owned())
        .collect::<Vec<_>>()
        .join(", ");
    let wrong = (!mismatches.is_empty()).then(|| ["not as expected: ", &mismatches].concat());
    view! {
        <tr class:chosen=chosen>
            <td class=class><span aria-hidden="true">{glyph}</span><span class="unseen">{word}</span></td>
            <td>
                <button type="button" class="row" on:click=pick><b>{own.name.clone()}</b></button>
                <div class="quiet">{own.request.clone()}</div>
            </td>
            <td>{own.expected.clone().unwrap_or_else(|| "only shown".to_owned())}</td>
            <td>{decided} <div class="fail">{wrong}</div></td>
            <td>{crate::cases::menu(page, case)}</td>
        </tr>
    }
    .into_any()
}

//! The cases as tests: what is believed of each, and whether it holds.

use std::sync::Arc;
use std::time::Duration;

use iamwhy_scenario::cases::Cases;
use iamwhy_workbench::{CaseView, Selected, results_of};
use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;

use crate::element::{Content, El, button, el, unseen, with_class};
use crate::page::Page;

#[wasm_bindgen]
extern "C" {
    /// Waits until whatever is waiting, such as a key, had its turn.
    #[wasm_bindgen(js_namespace = iamwhy, js_name = turn)]
    async fn turn();
}

/// Typing goes on: begin when it pauses.
const PAUSE: Duration = Duration::from_millis(60);
/// How many milliseconds a key may have to wait.
const SLICE: f64 = 4.0;

/// All results; they follow when typing pauses, a few cases at a time.
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
        let id = asked.get_value().wrapping_add(1);
        asked.set_value(id);
        // Those of another scenario say nothing of this one.
        let Some(loaded) = text.get().filter(|_| page.whole.get()) else {
            results.set(None);
            return;
        };
        let run = async move {
            let cases = Cases::of(&loaded.scenario);
            let mut found = Vec::new();
            let mut begun = js_sys::Date::now();
            for own in results_of(&loaded, &cases) {
                found.push(own);
                if js_sys::Date::now() - begun >= SLICE {
                    turn().await;
                    begun = js_sys::Date::now();
                }
                // Another text by now: nobody waits for these any more.
                if asked.get_value() != id {
                    return;
                }
            }
            results.set(Some(Arc::new(found)));
        };
        let start = move || {
            if asked.get_value() == id {
                spawn_local(run);
            }
        };
        set_timeout(start, PAUSE);
    });
    results
}

/// How many hold, for the tab.
pub(crate) fn count(results: RwSignal<Option<Arc<Vec<CaseView>>>>) -> Option<String> {
    results.with(|results| {
        let results = results.as_ref()?;
        let believed = results.iter().filter(|own| own.result.passed.is_some()).count();
        let passed = results.iter().filter(|own| own.result.passed == Some(true)).count();
        (believed > 0).then(|| [&passed.to_string(), " of ", &believed.to_string()].concat())
    })
}

/// The table.
pub(crate) fn tests(page: Page, results: RwSignal<Option<Arc<Vec<CaseView>>>>) -> Content {
    let rows = move || {
        results.with(|results| {
            results
                .as_ref()
                .map(|results| results.iter().map(|own| row(page, own)).collect::<Vec<_>>())
        })
    };
    let words = with_class("span", "quiet")
        .child("They run on every keystroke. In CI: ")
        .child(el("code").child("iamwhy test NAME.scenario.json"));
    let bar = with_class("div", "bar")
        .child(button("button", move || crate::cases::add(page)).child("Keep this request as a test"))
        .child(words);
    let column = |name: Content| el("th").attr("scope", "col").child(name);
    let head = el("tr")
        .child(column(unseen("Result").into()))
        .child(column("Case".into()))
        .child(column("Expected".into()))
        .child(column("Decided".into()))
        .child(column(unseen("Change").into()));
    let table = with_class("table", "grid")
        .child(el("thead").child(head))
        .child(el("tbody").live(rows));
    with_class("div", "panel")
        .child(bar)
        .child(with_class("div", "scroll").child(table))
        .into()
}

fn row(page: Page, own: &CaseView) -> El {
    let (class, sign, word) = match own.result.passed {
        Some(true) => ("pass", "✓", "passed"),
        Some(false) => ("fail", "✕", "failed"),
        None => ("quiet", "–", "only shown"),
    };
    let (case, combination) = (own.case, own.combination);
    let chosen = move || {
        page.answer
            .with(|answer| answer.selected.case == case && answer.selected.combination == combination)
    };
    let pick = move || {
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
    let name = el("td")
        .child(button("row", pick).child(el("b").child(own.name.clone())))
        .child(with_class("div", "quiet").child(own.request.clone()));
    let decided = el("td").child(decided).child(with_class("div", "fail").child(wrong));
    el("tr")
        .class_when("chosen", chosen)
        .child(
            with_class("td", class)
                .child(el("span").silent().child(sign))
                .child(unseen(word)),
        )
        .child(name)
        .child(el("td").child(own.expected.clone().unwrap_or_else(|| "only shown".to_owned())))
        .child(decided)
        .child(el("td").child(crate::cases::menu(page, case)))
}

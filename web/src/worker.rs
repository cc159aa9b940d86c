//! The evaluator once more, in a worker: the search for flips never holds up a keystroke.

use std::time::Duration;

use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;

use crate::editor::record;
use crate::page::Page;

#[wasm_bindgen]
extern "C" {
    /// What the worker says to a question; it starts with the first.
    #[wasm_bindgen(catch, js_namespace = iamwhy, js_name = evaluated)]
    async fn ask(question: &JsValue) -> Result<JsValue, JsValue>;
}

/// Typing goes on: ask when it pauses.
const PAUSE: Duration = Duration::from_millis(60);

/// What would flip the decision that is shown: asked for whenever it changes, answered some time later.
pub(crate) fn flips(page: Page) {
    let found = page.flips;
    let asked = StoredValue::new(0_u32);
    Effect::new(move |_| {
        let answer = page.answer.get();
        found.set(None);
        let id = asked.get_value().wrapping_add(1);
        asked.set_value(id);
        if answer.stale || answer.authorized().is_none() || !page.whole.get() {
            return;
        }
        let question = record(&[
            ("kind", "flips".into()),
            ("path", iamwhy_workbench::FILE.into()),
            (
                "text",
                page.bench.with_untracked(|bench| bench.text().to_owned()).into(),
            ),
            (
                "case",
                page.bench.with_untracked(iamwhy_workbench::Bench::expanded_case).into(),
            ),
            (
                "authorization",
                u32::try_from(answer.authorization()).unwrap_or(0).into(),
            ),
        ]);
        let answer = async move {
            let told = ask(&question).await;
            // An answer to an older question is of no use.
            if asked.get_value() == id {
                found.set(told.ok().and_then(|told| told.as_string()));
            }
        };
        let start = move || {
            if asked.get_value() == id {
                spawn_local(answer);
            }
        };
        set_timeout(start, PAUSE);
    });
}

//! The evaluator once more, in a worker: the search for flips never holds up a keystroke.

use js_sys::Reflect;
use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use web_sys::{MessageEvent, Worker};

use crate::editor::record;
use crate::page::Page;

#[wasm_bindgen]
extern "C" {
    /// A fresh worker.
    #[wasm_bindgen(js_namespace = iamwhy, js_name = worker)]
    fn start() -> Worker;
}

/// What would flip the decision that is shown: asked for whenever it changes, answered some time later.
pub(crate) fn flips(page: Page) {
    let found = page.flips;
    let worker = StoredValue::new_local(None::<Worker>);
    let asked = StoredValue::new(0_u32);
    let listen = move || {
        let own = start();
        let heard = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
            let data = event.data();
            let id = Reflect::get(&data, &"id".into()).ok().and_then(|id| id.as_f64());
            let result = Reflect::get(&data, &"result".into())
                .ok()
                .and_then(|own| own.as_string());
            // An answer to an older question is of no use.
            if id == Some(f64::from(asked.get_value())) {
                found.set(result);
            }
        });
        own.set_onmessage(Some(heard.into_js_value().unchecked_ref()));
        own
    };
    Effect::new(move |_| {
        let answer = page.answer.get();
        found.set(None);
        let id = asked.get_value().wrapping_add(1);
        asked.set_value(id);
        if answer.stale || answer.authorized().is_none() {
            return;
        }
        let question = record(&[
            ("id", id.into()),
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
        // Typing goes on: ask when it pauses.
        set_timeout(
            move || {
                if asked.get_value() != id {
                    return;
                }
                worker.update_value(|own| {
                    let own = own.get_or_insert_with(listen);
                    let _ = own.post_message(&question);
                });
            },
            std::time::Duration::from_millis(60),
        );
    });
}

//! The checks and the catalogue, in a worker of their own: they come when the answer stands, and never hold up a keystroke.

use std::sync::Arc;
use std::time::Duration;

use iamwhy_workbench::check_list::CheckList;
use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;

use crate::editor::record;
use crate::page::Page;

#[wasm_bindgen]
extern "C" {
    /// What the worker says to a question; it starts with the first.
    #[wasm_bindgen(catch, js_namespace = iamwhy, js_name = checked)]
    pub(crate) async fn ask(question: &JsValue) -> Result<JsValue, JsValue>;
}

/// When the page is here it has better things to do than to load what nobody waits for.
const FIRST: Duration = Duration::from_millis(400);

/// What the checks find: asked for whenever the text changes, answered some time later. No key waits for that: the text changes
/// here when the verdict is painted, and for who types fast when he pauses (`typing.rs`).
pub(crate) fn checks(page: Page) {
    let asked = StoredValue::new(0_u32);
    // Whether the worker has a question: the next one is asked when it has answered, and of several only the last.
    let busy = StoredValue::new(false);
    let text = Memo::new(move |_| page.bench.with(|bench| Arc::clone(&bench.state().text)));
    let look = async move || {
        loop {
            let id = asked.get_value();
            let text = text.get_untracked();
            let question = record(&[
                ("kind", "checks".into()),
                ("path", iamwhy_workbench::FILE.into()),
                ("text", (&*text).into()),
            ]);
            let found = ask(&question).await.ok().and_then(|found| found.as_string());
            // An answer to an older question is of no use.
            if asked.get_value() != id {
                continue;
            }
            // Of a text that cannot be read, nothing is found; what was found before stays in sight.
            if let Some(list) = found.and_then(|found| CheckList::read(&found, &text)) {
                page.checks.set(Some(Arc::new(list)));
            }
            return;
        }
    };
    let start = move || {
        if !busy.get_value() {
            busy.set_value(true);
            spawn_local(async move {
                look().await;
                busy.set_value(false);
            });
        }
    };
    Effect::new(move |_| {
        text.track();
        if !page.whole.get() {
            return;
        }
        let id = asked.get_value().wrapping_add(1);
        asked.set_value(id);
        let first = move || {
            if asked.get_value() == id {
                start();
            }
        };
        match id {
            1 => set_timeout(first, FIRST),
            _ => start(),
        }
    });
}

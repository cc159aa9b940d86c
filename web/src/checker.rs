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

/// After the first answer the page has better things to do than to load what nobody waits for.
const FIRST: Duration = Duration::from_millis(400);
/// Typing goes on: ask when it pauses, and not after each key of who types fast: the answer is shown on the page's own thread.
const PAUSE: Duration = Duration::from_millis(60);

/// What the checks find: asked for whenever the text changes, answered some time later.
pub(crate) fn checks(page: Page) {
    let asked = StoredValue::new(0_u32);
    let text = Memo::new(move |_| page.bench.with(|bench| Arc::clone(&bench.state().text)));
    Effect::new(move |_| {
        let text = text.get();
        let id = asked.get_value().wrapping_add(1);
        asked.set_value(id);
        let look = async move {
            let question = record(&[
                ("kind", "checks".into()),
                ("path", iamwhy_workbench::FILE.into()),
                ("text", (&*text).into()),
            ]);
            let found = ask(&question).await.ok().and_then(|found| found.as_string());
            // Of a text that cannot be read, nothing is found; what was found before stays in sight.
            let list = found.and_then(|found| CheckList::read(&found, &text));
            // An answer to an older question is of no use.
            if let Some(list) = list.filter(|_| asked.get_value() == id) {
                page.checks.set(Some(Arc::new(list)));
            }
        };
        let start = move || {
            if asked.get_value() == id {
                spawn_local(look);
            }
        };
        set_timeout(start, if id == 1 { FIRST } else { PAUSE });
    });
}

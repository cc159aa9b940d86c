//! The checks, in a worker of their own: they come when the answer stands, and never hold up a keystroke.

use std::sync::Arc;
use std::time::Duration;

use iamwhy_workbench::check_list::CheckList;
use js_sys::Reflect;
use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use web_sys::{MessageEvent, Worker};

use crate::editor::record;
use crate::page::Page;

#[wasm_bindgen]
extern "C" {
    /// A fresh worker.
    #[wasm_bindgen(js_namespace = iamwhy, js_name = checker)]
    fn start() -> Worker;
}

/// After the first answer the page has better things to do than to load what nobody waits for.
const FIRST: Duration = Duration::from_millis(400);
/// Typing goes on: ask when it pauses.
const PAUSE: Duration = Duration::from_millis(40);

/// What the checks find: asked for whenever the text changes, answered some time later.
pub(crate) fn checks(page: Page) {
    let worker = StoredValue::new_local(None::<Worker>);
    // The number of the last question, and the text that it was about.
    let asked = StoredValue::new((0_u32, Arc::<str>::from("")));
    let listen = move || {
        let own = start();
        let heard = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
            let data = event.data();
            let id = Reflect::get(&data, &"id".into()).ok().and_then(|id| id.as_f64());
            let result = Reflect::get(&data, &"result".into())
                .ok()
                .and_then(|own| own.as_string());
            let (last, text) = asked.get_value();
            // An answer to an older question is of no use.
            if id != Some(f64::from(last)) {
                return;
            }
            // Of a text that cannot be read, nothing is found; what was found before stays in sight.
            if let Some(list) = result.and_then(|found| CheckList::read(&found, &text)) {
                page.checks.set(Some(Arc::new(list)));
            }
        });
        own.set_onmessage(Some(heard.into_js_value().unchecked_ref()));
        own
    };
    let text = Memo::new(move |_| page.bench.with(|bench| Arc::clone(&bench.state().text)));
    Effect::new(move |_| {
        let text = text.get();
        let id = asked.with_value(|(last, _)| last.wrapping_add(1));
        asked.set_value((id, Arc::clone(&text)));
        let pause = worker.with_value(|own| if own.is_some() { PAUSE } else { FIRST });
        set_timeout(
            move || {
                if asked.with_value(|(last, _)| *last) != id {
                    return;
                }
                let question = record(&[
                    ("id", id.into()),
                    ("kind", "checks".into()),
                    ("path", iamwhy_workbench::FILE.into()),
                    ("text", (&*text).into()),
                ]);
                worker.update_value(|own| {
                    let own = own.get_or_insert_with(listen);
                    let _ = own.post_message(&question);
                });
            },
            pause,
        );
    });
}

//! What the first answer does not need, and is fetched when that is painted (`web/public/rest.js`). All of the page may
//! call any of it at any time; what nobody asked for waits, so that it is not fetched too early.

use std::sync::Arc;

use iamwhy_workbench::{Answer, Bench, Names};
use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;

use crate::page::Page;

#[wasm_bindgen]
extern "C" {
    /// Waits until it is here.
    #[wasm_bindgen(catch, js_namespace = iamwhy, js_name = rest)]
    async fn rest() -> Result<(), JsValue>;
}

/// Tells the page when it is here.
pub(crate) fn tell(page: Page) {
    spawn_local(async move {
        if rest().await.is_ok() {
            page.whole.set(true);
        }
    });
}

/// The names of the scenario, none before that.
pub(crate) fn names(bench: RwSignal<Bench>, answer: Memo<Arc<Answer>>, whole: RwSignal<bool>) -> Memo<Names> {
    Memo::new(move |_| match whole.get() {
        true => {
            answer.track();
            bench.with_untracked(Bench::names)
        }
        false => Names::default(),
    })
}

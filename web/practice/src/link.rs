//! The way into the playground: the scenario, and which case is asked, behind `#`.

use iamwhy_scenario::Written;
use iamwhy_workbench::share::base64url;
use js_sys::Uint8Array;
use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = iamwhy)]
    fn deflate(text: &str) -> js_sys::Promise;
}

/// Sets the address of the playground with this scenario.
pub(crate) fn playground(text: &str, case: usize, link: RwSignal<Option<String>>) {
    let payload = Written::Object(vec![
        ("iamwhy", 1_u32.into()),
        ("text", text.into()),
        ("case", case.into()),
    ])
    .to_string();
    spawn_local(async move {
        let pressed = JsFuture::from(deflate(&payload)).await.ok();
        let bytes = pressed.and_then(|own| own.dyn_into::<Uint8Array>().ok());
        link.set(bytes.map(|bytes| ["./#1.", &base64url(&bytes.to_vec())].concat()));
    });
}

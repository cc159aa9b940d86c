//! What people paste, and the files that a scenario names: read by a worker of its own, which starts with the first question.

use iamwhy_workbench::{FILE, Pasted, Problem, read_inlined};
use js_sys::{Array, JSON};
use wasm_bindgen::prelude::*;

use crate::editor::record;

#[wasm_bindgen]
extern "C" {
    /// What the worker says to a question.
    #[wasm_bindgen(catch, js_namespace = iamwhy, js_name = read)]
    async fn ask(question: &JsValue) -> Result<JsValue, JsValue>;
}

async fn answer(question: &[(&str, JsValue)]) -> Result<String, String> {
    match ask(&record(question)).await {
        Ok(told) => Ok(told.as_string().unwrap_or_default()),
        Err(why) => Err(js_sys::Error::from(why).message().into()),
    }
}

/// What a paste is.
pub(crate) async fn recognised(text: &str) -> Result<Pasted, String> {
    let told = answer(&[("kind", "recognise".into()), ("text", text.into())]).await?;
    Pasted::read(&told).ok_or_else(|| "it could not be read".to_owned())
}

/// The scenario with its files, by the paths that it names, in it.
pub(crate) async fn inlined(text: &str, files: &[(String, String)]) -> Result<String, Vec<Problem>> {
    let list: Array = files
        .iter()
        .map(|(path, text)| Array::of2(&path.into(), &text.into()))
        .collect();
    let question = [
        ("kind", "inlined".into()),
        ("path", FILE.into()),
        ("text", text.into()),
        (
            "files",
            JSON::stringify(&list).map_or_else(|_| "[]".into(), JsValue::from),
        ),
    ];
    let told = answer(&question).await.map_err(|why| vec![Problem::plain(why)])?;
    read_inlined(&told)
}

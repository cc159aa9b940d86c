//! Files on the reader's own machine.

use iamwhy_workbench::is_scenario;
use js_sys::Array;
use leptos::prelude::{Set, SetValue};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Blob, HtmlAnchorElement, HtmlInputElement, Url, window};

use crate::element::{El, with_class};
use crate::page::{Page, Sheet};

/// A folder may hold anything.
const MOST: u32 = 2_000;

/// Hands a text over as a file.
pub(crate) fn save(name: &str, text: &str) {
    let _ = try_save(name, text);
}

fn try_save(name: &str, text: &str) -> Option<()> {
    let blob = Blob::new_with_str_sequence(&Array::of1(&JsValue::from_str(text))).ok()?;
    let url = Url::create_object_url_with_blob(&blob).ok()?;
    let document = window()?.document()?;
    let anchor = document
        .create_element("a")
        .ok()?
        .dyn_into::<HtmlAnchorElement>()
        .ok()?;
    anchor.set_href(&url);
    anchor.set_download(name);
    anchor.click();
    Url::revoke_object_url(&url).ok()
}

/// A file that was chosen.
pub(crate) struct File {
    /// Its name, or its path below the folder that was chosen.
    pub(crate) path: String,
    pub(crate) text: String,
}

/// What files are chosen with; it stands in a label.
pub(crate) fn chooser(act: impl Fn(Vec<File>) + Copy + 'static) -> El {
    with_class("input", "unseen")
        .attr("type", "file")
        .flag("multiple", true)
        .on("change", move |event| {
            let input = event.target().and_then(|own| own.dyn_into::<HtmlInputElement>().ok());
            let Some(input) = input else { return };
            spawn_local(async move {
                let chosen = read(&input).await;
                // The same file once more is a choice again.
                input.set_value("");
                act(chosen);
            });
        })
}

/// What cannot be read counts as not chosen.
async fn read(input: &HtmlInputElement) -> Vec<File> {
    let mut chosen = Vec::new();
    let Some(list) = input.files() else { return chosen };
    for at in 0..list.length().min(MOST) {
        let Some(file) = list.get(at) else { continue };
        let folder = js_sys::Reflect::get(&file, &"webkitRelativePath".into()).ok();
        let folder = folder.and_then(|own| own.as_string()).filter(|own| !own.is_empty());
        if let Some(text) = JsFuture::from(file.text()).await.ok().and_then(|own| own.as_string()) {
            let path = folder.unwrap_or_else(|| file.name());
            chosen.push(File { path, text });
        }
    }
    chosen
}

/// Opens what was chosen: the scenario, with the files that it reads if they were chosen too; of anything else it is asked what it is.
pub(crate) fn open(page: Page, mut chosen: Vec<File>) {
    if let Some(at) = chosen.iter().position(|own| is_scenario(&own.text)) {
        let scenario = chosen.swap_remove(at);
        page.load(&scenario.text);
        page.sheet.set(None);
        if !chosen.is_empty() {
            crate::needs::take_in(page, chosen);
        }
        return;
    }
    match chosen.into_iter().next() {
        Some(file) => {
            page.brought.set_value(Some(file.text));
            page.sheet.set(Some(Sheet::Paste));
        }
        None => page.say("nothing could be read".to_owned()),
    }
}

//! Real situations, each with a sentence on why people get it wrong, and what was open here before.

use iamwhy_policy::Json;
use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};

use crate::element::{Content, El, button, el, live, many, with_class};
use crate::page::Page;

#[wasm_bindgen]
extern "C" {
    /// The chunk with all examples.
    #[wasm_bindgen(js_namespace = iamwhy, js_name = examples)]
    fn load() -> js_sys::Promise;
}

/// One scenario of the menu.
#[derive(Clone)]
struct Example {
    title: String,
    about: String,
    text: String,
}

/// The menu.
pub(crate) fn examples(page: Page) -> Content {
    let found = RwSignal::new(None::<Vec<Example>>);
    let wanted = RwSignal::new(String::new());
    spawn_local(async move {
        let text = JsFuture::from(load()).await.ok().and_then(|own| own.as_string());
        found.set(Some(text.map(|text| read(&text)).unwrap_or_default()));
    });
    let quiet = |words: &'static str| with_class("p", "quiet").child(words).into();
    let list = move || match found.get() {
        None => quiet("Fetching them…"),
        Some(all) if all.is_empty() => quiet("They could not be loaded; reload the page once while you are online."),
        Some(all) => {
            let wanted = wanted.get().to_lowercase();
            let fits = |own: &Example| [&own.title, " ", &own.about].concat().to_lowercase().contains(&wanted);
            let items = all.into_iter().filter(fits).map(|own| item(page, own));
            items.collect::<Vec<_>>().into()
        }
    };
    let search = with_class("input", "field")
        .attr("type", "search")
        .label("Search the examples")
        .attr("placeholder", "KMS, boundary, cross-account…")
        .live_prop("value", move || wanted.get())
        .on("input", move |event| wanted.set(event_target_value(&event)));
    many![
        search,
        crate::store::recent(page),
        with_class("div", "list").child(live::<Content>(list)),
    ]
}

fn item(page: Page, own: Example) -> El {
    let text = own.text;
    let open = move || {
        page.load(&text);
        page.sheet.set(None);
    };
    button("item", open)
        .child(el("b").child(own.title))
        .child(el("p").child(own.about))
}

fn read(text: &str) -> Vec<Example> {
    let Ok(json) = Json::read(text.to_owned()) else {
        return Vec::new();
    };
    let items = json.items(json.root());
    items
        .map(|own| {
            let field = |name| {
                json.get(own, name)
                    .and_then(|node| json.string(node))
                    .unwrap_or_default()
                    .to_owned()
            };
            Example {
                title: field("title"),
                about: field("about"),
                text: field("text"),
            }
        })
        .collect()
}

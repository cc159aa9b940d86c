//! Real situations, each with a sentence on why people get it wrong, and what was open here before.

use iamwhy_policy::Json;
use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};

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
pub(crate) fn examples(page: Page) -> AnyView {
    let found = RwSignal::new(None::<Vec<Example>>);
    let wanted = RwSignal::new(String::new());
    spawn_local(async move {
        let text = JsFuture::from(load()).await.ok().and_then(|own| own.as_string());
        found.set(Some(text.map(|text| read(&text)).unwrap_or_default()));
    });
    let list = move || match found.get() {
        None => view! { <p class="quiet">"Fetching them…"</p> }.into_any(),
        Some(all) if all.is_empty() => {
            view! { <p class="quiet">"They could not be loaded; reload the page once while you are online."</p> }
                .into_any()
        }
        Some(all) => {
            let wanted = wanted.get().to_lowercase();
            let fits = |own: &Example| [&own.title, " ", &own.about].concat().to_lowercase().contains(&wanted);
            all.into_iter()
                .filter(fits)
                .map(|own| item(page, own))
                .collect::<Vec<_>>()
                .into_any()
        }
    };
    view! {
        <input class="field" type="search" aria-label="Search the examples" placeholder="KMS, boundary, cross-account…" prop:value=wanted on:input=move |event| wanted.set(event_target_value(&event))/>
        {crate::store::recent(page)}
        <div class="list">{list}</div>
    }
    .into_any()
}

fn item(page: Page, own: Example) -> AnyView {
    let text = own.text;
    let open = move |_| {
        page.load(&text);
        page.sheet.set(None);
    };
    view! { <button type="button" class="item" on:click=open><b>{own.title}</b><p>{own.about}</p></button> }.into_any()
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

//! The language of policies, to look up beside the editor; a chunk of its own, loaded when somebody asks.

use iamwhy_policy::{Json, NodeId};
use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};

use crate::element::{Content, El, button, el, live, many, unseen, with_class};
use crate::page::Page;

#[wasm_bindgen]
extern "C" {
    /// The chunk with all entries.
    #[wasm_bindgen(js_namespace = iamwhy, js_name = reference)]
    fn load() -> js_sys::Promise;
}

/// One thing that can be looked up.
#[derive(Clone)]
struct Entry {
    group: String,
    name: String,
    text: String,
    /// The rules of `docs/semantics.md` that say so.
    rules: String,
    /// A line to begin with.
    example: String,
    /// The number of the trap that teaches it.
    trap: String,
}

/// The panel.
pub(crate) fn reference(page: Page) -> Content {
    let found = RwSignal::new(None::<Vec<Entry>>);
    let wanted = RwSignal::new(String::new());
    spawn_local(async move {
        let text = JsFuture::from(load()).await.ok().and_then(|own| own.as_string());
        found.set(Some(text.map(|text| read(&text)).unwrap_or_default()));
    });
    let quiet = |words: &'static str| with_class("p", "quiet").child(words).into();
    let list = move || match found.get() {
        None => quiet("Fetching it…"),
        Some(all) if all.is_empty() => quiet("It could not be loaded; reload the page once while you are online."),
        Some(all) => {
            let wanted = wanted.get().to_lowercase();
            let fits: Vec<Entry> = all.into_iter().filter(|own| own.fits(&wanted)).collect();
            match fits.is_empty() {
                true => quiet("Nothing here is called so."),
                false => groups(page, &fits).into(),
            }
        }
    };
    let search = with_class("input", "field")
        .attr("type", "search")
        .id("look-up")
        .label("Search the reference")
        .attr("placeholder", "IfExists, NotPrincipal, SCP, ${…}")
        .live_prop("value", move || wanted.get())
        .on("input", move |event| wanted.set(event_target_value(&event)));
    with_class("div", "panel")
        .child(search)
        .child(with_class("div", "reference").child(live::<Content>(list)))
        .into()
}

fn groups(page: Page, all: &[Entry]) -> Vec<El> {
    let groups = all.chunk_by(|one, other| one.group == other.group);
    let section = |own: &[Entry]| {
        let name = own.first().map(|own| own.group.clone()).unwrap_or_default();
        let entries = own.iter().map(|own| entry(page, own));
        el("section")
            .child(el("h3").child(name))
            .child(entries.collect::<Vec<_>>())
    };
    groups.map(section).collect()
}

fn entry(page: Page, own: &Entry) -> El {
    let example = (!own.example.is_empty()).then(|| {
        let text = own.example.clone();
        let insert = button("button small", move || page.insert.set(Some(text.clone())))
            .child("Insert")
            .child(unseen([" the example of ", &own.name].concat()));
        with_class("div", "bar")
            .child(el("code").child(own.example.clone()))
            .child(insert)
    });
    let trap = (!own.trap.is_empty()).then(|| {
        el("a")
            .attr("href", ["practice.html#trap=", &own.trap].concat())
            .child("Try it")
            .child(unseen([": a trap about ", &own.name].concat()))
    });
    with_class("div", "entry")
        .child(el("h4").child(own.name.clone()))
        .child(el("p").child(own.text.clone()))
        .child(example)
        .child(
            with_class("p", "quiet")
                .child(own.rules.clone())
                .child(trap.map(|trap| many![" · ", trap])),
        )
}

impl Entry {
    fn fits(&self, wanted: &str) -> bool {
        let Entry {
            group,
            name,
            text,
            rules,
            example,
            ..
        } = self;
        let all = [group, "\n", name, "\n", text, "\n", rules, "\n", example].concat();
        all.to_lowercase().contains(wanted.trim())
    }
}

fn read(text: &str) -> Vec<Entry> {
    let Ok(json) = Json::read(text.to_owned()) else {
        return Vec::new();
    };
    let word = |node: NodeId| json.scalar(node).unwrap_or_default().to_owned();
    let entry = |own| {
        let field = |name| json.get(own, name).map(word).unwrap_or_default();
        let rules = json.get(own, "rules").into_iter().flat_map(|list| json.items(list));
        Entry {
            group: field("group"),
            name: field("name"),
            text: field("text"),
            rules: rules.map(word).collect::<Vec<_>>().join(", "),
            example: field("example"),
            trap: field("trap"),
        }
    };
    json.items(json.root()).map(entry).collect()
}

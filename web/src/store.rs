//! What this browser remembers: the scenario that was open last, and some before it.

use std::time::Duration;

use iamwhy_policy::Json;
use iamwhy_workbench::share::{pack, unpack};
use leptos::prelude::*;
use web_sys::{Storage, window};

use crate::element::{Content, button, el, with_class};
use crate::page::Page;

const LAST: &str = "iamwhy.v1.last";
const FROM: &str = "iamwhy.v1.from";
const BEFORE: &str = "iamwhy.v1.before";
/// What the practice room says here when somebody comes from it: where he was.
const BACK: &str = "iamwhy.practice.v1.back";
/// How many are kept beside the last.
const MOST: u32 = 8;

fn storage() -> Option<Storage> {
    window()?.local_storage().ok().flatten()
}

/// What this tab remembers across a reload.
fn of_tab() -> Option<Storage> {
    window()?.session_storage().ok().flatten()
}

fn get(key: &str) -> Option<String> {
    storage()?.get_item(key).ok().flatten()
}

/// The link that what is open in this tab came from.
pub(crate) fn came_from() -> Option<String> {
    of_tab()?.get_item(FROM).ok().flatten()
}

/// Where somebody was in the practice room before he opened its scenario here in this tab, as it stands behind `#`.
pub(crate) fn way_back() -> Option<String> {
    let hash = of_tab()?.get_item(BACK).ok().flatten()?;
    (hash.is_empty() || hash.starts_with('#')).then_some(hash)
}

/// Remembers the link that what is open came from.
pub(crate) fn comes_from(fragment: &str) {
    if let Some(tab) = of_tab() {
        let _ = tab.set_item(FROM, fragment);
    }
}

/// A browser that keeps nothing, or is full, forgets: nothing on the page depends on it.
fn set(key: &str, text: &str) {
    if let Some(storage) = storage() {
        let _ = storage.set_item(key, text);
    }
}

/// Brings back what was open last, in this tab before others.
pub(crate) fn restore(page: Page) {
    let of_tab = of_tab().and_then(|own| own.get_item(LAST).ok().flatten());
    let bench = of_tab.or_else(|| get(LAST)).and_then(|text| unpack(&text).bench);
    if let Some(bench) = bench {
        page.put(bench);
    }
}

/// Keeps what is open, whenever typing pauses.
pub(crate) fn keep(page: Page) {
    let asked = StoredValue::new(0_u32);
    // Nothing is lost to who reloads while typing.
    let leaving = window_event_listener(leptos::ev::pagehide, move |_| {
        if asked.get_value() > 0 || page.is_typing() {
            save(page);
        }
    });
    on_cleanup(move || leaving.remove());
    Effect::new(move |first: Option<()>| {
        page.bench.track();
        if first.is_none() {
            return;
        }
        let id = asked.get_value().wrapping_add(1);
        asked.set_value(id);
        set_timeout(
            move || {
                if asked.get_value() == id {
                    page.bench.update_untracked(iamwhy_workbench::Bench::settle);
                    save(page);
                }
            },
            Duration::from_millis(600),
        );
    });
}

fn save(page: Page) {
    let packed = page.bench.with_untracked(|bench| pack(bench, false));
    set(LAST, &packed);
    if let Some(tab) = of_tab() {
        let _ = tab.set_item(LAST, &packed);
    }
}

/// Puts the scenario that is about to be replaced among those before it.
pub(crate) fn shelve(text: &str) {
    for number in (1..MOST).rev() {
        if let Some(own) = get(&key(number - 1)) {
            set(&key(number), &own);
        }
    }
    set(&key(0), text);
}

fn key(number: u32) -> String {
    [BEFORE, ".", &number.to_string()].concat()
}

/// The scenarios that were open here before.
pub(crate) fn recent(page: Page) -> Content {
    let mut items = Vec::new();
    for text in (0..MOST).filter_map(|number| get(&key(number))) {
        let title = title(&text);
        let open = move || {
            page.load(&text);
            page.sheet.set(None);
        };
        items.push(button("item", open).child(el("span").child(title)));
    }
    if items.is_empty() {
        return ().into();
    }
    el("details")
        .child(el("summary").child("Open before in this browser"))
        .child(with_class("div", "list").child(items))
        .into()
}

fn title(text: &str) -> String {
    let json = Json::read(text.to_owned()).ok();
    let title = json
        .as_ref()
        .and_then(|json| json.string(json.get(json.root(), "title")?));
    title.unwrap_or("a scenario that cannot be read").to_owned()
}

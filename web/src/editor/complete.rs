//! What can be written at a place, and what a word means: the page's own names at once, the catalogue's from the worker.

use std::cell::RefCell;

use iamwhy_engine::Layer;
use iamwhy_policy::Json;
use iamwhy_workbench::{Catalogue, CompletionKind, Completions, statement_at, word};
use js_sys::Array;
use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::future_to_promise;

use super::record;
use crate::checker::ask;
use crate::page::Page;

/// Writes down what a catalogue would be asked for.
#[derive(Default)]
struct Wanted(RefCell<Option<(&'static str, String)>>);

impl Catalogue for Wanted {
    fn actions(&self, beginning: &str, _: &mut dyn FnMut(&str, &str)) {
        *self.0.borrow_mut() = Some(("actions", beginning.to_owned()));
    }

    fn keys(&self, beginning: &str, _: &mut dyn FnMut(&str, &str)) {
        *self.0.borrow_mut() = Some(("keys", beginning.to_owned()));
    }
}

/// What the worker said.
struct Said(Vec<(String, String)>);

impl Said {
    fn read(found: &str) -> Said {
        let Ok(json) = Json::read(found) else {
            return Said(Vec::new());
        };
        let list = json
            .get(json.root(), "list")
            .into_iter()
            .flat_map(|list| json.items(list));
        let pairs = list.filter_map(|pair| {
            let mut pair = json.items(pair).filter_map(|own| json.string(own)).map(str::to_owned);
            Some((pair.next()?, pair.next()?))
        });
        Said(pairs.collect())
    }

    fn tell(&self, found: &mut dyn FnMut(&str, &str)) {
        for (word, detail) in &self.0 {
            found(word, detail);
        }
    }
}

impl Catalogue for Said {
    fn actions(&self, _: &str, found: &mut dyn FnMut(&str, &str)) {
        self.tell(found);
    }

    fn keys(&self, _: &str, found: &mut dyn FnMut(&str, &str)) {
        self.tell(found);
    }
}

/// What can be written at a place, or a promise of it; nothing where nobody asked and nothing was begun.
pub(super) fn completions(page: Page, layer: Option<Layer>, text: String, at: u32, asked: bool) -> JsValue {
    let list = move |text: &str, catalogue: &dyn Catalogue| {
        page.bench.with_untracked(|bench| match layer {
            Some(layer) => bench.completions(text, at, layer, catalogue),
            None => bench.file_completions(text, at, catalogue),
        })
    };
    let wanted = Wanted::default();
    let own = list(&text, &wanted);
    let told = move |found: &Completions| {
        if found.list.is_empty() || !asked && found.from == at {
            return JsValue::NULL;
        }
        record(&[
            ("from", found.from.into()),
            ("to", found.to.into()),
            ("options", options(found).into()),
        ])
    };
    let Some((kind, beginning)) = wanted.0.into_inner() else {
        return told(&own);
    };
    if beginning.is_empty() && !asked {
        return told(&own);
    }
    let question = record(&[
        ("kind", kind.into()),
        ("beginning", beginning.into()),
        ("text", text.as_str().into()),
        ("statement", statement_at(&text, at).unwrap_or(0).into()),
    ]);
    let answer = async move {
        let said = ask(&question).await.ok().and_then(|said| said.as_string());
        Ok(match said {
            Some(said) => told(&list(&text, &Said::read(&said))),
            None => told(&own),
        })
    };
    future_to_promise(answer).into()
}

fn options(found: &Completions) -> Array {
    let options = Array::new();
    for own in &found.list {
        let kind = match own.kind {
            CompletionKind::Action => "action".into(),
            CompletionKind::Key => "key".into(),
            _ => JsValue::NULL,
        };
        options.push(&record(&[
            ("label", own.label.as_str().into()),
            ("apply", own.text.as_str().into()),
            ("detail", own.detail.as_str().into()),
            ("kind", kind),
        ]));
    }
    options
}

/// The word at a place, and a promise of what AWS says of it.
pub(super) fn meaning(text: &str, at: u32) -> JsValue {
    let Some(own) = word(text, at) else {
        return JsValue::NULL;
    };
    record(&[
        ("from", own.from.into()),
        ("to", own.to.into()),
        ("words", describe(own.kind.name(), &own.text)),
    ])
}

/// A promise of what AWS says of a word; of nothing where it says nothing.
pub(super) fn describe(kind: &str, word: &str) -> JsValue {
    let question = record(&[
        ("kind", "describe".into()),
        ("what", kind.into()),
        ("word", word.into()),
    ]);
    future_to_promise(async move { Ok(ask(&question).await.unwrap_or(JsValue::NULL)) }).into()
}

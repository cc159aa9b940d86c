//! Who asks: the kind and identity of the caller, and others to declare.

use iamwhy_workbench::PrincipalKind;
use leptos::prelude::*;

use crate::element::{Content, El, el, many, with_class};
use crate::page::Page;

/// The form above the caller's entry in the scenario.
pub(crate) fn caller(page: Page) -> Content {
    let name = Memo::new(move |_| {
        page.answer
            .with(|answer| answer.question.principal.clone().unwrap_or_default())
    });
    let declared = Memo::new(move |_| page.bench.with(|bench| bench.principal_kind(&name.get())));
    let form = move || {
        match declared.get() {
        Some((kind, text)) => identity(page, name.get(), kind, text),
        None => with_class("p", "quiet")
            .child("The case names a caller that the scenario does not describe: it has no policies. Declare it to give it some.")
            .into(),
    }
    };
    with_class("div", "form").live(form).child(declare(page)).into()
}

fn identity(page: Page, name: String, kind: PrincipalKind, text: String) -> Content {
    let (to_kind, to_text) = (name.clone(), name.clone());
    let same = text.clone();
    let chosen = move |event: web_sys::Event| {
        let Some(kind) = find(&event_target_value(&event)) else {
            return;
        };
        let (name, text) = (to_kind.clone(), kind.example().to_owned());
        let text = if kind == PrincipalKind::User || kind == PrincipalKind::Role {
            moved(&same, kind).unwrap_or(text)
        } else {
            text
        };
        page.edit(Box::new(move |bench| bench.edit_principal(&name, kind, &text)));
        page.say("what this kind of caller cannot have is gone; undo brings it back".to_owned());
    };
    let typed = move |event: web_sys::Event| {
        let (name, text) = (to_text.clone(), event_target_value(&event));
        page.edit(Box::new(move |bench| bench.edit_principal(&name, kind, text.trim())));
    };
    let renamed = {
        let name = name.clone();
        move |event: web_sys::Event| {
            let (old, new) = (name.clone(), event_target_value(&event));
            page.edit(Box::new(move |bench| bench.rename_principal(&old, new.trim())));
        }
    };
    let anonymous = kind == PrincipalKind::Anonymous;
    let name = with_class("input", "field").prop("value", name).on("change", renamed);
    let is = with_class("select", "field").on("change", chosen).child(kinds(kind));
    let which = with_class("input", "field mono")
        .attr("spellcheck", "false")
        .prop("value", text)
        .on("change", typed)
        .attr("placeholder", kind.example());
    let bar = with_class("div", "bar")
        .child(named("named", "Name here", name))
        .child(named("named", "Kind", is))
        .child(named("named grow", "ARN or name", which).flag("hidden", anonymous));
    many![
        bar,
        with_class("p", "quiet")
            .child("Session, tags, credential and the rest stand below, in the caller's own entry."),
    ]
}

/// The same name as another kind of principal.
fn moved(arn: &str, kind: PrincipalKind) -> Option<String> {
    let (before, rest) = arn.split_once(":user/").or_else(|| arn.split_once(":role/"))?;
    let word = if kind == PrincipalKind::User {
        ":user/"
    } else {
        ":role/"
    };
    Some([before, word, rest].concat())
}

fn named(class: &'static str, name: &'static str, field: El) -> El {
    with_class("label", class).child(name).child(field)
}

fn kinds(now: PrincipalKind) -> Vec<El> {
    PrincipalKind::ALL
        .iter()
        .map(|own| {
            el("option")
                .attr("value", own.field())
                .prop("selected", *own == now)
                .child(own.label())
        })
        .collect()
}

fn find(field: &str) -> Option<PrincipalKind> {
    PrincipalKind::ALL.into_iter().find(|own| own.field() == field)
}

fn declare(page: Page) -> Content {
    let name = RwSignal::new(String::new());
    let kind = RwSignal::new(PrincipalKind::User);
    let text = RwSignal::new(String::new());
    let add = move |event: web_sys::Event| {
        event.prevent_default();
        let (name, kind, text) = (name.get_untracked(), kind.get_untracked(), text.get_untracked());
        let text = if text.trim().is_empty() {
            kind.example().to_owned()
        } else {
            text
        };
        page.edit(Box::new(move |bench| {
            bench.add_principal(name.trim(), kind, text.trim())?;
            bench.set_principal(name.trim())
        }));
    };
    let name_field = with_class("input", "field")
        .flag("required", true)
        .live_prop("value", move || name.get())
        .on("input", move |event| name.set(event_target_value(&event)));
    let pick = move |event: web_sys::Event| {
        if let Some(own) = find(&event_target_value(&event)) {
            kind.set(own);
        }
    };
    let is = with_class("select", "field")
        .on("change", pick)
        .child(kinds(PrincipalKind::User));
    let which = with_class("input", "field mono")
        .live_prop("value", move || text.get())
        .on("input", move |event| text.set(event_target_value(&event)))
        .live_attr("placeholder", move || kind.get().example());
    let declare = with_class("button", "button").attr("type", "submit");
    let form = with_class("form", "bar")
        .on("submit", add)
        .child(named("named", "Name", name_field))
        .child(named("named", "Kind", is))
        .child(named("named grow", "ARN or name", which))
        .child(declare.child("Declare, and ask as this one"));
    el("details")
        .child(el("summary").child("Declare another caller"))
        .child(form)
        .into()
}

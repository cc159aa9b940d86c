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
    let (same, now) = (text.clone(), kind);
    let chosen = move |event: web_sys::Event| {
        let Some(kind) = find(&event_target_value(&event)) else {
            return;
        };
        let name = to_kind.clone();
        let text = page.bench.with_untracked(|bench| bench.example_of(kind));
        let text = if kind == PrincipalKind::User || kind == PrincipalKind::Role {
            moved(&same, kind).unwrap_or(text)
        } else {
            text
        };
        let beside = kind == PrincipalKind::SessionOf && now == PrincipalKind::Role;
        let words = match beside {
            true => ["another session of `", &name, "` is declared, and asks"].concat(),
            false => "what this kind of caller cannot have is gone; undo brings it back".to_owned(),
        };
        // What is wrong with it is said instead.
        page.say(words);
        page.edit(Box::new(move |bench| bench.choose_kind(&name, kind, &text)));
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
    let name_now = name.clone();
    let name = with_class("input", "field").prop("value", name).on("change", renamed);
    let is = with_class("select", "field")
        .on("change", chosen)
        .child(kinds(page, Some(&name_now), kind));
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

/// Every kind; those that the scenario has no role for cannot be chosen.
fn kinds(page: Page, name: Option<&str>, now: PrincipalKind) -> Vec<El> {
    PrincipalKind::ALL
        .iter()
        .map(|own| {
            let can = page.bench.with_untracked(|bench| bench.can_be(name, *own));
            el("option")
                .attr("value", own.field())
                .flag("disabled", !can)
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
    // Whoever is declared meanwhile may be a role.
    let session = Memo::new(move |_| page.bench.with(|bench| bench.can_be(None, PrincipalKind::SessionOf)));
    let add = move |event: web_sys::Event| {
        event.prevent_default();
        let (name, kind, text) = (name.get_untracked(), kind.get_untracked(), text.get_untracked());
        let text = if text.trim().is_empty() {
            page.bench.with_untracked(|bench| bench.example_of(kind))
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
    let is = with_class("select", "field").on("change", pick).live(move || {
        session.track();
        kinds(page, None, kind.get_untracked())
    });
    let which = with_class("input", "field mono")
        .live_prop("value", move || text.get())
        .on("input", move |event| text.set(event_target_value(&event)))
        .live_attr("placeholder", move || {
            page.bench.with(|bench| bench.example_of(kind.get()))
        });
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

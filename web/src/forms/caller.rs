//! Who asks: the kind and identity of the caller, and others to declare.

use iamwhy_workbench::PrincipalKind;
use leptos::prelude::*;

use crate::page::Page;

/// The form above the caller's entry in the scenario.
pub(crate) fn caller(page: Page) -> AnyView {
    let name = Memo::new(move |_| {
        page.answer
            .with(|answer| answer.question.principal.clone().unwrap_or_default())
    });
    let declared = Memo::new(move |_| page.bench.with(|bench| bench.principal_kind(&name.get())));
    let form = move || {
        match declared.get() {
        Some((kind, text)) => identity(page, name.get(), kind, text),
        None => view! {
            <p class="quiet">"The case names a caller that the scenario does not describe: it has no policies. Declare it to give it some."</p>
        }
        .into_any(),
    }
    };
    view! { <div class="form">{form} {declare(page)}</div> }.into_any()
}

fn identity(page: Page, name: String, kind: PrincipalKind, text: String) -> AnyView {
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
    view! {
        <div class="bar">
            <label class="named">"Name here" <input class="field" prop:value=name on:change=renamed/></label>
            <label class="named">"Is a" <select class="field" on:change=chosen>{kinds(kind)}</select></label>
            <label class="named grow" hidden=anonymous>"Which" <input class="field mono" spellcheck="false" prop:value=text on:change=typed placeholder=kind.example()/></label>
        </div>
        <p class="quiet">"Session, tags, credential and the rest stand below, in the caller's own entry."</p>
    }
    .into_any()
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

fn kinds(now: PrincipalKind) -> Vec<AnyView> {
    PrincipalKind::ALL
        .iter()
        .map(|own| view! { <option value=own.field() selected=*own == now>{own.label()}</option> }.into_any())
        .collect()
}

fn find(field: &str) -> Option<PrincipalKind> {
    PrincipalKind::ALL.into_iter().find(|own| own.field() == field)
}

fn declare(page: Page) -> AnyView {
    let name = RwSignal::new(String::new());
    let kind = RwSignal::new(PrincipalKind::User);
    let text = RwSignal::new(String::new());
    let add = move |event: web_sys::SubmitEvent| {
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
    let example = move || kind.get().example();
    view! {
        <details>
            <summary>"Declare another caller"</summary>
            <form class="bar" on:submit=add>
                <label class="named">"Name" <input class="field" required prop:value=name on:input=move |event| name.set(event_target_value(&event))/></label>
                <label class="named">"Is a" <select class="field" on:change=move |event| if let Some(own) = find(&event_target_value(&event)) { kind.set(own) }>{kinds(PrincipalKind::User)}</select></label>
                <label class="named grow">"Which" <input class="field mono" prop:value=text on:input=move |event| text.set(event_target_value(&event)) placeholder=example/></label>
                <button type="submit" class="button">"Declare, and ask as this one"</button>
            </form>
        </details>
    }
    .into_any()
}

//! The second challenge: the scenario to edit, and what became of it.

use iamwhy_traps::{Edit, Operation, Trap, challenge::judge, laid_out};
use leptos::prelude::*;

use crate::{
    desk::Desk,
    link,
    prose::{line, prose},
};

/// What became of a change.
#[derive(Clone, PartialEq)]
struct Outcome {
    reached: bool,
    lines: Vec<String>,
}

/// The challenge of a trap; nothing for a fact.
pub(crate) fn flip(desk: Desk, trap: &Trap) -> AnyView {
    let (Some(own), Some(scenario)) = (&trap.card.flip, &trap.scenario) else {
        return ().into_any();
    };
    let original = StoredValue::new(scenario.clone());
    let left = desk.left(&trap.slug).and_then(|left| left.text);
    let opened = left.is_some();
    let text = RwSignal::new(left.unwrap_or_else(|| scenario.clone()));
    let outcome = RwSignal::new(None::<Outcome>);
    let slug = trap.slug.clone();
    let judged = trap.clone();
    let check = move || {
        let found = text.with_untracked(|text| judge(&judged, text));
        let own = match found {
            Ok(None) => return,
            Ok(Some(judged)) => Outcome {
                reached: judged.reached,
                lines: judged.sentences(),
            },
            Err(errors) => Outcome {
                reached: false,
                lines: errors.iter().take(3).map(ToString::to_string).collect(),
            },
        };
        if own.reached {
            desk.change(|progress| progress.flipped(&slug));
        }
        desk.say(own.lines.first().cloned().unwrap_or_default());
        outcome.set(Some(own));
    };
    let by_key = check.clone();
    let case = trap.scene().ok().flatten().and_then(|scene| {
        let names = scene.names();
        names.iter().position(|name| Some(name) == trap.card.case.as_ref())
    });
    let address = RwSignal::new(None::<String>);
    let edited = trap.slug.clone();
    Effect::new(move |before: Option<()>| {
        text.with(|text| {
            link::playground(text, case.unwrap_or(0), address);
            if before.is_some() {
                desk.edited(&edited, text);
            }
        });
    });
    let result = move || {
        outcome.get().map(|own| {
            let class = if own.reached { "outcome good" } else { "outcome" };
            let lines: Vec<_> = own.lines.iter().map(|own| view! { <li>{line(own)}</li> }).collect();
            view! { <ul class=class aria-label="What became of it">{lines}</ul> }
        })
    };
    let met = desk.progress.with_untracked(|progress| progress.is_flipped(&trap.slug));
    let rows = scenario.lines().count().clamp(8, 26);
    view! {
        <section class="flip-it" aria-label="Turn it around">
            <h3>"Turn it around with one edit" {met.then_some(" (done before)")}</h3>
            {prose(&own.challenge, &|_| None)}
            <details open=opened>
                <summary>"Edit the scenario"</summary>
                <textarea class="field mono" aria-label="The scenario" spellcheck="false" autocomplete="off" rows=rows.to_string()
                    prop:value=move || text.get()
                    on:input=move |event| text.set(event_target_value(&event))
                    on:keydown=move |event| if event.key() == "Enter" && (event.ctrl_key() || event.meta_key()) { event.prevent_default(); by_key(); }></textarea>
                <div class="bar">
                    <button type="button" class="button primary" on:click=move |_| check()>"Decide it again"</button>
                    <button type="button" class="button" on:click=move |_| { text.set(original.get_value()); outcome.set(None); }>"Start again"</button>
                </div>
                {result}
                {model(&own.model, original, text)}
            </details>
            <p>{move || address.get().map(|to| view! { <a class="button" href=to on:click=move |_| leaves()>"Open in the playground"</a> })}
                <span class="quiet">" and back: your answer and your edits wait here."</span></p>
        </section>
    }
    .into_any()
}

/// Somebody goes to the playground.
fn leaves() {
    let hash = web_sys::window().and_then(|own| own.location().hash().ok());
    crate::memory::way_back(Some(hash.as_deref().unwrap_or_default()));
}

/// One edit that does it, for those who want to see it.
fn model(edit: &Edit, original: StoredValue<String>, text: RwSignal<String>) -> AnyView {
    let what = match edit.op {
        Operation::Add => "Add ",
        Operation::Replace => "Replace ",
        Operation::Remove => "Remove ",
    };
    let value = edit.value.as_ref().map(|value| {
        let lines = laid_out(&value.0, 76);
        view! { <pre class="code" tabindex="0"><code>{lines}</code></pre> }
    });
    let with = value.is_some().then_some(", with:");
    let path = edit.path.clone();
    let edit = edit.clone();
    let put = move |_| {
        if let Some(edited) = edit.apply(&original.get_value()) {
            text.set(edited);
        }
    };
    view! {
        <details class="model-edit">
            <summary>"Show one edit that does it"</summary>
            <p>{what} <code>{path}</code> {with}</p>
            {value}
            <p><button type="button" class="button small" on:click=put>"Put it into the text"</button></p>
        </details>
    }
    .into_any()
}

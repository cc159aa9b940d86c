//! A question: four answers, then how sure, then the truth.

use iamwhy_traps::{Confidence, Given, Trap};
use leptos::prelude::*;

use crate::{
    choice::choices,
    desk::Desk,
    dom, keys,
    prose::{line, prose},
    reveal::reveal,
};

/// When the truth is told.
#[derive(Copy, Clone, PartialEq, Eq)]
pub(crate) enum Mode {
    /// As soon as there is an answer.
    AtOnce,
    /// When all questions are answered.
    Later,
}

/// Asks the trap at a place. `before` is an answer that was given already. What comes after an answer is made by `after`.
pub(crate) fn question(
    desk: Desk,
    at: usize,
    mode: Mode,
    before: Option<Given>,
    answered: impl Fn(Given) + Copy + Send + Sync + 'static,
    after: impl Fn() -> AnyView + Copy + Send + Sync + 'static,
) -> AnyView {
    let Some(trap) = desk.trap(at) else {
        return crate::app::nothing("this trap");
    };
    let room = desk.room();
    let card = &trap.card;
    let chapter = room.chapter_of(&trap).map(|own| own.title.clone());
    let chosen = RwSignal::new(before.as_ref().map(|own| own.answer));
    let given = RwSignal::new(before);
    let slug = trap.slug.clone();
    let right = StoredValue::new(None::<usize>);
    let decide = {
        let trap = trap.clone();
        move |answer: usize, confidence: Confidence| {
            // Once, when it is needed: deciding takes milliseconds on a phone.
            right.set_value(trap.right());
            let own = Given {
                trap: slug.clone(),
                answer,
                confidence,
                right: right.get_value() == Some(answer),
            };
            if mode == Mode::AtOnce {
                desk.answered(&own);
                desk.say(if own.right { "Right." } else { "No." });
                dom::focus("truth");
            }
            given.set(Some(own.clone()));
            answered(own);
        }
    };
    let sure = decide.clone();
    keys::listen(move |key| {
        if given.with_untracked(Option::is_some) {
            return false;
        }
        let place = key.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
        match (key, place.filter(|place| *place < 4), chosen.get_untracked()) {
            ("h", ..) => dom::press("#hint"),
            ("Backspace", _, Some(_)) => chosen.set(None),
            (_, Some(place), None) => {
                chosen.set(Some(place));
                desk.say("How sure are you?");
            }
            (_, Some(place), Some(answer)) => {
                if let Some(confidence) = Confidence::ALL.get(place) {
                    sure(answer, *confidence);
                }
            }
            _ => return false,
        }
        true
    });
    let confidence = move || {
        let decide = decide.clone();
        let answer = chosen.get().filter(|_| given.with(Option::is_none))?;
        let buttons = Confidence::ALL.map(|own| {
            let decide = decide.clone();
            let number = Confidence::ALL.iter().position(|other| *other == own).map_or(0, |at| at + 1);
            view! {
                <button type="button" class="button big" on:click=move |_| decide(answer, own)>
                    <kbd aria-hidden="true">{number}</kbd> <span>{capital(own.words())}</span> <small>{own.percent()} " %"</small>
                </button>
            }
        });
        Some(view! {
            <div class="sure" role="group" aria-label="How sure are you?">
                <p><b>"How sure are you?"</b> <span class="quiet">" That you are right, as a chance."</span></p>
                <div class="bar">{buttons.into_iter().collect::<Vec<_>>()}</div>
            </div>
        })
    };
    let shown = trap.clone();
    let truth = move || {
        let own = given.get()?;
        Some(match mode {
            Mode::AtOnce => {
                let truth = reveal(desk, at, &shown, &own);
                view! { {truth} {after()} }.into_any()
            }
            Mode::Later => after(),
        })
    };
    view! {
        <p class="kind">"Trap " {card.number} " · " {chapter} " · level " {card.level} <span class="badge" title=card.badge.sentence()>{card.badge.word()}</span></p>
        <h1 id="title" tabindex="-1">{line(&card.title)}</h1>
        {prose(&card.question, &|_| None)}
        {choices(desk, &trap, mode, chosen, given)}
        {hints(&trap, given)}
        {confidence}
        {truth}
    }
    .into_any()
}

/// The answer that was given before the page was reloaded, or left for the playground.
pub(crate) fn left(desk: Desk, at: usize) -> Option<Given> {
    desk.left(&desk.trap(at)?.slug).map(|left| left.given)
}

/// Nudges, one at a time.
fn hints(trap: &Trap, given: RwSignal<Option<Given>>) -> AnyView {
    let hints = trap.card.hints.clone();
    let count = hints.len();
    let shown = RwSignal::new(0_usize);
    let list = move || {
        let hints = hints.iter().take(shown.get());
        hints
            .map(|hint| view! { <p class="hint">{line(hint)}</p> })
            .collect::<Vec<_>>()
    };
    let more = move || {
        let open = given.with(Option::is_none) && shown.get() < count;
        open.then(|| {
            let words = if shown.get() == 0 { "A hint" } else { "Another hint" };
            view! { <button type="button" id="hint" class="button plain" on:click=move |_| shown.update(|own| *own += 1)>{words} " " <kbd aria-hidden="true">"h"</kbd></button> }
        })
    };
    view! { <div class="hints"><div role="status">{list}</div> {more}</div> }.into_any()
}

fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters
        .next()
        .map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

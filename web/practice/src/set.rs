//! Five questions, each with its answer at once; and a single one.

use iamwhy_traps::{
    Given, Progress,
    practice::{self, Choice},
};
use leptos::prelude::*;

use crate::{
    desk::{Desk, seed, today},
    interview,
    question::{Mode, left, question},
    round::Round,
};

/// One trap, as a link leads to it.
pub(crate) fn single(desk: Desk, at: usize) -> AnyView {
    let after = move || {
        let next = move |_| begin(desk, &Choice::default());
        view! {
            <footer class="onward"><div class="bar">
                <button type="button" id="next" class="button primary big" on:click=next>"Five more"</button>
                <a class="button big" href="#">"All chapters"</a>
            </div></footer>
        }
        .into_any()
    };
    let question = question(desk, at, Mode::AtOnce, left(desk, at), |_| {}, after);
    view! { <article class="page">{question}</article> }.into_any()
}

fn begin(desk: Desk, choice: &Choice) {
    let drawn = desk
        .progress
        .with_untracked(|progress: &Progress| practice::set(&desk.room(), choice, progress, today(), seed()));
    desk.set_round(Some(Round::new(false, drawn)));
    crate::route::go(desk, &crate::route::Route::Practise);
    crate::dom::focus("title");
}

/// Choosing a set, or the set that is under way.
pub(crate) fn set(desk: Desk) -> AnyView {
    let at = Memo::new(move |_| {
        desk.round
            .with(|own| own.as_ref().filter(|own| !own.interview).map(|own| own.at))
    });
    let view = move || match at.get() {
        None => choose(desk),
        Some(_) => desk
            .round
            .get_untracked()
            .map_or_else(|| ().into_any(), |round| under_way(desk, &round)),
    };
    view! { <article class="page">{view}</article> }.into_any()
}

fn choose(desk: Desk) -> AnyView {
    let room = desk.room();
    let chapter = RwSignal::new(String::new());
    let level = RwSignal::new(String::new());
    let choice = move || Choice {
        chapters: chapter.get().parse().into_iter().collect(),
        levels: level.get().parse().into_iter().collect(),
    };
    let names: Vec<_> = room
        .chapters
        .iter()
        .enumerate()
        .map(|(at, own)| view! { <option value=at.to_string()>{own.number} ". " {own.title.clone()}</option> })
        .collect();
    let fitting = {
        let room = room.clone();
        move || choice().fitting(&room).count()
    };
    let empty = fitting.clone();
    let due = desk.progress.with_untracked(|progress| progress.due(today()).len());
    view! {
        <h1 id="title" tabindex="-1">"Five questions"</h1>
        <p class="lead">"Those that are to be asked again come first, then new ones. The answer follows each question at once."</p>
        {(due > 0).then(|| view! { <p>{due} " to ask again today."</p> })}
        <div class="form">
            <label class="named">"Chapter"
                <select class="field" on:change=move |event| chapter.set(event_target_value(&event))><option value="">"All of them"</option>{names}</select>
            </label>
            <label class="named">"Level"
                <select class="field" on:change=move |event| level.set(event_target_value(&event))>
                    <option value="">"All of them"</option>
                    <option value="1">"1: everybody meets it"</option><option value="2">"2"</option><option value="3">"3"</option>
                    <option value="4">"4"</option><option value="5">"5: few know it"</option>
                </select>
            </label>
        </div>
        <p class="quiet" role="status">{fitting} " traps to choose from"</p>
        <p><button type="button" id="next" class="button primary big" disabled=move || empty() == 0
            on:click=move |_| begin(desk, &choice())>"Begin"</button></p>
    }
    .into_any()
}

fn under_way(desk: Desk, round: &Round) -> AnyView {
    let Some(trap) = round.asked() else {
        return interview::report(desk, round);
    };
    let slug = desk.trap(trap).map(|own| own.slug).unwrap_or_default();
    let before = round.answers.iter().find(|given| given.trap == slug).cloned();
    let ends = round.at + 1 == round.drawn.len();
    let answered = move |given: Given| {
        if let Some(mut round) = desk.round.get_untracked() {
            round.answers.push(given);
            desk.set_round(Some(round));
        }
    };
    let after = move || {
        let words = if ends { "How did it go?" } else { "Next question" };
        let next = move |_| {
            if let Some(mut round) = desk.round.get_untracked() {
                round.at += 1;
                desk.set_round(Some(round));
                interview::turn();
            }
        };
        view! {
            <footer class="onward"><div class="bar">
                <button type="button" id="next" class="button primary big" on:click=next>{words} " " <kbd aria-hidden="true">"n"</kbd></button>
            </div></footer>
        }
        .into_any()
    };
    let question = question(desk, trap, Mode::AtOnce, before, answered, after);
    view! {
        <p class="quiet crumbs">"Question " {round.at + 1} " of " {round.drawn.len()}
            <button type="button" class="button small plain" on:click=move |_| { desk.set_round(None); interview::turn(); }>"Stop"</button></p>
        {question}
    }
    .into_any()
}

//! An interview: mixed questions, the answers at the end, and where somebody is strong.

use std::time::Duration;

use iamwhy_traps::{
    Given, Report, Strength,
    practice::{self, Choice},
};
use leptos::prelude::*;
use web_sys::window;

use crate::{
    desk::{Desk, now, seed},
    dom,
    prose::line,
    question::{Mode, question},
    record::calibration,
    round::Round,
    route::Route,
};

/// From the top, at the title: another question is there.
pub(crate) fn turn() {
    if let Some(window) = window() {
        window.scroll_to_with_x_and_y(0.0, 0.0);
    }
    dom::focus("title");
}

/// Choosing an interview, or the one that is under way.
pub(crate) fn interview(desk: Desk) -> AnyView {
    let at = Memo::new(move |_| {
        desk.round
            .with(|own| own.as_ref().filter(|own| own.interview).map(|own| own.at))
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
    let count = RwSignal::new(practice::INTERVIEW);
    let minutes = RwSignal::new(0_u32);
    let begin = move |_| {
        let drawn = practice::interview(&desk.room(), &Choice::default(), seed(), count.get_untracked());
        let mut round = Round::new(true, drawn);
        let limit = minutes.get_untracked();
        round.until = (limit > 0).then(|| now() + f64::from(limit) * 60_000.0);
        desk.set_round(Some(round));
        turn();
    };
    view! {
        <h1 id="title" tabindex="-1">"An interview"</h1>
        <p class="lead">"Mixed questions from all chapters, the easier ones first. The answers come at the end, with a report of where you are strong."</p>
        <div class="form">
            <label class="named">"Questions"
                <select class="field" on:change=move |event| count.set(event_target_value(&event).parse().unwrap_or(practice::INTERVIEW))>
                    <option value="10">"10"</option><option value="5">"5"</option><option value="20">"20"</option>
                </select>
            </label>
            <label class="named">"Time"
                <select class="field" on:change=move |event| minutes.set(event_target_value(&event).parse().unwrap_or(0))>
                    <option value="0">"as long as it takes"</option><option value="5">"5 minutes"</option>
                    <option value="15">"15 minutes"</option><option value="30">"30 minutes"</option>
                </select>
            </label>
        </div>
        <p><button type="button" id="next" class="button primary big" on:click=begin>"Begin"</button></p>
    }
    .into_any()
}

fn under_way(desk: Desk, round: &Round) -> AnyView {
    let Some(trap) = round.asked() else {
        return report(desk, round);
    };
    let on = move |given: Option<Given>| {
        if let Some(mut round) = desk.round.get_untracked() {
            if let Some(given) = given {
                desk.answered(&given);
                round.answers.push(given);
            }
            round.at += 1;
            if round.until.is_some_and(|until| now() >= until) {
                round.end();
                desk.say("The time is over.");
            }
            desk.set_round(Some(round));
            turn();
        }
    };
    let question = question(
        desk,
        trap,
        Mode::Later,
        None,
        move |given| on(Some(given)),
        || ().into_any(),
    );
    let end = move |_| {
        if let Some(mut round) = desk.round.get_untracked() {
            round.end();
            desk.set_round(Some(round));
            turn();
        }
    };
    view! {
        <p class="quiet crumbs">"Question " {round.at + 1} " of " {round.drawn.len()} {round.until.map(|until| left(desk, until))}
            <button type="button" class="button small plain" on:click=move |_| on(None)>"Skip"</button>
            <button type="button" class="button small plain" on:click=end>"End here"</button></p>
        {question}
    }
    .into_any()
}

/// The time that is left; when it is over, nothing more is asked.
fn left(desk: Desk, until: f64) -> AnyView {
    let seconds = move || ((until - now()) / 1000.0).max(0.0) as u32;
    let shown = RwSignal::new(seconds());
    let ticking = set_interval_with_handle(
        move || {
            shown.set(seconds());
            if seconds() == 0
                && let Some(mut round) = desk.round.get_untracked()
                && round.interview
                && round.asked().is_some()
            {
                round.end();
                desk.say("The time is over.");
                desk.set_round(Some(round));
                turn();
            }
        },
        Duration::from_secs(1),
    );
    on_cleanup(move || {
        if let Ok(ticking) = ticking {
            ticking.clear();
        }
    });
    let words = move || format!(" · {}:{:02} left", shown.get() / 60, shown.get() % 60);
    view! { <span role="timer">{words}</span> }.into_any()
}

/// What came of a round.
pub(crate) fn report(desk: Desk, round: &Round) -> AnyView {
    let room = desk.room();
    let own = Report::of(&room, &round.answers);
    let lines: Vec<AnyView> = round.answers.iter().filter_map(|given| outcome(desk, given)).collect();
    let tables = round.interview.then(|| {
        view! {
            {strengths("Chapters", &own.chapters)}
            {strengths("Topics", &own.topics)}
            {strengths("Rules", &own.rules)}
        }
    });
    let again = if round.interview {
        "Another interview"
    } else {
        "Five more"
    };
    view! {
        <h1 id="title" tabindex="-1">{own.right} " of " {own.asked} " right"</h1>
        <p class="lead">{own.calibration.sentence()}</p>
        <ul class="outcomes" aria-label="Answers">{lines}</ul>
        {tables}
        {round.interview.then(|| calibration(&own.calibration))}
        <footer class="onward"><div class="bar">
            <button type="button" id="next" class="button primary big" on:click=move |_| { desk.set_round(None); turn(); }>{again}</button>
            <a class="button big" href="#">"All chapters"</a>
        </div></footer>
    }
    .into_any()
}

fn outcome(desk: Desk, given: &Given) -> Option<AnyView> {
    let room = desk.room();
    let at = room.find(&given.trap)?;
    let trap = room.traps.get(at)?;
    let (class, mark, word) = if given.right {
        ("right", "✓", "right")
    } else {
        ("wrong", "✕", "wrong")
    };
    let chapter = room.chapters.get(trap.chapter)?;
    let answer = trap.right().and_then(|right| trap.card.answers.get(right));
    let truth = (!given.right).then(|| {
        let paragraph = Route::Read(trap.chapter, trap.card.read.clone()).hash(&room);
        let title = chapter
            .paragraph(&trap.card.read)
            .map(|part| part.title.clone())
            .unwrap_or_default();
        view! {
            <p>{answer.map(|own| line(&own.text))}</p>
            <p>"Read on: " <a href=paragraph>{line(&title)}</a></p>
        }
    });
    let view = view! {
        <li class=class>
            <span class="mark" aria-hidden="true">{mark}</span>
            <div>
                <p><a href=Route::Trap(at).hash(&room)>{line(&trap.card.title)}</a> <span class="quiet">" " {word} ", " {given.confidence.words()}</span></p>
                {truth}
            </div>
        </li>
    };
    Some(view.into_any())
}

/// The weakest first.
fn strengths(name: &'static str, list: &[Strength]) -> AnyView {
    let rows: Vec<_> = list
        .iter()
        .map(|own| {
            let label = [&own.name, ": ", &own.right.to_string(), " of ", &own.asked.to_string()].concat();
            view! {
                <li><span>{own.name.clone()}</span>
                    <progress max=own.asked.to_string() value=own.right.to_string() aria-label=label></progress>
                    <span class="quiet">{own.right} " of " {own.asked}</span></li>
            }
        })
        .collect();
    view! { <section class="strengths"><h2>{name}</h2><ul>{rows}</ul></section> }.into_any()
}

//! The chapters, and how far somebody has come in each.

use iamwhy_traps::course;
use leptos::prelude::*;

use crate::{
    desk::{Desk, today},
    prose::line,
    route::Route,
};

/// All chapters.
pub(crate) fn home(desk: Desk) -> AnyView {
    let room = desk.room();
    let chapters: Vec<AnyView> = (0..room.chapters.len()).map(|at| one(desk, at)).collect();
    let due = move || desk.progress.with(|own| own.due(today()).len());
    view! {
        <article class="page">
            <h1 id="title" tabindex="-1">"What engineers think AWS guarantees, and what it does"</h1>
            <p class="lead">
                "Each trap is a scenario: predict the decision and the layer, see it decided, then turn it around with one edit. "
                "Nothing here is asserted that is not executed."
            </p>
            <p class="bar">
                <a class="button primary" href="#practise">{move || match due() {
                    0 => "Five questions".to_owned(),
                    1 => "Five questions, one of them to ask again".to_owned(),
                    count => format!("Five questions, {count} to ask again"),
                }}</a>
                <a class="button" href="#interview">"An interview"</a>
            </p>
            <ol class="chapters">{chapters}</ol>
            <p class="quiet">"What you answer stays in this browser. The record exports it as a file."</p>
        </article>
    }
    .into_any()
}

fn one(desk: Desk, at: usize) -> AnyView {
    let room = desk.room();
    let Some(own) = room.chapters.get(at) else {
        return ().into_any();
    };
    let (done, all) = desk.progress.with(|progress| course::done(&room, at, progress));
    let right = room.traps_of(at).filter(|(_, trap)| {
        desk.progress
            .with(|progress| progress.of(&trap.slug).is_some_and(|record| record.step > 0))
    });
    let (right, traps) = (right.count(), room.traps_of(at).count());
    let words = match done {
        0 => "not begun".to_owned(),
        _ if done == all => "done".to_owned(),
        _ => format!("{done} of {all} steps"),
    };
    view! {
        <li>
            <a href=Route::Chapter(at, None).hash(&room)>
                <span class="number" aria-hidden="true">{own.number}</span>
                <span class="title">{own.title.clone()}</span>
                <span class="cures">{line(&own.cures.replace('\n', " "))}</span>
                <span class="far">
                    <span class="quiet">{words} " · " {right} " of " {traps} " traps known"</span>
                    <progress max=all.to_string() value=done.to_string() aria-label=["Progress in ", &own.title].concat()></progress>
                </span>
            </a>
        </li>
    }
    .into_any()
}

//! The end of a step: the page asks before it moves on.

use iamwhy_traps::course;
use leptos::prelude::*;
use web_sys::window;

use crate::{
    desk::Desk,
    prose::line,
    route::{Route, go},
};

/// Where a step stands.
#[derive(Copy, Clone)]
pub(crate) struct Footer {
    pub(crate) desk: Desk,
    pub(crate) chapter: usize,
    pub(crate) now: usize,
}

/// Asks whether it is clear, and leads on. A text counts as read when its reader says so.
pub(crate) fn footer(foot: Footer, heading: Option<String>) -> AnyView {
    let Footer { desk, chapter, now } = foot;
    let room = desk.room();
    let steps = course::steps(&room, chapter);
    let next = steps.get(now + 1).map(|step| step.title(&room).to_owned());
    let ends = next.is_none();
    let words = next.unwrap_or_else(|| "the chapters".to_owned());
    let folder = room
        .chapters
        .get(chapter)
        .map(|own| own.folder.clone())
        .unwrap_or_default();
    let is_text = heading.is_some();
    let on = move || {
        if let Some(heading) = &heading {
            desk.change(|progress| progress.has_read(&folder, heading));
        }
        match ends {
            true => go(desk, &Route::Home),
            false => go(desk, &Route::Chapter(chapter, Some(now + 1))),
        }
    };
    view! {
        <footer class="onward">
            <p>{if is_text { "Is that clear? Say it in one sentence of your own first." } else { "On to the next?" }}</p>
            <div class="bar">
                <button type="button" id="next" class="button primary big" on:click=move |_| on()>"Yes, go on: " {line(&words)}</button>
                <a class="button big" href="#">"Not now"</a>
            </div>
        </footer>
    }
    .into_any()
}

/// Whether there is room for a list beside the text.
pub(crate) fn is_wide() -> bool {
    let width = window()
        .and_then(|own| own.inner_width().ok())
        .and_then(|own| own.as_f64());
    width.is_some_and(|width| width >= 1100.0)
}

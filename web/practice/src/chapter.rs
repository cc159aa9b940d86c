//! A chapter as a course: one concept at a time, asking before it moves on.

use iamwhy_traps::course::{self, Step};
use leptos::prelude::*;

use crate::{
    course::{Footer, footer},
    desk::Desk,
    prose::line,
    question::{Mode, left, question},
    read,
    route::Route,
};

/// One step of a chapter.
pub(crate) fn chapter(desk: Desk, at: usize, step: Option<usize>) -> AnyView {
    let room = desk.room();
    let steps = course::steps(&room, at);
    let now = step.unwrap_or_else(|| desk.progress.with_untracked(|own| course::next(&room, at, own)));
    let (Some(own), Some(step)) = (room.chapters.get(at), steps.get(now)) else {
        return crate::app::nothing("this step");
    };
    let list = listing(desk, at, now);
    let head = view! {
        <p class="quiet crumbs"><a href=Route::Home.hash(&room)>"Chapters"</a> " / " {own.number} ". " {own.title.clone()} " / step " {now + 1} " of " {steps.len()}</p>
    };
    let foot = Footer { desk, chapter: at, now };
    let body = match step {
        Step::Read(part) => {
            let text = read::text(&room, at, part);
            view! {
                <h1 id="title" tabindex="-1">{part.title.clone()}</h1>
                {text}
                {footer(foot, Some(part.slug.clone()))}
            }
            .into_any()
        }
        Step::Talk(part) => talk(foot, at, part),
        Step::Ask(trap) => {
            let before = left(desk, *trap);
            question(
                desk,
                *trap,
                Mode::AtOnce,
                before,
                move |_| {},
                move || footer(foot, None),
            )
        }
    };
    view! { <div class="with-list"><article class="page">{head} {body}</article>{list}</div> }.into_any()
}

/// An interview question: first think, then look.
fn talk(foot: Footer, chapter: usize, part: &iamwhy_traps::Part) -> AnyView {
    let room = foot.desk.room();
    let shown = RwSignal::new(false);
    let answer = part.clone();
    let slug = part.slug.clone();
    let view = move || {
        shown.get().then(|| {
            let text = read::text(&room, chapter, &answer);
            view! { <section aria-label="A model answer" class="model" id="model" tabindex="-1">{text}</section> {footer(foot, Some(slug.clone()))} }
        })
    };
    view! {
        <p class="kind">"Interview question"</p>
        <h1 id="title" tabindex="-1">{line(&part.title)}</h1>
        <p class="lead">"Answer aloud, in two minutes, as you would a colleague. Then compare."</p>
        {move || (!shown.get()).then(|| view! {
            <p><button type="button" id="next" class="button primary big" on:click=move |_| { shown.set(true); crate::dom::focus("model"); }>"Show a model answer"</button></p>
        })}
        {view}
    }
    .into_any()
}

/// All steps, with those that are done.
fn listing(desk: Desk, at: usize, now: usize) -> AnyView {
    let room = desk.room();
    let items: Vec<AnyView> = course::steps(&room, at)
        .iter()
        .enumerate()
        .map(|(place, step)| {
            let done = Memo::new(move |_| is_done(desk, at, place));
            let title = step.title(&room).to_owned();
            let here = (place == now).then_some("step");
            view! {
                <li><a href=Route::Chapter(at, Some(place)).hash(&room) aria-current=here>
                    <span class="mark" class:done=done aria-hidden="true">{move || if done.get() { "✓" } else { "○" }}</span>
                    <span>{line(&title)}</span><span class="unseen">{move || if done.get() { ", done" } else { ", open" }}</span>
                </a></li>
            }
            .into_any()
        })
        .collect();
    view! {
        <details class="steps" open=crate::course::is_wide()>
            <summary>"Steps of this chapter"</summary>
            <ol>{items}</ol>
        </details>
    }
    .into_any()
}

fn is_done(desk: Desk, chapter: usize, place: usize) -> bool {
    let room = desk.room();
    let folder = room.chapters.get(chapter).map_or("", |own| own.folder.as_str());
    let steps = course::steps(&room, chapter);
    let step = steps.get(place);
    step.is_some_and(|step| desk.progress.with(|progress| step.is_done(&room, folder, progress)))
}

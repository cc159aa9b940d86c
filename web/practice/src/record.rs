//! What was reached so far: calibration, what comes again, and the file to keep.

use iamwhy_traps::{Calibration, Progress};
use leptos::prelude::*;

use crate::{
    desk::{Desk, today},
    files, memory,
};

/// The record.
pub(crate) fn record(desk: Desk) -> AnyView {
    let room = desk.room();
    let count = room.traps.len();
    let said = RwSignal::new(String::new());
    let tell = move |words: String| {
        desk.say(words.clone());
        said.set(words);
    };
    let known = move || {
        desk.progress.with(|progress| {
            let records = room.traps.iter().filter_map(|trap| progress.of(&trap.slug));
            let (mut seen, mut known) = (0, 0);
            for record in records {
                seen += 1;
                known += usize::from(record.step > 0);
            }
            let flipped = room.traps.iter().filter(|trap| progress.is_flipped(&trap.slug)).count();
            (seen, known, flipped)
        })
    };
    let known = Memo::new(move |_| known());
    let due = move || desk.progress.with(|progress| progress.due(today()).len());
    let scored = move || {
        desk.progress.with(|progress| {
            let own = progress.calibration();
            let sentence = own.sentence();
            view! { <p>{sentence}</p> {calibration(&own)} }
        })
    };
    let export = move |_| {
        desk.progress
            .with_untracked(|progress| files::save("iamwhy-practice.json", &progress.to_json()));
        tell("The file is saved.".to_owned());
    };
    let take = move |text: Option<String>| match text.as_deref().map(Progress::from_json) {
        None => tell("This file could not be read.".to_owned()),
        Some(Err(error)) => tell(format!(
            "Nothing was taken: line {}, column {}: {}.",
            error.position.line, error.position.column, error.message
        )),
        Some(Ok(progress)) => {
            memory::keep(&progress);
            desk.progress.set(progress);
            tell("Your progress is what the file says.".to_owned());
        }
    };
    let sure = RwSignal::new(false);
    let forget = move |_| {
        if !sure.get_untracked() {
            sure.set(true);
            return;
        }
        memory::keep(&Progress::default());
        desk.progress.set(Progress::default());
        sure.set(false);
        tell("All is forgotten.".to_owned());
    };
    view! {
        <article class="page">
            <h1 id="title" tabindex="-1">"Your record"</h1>
            <dl class="numbers">
                <div><dt>"answered"</dt><dd>{move || known.get().0} " of " {count}</dd></div>
                <div><dt>"known"</dt><dd>{move || known.get().1}</dd></div>
                <div><dt>"turned around"</dt><dd>{move || known.get().2}</dd></div>
                <div><dt>"to ask again today"</dt><dd>{due}</dd></div>
            </dl>
            <p class="quiet">"A right answer comes again after 3, 7, 21 and 60 days, a wrong one tomorrow, a wrong one that you were sure of today. A lucky guess moves nothing."</p>
            <h2>"Is your confidence earned?"</h2>
            {scored}
            <h2>"Keep it"</h2>
            <p>"It is in this browser and nowhere else. A file takes it to another one, or to " <code>"iamwhy traps practise --progress FILE"</code> "."</p>
            <div class="bar">
                <button type="button" class="button" on:click=export>"Export"</button>
                <label class="button file">"Import" <input class="unseen" type="file" accept=".json,application/json" on:change=move |event| files::open(&event, take)/></label>
                <button type="button" class="button danger" on:click=forget>{move || if sure.get() { "Really forget everything?" } else { "Forget everything" }}</button>
            </div>
            <p>{move || said.get()}</p>
        </article>
    }
    .into_any()
}

/// What was said against what was so.
pub(crate) fn calibration(own: &Calibration) -> AnyView {
    let rows: Vec<_> = own
        .buckets
        .iter()
        .map(|bucket| {
            let so = bucket.percent().map_or_else(|| "–".to_owned(), |percent| format!("{percent} %"));
            view! {
                <tr><th scope="row">{bucket.said.words()}</th><td>{bucket.said.percent()} " %"</td><td>{so}</td><td>{bucket.right} " of " {bucket.asked}</td></tr>
            }
        })
        .collect();
    view! {
        <table class="grid calibration">
            <caption class="unseen">"Confidence against results"</caption>
            <thead><tr><th scope="col">"You said"</th><th scope="col">"chance"</th><th scope="col">"right"</th><th scope="col">"answers"</th></tr></thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

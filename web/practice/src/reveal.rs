//! The truth: as it is decided, why, and where AWS says so.

use iamwhy_engine::Layer;
use iamwhy_explain::{Explanation, Quote};
use iamwhy_picture::rails::{Gates, picture};
use iamwhy_traps::{Given, Trap};
use leptos::prelude::*;

use crate::{
    desk::Desk,
    files,
    flip::flip,
    prose::{line, prose},
    read,
    route::Route,
    words,
};

/// Which gate of the picture is looked at.
#[derive(Copy, Clone)]
struct Looked(RwSignal<Option<Layer>>);

impl Gates for Looked {
    fn is_chosen(self, layer: Layer) -> bool {
        self.0.get() == Some(layer)
    }

    fn choose(self, layer: Layer) {
        self.0.set(Some(layer));
    }
}

/// What became of an answer.
pub(crate) fn reveal(desk: Desk, at: usize, trap: &Trap, given: &Given) -> AnyView {
    let card = &trap.card;
    let room = desk.room();
    let decided = trap.scene().ok().flatten().and_then(|scene| scene.explanation());
    let (class, glyph, word) = match given.right {
        true => ("verdict small allow", "✓", "Right."),
        false => ("verdict small deny", "✕", "No."),
    };
    let tempted = given.answer == card.tempting.answer as usize;
    let usual = (!given.right || tempted).then(|| {
        let lead = if tempted {
            "Why it tempts: "
        } else {
            "The usual answer, and why it tempts: "
        };
        view! { <p class="tempting"><b>{lead}</b> {line(&card.tempting.why)}</p> }
    });
    let paragraph = room.chapter_of(trap).and_then(|own| own.paragraph(&card.read)).map(|part| {
        let text = read::text(&room, trap.chapter, part);
        let title = part.title.clone();
        // Who was wrong reads on at once.
        view! { <details class="paragraph" open=!given.right><summary>"Read on: " {line(&title)}</summary>{text}</details> }
    });
    let source = card
        .source
        .as_ref()
        .map(|own| view! { <p class="quiet">"Source: " {line(own)}</p> });
    let rule = card
        .rule
        .as_ref()
        .map(|own| view! { <li>"rule " <code>{own.clone()}</code></li> });
    view! {
        <section class="truth" aria-label="The answer">
            <h2 id="truth" tabindex="-1" class=class><span class="glyph" aria-hidden="true">{glyph}</span> {word}</h2>
            {prose(&card.explanation, &|_| None)}
            {usual}
            {decided.as_ref().map(decision)}
            {source}
            <ul class="facts">
                {rule}
                <li><a href=card.page.clone() target="_blank" rel="noreferrer">"AWS's page"</a></li>
                <li>{card.badge.sentence()}</li>
                <li>{share(desk, at)}</li>
            </ul>
            {paragraph}
            {flip(desk, trap)}
        </section>
    }
    .into_any()
}

/// The picture, the sentence and the deciding lines.
fn decision(explanation: &Explanation) -> AnyView {
    let looked = Looked(RwSignal::new(None));
    let quotes: Vec<AnyView> = explanation.quotes.iter().map(quote).collect();
    let gates = explanation.gates.clone();
    let notes = move || {
        let layer = looked.0.get()?;
        let own = gates.iter().filter(|gate| gate.layer == layer);
        let list: Vec<_> = own
            .map(|gate| {
                let (_, _, word) = words::gate(gate.verdict);
                let note = gate.note.clone().map(|note| [": ", &note].concat());
                view! { <li><b>{gate.label.clone()}</b> " " {word} {note}</li> }
            })
            .collect();
        Some(view! { <ul class="notes">{list}</ul> })
    };
    view! {
        <h3>"As it is decided"</h3>
        <p class="because">{line(&explanation.sentence)}</p>
        {iamwhy_picture::mounted::host(picture(looked, explanation))}
        <div role="status">{notes}</div>
        {quotes}
    }
    .into_any()
}

/// A statement that decided, or that came nearest, in its author's own lines.
fn quote(quote: &Quote) -> AnyView {
    let own = &quote.statement;
    let name = own
        .sid
        .clone()
        .unwrap_or_else(|| ["statement ", &(own.statement + 1).to_string()].concat());
    let what = if quote.decided { " decided" } else { " came nearest" };
    let label = [&name, " of ", &own.policy].concat();
    let lines: Vec<_> = (own.span.line..)
        .zip(&quote.lines)
        .map(|(number, text)| {
            let marked = quote
                .marks
                .iter()
                .any(|mark| (mark.span.line..=mark.span.end_line).contains(&number));
            let class = if marked { "marked" } else { "" };
            view! { <span class=class><span class="quiet" aria-hidden="true">{format!("{number:>3}  ")}</span>{text.clone()}</span> }
        })
        .collect();
    let marks: Vec<_> = quote
        .marks
        .iter()
        .filter(|mark| !mark.text.is_empty())
        .map(|mark| view! { <li>"line " {mark.span.line} ": " {line(&mark.text)}</li> })
        .collect();
    view! {
        <p class="quoted"><code>{name}</code> " of " <code>{own.policy.clone()}</code> {what}</p>
        <pre class="lines" tabindex="0" role="region" aria-label=label>{lines}</pre>
        <ul class="notes">{marks}</ul>
    }
    .into_any()
}

/// A link to the question, which does not hold the answer.
fn share(desk: Desk, at: usize) -> AnyView {
    let copied = RwSignal::new(None::<bool>);
    let copy = move |_| {
        let here = web_sys::window()
            .and_then(|own| own.location().href().ok())
            .unwrap_or_default();
        let page = here.split('#').next().unwrap_or_default();
        let link = [page, &Route::Trap(at).hash(&desk.room())].concat();
        files::copy(&link, move |done| {
            copied.set(Some(done));
            desk.say(if done {
                "The link is copied."
            } else {
                "The browser did not let us copy."
            });
        });
    };
    let words = move || match copied.get() {
        None => "Copy the link to this question",
        Some(true) => "Copied",
        Some(false) => "The browser did not let us copy",
    };
    view! { <button type="button" class="button small" on:click=copy>{words}</button> }.into_any()
}

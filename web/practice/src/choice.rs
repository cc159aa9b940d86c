//! The four answers.

use iamwhy_traps::{Given, Trap};
use leptos::prelude::*;

use crate::{desk::Desk, prose::line, question::Mode};

/// Buttons until there is an answer; then the same four, with what became of them.
pub(crate) fn choices(
    desk: Desk,
    trap: &Trap,
    mode: Mode,
    chosen: RwSignal<Option<usize>>,
    given: RwSignal<Option<Given>>,
) -> AnyView {
    let trap = trap.clone();
    let view = move || {
        let done = given.get();
        let right = done
            .as_ref()
            .filter(|_| mode == Mode::AtOnce)
            .and_then(|_| trap.right());
        let items = trap.card.answers.iter().enumerate().map(|(place, answer)| {
            let text = line(&answer.text);
            let number = place + 1;
            match &done {
                None => view! {
                    <li><button type="button" aria-keyshortcuts=number.to_string() aria-pressed=move || (chosen.get() == Some(place)).to_string()
                        on:click=move |_| { chosen.set(Some(place)); desk.say("How sure are you?"); }>
                        <kbd aria-hidden="true">{number}</kbd> <span>{text}</span>
                    </button></li>
                }
                .into_any(),
                Some(given) => {
                    let (class, mark, word) = match (right == Some(place), given.answer == place) {
                        (true, true) => ("right", "✓", "your answer, right: "),
                        (true, false) => ("right", "✓", "the right answer: "),
                        (false, true) if right.is_some() => ("wrong", "✕", "your answer, wrong: "),
                        (false, true) => ("said", "●", "your answer: "),
                        _ => ("", "", ""),
                    };
                    view! { <li class=class><span class="mark" aria-hidden="true">{mark}</span> <span><span class="unseen">{word}</span>{text}</span></li> }
                        .into_any()
                }
            }
        });
        let items: Vec<AnyView> = items.collect();
        view! { <ol class="choices" aria-label="Answers">{items}</ol> }
    };
    view! { {view} }.into_any()
}

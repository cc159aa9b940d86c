//! A paragraph of a chapter, by itself.

use iamwhy_traps::{Part, Room};
use leptos::prelude::*;

use crate::{desk::Desk, prose::prose, route::Route};

/// The text of a part, with links that lead to where things are on this page.
pub(crate) fn text(room: &Room, chapter: usize, part: &Part) -> AnyView {
    let leads = |to: &str| {
        if let Some(slug) = to.strip_suffix(".scenario.json") {
            return room.find(slug).map(|at| Route::Trap(at).hash(room));
        }
        let heading = to.strip_prefix("chapter.md").unwrap_or(to).strip_prefix('#')?;
        Some(Route::Read(chapter, heading.to_owned()).hash(room))
    };
    let inner: Vec<AnyView> = part
        .parts
        .iter()
        .map(|own| {
            let text = prose(&own.text, &leads);
            view! { <section><h3>{crate::prose::line(&own.title)}</h3>{text}</section> }.into_any()
        })
        .collect();
    let own = prose(&part.text, &leads);
    view! { {own} {inner} }.into_any()
}

/// One paragraph.
pub(crate) fn read(desk: Desk, chapter: usize, slug: &str) -> AnyView {
    let room = desk.room();
    let own = room.chapters.get(chapter);
    let part = own.and_then(|own| {
        let whole = own.parts.iter().find(|part| part.slug == slug);
        whole.or_else(|| own.paragraph(slug))
    });
    let (Some(own), Some(part)) = (own, part) else {
        return crate::app::nothing(slug);
    };
    let back = Route::Chapter(chapter, None).hash(&room);
    let text = text(&room, chapter, part);
    view! {
        <article class="page">
            <p class="quiet"><a href=back>{own.number} ". " {own.title.clone()}</a></p>
            <h1 id="title" tabindex="-1">{crate::prose::line(&part.title)}</h1>
            {text}
        </article>
    }
    .into_any()
}

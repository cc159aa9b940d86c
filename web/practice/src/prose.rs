//! Markdown as a part of the page.

use iamwhy_traps::markdown::{Block, Inline, Item, blocks, inlines};
use leptos::prelude::*;

/// Where links without an address lead: to a heading, or to a file of the chapter.
pub(crate) type Leads<'l> = &'l dyn Fn(&str) -> Option<String>;

/// A text of several blocks.
pub(crate) fn prose(text: &str, leads: Leads<'_>) -> AnyView {
    let views: Vec<AnyView> = blocks(text).iter().map(|own| block(own, leads)).collect();
    view! { <div class="prose">{views}</div> }.into_any()
}

/// A text within a line.
pub(crate) fn line(text: &str) -> Vec<AnyView> {
    pieces(&inlines(text), &|_| None)
}

fn block(block: &Block, leads: Leads<'_>) -> AnyView {
    match block {
        Block::Heading { text, slug, .. } => {
            let text = pieces(text, leads);
            view! { <h3 id=slug.clone()>{text}</h3> }.into_any()
        }
        Block::Paragraph(text) => {
            let text = pieces(text, leads);
            view! { <p>{text}</p> }.into_any()
        }
        Block::List(items) => list(items, leads),
        Block::Table { head, rows } => table(head, rows, leads),
        Block::Code { text, .. } => {
            view! { <pre class="code" tabindex="0"><code>{text.clone()}</code></pre> }.into_any()
        }
    }
}

fn list(items: &[Item], leads: Leads<'_>) -> AnyView {
    let numbered = items.first().is_some_and(|item| item.number.is_some());
    let items: Vec<AnyView> = items
        .iter()
        .map(|item| {
            let text = pieces(&item.text, leads);
            let class = if item.depth > 0 { "inner" } else { "" };
            view! { <li class=class>{text}</li> }.into_any()
        })
        .collect();
    match numbered {
        true => view! { <ol>{items}</ol> }.into_any(),
        false => view! { <ul>{items}</ul> }.into_any(),
    }
}

fn table(head: &[Vec<Inline>], rows: &[Vec<Vec<Inline>>], leads: Leads<'_>) -> AnyView {
    // On a phone each cell stands below the last, with the name of its column.
    let names: Vec<String> = head.iter().map(|cell| words(cell)).collect();
    let head: Vec<_> = head
        .iter()
        .map(|cell| {
            let text = pieces(cell, leads);
            view! { <th role="columnheader" scope="col">{text}</th> }
        })
        .collect();
    let rows: Vec<_> = rows
        .iter()
        .map(|row| {
            let cells: Vec<_> = row
                .iter()
                .zip(&names)
                .map(|(cell, name)| {
                    let text = pieces(cell, leads);
                    view! { <td role="cell" data-name=name.clone()>{text}</td> }
                })
                .collect();
            view! { <tr role="row">{cells}</tr> }
        })
        .collect();
    view! {
        <div class="scroll" tabindex="0" role="region" aria-label="Table">
            <table class="grid" role="table"><thead role="rowgroup"><tr role="row">{head}</tr></thead><tbody role="rowgroup">{rows}</tbody></table>
        </div>
    }
    .into_any()
}

/// The text alone. Recursion is bounded by the depth bound of the Markdown.
fn words(text: &[Inline]) -> String {
    text.iter()
        .map(|own| match own {
            Inline::Text(text) | Inline::Code(text) => text.clone(),
            Inline::Emphasis(text) | Inline::Strong(text) | Inline::Link { text, .. } => words(text),
        })
        .collect()
}

/// Recursion is bounded by the depth bound of the Markdown.
fn pieces(text: &[Inline], leads: Leads<'_>) -> Vec<AnyView> {
    text.iter().map(|own| piece(own, leads)).collect()
}

fn piece(inline: &Inline, leads: Leads<'_>) -> AnyView {
    match inline {
        Inline::Text(text) => text.clone().into_any(),
        Inline::Code(code) => view! { <code>{code.clone()}</code> }.into_any(),
        Inline::Emphasis(text) => {
            let text = pieces(text, leads);
            view! { <em>{text}</em> }.into_any()
        }
        Inline::Strong(text) => {
            let text = pieces(text, leads);
            view! { <strong>{text}</strong> }.into_any()
        }
        Inline::Link { text, to } => {
            let words = pieces(text, leads);
            if to.starts_with("https://") {
                return view! { <a href=to.clone() target="_blank" rel="noreferrer">{words}</a> }.into_any();
            }
            match leads(to) {
                Some(to) => view! { <a href=to>{words}</a> }.into_any(),
                None => view! { <span>{words}</span> }.into_any(),
            }
        }
    }
}

//! The list of places: whose they are, how many policies stand there, and what they say.

use iamwhy_workbench::{Holds, LayerGroup, LayerTab};
use leptos::prelude::*;

use crate::page::{Open, Page};
use crate::words;

/// All places of the request that is looked at.
pub(crate) fn list(page: Page) -> AnyView {
    let groups = move || {
        page.layers
            .with(|layers| layers.iter().map(|own| group(page, own)).collect::<Vec<_>>())
    };
    view! {
        <nav class="layers" aria-label="Layers">
            {groups}
            <section>
                <h2>"Request"</h2>
                {entry(page, Open::Caller, "Caller")}
                {entry(page, Open::Context, "Context")}
                {move || page.bench.with(iamwhy_workbench::Bench::resource_entry).map(|at| entry(page, Open::Part(at), "Resource"))}
                {entry(page, Open::Part("/organization".to_owned()), "Organization")}
                {entry(page, Open::File, "Whole file")}
            </section>
        </nav>
    }
    .into_any()
}

fn group(page: Page, group: &LayerGroup) -> AnyView {
    let tabs = group.tabs.iter().map(|own| tab(page, own)).collect::<Vec<_>>();
    let account = group
        .account
        .clone()
        .map(|account| view! { <span class="account">{account}</span> });
    view! {
        <section>
            <h2>{group.label.clone()} {account}</h2>
            {tabs}
        </section>
    }
    .into_any()
}

fn tab(page: Page, tab: &LayerTab) -> AnyView {
    let layer = tab.layer;
    let (class, glyph, word) = words::gate(tab.state);
    let current = move || matches!(page.open.get(), Open::Layer(own, _) if own == layer).to_string();
    let unknown = tab.slots.iter().any(|slot| slot.holds == Holds::Unknown);
    let count = match (tab.count, tab.slots.len()) {
        _ if unknown => "unseen".to_owned(),
        (0, _) => "none".to_owned(),
        (_, levels @ 2..) => format!("{levels} levels"),
        (count, _) => count.to_string(),
    };
    let blocks = tab.blocker.then_some(" and blocks");
    view! {
        <button type="button" class="place" aria-current=current title=tab.note.clone() on:click=move |_| page.choose_layer(layer)>
            <span class=["dot ", class].concat() aria-hidden="true">{glyph}</span>
            <span>{tab.label}</span>
            <span class="unseen">{word}{blocks}</span>
            <span class="n">{count}</span>
        </button>
    }
    .into_any()
}

fn entry(page: Page, open: Open, label: &'static str) -> AnyView {
    let own = open.clone();
    let current = move || (page.open.get() == own).to_string();
    view! {
        <button type="button" class="place" aria-current=current on:click=move |_| page.open.set(open.clone())>
            <span>{label}</span>
        </button>
    }
    .into_any()
}

//! The list of places: whose they are, how many policies stand there, and what they say.

use iamwhy_explain::GateVerdict;
use iamwhy_workbench::{Holds, LayerGroup, LayerTab};
use leptos::prelude::*;

use crate::element::{El, button, el, glyph, many, unseen, with_class};
use crate::page::{Open, Page};
use crate::words;

/// All places of the request that is looked at.
pub(crate) fn list(page: Page) -> El {
    let groups = move || {
        page.layers
            .with(|layers| layers.iter().map(|own| group(page, own)).collect::<Vec<_>>())
    };
    let resource = move || {
        page.bench
            .with(iamwhy_workbench::Bench::resource_entry)
            .map(|at| entry(page, Open::Part(at), "Resource"))
    };
    let request = el("section")
        .child(el("h2").child("Request"))
        .child(entry(page, Open::Caller, "Caller"))
        .child(entry(page, Open::Context, "Context"))
        .live(resource)
        .child(entry(page, Open::Part("/organization".to_owned()), "Organization"))
        .child(entry(page, Open::File, "Whole file"));
    with_class("nav", "layers").label("Layers").live(groups).child(request)
}

fn group(page: Page, group: &LayerGroup) -> El {
    let tabs = group.tabs.iter().map(|own| tab(page, own)).collect::<Vec<_>>();
    let account = group
        .account
        .clone()
        .map(|account| with_class("span", "account").child(account));
    el("section")
        .child(el("h2").child(group.label.clone()).child(account))
        .child(tabs)
}

fn tab(page: Page, tab: &LayerTab) -> El {
    let layer = tab.layer;
    let (class, sign, word) = words::gate(tab.state);
    let unknown = tab.slots.iter().any(|slot| slot.holds == Holds::Unknown);
    let count = match (tab.count, tab.slots.len()) {
        _ if unknown => "unseen".to_owned(),
        // AWS's own policy, which the scenario need not write.
        (0, _) if tab.state == GateVerdict::Allows => "default".to_owned(),
        (0, _) => "none".to_owned(),
        (_, levels @ 2..) => [&levels.to_string(), " levels"].concat(),
        (count, _) => count.to_string(),
    };
    let blocks = tab.blocker.then_some(" and blocks");
    button("place", move || page.choose_layer(layer))
        .says(
            "aria-current",
            move || matches!(page.open.get(), Open::Layer(own, _) if own == layer),
        )
        .maybe("title", tab.note.clone())
        .child(glyph(["dot ", class].concat(), sign))
        .child(el("span").child(tab.label))
        .child(unseen(many![word, blocks]))
        .child(with_class("span", "n").child(count))
}

fn entry(page: Page, open: Open, label: &'static str) -> El {
    let own = open.clone();
    button("place", move || page.open.set(open.clone()))
        .says("aria-current", move || page.open.get() == own)
        .child(el("span").child(label))
}

//! Why: the rails, and under them the tabs.

mod checks;
mod diff;
mod flips;
mod flow_chart;
mod reference;
mod tests;
mod trace;

use leptos::prelude::*;

use iamwhy_engine::Layer;
use iamwhy_picture::rails::{Gates, picture};

use crate::element::{Content, El, button, el, live, with_class};
use crate::page::{Page, Tab};

const TABS: [(Tab, &str); 7] = [
    (Tab::Flips, "What would flip it"),
    (Tab::Trace, "Trace"),
    (Tab::Tests, "Tests"),
    (Tab::Checks, "Checks"),
    (Tab::Diff, "Changes"),
    (Tab::Aws, "AWS view"),
    (Tab::Reference, "Reference"),
];

impl Gates for Page {
    fn is_chosen(self, layer: Layer) -> bool {
        Page::is_chosen(self, layer)
    }

    fn choose(self, layer: Layer) {
        self.choose_layer(layer);
    }
}

/// The whole right side.
pub(crate) fn why(page: Page) -> Content {
    crate::rest::tell(page);
    crate::worker::flips(page);
    crate::checker::checks(page);
    let results = tests::results(page);
    let picture = move || page.explanation.with(|own| own.as_ref().map(|own| picture(page, own)));
    let panel = move || match page.tab.get() {
        Tab::Flips => flips::flips(page),
        Tab::Trace => explained(page, trace::trace),
        Tab::Tests => tests::tests(page, results),
        Tab::Checks => checks::checks(page),
        Tab::Diff => diff::diff(page, results),
        Tab::Aws => explained(page, flow_chart::flow_chart),
        Tab::Reference => reference::reference(page),
    };
    let count = move |tab: Tab| match tab {
        Tab::Flips => page.flips.with(|own| own.as_ref().map(|own| flips::count(page, own))),
        Tab::Tests => tests::count(results),
        Tab::Checks => checks::count(page),
        _ => None,
    };
    let tabs = TABS.map(|(tab, label)| {
        button("", move || page.tab.set(tab))
            .attr("role", "tab")
            .id(id(tab))
            .attr("aria-controls", "panel")
            .says("aria-selected", move || page.tab.get() == tab)
            .live_attr("tabindex", move || if page.tab.get() == tab { "0" } else { "-1" })
            .on_key(move |event| walk(page, &event))
            .child(label)
            .child(" ")
            .child(el("small").live(move || count(tab)))
    });
    let tabs = with_class("div", "tabs")
        .attr("role", "tablist")
        .label("More about this decision")
        .child(Vec::from(tabs));
    let panel = el("div")
        .id("panel")
        .attr("role", "tabpanel")
        .attr("tabindex", "0")
        .live_attr("aria-labelledby", move || id(page.tab.get()))
        .live(panel);
    with_class("section", "why")
        .label("Why")
        .live(picture)
        .child(checks::said(page))
        .child(tabs)
        .child(panel)
        .into()
}

fn explained(page: Page, show: fn(Page, &iamwhy_explain::Explanation) -> El) -> Content {
    live(move || page.explanation.with(|own| own.as_ref().map(|own| show(page, own))))
}

/// By which the focus finds a tab.
pub(crate) fn id(tab: Tab) -> &'static str {
    match tab {
        Tab::Flips => "tab-flips",
        Tab::Trace => "tab-trace",
        Tab::Tests => "tab-tests",
        Tab::Checks => "tab-checks",
        Tab::Diff => "tab-changes",
        Tab::Aws => "tab-aws",
        Tab::Reference => "tab-reference",
    }
}

/// Arrow keys walk from tab to tab.
fn walk(page: Page, event: &web_sys::KeyboardEvent) {
    let step = match event.key().as_str() {
        "ArrowRight" => 1,
        "ArrowLeft" => TABS.len() - 1,
        _ => return,
    };
    event.prevent_default();
    let now = TABS
        .iter()
        .position(|(tab, _)| *tab == page.tab.get_untracked())
        .unwrap_or(0);
    let Some((tab, _)) = TABS.get((now + step) % TABS.len()) else {
        return;
    };
    page.tab.set(*tab);
    crate::dom::focus(id(*tab));
}

//! Share: a link that holds everything, the file that the command line runs, the explanation as Markdown.

use leptos::prelude::*;

use crate::element::{Content, button, el, many, with_class};
use crate::page::Page;

/// A link longer than this is better sent as a file.
const LONG: usize = 8_000;

/// The sheet.
pub(crate) fn share(page: Page) -> Content {
    let redact = RwSignal::new(false);
    let link = crate::link::of(page, redact);
    let size = move || link.with(|own| own.as_ref().map_or(0, String::len));
    let meter = move || {
        let part = (size() * 100 / LONG).min(100);
        let over = size() > LONG;
        let words = if over {
            "too long for some mail programs and chats; send the file instead"
        } else {
            "fits everywhere"
        };
        let class = if over { "meter over" } else { "meter" };
        let length = [&size().to_string(), " of ", &LONG.to_string(), " characters: ", words].concat();
        many![
            with_class("div", class).silent().child(el("i").style("--part", part)),
            with_class("p", "quiet").child(length),
        ]
    };
    let copied = move || {
        if let Some(link) = link.get_untracked() {
            crate::clipboard::copy(page, &link);
        }
    };
    let markdown = move || {
        let text = page
            .explanation
            .with_untracked(|own| own.as_ref().map(|own| iamwhy_explain::markdown(own)));
        crate::clipboard::copy(page, &text.unwrap_or_default());
    };
    let file = move || {
        crate::files::save(
            "iamwhy.scenario.json",
            &page.bench.with_untracked(|bench| bench.text().to_owned()),
        )
    };
    let reset = move || {
        page.load(crate::app::FIRST);
        page.sheet.set(None);
    };
    let stays = move || {
        redact.get().then(|| {
            let redacted = page.bench.with(|bench| iamwhy_workbench::share::redact(bench.text()));
            with_class("p", "quiet").child(redacted.stays())
        })
    };
    let part = |name: &'static str| el("section").child(with_class("h3", "gate-head").child(name));
    let hide = el("input")
        .attr("type", "checkbox")
        .live_prop("checked", move || redact.get())
        .on("change", move |event| redact.set(event_target_checked(&event)));
    let shown = with_class("input", "field mono link")
        .flag("readonly", true)
        .label("Link")
        .live_prop("value", move || link.get().unwrap_or_default());
    let open = crate::files::chooser(move |chosen| crate::files::open(page, chosen));
    let words = "The scenario is in the part behind #, which browsers never send to a server.";
    let hide = with_class("label", "bar").child(hide).child(
        "Replace account ids and names, each by the same stand-in everywhere, and titles and notes by neutral ones",
    );
    let link = part("A link with everything in it")
        .child(with_class("p", "quiet").child(words))
        .child(hide)
        .live(stays)
        .child(shown)
        .live(meter)
        .child(button("button primary", copied).child("Copy the link"));
    let files = with_class("div", "bar")
        .child(button("button", file).child("Save iamwhy.scenario.json"))
        .child(with_class("label", "button").child("Open a file ").child(open))
        .child(with_class("code", "chip").child("iamwhy test iamwhy.scenario.json"));
    let empty = move || crate::commands::run(page, "new");
    let anew = with_class("div", "bar")
        .child(button("button danger", empty).child("Begin a new, empty question"))
        .child(button("button danger", reset).child("Start again with the first example"));
    many![
        link,
        part("The file that the command line tests").child(files),
        part("The explanation").child(button("button", markdown).child("Copy as Markdown")),
        part("All anew").child(anew),
    ]
}

//! The files that a scenario reads: asked for, and made a part of it.

use iamwhy_workbench::{Problem, files_of};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use crate::answer::place;
use crate::element::{Content, El, el, glyph, many, unseen, with_class};
use crate::files::{self, File};
use crate::page::Page;

/// What was given of the files that are asked for.
#[derive(Clone, Default)]
pub(crate) struct Given {
    /// By the path that the scenario names.
    files: Vec<(String, String)>,
    /// What is wrong with them.
    wrong: Vec<Problem>,
}

/// The box that asks; nothing where nothing is missing.
pub(crate) fn needs(page: Page) -> Content {
    let missing = Memo::new(move |_| match page.verdict.with(|answer| answer.errors.is_empty()) {
        true => Vec::new(),
        false => page.bench.with_untracked(iamwhy_workbench::Bench::missing_files),
    });
    // Another scenario asks for its own.
    Effect::new(move |_| {
        missing.track();
        page.given.update(|given| given.wrong.clear());
    });
    el("div")
        .live(move || missing.with(|missing| (!missing.is_empty()).then(|| asked(page, missing))))
        .into()
}

fn asked(page: Page, missing: &[String]) -> El {
    let one = missing.len() == 1;
    let words = match one {
        true => "This scenario reads a file. Choose it, and it becomes part of the scenario; it stays in this page.",
        false => {
            "This scenario reads files. Choose them, and they become part of the scenario; they stay in this page."
        }
    };
    let lines = missing.iter().map(|path| {
        let own = path.clone();
        let is_there = move || {
            page.given
                .with(|given| given.files.iter().any(|(path, _)| *path == own))
        };
        el("li")
            .child(with_class("code", "chip").child(path.clone()))
            .live(move || is_there().then(|| many![" ", glyph("here", "✓"), unseen("given")]))
    });
    let choose = files::chooser(move |chosen| take_in(page, chosen));
    let choose = with_class("label", "button primary")
        .child(if one { "Choose the file" } else { "Choose the files" })
        .child(choose);
    // Two of one name can be told apart by their folders only.
    let names: Vec<&str> = missing
        .iter()
        .map(|path| path.rsplit(['/', '\\']).next().unwrap_or(path))
        .collect();
    let is_twice = names
        .iter()
        .any(|name| names.iter().filter(|other| *other == name).count() > 1);
    let folder = is_twice.then(|| {
        let folder = files::chooser(move |chosen| take_in(page, chosen)).flag("webkitdirectory", true);
        with_class("label", "button").child("Choose their folder").child(folder)
    });
    let wrong = move || {
        page.given.with(|given| {
            let lines = given.wrong.iter().take(5).map(|problem| {
                let file = problem.file.clone().unwrap_or_default();
                let help = problem.help.as_ref().map(|help| [": ", help].concat());
                el("li")
                    .child([&file, " ", &place(problem), &problem.message].concat())
                    .child(help)
            });
            let lines = lines.collect::<Vec<_>>();
            (!lines.is_empty()).then(|| {
                let lines = el("ul").child(lines);
                with_class("div", "wrong").attr("role", "alert").child(lines)
            })
        })
    };
    with_class("section", "needs")
        .label("Files that this scenario reads")
        .child(el("p").child(words))
        .child(el("ul").child(lines.collect::<Vec<_>>()))
        .child(with_class("p", "bar").child(choose).child(folder))
        .live(wrong)
}

/// Takes what was chosen; once nothing is missing, the scenario has it all in it.
pub(crate) fn take_in(page: Page, chosen: Vec<File>) {
    let missing = page.bench.with_untracked(iamwhy_workbench::Bench::missing_files);
    let names: Vec<String> = chosen.iter().map(|own| own.path.clone()).collect();
    let found = files_of(&missing, &names);
    page.given.update(|given| {
        given.wrong.clear();
        given.files.retain(|(path, _)| missing.contains(path));
        for (path, own) in missing.iter().zip(&found) {
            let Some(file) = own.and_then(|own| chosen.get(own)) else {
                continue;
            };
            given.files.retain(|(other, _)| other != path);
            given.files.push((path.clone(), file.text.clone()));
        }
    });
    if found.iter().all(Option::is_none) {
        page.say("none of these is a file that the scenario reads".to_owned());
        return;
    }
    let is_given = |path: &String| {
        page.given
            .with_untracked(|given| given.files.iter().any(|(own, _)| own == path))
    };
    if !missing.iter().all(is_given) {
        return;
    }
    let text = page.bench.with_untracked(|bench| bench.text().to_owned());
    let given = page.given.with_untracked(|given| given.files.clone());
    spawn_local(async move {
        let taken = crate::reader::inlined(&text, &given).await;
        if page.bench.with_untracked(|bench| bench.text() != text) {
            page.say("the scenario has changed meanwhile: choose the files once more".to_owned());
            return;
        }
        match taken {
            Ok(text) => {
                page.given.set(Given::default());
                page.bench.update(|bench| bench.take_files_in(&text));
                page.open_deciding();
                let words = match given.len() {
                    1 => "the file is part of the scenario now".to_owned(),
                    count => [&count.to_string(), " files are part of the scenario now"].concat(),
                };
                page.say(words);
            }
            Err(wrong) => page.given.update(|given| given.wrong = wrong),
        }
    });
}

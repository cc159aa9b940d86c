//! Every command of the page by its name: the keys, the palette and the help come from one table.

use iamwhy_workbench::{Bench, COMMANDS, Problem};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent};

use crate::element::{El, el};
use crate::page::{Open, Page, Sheet, Tab};

/// Does what a command says.
pub(crate) fn run(page: Page, id: &str) {
    page.sheet.set(None);
    let with = |change: fn(&mut Bench, &str) -> Result<(), Problem>| {
        let open = page.shown.get_untracked();
        page.edit(Box::new(move |bench| change(bench, &open)));
    };
    let case = page.answer.with_untracked(|answer| answer.selected.case);
    match id {
        "paste" => page.sheet.set(Some(Sheet::Paste)),
        "examples" | "history" => page.sheet.set(Some(Sheet::Examples)),
        "share" | "open" | "copy-command" => page.sheet.set(Some(Sheet::Share)),
        "help" => page.sheet.set(Some(Sheet::Help)),
        "export" => crate::files::save(
            "iamwhy.scenario.json",
            &page.bench.with_untracked(|bench| bench.text().to_owned()),
        ),
        "edit-file" | "rename" => page.open.set(Open::File),
        "undo" => page.bench.update(|bench| {
            bench.undo();
        }),
        "redo" => page.bench.update(|bench| {
            bench.redo();
        }),
        "new" => page.load(iamwhy_workbench::BLANK),
        "reset" => page.load(crate::app::FIRST),
        "principal" | "endpoint" | "via" | "action" | "resource" => crate::dom::focus(slot(id)),
        "context" | "tags" => page.open.set(Open::Context),
        "add-principal" => page.open.set(Open::Caller),
        "add-policy" => crate::menu::add_here(page),
        "rename-policy" => crate::dom::focus("place-menu"),
        "duplicate-policy" => with(|bench, own| bench.duplicate_policy(own).map(drop)),
        "policy-up" => with(|bench, own| bench.move_policy(own, -1).map(drop)),
        "policy-down" => with(|bench, own| bench.move_policy(own, 1).map(drop)),
        "switch-off" => with(|bench, own| bench.switch_off(own)),
        "switch-on" => with(|bench, own| {
            let number = own.strip_prefix("off:").and_then(|own| own.parse().ok());
            number.map_or(Ok(()), |number| bench.switch_on(number).map(drop))
        }),
        "delete-policy" => with(|bench, own| bench.delete_policy(own)),
        "format-policy" => with(|bench, own| bench.format_policy(own)),
        "own-policy" => with(|bench, own| bench.own_policy(own)),
        "unknown" => crate::menu::declare(page, true),
        "none" => crate::menu::declare(page, false),
        "next-reason" => page.walk(1),
        "previous-reason" => page.walk(-1),
        "next-authorization" => page.bench.update(|bench| {
            let mut selected = bench.state().selected;
            let count = bench.answer().asked.len().max(1);
            selected.authorization = Some((bench.answer().authorization() + 1) % count);
            bench.select(selected);
        }),
        "flips" => page.tab.set(Tab::Flips),
        "trace" => page.tab.set(Tab::Trace),
        "tests" => page.tab.set(Tab::Tests),
        "checks" => page.tab.set(Tab::Checks),
        "diff" => page.tab.set(Tab::Diff),
        "aws-view" => page.tab.set(Tab::Aws),
        "reference" => {
            page.tab.set(Tab::Reference);
            crate::dom::focus("look-up");
        }
        "apply-flip" => page.apply_first(),
        "pin" => {
            page.bench.update(Bench::pin);
            page.tab.set(Tab::Diff);
        }
        "unpin" => page.bench.update(Bench::unpin),
        "copy-markdown" => {
            let text = page
                .explanation
                .with_untracked(|own| own.as_ref().map(|own| iamwhy_explain::markdown(own)));
            crate::clipboard::copy(page, &text.unwrap_or_default());
        }
        "copy-message" => {
            let text = page
                .explanation
                .with_untracked(|own| own.as_ref().and_then(|own| own.message.clone()));
            crate::clipboard::copy(page, &text.unwrap_or_default());
        }
        "add-test" => crate::cases::add(page),
        "accept" => page.edit(Box::new(Bench::accept)),
        "next-case" => page.look_at(case + 1),
        "previous-case" => page.look_at(case.wrapping_sub(1)),
        "duplicate-case" => page.edit(Box::new(move |bench| bench.duplicate_case(case))),
        "remove-case" => page.edit(Box::new(move |bench| bench.remove_case(case))),
        "theme" => crate::theme::toggle(),
        layer => {
            let number = layer.strip_prefix("layer-").and_then(|own| own.parse::<usize>().ok());
            let tabs = page.layers.with_untracked(|layers| {
                layers
                    .iter()
                    .flat_map(|group| &group.tabs)
                    .map(|tab| tab.layer)
                    .collect::<Vec<_>>()
            });
            if let Some(layer) = number.and_then(|own| tabs.get(own.wrapping_sub(1)).copied()) {
                page.choose_layer(layer);
            }
        }
    }
}

/// Keys as this keyboard names them; nothing where there are none.
pub(crate) fn keys(keys: &'static str) -> Option<El> {
    let platform = web_sys::window()
        .and_then(|own| own.navigator().platform().ok())
        .unwrap_or_default();
    let own = match platform.starts_with("Mac") || platform.starts_with("iP") {
        true => keys.replace("Mod+", "⌘").replace("Alt+", "⌥").replace("Shift+", "⇧"),
        false => keys.replace("Mod", "Ctrl"),
    };
    (!keys.is_empty()).then(|| el("kbd").child(own))
}

/// The part of the question that a command changes.
fn slot(id: &str) -> &'static str {
    match id {
        "principal" => "slot-principal",
        "action" => "slot-action",
        "resource" => "slot-resource",
        _ => "slot-from",
    }
}

/// The command that a chord stands for; where one writes, only with a key that writes nothing.
fn command_of(chord: &str, writing: bool) -> Option<&'static str> {
    let plain = !chord.starts_with(['C', 'A']) || !chord.contains('+');
    let is_function = chord
        .trim_start_matches("Shift+")
        .strip_prefix('F')
        .is_some_and(|own| own.parse::<u8>().is_ok());
    // A field has its own undo.
    if writing && (plain && !is_function || chord.ends_with("+Z")) {
        return None;
    }
    let own = COMMANDS
        .iter()
        .find(|own| !own.keys.is_empty() && own.keys.replace("Mod", "Ctrl") == chord);
    own.map(|own| own.id)
}

/// Listens to the keys of the table, wherever the focus is.
pub(crate) fn listen(page: Page) {
    let heard = window_event_listener(leptos::ev::keydown, move |event| {
        if event.default_prevented() {
            return;
        }
        let Some(id) = command_of(&chord(&event), writes(&event)) else {
            return;
        };
        event.prevent_default();
        run(page, id);
    });
    on_cleanup(move || heard.remove());
}

/// What was pressed, as the table writes it: `Ctrl+Shift+Z`.
fn chord(event: &KeyboardEvent) -> String {
    let mut chord = String::new();
    let mut add = |is: bool, word: &str| {
        if is {
            chord.push_str(word);
        }
    };
    let key = event.key();
    add(event.ctrl_key() || event.meta_key(), "Ctrl+");
    add(event.alt_key(), "Alt+");
    // Of signs such as `?` Shift is a part.
    let letter = key.chars().count() > 1 || key.chars().all(char::is_alphabetic);
    add(event.shift_key() && letter, "Shift+");
    // With Alt some keyboards write other signs; the place of the key tells the number.
    let code = event.code();
    match code.strip_prefix("Digit").filter(|_| event.alt_key()) {
        Some(digit) => chord.push_str(digit),
        None if key.chars().count() == 1 => chord.push_str(&key.to_uppercase()),
        None => chord.push_str(&key),
    }
    chord
}

/// Whether the focus is where one writes.
fn writes(event: &KeyboardEvent) -> bool {
    let target = event.target().and_then(|own| own.dyn_into::<HtmlElement>().ok());
    target.is_some_and(|own| {
        matches!(own.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT") || own.is_content_editable()
    })
}

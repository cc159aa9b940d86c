//! The editor: CodeMirror where it is loaded, a plain text area until then and where it cannot be.

mod complete;
mod handle;
mod sheet;

use iamwhy_workbench::check_list::CheckList;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use crate::element::{Content, Place, button, el, live, many, with_class};
use crate::page::{Chosen, Page};
use handle::{Handle, follow, lit, mount, show, show_checks, strongest};

pub(crate) use handle::record;
pub(crate) use sheet::Sheet;

/// The editor on what a memo says; nothing is shown where it says nothing.
pub(crate) fn editor(page: Page, sheet: Memo<Option<Sheet>>) -> Content {
    let host: Place = RwSignal::new_local(None);
    let handle = StoredValue::new_local(None::<Handle>);
    let ready = RwSignal::new(false);
    let typed = move |text: String| {
        let (pointer, is_part) = sheet.with_untracked(|own| {
            own.as_ref()
                .map(|own| (own.pointer.clone(), own.is_part))
                .unwrap_or_default()
        });
        page.type_in(Box::new(move |bench| match &pointer {
            Some(pointer) if is_part => bench.set_part(pointer, &text),
            Some(pointer) => bench.set_policy(pointer, &text),
            None => {
                bench.set_text(&text);
                Ok(())
            }
        }));
    };
    // A gutter mark was pressed: the same statement is selected everywhere.
    let marked = move |index: u32| {
        let chosen = sheet.with_untracked(|own| {
            let own = own.as_ref()?;
            let mark = *strongest(&own.marks.statements).get(index as usize)?;
            Some(Chosen {
                layer: own.layer?,
                statement: Some((own.name.clone(), mark.statement)),
            })
        });
        if chosen.is_some() {
            page.chosen.set(chosen);
        }
    };
    // The nth finding of those that the editor was given last.
    let mended = move |index: u32| {
        let fix = page.checks.with_untracked(|found| {
            let found = found.as_ref()?;
            sheet.with_untracked(|own| Some(own.as_ref()?.checks(found).nth(index as usize)?.0.fix.clone()))
        });
        if let Some(fix) = fix.flatten() {
            page.mend(&fix);
        }
    };
    // What was found in another text than the one that is shown stays where it is until it is found anew.
    let checked = move |handle: &Handle, own: &Sheet, same: bool| {
        page.checks.with_untracked(|found| {
            let now = found
                .as_ref()
                .filter(|found| page.bench.with_untracked(|bench| *found.text == *bench.text()));
            match now {
                Some(found) => show_checks(handle, own, found),
                None if same => {}
                None => show_checks(handle, own, &CheckList::default()),
            }
        });
    };
    let completed = move |text: String, at: u32, asked: bool| {
        let layer = sheet.with_untracked(|own| own.as_ref().and_then(|own| own.layer));
        complete::completions(page, layer, text, at, asked)
    };
    Effect::new(move |_| {
        let Some(parent) = host.get() else { return };
        spawn_local(async move {
            let Some(own) = mount(&parent, typed, marked, mended, completed).await else {
                return;
            };
            handle.set_value(Some(own));
            ready.set(true);
        });
    });
    Effect::new(move |before: Option<Option<String>>| {
        if !ready.get() {
            return None;
        }
        let now = sheet.with(|sheet| sheet.as_ref().map(|sheet| sheet.pointer.clone().unwrap_or_default()));
        handle.with_value(|handle| {
            if let Some(handle) = handle {
                let same = before.as_ref() == Some(&now);
                sheet.with(|sheet| {
                    if let Some(sheet) = sheet {
                        show(handle, sheet, same);
                        checked(handle, sheet, same);
                    }
                });
            }
        });
        now
    });
    Effect::new(move |_| {
        page.checks.track();
        if ready.get() {
            handle.with_value(|handle| {
                sheet.with_untracked(|sheet| {
                    if let (Some(handle), Some(sheet)) = (handle, sheet) {
                        checked(handle, sheet, true);
                    }
                });
            });
        }
    });
    let light = Memo::new(move |_| {
        let chosen = page.chosen.get();
        sheet.with(|sheet| {
            let pointer = sheet.as_ref().and_then(|sheet| sheet.pointer.clone());
            (pointer, lit(sheet.as_ref(), chosen.as_ref()))
        })
    });
    Effect::new(move |_| {
        // Who chooses the same once more wants to see it once more.
        page.chosen.track();
        let (_, lit) = light.get();
        if ready.get() {
            handle.with_value(|handle| {
                if let Some(handle) = handle {
                    follow(handle, lit.as_ref());
                }
            });
        }
    });
    Effect::new(move |_| {
        if let Some((line, column)) = page.reveal.get() {
            handle.with_value(|handle| {
                if let Some(handle) = handle {
                    handle.reveal(line, column);
                }
            });
        }
    });
    Effect::new(move |_| {
        let Some(text) = page.insert.get() else { return };
        page.insert.set(None);
        let shown = sheet.with_untracked(Option::is_some);
        let done = handle.with_value(|handle| handle.as_ref().is_some_and(|handle| shown && handle.insert(&text)));
        if !done {
            // Nothing that can be written in is open.
            crate::clipboard::copy(page, &text);
        }
    });
    on_cleanup(move || {
        handle.with_value(|handle| {
            if let Some(handle) = handle {
                handle.destroy();
            }
        });
    });
    let plain = move || sheet.with(|own| own.as_ref().map(|own| own.text.clone()).unwrap_or_default());
    let label = move || sheet.with(|own| own.as_ref().map(|own| own.label.clone()).unwrap_or_default());
    // Until the editor is there, and where it cannot be loaded.
    let simple = move || {
        (!ready.get()).then(|| {
            el("textarea")
                .attr("spellcheck", "false")
                .live_attr("aria-label", label)
                .live_prop("value", plain)
                .on("input", move |event| typed(event_target_value(&event)))
        })
    };
    let code = with_class("div", "code")
        .live_flag("hidden", move || sheet.with(|own| own.as_ref().is_none()))
        .child(with_class("div", "host").at(host))
        .live(simple);
    many![code, problems(page, sheet)]
}

/// What is wrong with the text, in words.
fn problems(page: Page, sheet: Memo<Option<Sheet>>) -> Content {
    let lines = move || {
        let found = sheet.with(|own| own.as_ref().map(|own| own.diagnostics.clone()).unwrap_or_default());
        (!found.is_empty()).then(|| {
            let lines = found.into_iter().map(|own| {
                let class = if own.error { "problem" } else { "warning problem" };
                let words = ["line ", &own.span.line.to_string(), ": ", &own.message].concat();
                let place = (own.span.line, own.span.column);
                button(class, move || page.reveal.set(Some(place))).child(crate::answer::chips(&words))
            });
            with_class("div", "problems")
                .attr("role", "group")
                .label("Problems")
                .child(lines.collect::<Vec<_>>())
        })
    };
    live(lines)
}

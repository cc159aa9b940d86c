//! The editor: CodeMirror where it is loaded, a plain text area until then and where it cannot be.

use iamwhy_engine::{Layer, Truth};
use iamwhy_workbench::{
    Bench, Diagnostic, EditorSpan, MarkKind, Marks, NoCatalogue, PolicyView, Problem, diagnostics, marks,
};
use js_sys::{Array, Object, Promise, Reflect};
use leptos::html::Div;
use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};

use crate::page::{Chosen, Page};

#[wasm_bindgen]
extern "C" {
    /// Loads the chunk with the editor.
    #[wasm_bindgen(js_namespace = iamwhy, js_name = editor)]
    fn load() -> Promise;

    #[derive(Clone)]
    type Handle;
    #[wasm_bindgen(method, js_name = setText)]
    fn set_text(this: &Handle, text: &str);
    /// Another text: what could be undone in the one before is forgotten.
    #[wasm_bindgen(method)]
    fn open(this: &Handle, text: &str);
    #[wasm_bindgen(method, js_name = setDiagnostics)]
    fn set_diagnostics(this: &Handle, list: &Array);
    #[wasm_bindgen(method, js_name = setMarks)]
    fn set_marks(this: &Handle, list: &Array);
    #[wasm_bindgen(method, js_name = setNotes)]
    fn set_notes(this: &Handle, list: &Array);
    #[wasm_bindgen(method)]
    fn highlight(this: &Handle, span: &JsValue);
    #[wasm_bindgen(method)]
    fn reveal(this: &Handle, line: u32, column: u32);
    #[wasm_bindgen(method, js_name = setReadOnly)]
    fn set_read_only(this: &Handle, read_only: bool);
    #[wasm_bindgen(method, js_name = setLabel)]
    fn set_label(this: &Handle, label: &str);
    #[wasm_bindgen(method)]
    fn destroy(this: &Handle);
}

/// What the editor shows.
#[derive(Clone, PartialEq, Debug, Default)]
pub(crate) struct Sheet {
    /// Pointer of the policy; none for the whole file.
    pub(crate) pointer: Option<String>,
    /// Whether it is another part of the scenario than a policy.
    is_part: bool,
    /// The policy's name, to tell the statement that was selected elsewhere.
    name: String,
    layer: Option<Layer>,
    label: String,
    text: String,
    read_only: bool,
    /// What is to be said of its statements.
    pub(crate) marks: Marks,
    diagnostics: Vec<Diagnostic>,
}

impl Sheet {
    pub(crate) fn of_policy(bench: &Bench, layer: Layer, view: &PolicyView) -> Sheet {
        let answer = bench.answer();
        Sheet {
            pointer: Some(view.pointer.clone()),
            is_part: false,
            name: view.name.clone(),
            layer: Some(layer),
            label: ["policy ", &view.name].concat(),
            text: view.text().to_owned(),
            read_only: !view.is_editable(),
            marks: match (answer.explanation(), &view.draft) {
                (Some(explanation), None) => marks(explanation, layer, view),
                _ => Marks::default(),
            },
            diagnostics: diagnostics(view, layer, answer.service()),
        }
    }

    pub(crate) fn of_part(bench: &Bench, at: &str) -> Option<Sheet> {
        let view = bench.part(at)?;
        let whole = Sheet::of_file(bench);
        // What the strict reader says of this part.
        let here = |own: Diagnostic| {
            let (line, column) = view.lens.to_editor(own.span.line, own.span.column)?;
            let span = EditorSpan {
                line,
                column,
                end_line: line,
                end_column: column + 1,
                ..own.span
            };
            Some(Diagnostic { span, ..own })
        };
        let draft = bench.draft_problem(at).map(|problem| diagnostic(&problem));
        Some(Sheet {
            pointer: Some(at.to_owned()),
            is_part: true,
            label: ["entry ", &view.name].concat(),
            text: view.text().to_owned(),
            diagnostics: draft
                .into_iter()
                .chain(whole.diagnostics.into_iter().filter_map(here))
                .collect(),
            ..Sheet::default()
        })
    }

    pub(crate) fn of_file(bench: &Bench) -> Sheet {
        let errors = bench.answer().errors.iter().map(diagnostic);
        Sheet {
            label: "the whole scenario".to_owned(),
            text: bench.text().to_owned(),
            diagnostics: errors.collect(),
            ..Sheet::default()
        }
    }
}

fn diagnostic(problem: &Problem) -> Diagnostic {
    Diagnostic {
        span: EditorSpan {
            line: problem.line,
            column: problem.column,
            end_line: problem.line,
            end_column: problem.column + 1,
            ..EditorSpan::default()
        },
        error: true,
        rule: String::new(),
        message: problem.message.clone(),
    }
}

/// The editor on what a memo says; nothing is shown where it says nothing.
pub(crate) fn editor(page: Page, sheet: Memo<Option<Sheet>>) -> AnyView {
    let host = NodeRef::<Div>::new();
    let handle = StoredValue::new_local(None::<Handle>);
    let ready = RwSignal::new(false);
    let typed = move |text: String| {
        let (pointer, is_part) = sheet.with_untracked(|own| {
            own.as_ref()
                .map(|own| (own.pointer.clone(), own.is_part))
                .unwrap_or_default()
        });
        page.edit(Box::new(move |bench| match &pointer {
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
            let mark = own.marks.statements.get(index as usize)?;
            Some(Chosen {
                layer: own.layer?,
                statement: Some((own.name.clone(), mark.statement)),
            })
        });
        if chosen.is_some() {
            page.chosen.set(chosen);
        }
    };
    let completed = move |text: String, at: u32, asked: bool| {
        let layer = sheet.with_untracked(|own| own.as_ref().and_then(|own| own.layer));
        page.bench
            .with_untracked(|bench| completions(bench, layer, &text, at, asked))
    };
    Effect::new(move |_| {
        let Some(parent) = host.get() else { return };
        spawn_local(async move {
            let Some(own) = mount(&parent.into(), typed, marked, completed).await else {
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
                sheet.with(|sheet| sheet.as_ref().map(|sheet| show(handle, sheet, same)));
            }
        });
        now
    });
    Effect::new(move |_| {
        let chosen = page.chosen.get();
        if ready.get() {
            handle.with_value(|handle| {
                if let Some(handle) = handle {
                    sheet.with(|sheet| follow(handle, sheet.as_ref(), chosen.as_ref()));
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
    on_cleanup(move || {
        handle.with_value(|handle| {
            if let Some(handle) = handle {
                handle.destroy();
            }
        });
    });
    let plain = move || sheet.with(|own| own.as_ref().map(|own| own.text.clone()).unwrap_or_default());
    let label = move || sheet.with(|own| own.as_ref().map(|own| own.label.clone()).unwrap_or_default());
    view! {
        <div class="code" hidden=move || sheet.with(|own| own.as_ref().is_none())>
            <div class="host" node_ref=host></div>
            <Show when=move || !ready.get()>
                <textarea spellcheck="false" aria-label=label prop:value=plain
                    on:input=move |event| typed(event_target_value(&event))></textarea>
            </Show>
        </div>
        {problems(page, sheet)}
    }
    .into_any()
}

/// What is wrong with the text, in words.
fn problems(page: Page, sheet: Memo<Option<Sheet>>) -> AnyView {
    let lines = move || {
        let found = sheet.with(|own| own.as_ref().map(|own| own.diagnostics.clone()).unwrap_or_default());
        (!found.is_empty()).then(|| {
            let lines = found.into_iter().map(|own| {
                let class = if own.error { "problem" } else { "warning problem" };
                view! { <button type="button" class=class on:click=move |_| page.reveal.set(Some((own.span.line, own.span.column)))>
                    "line " {own.span.line} ": " {own.message.clone()}
                </button> }
            });
            view! { <div class="problems" role="group" aria-label="Problems">{lines.collect::<Vec<_>>()}</div> }
        })
    };
    view! { {lines} }.into_any()
}

async fn mount(
    parent: &web_sys::Element,
    typed: impl Fn(String) + 'static,
    marked: impl Fn(u32) + 'static,
    completed: impl Fn(String, u32, bool) -> JsValue + 'static,
) -> Option<Handle> {
    let module = JsFuture::from(load()).await.ok()?;
    let function = Reflect::get(&module, &"mountEditor".into())
        .ok()?
        .dyn_into::<js_sys::Function>()
        .ok()?;
    // The editor lives as long as the page: so do its callbacks.
    let on_change = Closure::<dyn Fn(String)>::new(typed).into_js_value();
    let on_mark = Closure::<dyn Fn(u32)>::new(marked).into_js_value();
    let complete = Closure::<dyn Fn(String, u32, bool) -> JsValue>::new(completed).into_js_value();
    let options = record(&[
        ("complete", complete),
        ("text", "".into()),
        ("label", "policy".into()),
        ("onChange", on_change),
        ("onMark", on_mark),
    ]);
    let handle = function.call2(&JsValue::NULL, parent, &options).ok()?;
    Some(handle.unchecked_into())
}

/// What can be written at a place; nothing where nobody asked and nothing was begun.
fn completions(bench: &Bench, layer: Option<Layer>, text: &str, at: u32, asked: bool) -> JsValue {
    let found = match layer {
        Some(layer) => bench.completions(text, at, layer, &NoCatalogue),
        None => bench.file_completions(text, at, &NoCatalogue),
    };
    if found.list.is_empty() || !asked && found.from == at {
        return JsValue::NULL;
    }
    let options = Array::new();
    for own in &found.list {
        options.push(&record(&[
            ("label", own.label.as_str().into()),
            ("apply", own.text.as_str().into()),
            ("detail", own.detail.as_str().into()),
        ]));
    }
    record(&[
        ("from", found.from.into()),
        ("to", found.to.into()),
        ("options", options.into()),
    ])
}

fn show(handle: &Handle, sheet: &Sheet, same: bool) {
    match same {
        true => handle.set_text(&sheet.text),
        false => handle.open(&sheet.text),
    }
    handle.set_label(&sheet.label);
    handle.set_read_only(sheet.read_only);
    let diagnostics = Array::new();
    for own in &sheet.diagnostics {
        let severity = if own.error { "error" } else { "warning" };
        diagnostics.push(&span(
            &own.span,
            &[("severity", severity.into()), ("message", own.message.as_str().into())],
        ));
    }
    handle.set_diagnostics(&diagnostics);
    let marks = Array::new();
    for own in &sheet.marks.statements {
        let label = match &own.sid {
            Some(sid) => [sid, ": ", &own.label].concat(),
            None => own.label.clone(),
        };
        let more = [
            ("kind", kind(own.kind).into()),
            ("glyph", own.kind.glyph().to_string().into()),
            ("label", label.into()),
        ];
        marks.push(&span(&own.span, &more));
    }
    handle.set_marks(&marks);
    let notes = Array::new();
    for own in &sheet.marks.notes {
        let kind = match (own.underline, own.matched) {
            (true, Truth::Unknown) => "unknown",
            (true, _) => "failed",
            (false, _) => "held",
        };
        let mut message = [&own.element, ": ", &own.because].concat();
        if let Some(request) = &own.request {
            message.push_str("\nthe request has ");
            message.push_str(request);
        }
        for (text, resolved, truth) in &own.values {
            message.push('\n');
            message.push_str(crate::words::truth(*truth).1);
            message.push(' ');
            message.push_str(text);
            if let Some(resolved) = resolved {
                message.push_str(" = ");
                message.push_str(resolved);
            }
        }
        notes.push(&span(&own.span, &[("kind", kind.into()), ("message", message.into())]));
    }
    handle.set_notes(&notes);
}

/// Shows the statement that was selected.
fn follow(handle: &Handle, sheet: Option<&Sheet>, chosen: Option<&Chosen>) {
    let own = sheet.and_then(|sheet| {
        let (policy, number) = chosen?.statement.as_ref()?;
        let marks = &sheet.marks.statements;
        marks
            .iter()
            .find(|mark| sheet.name == *policy && mark.statement == *number)
    });
    match own {
        Some(mark) => {
            handle.highlight(&span(&mark.span, &[]));
            handle.reveal(mark.span.line, mark.span.column);
        }
        None => handle.highlight(&JsValue::NULL),
    }
}

fn kind(kind: MarkKind) -> &'static str {
    match kind {
        MarkKind::Decisive => "decisive",
        MarkKind::Denies => "denies",
        MarkKind::Unknown => "unknown",
        MarkKind::Near => "near",
        MarkKind::Needless => "needless",
        MarkKind::Idle | MarkKind::Void => "idle",
    }
}

fn span(span: &EditorSpan, more: &[(&str, JsValue)]) -> JsValue {
    let object = record(&[
        ("line", span.line.into()),
        ("column", span.column.into()),
        ("endLine", span.end_line.into()),
        ("endColumn", span.end_column.into()),
    ]);
    for (name, value) in more {
        let _ = Reflect::set(&object, &(*name).into(), value);
    }
    object
}

/// A JavaScript object with these fields.
pub(crate) fn record(fields: &[(&str, JsValue)]) -> JsValue {
    let object = Object::new();
    for (name, value) in fields {
        let _ = Reflect::set(&object, &(*name).into(), value);
    }
    object.into()
}
